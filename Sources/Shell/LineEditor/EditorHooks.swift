import CEditLine
import Platform
import Rendering

/// What libedit's callbacks reach: they get no more than the editor, whose client data this is. All of it belongs to
/// the one thread that reads lines.
final class EditorHooks {
  let prompt = PromptText(capacity: 64)
  /// Where the right prompt begins that is shown; 0 for none.
  private var shownColumn = 0
  /// Text and cursor → what may stand there.
  let complete: (_ text: String, _ cursor: Int) -> CompletionList
  /// A line → what the right prompt says of it; nil for nothing.
  private let describe: (_ line: String) -> LiveCount.Answer?
  /// The terminal can move its cursor: no `TERM=dumb`.
  let isCapable: Bool
  private let isColored: Bool
  private let output: Output

  /// What a line begins with that is about to be read.
  var begun = ""
  /// It stands there untouched: a letter begins another line in its place, all else goes on with it.
  var isOffered = false
  /// It stood there untouched when the sequence of keys began that is now being read.
  private(set) var isReplaceable = false
  /// A key that was read, and is yet to be given to libedit.
  private var held: UInt8?
  private var promptText = ""
  private(set) var style = LineSettings.Style.emacs
  /// The line that the right prompt is about.
  private var described: String?
  /// The line and cursor at the last Tab that could not go on.
  private var stuck: (line: String, cursor: Int)?

  /// How long nothing is typed before the right prompt is worked out, in milliseconds.
  private static let pause: Int32 = 60
  /// Below this width there is no room for a right prompt.
  private static let leastWidth = 40

  init(
    output: Output, isColored: Bool, complete: @escaping (String, Int) -> CompletionList,
    describe: @escaping (String) -> LiveCount.Answer?
  ) {
    self.output = output
    self.isColored = isColored
    self.complete = complete
    self.describe = describe
    let terminal = Environment.value("TERM") ?? "dumb"
    isCapable = terminal != "dumb" && terminal != "unknown"
  }

  static func of(_ editor: OpaquePointer) -> EditorHooks? {
    planq_el_get_clientdata(editor).map { Unmanaged<EditorHooks>.fromOpaque($0).takeUnretainedValue() }
  }

  func begin(prompt text: String, style: LineSettings.Style) {
    prompt.set(text)
    promptText = text
    self.style = style
    described = nil
    stuck = nil
    shownColumn = 0
    isOffered = false
    isReplaceable = false
    held = nil
  }

  // MARK: - The terminal

  func takeTerminal(_ editor: OpaquePointer) {
    Signals.keepSuspend(true)
    _ = planq_el_set_prep_term(editor, 1)
    if isCapable { write("\u{1B}[?2004h") }
  }

  func giveTerminalBack(_ editor: OpaquePointer) {
    if isCapable { write("\u{1B}[?2004l") }
    _ = planq_el_set_prep_term(editor, 0)
    Signals.keepSuspend(false)
  }

  func write(_ text: String) { try? output.write(text) }

  var width: Int { Terminal.size(Terminal.standardError)?.columns ?? 80 }

  // MARK: - Keys

  /// The next character: 1, 0 at the end of input, -1 where a signal ends the line.
  func nextKey(_ editor: OpaquePointer, _ wide: UnsafeMutablePointer<wchar_t>) -> Int32 {
    var bytes: [CChar] = []
    while true {
      if let byte = held {
        held = nil
        bytes.append(CChar(bitPattern: byte))
        if planq_to_wide(wide, bytes, bytes.count) > 0 { return 1 }
      }
      let isSaid = !isCapable || described == EditedLine(editor).text
      switch Keys.next(within: isSaid ? nil : Self.pause) {
      case .end: return 0
      case .pause: describeLine(editor)
      case .signal:
        if Signals.wasInterrupted {
          clearRight(editor)
          return -1
        }
        if Signals.wasSuspended {
          suspend(editor)
        } else if Signals.wasResized {
          resize(editor)
        }
      case .byte(let byte):
        if let first = meet(byte, editor) {
          wide.pointee = wchar_t(first)
          return 1
        }
        bytes.append(CChar(bitPattern: byte))
        let length = planq_to_wide(wide, bytes, bytes.count)
        if length > 0 { return 1 }
        // What is no character of the locale is passed over.
        if length < 0 || bytes.count >= 16 { bytes = [] }
      }
    }
  }

  /// What a key means before libedit sees it; a key that is to come before it.
  private func meet(_ byte: UInt8, _ editor: OpaquePointer) -> UInt8? {
    // Nothing of it stays on the screen above, or in the way of what Tab and the arrows draw.
    if byte < 0x20 || byte == 0x7F { clearRight(editor) }
    let isNew =
      isOffered && (byte >= 0x80 || Character(Unicode.Scalar(byte)).isLetter || Self.begins.contains(byte))
    if byte == 0x1B { isReplaceable = isOffered }
    isOffered = false
    guard isNew else { return nil }
    // Who types another line has no use for the one that was offered; Ctrl-U first.
    held = byte
    return 0x15
  }

  /// Signs that a line begins with, so that none of them goes on an offered one.
  private static let begins = Array(".\\(".utf8)

  /// Stops until `fg`, and shows the line again as it was.
  private func suspend(_ editor: OpaquePointer) {
    clearRight(editor)
    giveTerminalBack(editor)
    write("\n")
    Signals.suspend()
    takeTerminal(editor)
    el_resize(editor)
    if isCapable { write("\r\u{1B}[J") }
    _ = planq_el_refresh(editor)
  }

  /// Draws the line anew for another width.
  private func resize(_ editor: OpaquePointer) {
    Signals.clearResize()
    if isCapable {
      let line = EditedLine(editor)
      // Terminals wrap the old lines for the new width.
      let rows = Wrapped.rows(promptText + line.beforeCursor, width: max(1, width))
      write("\r" + (rows > 1 ? "\u{1B}[\(rows - 1)A" : "") + "\u{1B}[J")
    }
    el_resize(editor)
    _ = planq_el_refresh(editor)
  }

  // MARK: - Completion

  /// What Tab does. Gives libedit's code for what is to be drawn.
  func completeAtCursor(_ editor: OpaquePointer) -> UInt8 {
    let line = EditedLine(editor)
    let list = complete(line.text, line.cursor)
    let typed = line.slice(list.range)
    var common = list.common
    // In the middle of a line the space is there already.
    let rest = line.slice(line.cursor..<line.text.utf8.count)
    if rest.hasPrefix(" "), common.hasSuffix(" ") { common.removeLast() }
    guard !list.candidates.isEmpty else {
      stuck = nil
      return UInt8(CC_ERROR)
    }
    // Of several the shared beginning, if it says more than what stands there.
    if list.candidates.count == 1 ? common != typed : common.count > typed.count {
      el_deletestr(editor, Int32(clamping: typed.unicodeScalars.count))
      _ = el_insertstr(editor, common)
      // What several share goes no further by itself, so that the next Tab lists them.
      let now = EditedLine(editor)
      stuck = list.candidates.count == 1 ? nil : (now.text, now.cursor)
      return UInt8(CC_REFRESH)
    }
    if let stuck, stuck.line == line.text, stuck.cursor == line.cursor {
      show(list, editor)
      return UInt8(CC_NORM)
    }
    stuck = (line.text, line.cursor)
    return UInt8(CC_REFRESH_BEEP)
  }

  private func show(_ list: CompletionList, _ editor: OpaquePointer) {
    let size = Terminal.size(Terminal.standardError)
    let text = CompletionListing.text(
      list, width: max(1, width - 1), height: max(4, (size?.rows ?? 24) - 3))
    write("\n" + (isCapable ? "\u{1B}[J" : "") + text)
    _ = planq_el_refresh(editor)
  }

  // MARK: - The right prompt

  /// Draws what the line would give at the right end of its row, past libedit, which knows nothing of it: whoever
  /// types is not kept waiting, and no key needs another meaning. Only once nothing is typed for a moment.
  private func describeLine(_ editor: OpaquePointer) {
    let line = EditedLine(editor).text
    if described == line { return }
    clearRight(editor)
    described = line
    let room = width - DisplayWidth.of(promptText + line) - 2
    let answer = room > 0 && !line.contains("\n") && width >= Self.leastWidth ? describe(line) : nil
    if answer?.isUnfinished == true { described = nil }
    let text = VisibleText.of(answer?.text ?? "")
    guard !text.isEmpty, DisplayWidth.of(text) < room else { return }
    let colour = isColored ? (answer?.isError == true ? "\u{1B}[31m" : "\u{1B}[2m") : ""
    shownColumn = width - DisplayWidth.of(text)
    write("\u{1B}7\u{1B}[\(shownColumn)G\(colour)\(text)\(isColored ? "\u{1B}[0m" : "")\u{1B}8")
  }

  /// Takes it away again, what the line has not grown over.
  private func clearRight(_ editor: OpaquePointer) {
    guard shownColumn > 0 else { return }
    let line = EditedLine(editor).text
    let end = DisplayWidth.of(promptText + line) + 1
    if !line.contains("\n"), end < width {
      write("\u{1B}7\u{1B}[\(max(shownColumn, end + 1))G\u{1B}[K\u{1B}8")
    }
    shownColumn = 0
  }
}

/// The line as libedit holds it, with UTF-8 offsets.
struct EditedLine {
  var text = ""
  var cursor = 0

  init(_ editor: OpaquePointer) {
    guard let info = el_line(editor)?.pointee, let start = info.buffer, let last = info.lastchar else {
      return
    }
    let count = max(0, last - start)
    let bytes = UnsafeBufferPointer(start: start, count: count).map { UInt8(bitPattern: $0) }
    text = String(decoding: bytes, as: UTF8.self)
    cursor = min(max(0, (info.cursor ?? start) - start), count)
  }

  var beforeCursor: String { slice(0..<cursor) }

  func slice(_ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range.clamped(to: 0..<text.utf8.count)], as: UTF8.self)
  }
}

/// How many rows a text takes on a terminal.
enum Wrapped {
  static func rows(_ text: String, width: Int) -> Int {
    text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
      $0 + max(1, (DisplayWidth.of(String($1)) + width - 1) / max(1, width))
    }
  }
}
