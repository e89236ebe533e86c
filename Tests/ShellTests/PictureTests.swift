import Language
import Rendering
import TestSupport
import Testing

@testable import Shell

/// What is drawn for a range; the place is marked in the text.
@Suite struct PictureTests {
  /// The lines of the source and of the carets.
  private func lines(_ marked: String, width: Int = 40, entry: Entry = Entry(text: "")) throws -> [String] {
    let source = MarkedSource(marked)
    let range = try #require(source.ranges.first)
    var entry = entry
    entry.text = source.text
    let diagnostic = Diagnostic(
      code: "x", range: SourceRange(range.lowerBound, range.upperBound), message: "m")
    let picture = Picture(width: width).draw(diagnostic, of: entry).split(separator: "\n").map(String.init)
    #expect(picture.first == "error: m")
    return Array(picture.dropFirst())
  }

  static let drawn: [(marked: String, line: String, carets: String)] = [
    ("actions where «lad» = 1", "  actions where lad = 1", "                ^^^"),
    ("«actons»", "  actons", "  ^^^^^^"),
    // At the end, and of no length.
    ("actions where«»", "  actions where", "               ^"),
    ("«»", "  ", "  ^"),
    // Wide and combining characters.
    ("a \"会議\" «lad»", "  a \"会議\" lad", "           ^^^"),
    ("a «\"会議\"»", "  a \"会議\"", "    ^^^^^^"),
    ("a \"e\u{301}\" «x»", "  a \"e\u{301}\" x", "        ^"),
    // What would move the cursor is shown; tabs are blanks, and those before the line are left out.
    ("a \"\u{1B}[2J\" «x»", "  a \"\\e[2J\" x", "            ^"),
    ("\t\ta\tb «x»", "  a b x", "      ^"),
    // Of several lines, the one where the range begins.
    ("actions\nwhere «lad»\nlimit 3", "  where lad", "        ^^^"),
    ("actions\n  where «lad = 1\n  limit» 3", "  where lad = 1", "        ^^^^^^^"),
    ("actions\r\nwhere «lad»\r\nlimit 3", "  where lad", "        ^^^"),
  ]

  @Test(arguments: drawn.indices) func shortLines(index: Int) throws {
    let (marked, line, carets) = Self.drawn[index]
    #expect(try lines(marked) == [line, carets])
  }

  static let far = String(repeating: "far ", count: 30)

  static let long: [String] = [
    "\(far)«x»", "«x» \(far)", "\(far)«x» \(far)", "«\(far)»", "\(far)«\(far)»\(far)",
    "\(String(repeating: "会", count: 50))«x»\(String(repeating: "会", count: 50))",
  ]

  @Test(arguments: long, [20, 40, 81]) func longLinesFit(marked: String, width: Int) throws {
    let drawn = try lines(marked, width: width)
    #expect(drawn.count == 2)
    #expect(drawn.allSatisfy { DisplayWidth.of($0) <= max(width, 22) })
    // What the carets stand under is a part of what is marked.
    let source = MarkedSource(marked)
    let range = try #require(source.ranges.first)
    let bytes = Array(source.text.utf8)
    let markedText = String(decoding: bytes[range], as: UTF8.self)
    let start = drawn[1].prefix { $0 == " " }.count
    let length = drawn[1].count - start
    let under = Self.columns(drawn[0], from: start, count: length)
    #expect(length >= 1)
    #expect(markedText.contains(under) || markedText.contains(under.dropLast()), "\(drawn)")
  }

  /// The characters that stand in columns of a line.
  private static func columns(_ line: String, from start: Int, count: Int) -> String {
    var column = 0
    var result = ""
    for character in line {
      if column >= start, column < start + count { result.append(character) }
      column += DisplayWidth.of(character)
    }
    return result
  }

  @Test func placesNameFileLineAndColumn() {
    let diagnostic = Diagnostic(code: "x", range: SourceRange(8, 11), message: "m")
    func heading(_ place: Picture.Place, _ entry: Entry) -> Substring? {
      Picture(place: place).draw(diagnostic, of: entry).split(separator: "\n").first
    }
    let first = Entry(text: "actions\nlad", prefix: "  é ", linesBefore: 4)
    #expect(heading(.file("a.planq"), first) == "a.planq:6:1: error: m")
    #expect(
      heading(.file("a.planq"), Entry(text: "actions lad", prefix: "  é ", linesBefore: 4))
        == "a.planq:5:13: error: m")
    #expect(heading(.file("\u{1B}[2J"), first) == "\\e[2J:6:1: error: m")
    #expect(heading(.option("--as-at"), first) == "--as-at: error: m")
    #expect(heading(.none, first) == "error: m")
  }

  @Test func aFixIsShownAsTheWholeText() {
    let fix = Diagnostic.Fix(range: SourceRange(14, 17), replacement: "lead")
    let diagnostic = Diagnostic(code: "x", range: SourceRange(14, 17), message: "m", notes: ["n"], fix: fix)
    func picture(_ text: String) -> [String] {
      Picture().draw(diagnostic, of: Entry(text: text, prefix: "risks; ")).split(separator: "\n")
        .map(String.init)
    }
    #expect(picture("actions where lad = 1").suffix(2) == ["  n", "  try: actions where lead = 1"])
    #expect(
      picture("actions where lad = 1\nlimit 3").suffix(2) == [
        "  try: actions where lead = 1", "       limit 3",
      ])
    // One that is too long to be read is left out.
    #expect(picture("actions where lad = " + Self.far + Self.far + Self.far + Self.far).last == "  n")
  }

  @Test func colourIsAskedFor() {
    let diagnostic = Diagnostic(code: "x", range: SourceRange(0, 1), message: "m")
    let picture = Picture(isColored: true).draw(diagnostic, of: Entry(text: "a"))
    #expect(picture == "\u{1B}[1;31merror:\u{1B}[0m m\n  a\n  \u{1B}[1;31m^\u{1B}[0m\n")
  }

  /// Ranges that are beside the text must not crash.
  @Test(arguments: [(-3, 2), (2, 1), (5, 9), (100, 200)]) func strangeRanges(start: Int, end: Int) {
    let fix = Diagnostic.Fix(range: SourceRange(start, end), replacement: "y")
    let diagnostic = Diagnostic(code: "x", range: SourceRange(start, end), message: "m", fix: fix)
    #expect(Picture().draw(diagnostic, of: Entry(text: "aé会\nb")).hasPrefix("error: m\n"))
  }
}
