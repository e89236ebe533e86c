import Loading
import TestSupport
import Testing

/// RFC 8259, rule by rule. Each text stands as a whole file, where planq says that it is JSON but no plan, or what is
/// wrong with it; and as the value of a key that no action has, where the key is wrong, or the value.
struct JSONGrammarTests {
  private static let start = #"{"objectives": [{"actions": [{"colour": "#
  private static let end = "}]}]}"

  private func isNoPlan(_ text: String) -> Bool {
    jsonFailure(text)?.message.hasPrefix("this is JSON, but no plan") ?? false
  }

  private func isUnknownKey(_ text: String) -> Bool {
    jsonFailure(Self.start + text + Self.end)?.message.hasPrefix("an action has no key “colour”") ?? false
  }

  @Test(
    arguments: [
      // Literal names, in lower case, with white space of four kinds around.
      "null", "true", "false", " \t\r\n null \t\r\n ", "[ null , true ,false ]",
      // Numbers.
      "0", "-0", "-1", "10", "1.5", "0.0001", "-0.1e10", "1E2", "1e+2", "1e-2", "0e0", "1e999",
      "123456789012345678901",
      // Objects and lists, also empty ones and keys of every kind. What planq does not know, it need not compare.
      "{}", "[]", "[[]]", #"{"": 0}"#, #"{"a": {"b": [{}]}}"#, #"{"a": 1, "a": 2}"#, "[1, 2, [3]]",
      // Strings: any character but quotes, backslashes and controls stands for itself.
      #""""#, #""a""#, "\"\u{7F}\"", "\"é – 🇨🇭\"", "\"\u{2028}\u{FEFF}\"", #""/ ' `""#,
      #""\" \\ \/ \b \f \n \r \t""#, #""\u0000\u001f\u00e9\u00E9\uFFFF""#, #""\ud83d\ude00""#, #""\\u12""#,
      #""eight by\"te bo\\undaries""#, #""\uDBFF\uDFFF""#,
    ])
  func accepts(_ text: String) {
    if !text.hasPrefix("{") { #expect(isNoPlan(text)) }
    #expect(isUnknownKey(text), "\(jsonFailure(Self.start + text + Self.end)?.message ?? "none")")
  }

  @Test(
    arguments: [
      // Names in another case, cut short, made longer.
      "Null", "TRUE", "nul", "nulll", "true1", "undefined", "NaN", "Infinity", "-Infinity",
      // Numbers: no plus, no leading zeros, digits on both sides of a point, digits after e.
      "+1", "01", "-01", "00", "-", "--1", ".5", "-.5", "1.", "1.e1", "1e", "1e+", "1e1.5", "1.2.3", "0x1F",
      "1_000", "1a",
      "- 1", "１",
      // Lists and objects: commas between, colons after keys, keys in double quotes, brackets that match.
      "[", "[1", "[1,", "[,]", "[,1]", "[1,]", "[1,,2]", "[1 2]", "[1:2]", "[1}", "]", "[1]]", "{", "{,}",
      #"{"a"}"#,
      #"{"a":}"#, #"{"a" 1}"#, #"{"a":1,}"#, #"{"a":1,,"b":2}"#, #"{"a":1 "b":2}"#, "{a: 1}", "{'a': 1}",
      "{1: 1}",
      "{null: 1}", #"{"a": 1]"#, #"{[]: 1}"#, #"{"a"::1}"#,
      // Strings: closed, without controls, with the eight escapes and four hexadecimal digits after u.
      #"""#, #""a"#, "'a'", "\"\t\"", "\"a\nb\"", "\"\u{0}\"", "\"1234567\u{1F}\"", #""\x41""#, #""\a""#,
      #""\'""#, #""\U0041""#,
      #""\u""#, #""\u004""#, #""\u004g""#, #""\"#, #""\u00"#, #""a"b"#,
      // Halves of surrogate pairs.
      #""\ud800""#, #""\udc00""#, #""\ud800\n""#, #""\ud800x""#, #""\ud800\ud800""#, #""\udc00\ud800""#,
      #""\ud83d\u0041""#,
      // No comments, no other white space, nothing before or after.
      "/* a */ 1", "1 // a", "# a\n1", "\u{A0}1", "\u{0C}1", "\u{2060}1", "1 1", "null null", "{} {}", "[]x",
      "",
    ])
  func refuses(_ text: String) throws {
    for whole in [text, "[1, " + text + "]", Self.start + text + Self.end] {
      let failure = try #require(jsonFailure(whole))
      #expect(failure.line != nil && failure.column != nil)
      let isAboutMeaning = failure.message.contains("no plan") || failure.message.contains("has no key")
      #expect(!isAboutMeaning, "\(whole): \(failure.message)")
    }
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98],
      [0xF4, 0x90, 0x80, 0x80],
      [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF], [0xC3, 0x28],
    ] as [[UInt8]])
  func refusesWhatIsNoUTF8(_ bytes: [UInt8]) {
    let head = Array("{\"objectives\": [{\n  \"title\": \"é".utf8)
    let expected = LoadFailure("the text is not UTF-8", line: 2, column: 14, path: "objectives[0].title")
    #expect(jsonFailure(head + bytes + Array("\"}]}".utf8)) == expected)
  }

  /// A bracket too many ends what stands around it, so that the key is what is wrong first.
  @Test func refusesOneBracketTooMany() {
    #expect(jsonFailure(#"{"a":1}}"#)?.message == "the text is complete before this, but more follows")
    #expect(isUnknownKey(#"{"a":1}}"#))
  }

  @Test func oneByteOrderMarkIsPassedOver() {
    #expect(jsonFailure("\u{FEFF}{\"objectives\": []}") == nil)
    #expect(jsonFailure("\u{FEFF}\u{FEFF}{\"objectives\": []}")?.column == 1)
    #expect(jsonFailure("\u{FEFF}[1,]")?.column == 3)
    #expect(jsonFailure([0xFE, 0xFF, 0, 0x7B])?.message == "the text is UTF-16; save it as UTF-8")
    #expect(jsonFailure([0xFF, 0xFE, 0x7B, 0])?.message == "the text is UTF-16; save it as UTF-8")
  }

  @Test func nestingHasALimit() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(isNoPlan(nested(512)))
    let tooDeep = try #require(jsonFailure(nested(513)))
    #expect(tooDeep.message == "lists and objects are nested more than 512 deep")
    #expect(tooDeep.column == 513)
    // Five are open where an action's key stands.
    #expect(isUnknownKey(nested(507)))
    #expect(!isUnknownKey(nested(508)))
  }

  @Test(
    .timeLimit(.minutes(15)),
    arguments: [
      "[", #"{"a":"#, #"[{"":"#, #"{"objectives":["#, #"{"objectives":[{"actions":"#,
      #"{"objectives":[{"actions":[{"lead":[{"name":"#,
    ])
  func bombsEndInAnError(_ text: String) {
    #expect(jsonFailure(String(repeating: text, count: 200_000)) != nil)
    #expect(jsonFailure(#"{"objectives":[{"x":"# + String(repeating: text, count: 200_000)) != nil)
  }
}
