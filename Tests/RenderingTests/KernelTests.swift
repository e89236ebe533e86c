import Plan
import TestSupport
import Testing

@testable import Rendering

struct KernelTests {
  private enum Commas: SpecialBytes {
    static func marks(in bytes: SIMD16<UInt8>) -> SIMD2<UInt64> { bytes.marks(0x2C) }
  }

  private enum Limits: SpecialBytes {
    static func marks(in bytes: SIMD16<UInt8>) -> SIMD2<UInt64> {
      bytes.marks(below: 0x20) | bytes.marks(from: 0x7F)
    }
  }

  private func holds<Special: SpecialBytes>(_ special: Special.Type, _ bytes: [UInt8], _ range: Range<Int>)
    -> Bool
  {
    bytes.span.extracting(range).holds(special)
  }

  @Test("a special byte is found wherever it stands, and none outside the text")
  func special() {
    for length in 0...70 {
      var bytes = [UInt8](repeating: 0x2C, count: length + 2)
      for index in 1..<(length + 1) { bytes[index] = 0x61 }
      #expect(!holds(Commas.self, bytes, 1..<(length + 1)), "\(length)")
      for place in 1..<(length + 1) {
        bytes[place] = 0x2C
        #expect(holds(Commas.self, bytes, 1..<(length + 1)), "\(place) of \(length)")
        bytes[place] = 0x61
      }
    }
  }

  @Test("each byte is below, between or above the limits")
  func limits() {
    for byte in UInt8.min ... .max {
      let bytes = [0x61, 0x62, byte, 0x63]
      #expect(holds(Limits.self, bytes, 0..<4) == (byte < 0x20 || byte >= 0x7F), "\(byte)")
    }
  }

  @Test("parts of arrays are appended as they are, whatever lies behind them")
  func appending() {
    let source = (0..<100).map { UInt8($0) }
    var wanted: [UInt8] = []
    var bytes: [UInt8] = []
    for start in 0...100 {
      for end in start...100 {
        wanted += source[start..<end]
        bytes.append(start..<end, of: source)
      }
    }
    #expect(bytes == wanted)
  }

  @Test("integers as Swift writes them, up to their bounds")
  func integers() {
    var values: [Int64] = [0, .min, .min + 1, .max, .max - 1, -1, -9, -10]
    var power: Int64 = 1
    while power < .max / 10 {
      power *= 10
      values += [power - 1, power, power + 1, -power, 1 - power]
    }
    var random = SeededGenerator(seed: 3)
    values += (0..<2000).map { _ in
      Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...62, using: &random)
    }
    var bytes: [UInt8] = []
    for value in values {
      IntegerText.append(value, to: &bytes)
      bytes.append(0x20)
    }
    #expect(String(decoding: bytes, as: UTF8.self) == values.map { "\($0) " }.joined())
  }

  @Test("more periods than are remembered")
  func periods() {
    let firsts = (0..<20_000).map { Int32($0 * 37 % 14_000) }
    let column = PeriodColumn(firsts: firsts, lasts: firsts.enumerated().map { $1 + Int32($0 % 40) - 1 })
    var periods = PeriodTexts(startMonth: 4)
    for row in firsts.indices {
      var bytes: [UInt8] = []
      periods.append(column, row, to: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == column.period(at: row)?.text() ?? "")
    }
  }
}
