import Platform
import Rendering

/// Where a session writes: results to `output`, everything said to a person to `errors`.
final class Console {
  let output: Output
  let errors: Output
  let isTerminal: Bool
  let errorsAreTerminal: Bool
  let isColored: Bool
  let errorsAreColored: Bool
  let isQuiet: Bool

  init(output: Output, errors: Output, options: Options, writesToFile: Bool) {
    self.output = output
    self.errors = errors
    isTerminal = !writesToFile && Terminal.isTerminal(Terminal.standardOutput)
    errorsAreTerminal = Terminal.isTerminal(Terminal.standardError)
    isQuiet = options.isQuiet
    let environmentAllows =
      Environment.value("NO_COLOR", "").isEmpty && Environment.value("TERM", "") != "dumb"
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

  /// A line that may be left out: what was assumed, what is worth knowing.
  func note(_ text: String) throws(SystemError) {
    if isQuiet { return }
    try say("note: " + text)
  }

  func say(_ text: String) throws(SystemError) {
    try flushResults()
    for line in text.split(separator: "\n") { try errors.write(VisibleText.of(String(line)) + "\n") }
  }

  func showError(_ message: String, notes: [String]) throws(SystemError) {
    try flushResults()
    let kind = errorsAreColored ? "\u{1B}[1;31merror:\u{1B}[0m" : "error:"
    try errors.write("\(kind) \(VisibleText.of(message))\n")
    for note in notes { try errors.write("  \(VisibleText.of(note))\n") }
  }

  /// Shows a drawn picture of a diagnostic as it is.
  func showPicture(_ text: String) throws(SystemError) {
    try flushResults()
    try errors.write(text)
  }

  /// What was answered stands before what is said of the next.
  private func flushResults() throws(SystemError) {
    if isTerminal { try output.flush() }
  }
}

extension Environment {
  static func value(_ name: String, _ otherwise: String) -> String { value(name) ?? otherwise }
}
