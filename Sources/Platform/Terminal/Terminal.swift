import Glibc

/// What is known about the terminal at the other end of a descriptor.
package enum Terminal {
  package struct Size: Hashable, Sendable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// The numbers of the standard descriptors, for callers that do not import the C library.
  package static let standardInput: Int32 = STDIN_FILENO
  package static let standardOutput: Int32 = STDOUT_FILENO
  package static let standardError: Int32 = STDERR_FILENO

  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The size in character cells. `COLUMNS` and `LINES` win, being set on purpose; then the terminal is
  /// asked; nil where neither knows.
  package static func size(_ descriptor: Int32) -> Size? {
    var window = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0
    let columns = positive("COLUMNS") ?? (isKnown ? Int(window.ws_col) : 0)
    let rows = positive("LINES") ?? (isKnown ? Int(window.ws_row) : 0)
    return columns > 0 ? Size(columns: columns, rows: rows > 0 ? rows : 24) : nil
  }

  private static func positive(_ variable: String) -> Int? {
    guard let number = Environment.value(variable).flatMap({ Int($0) }), 1...100_000 ~= number else {
      return nil
    }
    return number
  }

  /// Takes the character encoding from the environment, and UTF-8 where that says nothing better than
  /// ASCII. To be called once, before the line editor starts.
  package static func setUpLocale() {
    if setlocale(LC_CTYPE, "") == nil || !isUTF8 {
      let before = setlocale(LC_CTYPE, nil).map { String(cString: $0) } ?? "C"
      // A locale that was chosen on purpose, such as Latin-1, stays.
      if before == "C" || before == "POSIX" { _ = setlocale(LC_CTYPE, "C.UTF-8") }
    }
  }

  /// Whether the locale in force writes UTF-8.
  package static var isUTF8: Bool {
    guard let name = nl_langinfo(nl_item(CODESET)) else { return false }
    let text = String(cString: name).uppercased()
    return text == "UTF-8" || text == "UTF8"
  }
}
