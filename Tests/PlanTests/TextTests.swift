import Synchronization
import Testing

@testable import Plan

@Suite struct WhiteSpaceTests {
  @Test func isWhatUnicodeSays() {
    for value in UInt32(0)...0x10_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if scalar.isWhiteSpace != scalar.properties.isWhitespace {
        Issue.record("U+\(String(value, radix: 16))")
      }
    }
  }
}

@Suite struct FoldingTests {
  @Test(arguments: [
    ("Rose Case", "rose case"), ("  Rose \t\n case ", "rose case"), ("", ""), (" \u{A0}\u{2003} ", ""),
    ("Zoë Müller", "zoe muller"), ("ZOE\u{308}", "zoe"), ("Straße", "strasse"), ("STRASSE", "strasse"),
    ("ẞ", "ss"), ("ﬁt", "fit"), ("İ", "i"), ("Ångström", "angstrom"), ("ΟΔΟΣ", "οδοσ"), ("οδος", "οδοσ"),
    ("“don’t”", "\"don't\""), ("„a‟ ‘b‛", "\"a\" 'b'"), ("a\u{A0}b", "a b"), ("a \u{A0} b", "a b"),
    ("Α А A", "α а a"), ("–", "–"), ("R&A 100%", "r&a 100%"), ("中文 文", "中文 文"), ("😀", "😀"),
    ("é\u{301}", "e"), ("\u{301}", ""),
  ])
  func folds(text: String, folded: String) {
    // Folded text is decomposed, so only the bytes of what is expected count, not its canonical equivalence.
    #expect(Folding.fold(text) == Array(folded.utf8))
    #expect(Folding.fold(folded) == Array(folded.utf8))
  }

  @Test func cyrillicAndGreekLettersStayApartFromLatinOnes() {
    #expect(Folding.fold("А") != Folding.fold("A"))
    #expect(Folding.fold("Α") != Folding.fold("A"))
  }

  @Test func foldingWhatIsFoldedChangesNothing() {
    for value in UInt32(0x21)...0x1_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = Folding.fold(String(scalar))
      if Folding.fold(String(decoding: once, as: UTF8.self)) != once {
        Issue.record("U+\(String(value, radix: 16))")
      }
    }
  }

  @Test func patternsKeepTheSpaceAtTheirEnds() {
    #expect(Folding.fold("  step\tdown \u{A0}", trimmed: false) == Array(" step down ".utf8))
    #expect(Folding.fold(" é ", trimmed: false) == Array(" e ".utf8))
  }

  @Test func appendsToWhatIsThereAndRepairsInvalidText() {
    var bytes = Array("kept ".utf8)
    let invalid: [UInt8] = [0x20, 0x41, 0xFF, 0x20]
    invalid.withUnsafeBufferPointer { Folding.append($0, to: &bytes) }
    #expect(bytes == Array("kept a\u{FFFD}".utf8))
  }

  @Test func foldedColumnHasTheSameRows() {
    let column = TextColumn(["Rose CASE", "", "  É "])
    #expect((0..<3).map { column.folded.string(at: $0) } == ["rose case", "", "e"])
  }

  @Test func severalWorkersFoldOneColumn() throws {
    let line = String(repeating: "Some Text  of \t an action, ", count: 20)
    let texts = (0..<10_000).map { $0 % 100 == 7 ? "" : $0 % 50 == 3 ? "Référence \($0)" : "\($0) \(line)" }
    let workers = BackwardWorkers()
    let folded = try #require(TextColumn(texts).folded(by: workers) { false })
    #expect(workers.pieces.withLock { $0 } > 1)
    #expect(folded.count == texts.count)
    let wrong = texts.indices.first {
      folded.string(at: $0).utf8.elementsEqual(Folding.fold(texts[$0])) == false
    }
    #expect(wrong == nil)
  }

  /// The last piece is done first.
  private final class BackwardWorkers: Workers {
    let pieces = Mutex(0)

    func map<Value: Sendable>(_ pieces: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
      self.pieces.withLock { $0 = pieces }
      return (0..<pieces).reversed().map(body).reversed()
    }

    func prepare(_ memory: UnsafeRawBufferPointer) {}
  }
}

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (100, "100"), (0.1, "0.1"), (0.5, "0.5"), (1.25, "1.25"),
    (1.0 / 3, "0.3333333333333333"), (0.1 + 0.2, "0.30000000000000004"), (1e15, "1000000000000000"),
    (9_007_199_254_740_992, "9007199254740992"), (1e16, "10000000000000000"), (1.5e16, "15000000000000000"),
    (1.2345e20, "123450000000000000000"), (1e21, "1e21"), (-1.5e300, "-1.5e300"), (0.0001, "0.0001"),
    (0.00001, "0.00001"), (-1.5e-7, "-0.00000015"), (1e-7, "0.0000001"), (9e-8, "9e-8"),
    (.leastNonzeroMagnitude, "5e-324"),
    (.nan, ""), (.infinity, ""), (-.infinity, ""),
  ])
  func shortest(value: Double, text: String) {
    #expect(NumberText.text(value) == text)
    if value.isFinite { #expect(NumberText.parse(text) == value) }
  }

  @Test func readsBackTheSame() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      if NumberText.parse(NumberText.text(value)) != value { Issue.record("\(value)") }
    }
  }

  @Test(arguments: [
    "", " 1", "1 ", "+1", "01", "-", ".5", "5.", "1e", "1e+", "0x10", "nan", "inf", "1,000", "1_000", "1e999",
    "١",
    "--1", "1.2.3",
  ])
  func isNone(text: String) { #expect(NumberText.parse(text) == nil) }

  @Test(arguments: [("1E2", 100.0), ("-0", 0), ("1.50", 1.5), ("2e-1", 0.2), ("0e5", 0)])
  func reads(text: String, value: Double) { #expect(NumberText.parse(text) == value) }
}

@Suite struct TargetTextTests {
  @Test(arguments: [
    ("50%", "50", true), ("100% evidenced through Audit", "100", true), ("100", "100", false),
    ("% of referrals \"closed at referral\" reduces from Sept 2011 onwards.", "", false), ("", "", false),
    ("Reduced repeat referrals", "", false), ("1,200 x", "1200", false), ("1,234,567.5%", "1234567.5", true),
    ("0.5%", "0.5", true), (" 7 of 9", "7", false), ("-5%", "-5", true), ("5 %", "5", false),
    ("3-4 weeks", "3", false), ("2011/12", "", false), ("1,20", "", false), ("1,2000", "", false),
    ("1.2.3", "", false), ("1200,5", "", false), ("9,", "9", false), ("9.", "9", false), ("-", "", false),
    ("£5", "", false), (String(repeating: "9", count: 400), "", false),
  ])
  func starts(text: String, value: String, isPercent: Bool) {
    let read = TargetText.read(Array(text.utf8)[...])
    #expect(NumberText.text(read.value ?? .nan) == value)
    #expect(read.isPercent == isPercent)
  }
}
