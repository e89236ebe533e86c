import Platform
import Rendering

/// Where a session writes: results to `output`, everything said to a person to `errors`.
final class Console {
  /// Writes itself to an output, now or later.
  typealias Page = (Output) throws -> Void

  /// Where results go for now.
  private enum Place {
    /// Standard output, or the file of `-o`.
    case standard
    case output(Output)
    case file(OutputFile)
    /// Nowhere yet: they wait for a command to be started.
    case held
  }

  private var standard: Output
  private var place = Place.standard
  private var held: [Page] = []
  let errors: Output
  let errorsAreTerminal: Bool
  let errorsAreColored: Bool
  let isQuiet: Bool
  private let writesToFile: Bool
  private let standardIsTerminal: Bool
  private let color: Options.Color
  private let environmentAllowsColor: Bool

  init(output: Output, errors: Output, options: Options, writesToFile: Bool) {
    standard = output
    self.errors = errors
    self.writesToFile = writesToFile
    standardIsTerminal = !writesToFile && Terminal.isTerminal(Terminal.standardOutput)
    errorsAreTerminal = Terminal.isTerminal(Terminal.standardError)
    isQuiet = options.isQuiet
    color = options.color
    environmentAllowsColor = Environment.value("NO_COLOR") == nil && Environment.value("TERM") != "dumb"
    errorsAreColored = Self.isColored(errorsAreTerminal, color, environmentAllowsColor)
  }

  private static func isColored(_ isTerminal: Bool, _ color: Options.Color, _ isAllowed: Bool) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: isTerminal && isAllowed
    }
  }

  var output: Output {
    switch place {
    case .standard, .held: standard
    case .output(let output): output
    case .file(let file): file.output
    }
  }

  /// Results go to the terminal.
  var isTerminal: Bool { if case .standard = place { standardIsTerminal } else { false } }

  /// Results go to a file that planq itself has opened.
  var writesOwnFile: Bool {
    switch place {
    case .standard: writesToFile
    case .output, .file: true
    case .held: false
    }
  }

  var isColored: Bool { Self.isColored(isTerminal, color, environmentAllowsColor) }

  /// The width that results are laid out for; nil where nothing limits it.
  var width: Int? { isTerminal ? Terminal.size(Terminal.standardOutput)?.columns ?? 80 : nil }

  /// The same of errors.
  var errorWidth: Int? { errorsAreTerminal ? Terminal.size(Terminal.standardError)?.columns ?? 80 : nil }

  // MARK: - Results

  /// Writes a page to where results go, through the pager where it is too long for the screen.
  func show(pages isAllowed: Bool, _ page: @escaping Page) throws {
    if case .held = place {
      held.append(page)
    } else {
      try Pager.write(to: self, isAllowed: isAllowed, page)
    }
  }

  /// Sends the results of `body` to an output of its own.
  func redirecting<Value>(to output: Output, _ body: () throws -> Value) throws -> Value {
    try standard.flush()
    let before = place
    place = .output(output)
    defer { place = before }
    return try body()
  }

  /// Keeps the results of `body` back, and gives them.
  func holding<Value>(_ body: () throws -> Value) throws -> (Value, [Page]) {
    let before = (place, held)
    place = .held
    held = []
    defer { (place, held) = before }
    let value = try body()
    return (value, held)
  }

  /// The file that `.output` sends results to.
  var file: OutputFile? { if case .file(let file) = place { file } else { nil } }

  /// Sends results to a file from now on; nil for where they went at first.
  func send(to file: OutputFile?) throws {
    try output.flush()
    place = file.map { .file($0) } ?? .standard
  }

  /// Writes what is buffered. A file that cannot be written is given up; the error is then thrown.
  func flush() throws(SystemError) {
    do throws(SystemError) {
      try output.flush()
    } catch {
      if case .file = place, !error.isInterrupted { place = .standard }
      throw error
    }
    try standard.flush()
  }

  // MARK: - What is said

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
    if case .file(let file) = place { file.renew() }
    if writesToFile { return }
    standard = .standardOutput()
    // A cell may have been cut off in the middle of its colour.
    if isColored { try? errors.write("\u{1B}[0m") }
  }

  /// What was answered stands before what is said of it, also where both go to one place. Results in a file of
  /// their own can wait.
  private func flushResults() throws(SystemError) {
    if !writesToFile { try standard.flush() }
  }
}
