import Language
import TestSupport
import Testing

@Suite struct RoundTripTests {
  /// `parse(print(tree)) = tree`, and printing is stable, byte for byte.
  @Test(arguments: 0..<10) func parsesWhatItPrints(part: UInt64) {
    var failures = 0
    for seed in part * 500..<(part + 1) * 500 where failures < 3 {
      var generator = TreeGenerator(seed: seed)
      let tree = generator.script()
      let text = Printer.print(tree)
      let result = Parser.parse(text)
      if !result.diagnostics.isEmpty || result.script != tree
        || Array(Printer.print(result.script).utf8) != Array(text.utf8)
      {
        failures += 1
        let utf8 = Array(text.utf8)
        let told = result.diagnostics.prefix(2).map {
          let near = utf8[max(0, $0.range.start - 60)..<min(utf8.count, $0.range.end + 30)]
          return
            "\($0.code) at \(utf8[$0.range.start..<$0.range.end].count) of \(String(decoding: near, as: UTF8.self))"
        }
        Issue.record(
          "seed \(seed): \(told)\(told.isEmpty ? text + "\n→\n" + Printer.print(result.script) : "")")
      }
    }
  }

  /// Texts that are nearly right: whatever is changed, parsing ends, its ranges lie within the text, and what it
  /// keeps can be printed and parsed again.
  @Test(arguments: 0..<8) func survivesMutations(part: UInt64) {
    var dice = Dice(1_000 + part)
    let scraps: [[UInt8]] = [
      "\"", "(", ")", "[", "]", "/", "..", ".", "\n", "#", "|", ";", "\\", "'", "“", "é", "\u{0}", "$", "@",
      "2011", "/12",
      "-", " not ", " in ", " as at ", " any ", " last ", ",", "~", "&&", " by ", " where ", " select ",
      "\u{A0}",
    ].map { Array($0.utf8) }
    for _ in 0..<500 {
      var bytes = Array(dice.pick(FortyQueries.all).utf8)
      for _ in 0...dice.next(below: 4) {
        let place = dice.next(below: bytes.count + 1)
        switch dice.next(below: 3) {
        case 0: bytes.insert(contentsOf: dice.pick(scraps), at: place)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + dice.next(below: 6)))
        default: if place < bytes.count { bytes[place] = UInt8(dice.next(below: 256)) }
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let result = Parser.parse(text)
      let count = text.utf8.count
      for diagnostic in result.diagnostics {
        for range in [diagnostic.range, diagnostic.fix?.range].compactMap({ $0 }) {
          #expect(0 <= range.start && range.start <= range.end && range.end <= count, "\(text) \(diagnostic)")
        }
      }
      #expect(!result.isIncomplete || !result.diagnostics.isEmpty)
      let printed = Printer.print(result.script)
      #expect(Parser.parse(printed).script == result.script, "\(text) → \(printed)")
      for case .statement(let range) in ScriptReader.entries(of: text) {
        #expect(0 <= range.start && range.start < range.end && range.end <= count)
      }
    }
  }
}
