import Glibc
import Platform
import TestSupport
import Testing

@Suite struct RegularExpressionTests {
  private func matches(_ pattern: String, _ text: String) throws -> Bool {
    var matcher = try RegularExpression(pattern).makeMatcher()
    return matcher.matches(Array(text.utf8))
  }

  @Test(arguments: [
    ("safeguard(ed|ing)", "better safeguarding of", true), ("safeguard(ed|ing)", "safeguards", false),
    ("^a", "ba", false), ("^a", "ab", true), ("a$", "ba", true), ("a$", "ab", false), ("^$", "", true),
    ("^$", "a", false), ("", "", true), ("", "x", true), ("$^", "", true), ("(^|b)c", "c", true),
    ("(^|b)c", "ac", false), ("a.c", "aéc", true), ("^.$", "é", true), ("^..$", "é", false),
    ("^[^a]$", "é", true), ("^[^é]$", "é", false), ("^[é-ü]$", "ö", true), ("[[:alpha:]]{4}", "1été", false),
    ("[[:alpha:]]{3}", "1été", true), ("^[[:digit:]]+$", "2011", true), ("^[]a]+$", "a]", true),
    ("^[a-]+$", "-a", true), ("^[^]]$", "]", false), ("a{2}", "aba", false), ("a{2}", "baa", true),
    ("^a{1,2}$", "aaa", false), ("^a{,2}$", "", true), ("^a{2,}$", "aaaa", true), ("^(ab){2}$", "abab", true),
    ("a|", "x", true), ("()", "", true), ("\\.", "a", false), ("\\.", "a.", true), ("\\/", "a/b", true),
    ("[\\/]", "a/b", true), ("[\\/]", "\\", false), ("\\w\\s\\W", "a -", true), ("\\S", " ", false),
    ("2011/12", "in 2011/12", true), ("(.$){2,}", "caaa", false),
    ("(^c){2,}", "ccc", false), ("(^|b)*c", "abc", true), ("(^a|b$)+", "ab", true), (".", "\n", true),
    ("^[😀-😎]$", "😃", true), ("A", "a", true),
    ("[A-C]+", "b", true), ("[^A]", "a", false), ("É", "é", true), ("[[:upper:]]", "a", true),
  ])
  func answers(_ pattern: String, _ text: String, _ expected: Bool) throws {
    #expect(try matches(pattern, text) == expected, "/\(pattern)/ on \(text)")
  }

  @Test(arguments: [
    ("a)", 1, "this ) closes nothing: write \\) for a parenthesis"), ("é(a", 2, "this ( is never closed"),
    ("a[b", 1, "this [ is never closed"), ("[]", 0, "this [ is never closed"),
    ("*a", 0, "there is nothing here to repeat: write \\* for the character"),
    ("a|+", 2, "there is nothing here to repeat: write \\+ for the character"),
    ("a{x}", 1, "a repeat is written {2}, {2,} or {2,5}; write \\{ for a brace"),
    ("a{}", 1, "a repeat is written {2}, {2,} or {2,5}; write \\{ for a brace"),
    ("a{3,2}", 1, "the repeat ends before it begins"),
    ("a{1001}", 1, "a repeat may be 1000 at most"),
    ("(a{1,255}){1,255}", 10, "repeats within repeats come to more than 1000"),
    ("(((a{11}){11})*){11}", 16, "repeats within repeats come to more than 1000"),
    ("(a)\\1", 3, "back-references are not possible: they have no bound on time"),
    ("\\d", 0, "\\d is not known here: write [0-9]"),
    ("\\bword", 0, "word boundaries are not part of extended regular expressions"),
    ("\\n", 0, "\\n is not part of extended regular expressions"),
    ("a\\", 1, "a backslash at the end stands before nothing"),
    ("[\\d]", 1, "within [ ] a backslash stands before \\ or / only, and ] comes first"),
    ("[z-a]", 1, "the range ends before it begins"),
    ("[[=a=]]", 1, "[= =] is not known here: write the characters"),
    ("(([[:alpha:]]{1000}))([[:alpha:]]{1000})", 0, "the regular expression is too large"),
  ])
  func refuses(_ pattern: String, _ offset: Int, _ message: String) {
    let failure = #expect(throws: RegularExpression.Failure.self) { try RegularExpression(pattern) }
    #expect(failure?.message == message)
    #expect(failure?.offset == offset)
  }

  @Test func unknownClassListsTheKnown() {
    let failure = #expect(throws: RegularExpression.Failure.self) { try RegularExpression("[[:alfa:]]") }
    #expect(failure?.message.hasPrefix("classes are [:alpha:]") == true)
    #expect(failure?.offset == 1)
  }

  @Test func limitsLengthAndDepth() {
    #expect(throws: Never.self) { try RegularExpression(String(repeating: "a", count: 1024)) }
    #expect(throws: RegularExpression.Failure.self) {
      try RegularExpression(String(repeating: "a", count: 1025))
    }
    let deep = String(repeating: "(", count: 400) + "a" + String(repeating: ")", count: 400)
    #expect(throws: RegularExpression.Failure.self) { try RegularExpression(deep) }
    #expect(throws: RegularExpression.Failure.self) {
      try RegularExpression("a" + String(repeating: "*", count: 900))
    }
  }

  @Test func foldsThePatternLikeTheText() throws {
    let folding: (Unicode.Scalar) -> String = { $0 == "É" ? "e" : $0 == "ß" ? "ss" : String($0) }
    var matcher = try RegularExpression("^[É]É(ß)+$", folding: folding).makeMatcher()
    let answer1 = matcher.matches(Array("eessss".utf8))
    #expect(answer1)
    let answer2 = matcher.matches(Array("eesss".utf8))
    #expect(!answer2)
  }

  @Test(arguments: [
    ("safeguard(ed|ing)", "safeguard"), ("a+bc", "bc"), ("(abc)?d", "d"), ("(abc){2}", "abc"), ("a|b", nil),
    ("x*", nil), ("^Rose Case$", "rose case"), ("[ab]c[de]", "c"), ("(ab)c", "abc"),
  ])
  func knowsWhatEveryMatchHolds(_ pattern: String, _ literal: String?) throws {
    #expect(try RegularExpression(pattern).requiredLiteral == literal.map { Array($0.utf8) })
  }

  @Test func neverMatchesWithinACharacter() throws {
    var matcher = try RegularExpression(".").makeMatcher()
    let answer3 = matcher.matches([0xC3])
    #expect(!answer3)
    let answer4 = matcher.matches([0xED, 0xA0, 0x80])
    #expect(!answer4)
    let answer5 = matcher.matches([0xFF, 0x61])
    #expect(answer5)
  }

  /// A pattern whose automaton has more states than are kept, on a text that visits them.
  @Test func forgetsStatesAndGoesOn() throws {
    var matcher = try RegularExpression("^[ab]*a[ab]{200}c$").makeMatcher()
    var generator = SeededGenerator(seed: 5)
    var text = (0..<4_000).map { _ in UInt8.random(in: 0x61...0x62, using: &generator) }
    text.append(0x63)
    let expected = text[text.count - 202] == 0x61
    let answer6 = matcher.matches(text)
    #expect(answer6 == expected)
    text[text.count - 202] ^= 3
    let answer7 = matcher.matches(text)
    #expect(answer7 == !expected)
  }

  @Test func takesTimeLinearInTheText() throws {
    var matcher = try RegularExpression("(a*)*(a|aa)*(a|aa)+b$").makeMatcher()
    let text = [UInt8](repeating: 0x61, count: 200_000) + [0x62, 0x61]
    let start = Clock.processorNanoseconds()
    let answer8 = matcher.matches(text)
    #expect(!answer8)
    #expect(Clock.processorNanoseconds() - start < 20_000_000_000)
  }

  // MARK: - Against the C library

  /// Without anchors where something may repeat: glibc's answers are wrong there (it finds `(.$){2,}` in
  /// `caaa`).
  private func randomPattern(
    _ depth: Int, isRepeated: Bool = false, _ generator: inout SeededGenerator
  ) -> String {
    switch Int.random(in: 0..<(depth > 0 ? 12 : 6), using: &generator) {
    case 0...2: return ["a", "b", "c"].randomElement(using: &generator) ?? "a"
    case 3: return "."
    case 4: return ["[ab]", "[^a]", "[a-c]", "[[:alpha:]]"].randomElement(using: &generator) ?? "a"
    case 5:
      return [isRepeated ? "c" : "^", isRepeated ? "a" : "$", "ab"].randomElement(using: &generator) ?? "a"
    case 6...8:
      let first = randomPattern(depth - 1, isRepeated: isRepeated, &generator)
      let second = randomPattern(depth - 1, isRepeated: isRepeated, &generator)
      return Bool.random(using: &generator) ? first + second : "(\(first)|\(second))"
    default:
      let suffix = ["*", "+", "?", "{2}", "{1,3}", "{2,}"].randomElement(using: &generator) ?? "*"
      return "(" + randomPattern(depth - 1, isRepeated: true, &generator) + ")" + suffix
    }
  }

  @Test func agreesWithTheCLibrary() throws {
    var generator = SeededGenerator(seed: 1)
    var matched = 0
    for _ in 0..<4_000 {
      let pattern = randomPattern(4, &generator)
      var compiled = regex_t()
      guard regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB) == 0 else { continue }
      defer { regfree(&compiled) }
      var matcher = try RegularExpression(pattern).makeMatcher()
      for _ in 0..<8 {
        let length = Int.random(in: 0...8, using: &generator)
        let text = String((0..<length).map { _ in "abc ".randomElement(using: &generator) ?? "a" })
        let expected = regexec(&compiled, text, 0, nil, 0) == 0
        matched += expected ? 1 : 0
        let answer9 = matcher.matches(Array(text.utf8))
        #expect(answer9 == expected, "/\(pattern)/ on '\(text)'")
      }
    }
    // Both answers must be common, or little was compared.
    #expect(8_000...28_000 ~= matched)
  }
}
