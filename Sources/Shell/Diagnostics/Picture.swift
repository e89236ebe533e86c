import Language
import Rendering

/// Draws a diagnostic: the message, the line of the source with a caret under the exact range, the notes, and the
/// text as a fix would leave it.
struct Picture {
  /// Where the text came from, such as a script's path; nil for what was typed.
  var origin: String?
  /// The lines that stand before the text in its file.
  var linesBefore = 0
  var isColored = false
  /// Longer lines are shown in part, with the range inside.
  var width = 100

  func draw(_ diagnostic: Diagnostic, source: String) -> String {
    let bytes = Array(source.utf8)
    let start = min(max(diagnostic.range.start, 0), bytes.count)
    let end = min(max(diagnostic.range.end, start), bytes.count)
    let lineStart = (bytes[..<start].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    let lineEnd = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let line = linesBefore + bytes[..<lineStart].count { $0 == UInt8(ascii: "\n") } + 1
    let before = VisibleText.of(String(decoding: bytes[lineStart..<start], as: UTF8.self))
    let marked = VisibleText.of(String(decoding: bytes[start..<min(end, lineEnd)], as: UTF8.self))
    let after = VisibleText.of(
      String(decoding: bytes[min(end, lineEnd)..<lineEnd], as: UTF8.self))

    var text = heading(
      diagnostic, line: line, column: String(decoding: bytes[lineStart..<start], as: UTF8.self))
    let shown = window(before: before, marked: marked, after: after)
    text += "  \(shown.text)\n"
    let caret = String(repeating: "^", count: max(1, DisplayWidth.of(shown.marked)))
    text += "  " + String(repeating: " ", count: DisplayWidth.of(shown.before)) + red(caret) + "\n"
    for note in diagnostic.notes { text += "  \(VisibleText.of(note))\n" }
    if let fix = diagnostic.fix { text += tryLine(fix, bytes) }
    return text
  }

  private func heading(_ diagnostic: Diagnostic, line: Int, column: String) -> String {
    let place = origin.map { "\($0):\(line):\(column.unicodeScalars.count + 1): " } ?? ""
    let kind = diagnostic.severity == .error ? "error" : "warning"
    return place + red("\(kind):") + " \(VisibleText.of(diagnostic.message))\n"
  }

  /// The part of a long line that holds the range.
  private func window(
    before: String, marked: String, after: String
  ) -> (text: String, before: String, marked: String) {
    let room = max(20, width - 2)
    guard DisplayWidth.of(before + marked + after) > room else {
      return (before + marked + after, before, marked)
    }
    let shownMarked = String(marked.prefix(room / 2))
    let lead = max(0, room / 2 - 1)
    let shownBefore = before.count > lead ? "…" + before.suffix(lead) : before
    let left = max(0, room - DisplayWidth.of(shownBefore) - DisplayWidth.of(shownMarked) - 1)
    let shownAfter = after.count > left ? after.prefix(left) + "…" : after[...]
    return (shownBefore + shownMarked + shownAfter, shownBefore, shownMarked)
  }

  private func tryLine(_ fix: Diagnostic.Fix, _ bytes: [UInt8]) -> String {
    let mended = Picture.apply(fix, to: bytes)
    let lines = mended.split(separator: "\n", omittingEmptySubsequences: true).map {
      VisibleText.of(String($0))
    }
    guard lines.count <= 6, mended.utf8.count <= 1000 else { return "" }
    return lines.enumerated().map { ($0.offset == 0 ? "  try: " : "       ") + $0.element + "\n" }.joined()
  }

  /// The text with a fix made.
  static func apply(_ fix: Diagnostic.Fix, to bytes: [UInt8]) -> String {
    let start = min(max(fix.range.start, 0), bytes.count)
    let end = min(max(fix.range.end, start), bytes.count)
    return String(decoding: bytes[..<start] + Array(fix.replacement.utf8) + bytes[end...], as: UTF8.self)
  }

  private func red(_ text: String) -> String { isColored ? "\u{1B}[1;31m\(text)\u{1B}[0m" : text }
}
