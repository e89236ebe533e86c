import Platform
import Rendering

/// One line on standard error at a terminal that says what takes so long; it comes after a moment, and is gone at the
/// end.
final class ProgressLine {
  /// Who waits less than this has not begun to wonder.
  private static let patience: Int64 = 300_000_000
  private static let interval: Int64 = 100_000_000

  private let what: String
  private let errors: Output?
  private let room: Int
  private let start = Clock.monotonicNanoseconds()
  private var next: Int64
  private var shownWidth = 0

  /// - Parameter what: `reading plan.json`
  init(_ what: String, on console: Console?) {
    let console = console.flatMap { $0.errorsAreTerminal && !$0.isQuiet ? $0 : nil }
    errors = console?.errors
    room = max(20, (console?.errorWidth ?? 80) - 1)
    self.what = VisibleText.of(what)
    next = start &+ Self.patience
  }

  deinit { end() }

  /// To be called often. Gives whether Ctrl-C was pressed.
  func isStopped() -> Bool {
    if errors != nil { show() }
    return Signals.wasInterrupted
  }

  private func show() {
    let now = Clock.monotonicNanoseconds()
    if now < next { return }
    next = now &+ Self.interval
    let tenths = max(0, now &- start) / 100_000_000
    let time = ": \(tenths / 10).\(tenths % 10) s, Ctrl-C stops"
    var name = what
    while !name.isEmpty, DisplayWidth.of(name) + time.count > room { name.removeLast() }
    let text = name + time
    let width = DisplayWidth.of(text)
    // Blanks, not an escape: a dumb terminal has it erased as well.
    let rest = String(repeating: " ", count: max(0, shownWidth - width))
    try? errors?.write("\r" + text + rest)
    shownWidth = max(width, shownWidth)
  }

  /// Erases the line.
  func end() {
    if shownWidth == 0 { return }
    try? errors?.write("\r" + String(repeating: " ", count: shownWidth) + "\r")
    shownWidth = 0
  }
}
