import TestSupport
import Testing

@testable import Rendering

struct DisplayWidthTests {
  @Test(
    "a text takes as many columns as a terminal gives it",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("o\u{308}\u{323}", 1),
      ("漢字", 4), ("ｱ", 1), ("Ａ", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2),
      ("😀", 2), ("👩‍👩‍👧‍👦", 2), ("🇬🇧", 2), ("🇬🇧🇫🇷", 4), ("👍🏽", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("⌚", 2),
      ("a\u{200B}b", 2), ("\u{FEFF}x", 1), ("\u{202E}x", 1), ("क्षि", 2), ("─│", 2), ("…", 1), ("–", 1),
      ("\u{1B}[31m", 4), ("\u{85}", 0),
    ])
  func columns(text: String, expected: Int) {
    #expect(DisplayWidth.of(text) == expected)
    #expect(DisplayWidth.of(Array(text.utf8)[...]) == expected)
  }

  @Test(
    "the tables are sorted, closed ranges that do not touch", arguments: [false, true])
  func tables(isWide: Bool) {
    let ranges = isWide ? WidthTables.wide : WidthTables.zero
    #expect(ranges.count.isMultiple(of: 2) && !ranges.isEmpty)
    for index in stride(from: 0, to: ranges.count, by: 2) {
      #expect(ranges[index] <= ranges[index + 1])
      if index > 0 { #expect(ranges[index] > ranges[index - 1]) }
    }
  }
}

struct WrappingTests {
  private func lines(_ text: String, _ width: Int, isName: Bool = false) -> [String] {
    let bytes = Array(text.utf8)
    return Wrapping.lines(bytes[...], width: width, isName: isName).map {
      String(decoding: bytes[$0.range], as: UTF8.self)
    }
  }

  @Test(
    "text breaks at spaces, then at hyphens and wide letters, then anywhere",
    arguments: [
      ("", 5, [""]),
      ("one two three", 13, ["one two three"]),
      ("one two three", 7, ["one two", "three"]),
      ("one two three", 8, ["one two", "three"]),
      ("one   two", 4, ["one", "two"]),
      ("one      two", 3, ["one", "two"]),
      ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
      ("ab abcdefghij", 4, ["ab", "abcd", "efgh", "ij"]),
      ("multi-agency", 8, ["multi-", "agency"]),
      ("2011-10-31", 8, ["2011-10-", "31"]),
      ("漢字漢字", 5, ["漢字", "漢字"]),
      ("漢", 1, ["漢"]),
      ("ab漢字", 4, ["ab漢", "字"]),
      ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3, ["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"]),
      ("e\u{301}e\u{301}e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}"]),
      ("a\nb", 5, ["a", "b"]),
      ("a\n\nb\n", 5, ["a", "", "b"]),
      ("abc \nd", 3, ["abc", "d"]),
      ("  ab cd", 4, ["  ab", "cd"]),
    ] as [(String, Int, [String])])
  func breaks(text: String, width: Int, expected: [String]) {
    #expect(lines(text, width) == expected)
  }

  @Test(
    "the longest word is the widest run that breaks nowhere",
    arguments: [
      ("", 0), ("one three five", 5), ("multi-agency", 6), ("2011-10-31 x", 10), ("a-b", 2), ("-ab", 3),
      ("x--y", 4),
      ("漢字 é", 2), ("\n", 0),
    ])
  func longestWords(text: String, expected: Int) {
    // A wide letter behind it takes the way of other text, and must not change the answer.
    for text in [text, text + " é"] {
      #expect(
        Wrapping.measure(Array(text.utf8)[...]).longestWord == max(expected, text.hasSuffix("é") ? 1 : 0))
    }
  }

  @Test("a column's name breaks after an underscore")
  func names() {
    #expect(lines("likelihood_label", 12, isName: true) == ["likelihood_", "label"])
    #expect(lines("likelihood_label", 12) == ["likelihood_l", "abel"])
  }

  @Test("no character but spaces is lost, and no line is wider than it may be")
  func nothingIsLost() {
    var random = SeededGenerator(seed: 7)
    let parts = ["a", "bc", " ", "  ", "-", "漢", "😀", "🇬🇧", "e\u{301}", "क्क्क्क्क", "\n", "_", "👩‍👩‍👧‍👦", "x\u{200B}"]
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        parts.randomElement(using: &random) ?? ""
      }
      .joined()
      let width = Int.random(in: 2...20, using: &random)
      let result = lines(text, width)
      let visible = { (text: String) in text.unicodeScalars.filter { $0 != " " && $0 != "\n" } }
      #expect(visible(result.joined()).elementsEqual(visible(text)), "\(text.debugDescription) \(width)")
      for line in result {
        let columns = line.unicodeScalars.contains("\u{94D}") ? 0 : DisplayWidth.of(line)
        #expect(columns <= width, "\(text.debugDescription) \(width)")
      }
    }
  }
}
