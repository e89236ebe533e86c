import Glibc

/// The environment variables.
package enum Environment {
  /// The value of a variable, mended where it is not UTF-8; nil when it is unset or empty, which the
  /// conventions planq follows (`NO_COLOR`, `XDG_…`, `PAGER`) treat alike.
  package static func value(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}

/// The command line.
package enum Arguments {
  /// The words after the program's name, mended where they are not UTF-8.
  package static var all: [String] { words.dropFirst().map { String(decoding: $0, as: UTF8.self) } }
  /// The first word that is not UTF-8, counted from 1 and mended; nil where all of them are.
  package static var firstInvalid: (number: Int, text: String)? {
    for (number, word) in words.enumerated().dropFirst() where String(validating: word, as: UTF8.self) == nil
    {
      return (number, String(decoding: word, as: UTF8.self))
    }
    return nil
  }
  /// What the program was called as.
  package static var program: String {
    words.first.map { String(decoding: $0, as: UTF8.self) } ?? "planq"
  }

  /// The bytes of each word. `CommandLine` finds them by a search of the stack, for which it reads where the memory of the
  /// process lies: that takes as long as a query.
  private static let words: [ArraySlice<UInt8>] = {
    if let bytes = try? FileBytes.read(path: "/proc/self/cmdline"), bytes.last == 0 {
      return bytes.dropLast().split(separator: 0, omittingEmptySubsequences: false)
    }
    return CommandLine.arguments.map { Array($0.utf8)[...] }
  }()
}

/// Who runs the program.
package enum User {
  /// The effective user id.
  package static var id: UInt32 { geteuid() }
}
