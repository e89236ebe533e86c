import Language
import Rendering

/// Draws a diagnostic: the message, the line of the source with a caret under the exact range, the notes, and the
/// text as a fix would leave it.
struct Picture {
  /// Where a text came from, as the heading names it.
  enum Place {
    /// Was typed: the person sees it.
    case none
    /// An option's value.
    case option(String)
    /// A file, with line and column.
    case file(String)
  }

  var place = Place.none
  var isColored = false
  /// Longer lines are shown in part, with the range inside.
  var width = 100

  /// Takes a diagnostic about `entry.text`.
  func draw(_ diagnostic: Diagnostic, of entry: Entry) -> String {
    let text = Array(entry.text.utf8)
    let start = min(max(diagnostic.range.start, 0), text.count)
    let end = min(max(diagnostic.range.end, start), text.count)
    let lineBreak = UInt8(ascii: "\n")
    let lineStart = text[..<start].lastIndex(of: lineBreak).map { $0 + 1 }
    let lineEnd = text[start...].firstIndex(of: lineBreak)
    let linesAbove = text[..<start].count { $0 == lineBreak }
    let before =
      (lineStart == nil ? entry.prefix : "") + String(decoding: text[(lineStart ?? 0)..<start], as: UTF8.self)
    let markedEnd = min(end, lineEnd ?? text.count)
    let marked = String(decoding: text[start..<markedEnd], as: UTF8.self)
    let after =
      String(decoding: text[markedEnd..<(lineEnd ?? text.count)], as: UTF8.self)
      + (lineEnd == nil ? entry.suffix : "")

    var picture = heading(
      diagnostic, line: entry.linesBefore + linesAbove + 1, column: before.unicodeScalars.count + 1)
    picture += sourceLine(before: before, marked: marked, after: after)
    for note in diagnostic.notes {
      picture += Columns.wrap(VisibleText.of(note), to: max(20, width - 2)).map { "  \($0)\n" }.joined()
    }
    if let fix = diagnostic.fix { picture += tryLine(fix, text) }
    return picture
  }

  private func heading(_ diagnostic: Diagnostic, line: Int, column: Int) -> String {
    let place =
      switch place {
      case .none: ""
      case .option(let name): "\(name): "
      case .file(let name): "\(VisibleText.of(name)):\(line):\(column): "
      }
    let kind = diagnostic.severity == .error ? "error" : "warning"
    return place + red("\(kind):") + " \(VisibleText.of(diagnostic.message))\n"
  }

  // MARK: - The line

  /// The line with the carets under it, or the part of a long line that holds the range. White space at the line's
  /// begin is left out where there is no need for it.
  private func sourceLine(before: String, marked: String, after: String) -> String {
    let before = shown(String(before.drop { $0.isWhitespace }))
    let marked = shown(marked)
    let after = shown(after.trimmedAtEnd)
    let room = max(20, width - 2)
    var (line, indent, length) = (before + marked + after, DisplayWidth.of(before), DisplayWidth.of(marked))
    if DisplayWidth.of(line) > room {
      let shownMarked = Self.prefix(marked, room / 2 - 1)
      let shownBefore = Self.suffix(before, room / 2)
      let left = room - DisplayWidth.of(shownBefore) - DisplayWidth.of(shownMarked)
      line = shownBefore + shownMarked + Self.prefix(after, left)
      (indent, length) = (DisplayWidth.of(shownBefore), DisplayWidth.of(shownMarked))
    }
    let caret = String(repeating: "^", count: max(1, length))
    return "  \(line)\n  " + String(repeating: " ", count: indent) + red(caret) + "\n"
  }

  /// A tab is a blank here: it is no trap in a text that one has written oneself.
  private func shown(_ text: String) -> String {
    VisibleText.of(String(text.map { $0 == "\t" ? " " : $0 }))
  }

  /// As much of the begin as fits into a width, with a sign where something is missing.
  private static func prefix(_ text: String, _ room: Int) -> String {
    if DisplayWidth.of(text) <= room { return text }
    var result = ""
    var used = 1
    for character in text {
      used += DisplayWidth.of(character)
      if used > room { break }
      result.append(character)
    }
    return result + "…"
  }

  private static func suffix(_ text: String, _ room: Int) -> String {
    if DisplayWidth.of(text) <= room { return text }
    var result: [Character] = []
    var used = 1
    for character in text.reversed() {
      used += DisplayWidth.of(character)
      if used > room { break }
      result.append(character)
    }
    return "…" + String(result.reversed())
  }

  // MARK: - The fix

  private func tryLine(_ fix: Diagnostic.Fix, _ bytes: [UInt8]) -> String {
    let mended = Picture.apply(fix, to: bytes)
    guard mended.utf8.count <= 400 else { return "" }
    let lines = mended.split(separator: "\n").map { shown(String($0)) }
    guard lines.count <= 6 else { return "" }
    return lines.enumerated().map { ($0.offset == 0 ? "  try: " : "       ") + $0.element + "\n" }.joined()
  }

  /// The text with a fix made.
  static func apply(_ fix: Diagnostic.Fix, to bytes: [UInt8]) -> String {
    let start = min(max(fix.range.start, 0), bytes.count)
    let end = min(max(fix.range.end, start), bytes.count)
    return String(decoding: bytes[..<start] + Array(fix.replacement.utf8) + bytes[end...], as: UTF8.self)
  }

  /// The text with all fixes made that do not stand in each other's way; nil without any.
  static func mended(_ text: String, by diagnostics: [Diagnostic]) -> String? {
    var result = text
    var start = Int.max
    for fix in diagnostics.compactMap(\.fix).sorted(by: { $0.range.start > $1.range.start })
    where fix.range.end <= start {
      result = apply(fix, to: Array(result.utf8))
      start = fix.range.start
    }
    return result == text ? nil : result
  }

  private func red(_ text: String) -> String { isColored ? "\u{1B}[1;31m\(text)\u{1B}[0m" : text }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
