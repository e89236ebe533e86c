import Platform
import Rendering

/// Where a session writes: results to `output`, everything said to a person to `errors`.
final class Console {
  private(set) var output: Output
  let errors: Output
  let isTerminal: Bool
  let errorsAreTerminal: Bool
  let isColored: Bool
  let errorsAreColored: Bool
  let isQuiet: Bool
  private let writesToFile: Bool

  init(output: Output, errors: Output, options: Options, writesToFile: Bool) {
    self.output = output
    self.errors = errors
    self.writesToFile = writesToFile
    isTerminal = !writesToFile && Terminal.isTerminal(Terminal.standardOutput)
    errorsAreTerminal = Terminal.isTerminal(Terminal.standardError)
    isQuiet = options.isQuiet
    let environmentAllows =
      Environment.value("NO_COLOR") == nil && Environment.value("TERM") != "dumb"
    func colored(_ terminal: Bool) -> Bool {
      switch options.color {
      case .always: true
      case .never: false
      case .auto: terminal && environmentAllows
      }
    }
    isColored = colored(isTerminal)
    errorsAreColored = colored(errorsAreTerminal)
  }

  /// The width that results are laid out for; nil where nothing limits it.
  var width: Int? { isTerminal ? Terminal.size(Terminal.standardOutput)?.columns ?? 80 : nil }

  /// The same of errors.
  var errorWidth: Int? { errorsAreTerminal ? Terminal.size(Terminal.standardError)?.columns ?? 80 : nil }

  /// A line that may be left out: what was assumed, what is worth knowing.
  func note(_ text: String) {
    if !isQuiet { say("note: " + text) }
  }

  /// A line that is no error, and that nobody should miss.
  func warn(_ text: String) {
    say("warning: " + text)
  }

  /// Says something on standard error. That it cannot be written is no reason to stop: results count.
  func say(_ text: String) {
    if (try? flushResults()) == nil { return }
    for line in text.split(separator: "\n") {
      let visible = VisibleText.of(String(line))
      for part in errorWidth.map({ Columns.wrap(visible, to: $0 - 1) }) ?? [visible] {
        try? errors.write(part + "\n")
      }
    }
  }

  /// - Parameter place: what stands before the error, such as a file with its line.
  func showError(_ message: String, notes: [String], place: String = "") throws(SystemError) {
    try flushResults()
    let kind = errorsAreColored ? "\u{1B}[1;31merror:\u{1B}[0m" : "error:"
    let lines =
      ["\(VisibleText.of(place))\(kind) \(VisibleText.of(message))\n"]
      + notes.map { "  \(VisibleText.of($0))\n" }
    try? errors.write(lines.joined())
  }

  /// Shows a drawn picture of a diagnostic as it is.
  func showPicture(_ text: String) throws(SystemError) {
    try flushResults()
    try? errors.write(text)
  }

  /// Begins anew after Ctrl-C ended the writing: an output that failed stays so.
  func recoverFromInterrupt() {
    if writesToFile { return }
    output = .standardOutput()
    // A cell may have been cut off in the middle of its colour.
    if isColored { try? errors.write("\u{1B}[0m") }
  }

  /// What was answered stands before what is said of it, also where both go to one place. Results in a file of
  /// their own can wait.
  private func flushResults() throws(SystemError) {
    if !writesToFile { try output.flush() }
  }
}
