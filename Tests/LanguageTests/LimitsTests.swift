import Language
import Testing

@Suite struct LimitsTests {
  static let nested: [(open: String, inner: String, close: String)] = [
    ("(", "a", ")"), ("not ", "a", ""), ("-", "a", ""), ("a[", "b", "]"), ("f(", "b", ")"), ("- (", "a", ")"),
    ("x in (", "a", ")"), ("any a[", "b", "]"), ("x = any(", "a", ")"),
  ]

  @Test(arguments: nested.indices) func nestingIsBounded(index: Int) {
    let (open, inner, close) = Self.nested[index]
    func text(_ depth: Int) -> String {
      "actions where " + String(repeating: open, count: depth) + inner
        + String(repeating: close, count: depth)
    }
    #expect(Parser.parse(text(100)).diagnostics == [])
    let printed = Printer.print(Parser.parse(text(100)).script)
    #expect(Parser.parse(printed).script == Parser.parse(text(100)).script)
    #expect(Parser.parse(text(201)).diagnostics.map(\.code) == ["nesting-too-deep"])
    #expect(Parser.parse(text(10_000)).diagnostics.map(\.code) == ["nesting-too-deep"])
  }

  @Test func nestedQueriesAreBounded() {
    func text(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "actions" + String(repeating: ")", count: depth)
    }
    #expect(Parser.parse(text(200)).diagnostics == [])
    #expect(Parser.parse(text(201)).diagnostics.map(\.code) == ["nesting-too-deep"])
    #expect(Parser.parse(text(40_000)).diagnostics.map(\.code) == ["nesting-too-deep"])
  }

  @Test func lengthIsBounded() {
    let text = "actions where a = \"" + String(repeating: "x", count: 100_000 - 20) + "\""
    #expect(text.utf8.count == 100_000)
    #expect(Parser.parse(text).diagnostics == [])
    let long = Parser.parse(text + " ")
    #expect(long.diagnostics.map(\.code) == ["text-too-long"])
    #expect(!long.isIncomplete)
  }

  /// Texts of the greatest length that would take long if anything were quadratic.
  static let longTexts: [String] = [
    String(repeating: "actions where a b; ", count: 5_000), String(repeating: "(", count: 100_000),
    String(repeating: "where ", count: 16_000), String(repeating: "a\n", count: 50_000),
    "a where " + String(repeating: "b and ", count: 15_000) + "c", String(repeating: "'", count: 100_000),
    String(repeating: "\"\n", count: 50_000), "a where b = " + String(repeating: "c ", count: 40_000),
    String(repeating: "a where (b c ", count: 7_000), String(repeating: "“", count: 33_000),
    "a select " + String(repeating: "b,", count: 49_000) + "b", String(repeating: "#\n", count: 50_000),
    String(repeating: "a | b\n", count: 16_000), String(repeating: "select ", count: 14_000),
    "a where b = " + String(repeating: "1.", count: 49_000), String(repeating: "a; ", count: 33_000),
  ]

  @Test(.timeLimit(.minutes(15)), arguments: longTexts) func longTextsAreParsedInTime(text: String) {
    let clock = ContinuousClock()
    let time = clock.measure {
      let result = Parser.parse(text)
      #expect(result.diagnostics.count <= Parser.errorLimit + 1)
      _ = ScriptReader.entries(of: text)
      _ = Printer.print(result.script)
    }
    #expect(time < .seconds(20), "\(text.prefix(20))")
  }
}
