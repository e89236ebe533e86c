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
  package static var all: [String] { words.dropFirst().map { String(cString: $0) } }
  /// The first word that is not UTF-8, counted from 1 and mended; nil where all of them are.
  package static var firstInvalid: (number: Int, text: String)? {
    for (number, word) in words.enumerated().dropFirst() where String(validatingCString: word) == nil {
      return (number, String(cString: word))
    }
    return nil
  }
  /// What the program was called as.
  package static var program: String { words.first.map { String(cString: $0) } ?? "planq" }

  /// `CommandLine.arguments` would mend the words.
  private static var words: [UnsafeMutablePointer<CChar>] {
    (0..<Int(CommandLine.argc)).compactMap { CommandLine.unsafeArgv[$0] }
  }
}

/// Who runs the program.
package enum User {
  /// The effective user id.
  package static var id: UInt32 { geteuid() }
}
