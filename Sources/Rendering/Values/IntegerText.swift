/// Integers as text, without a `String` in between.
enum IntegerText {
  static func append(_ value: Int64, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    append(value.magnitude, to: &bytes)
  }

  private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    let (high, low) = value.quotientAndRemainder(dividingBy: 100_000_000)
    let digits = eightDigits(low)
    if high > 0 {
      append(high, to: &bytes)
      bytes.append(first: 8, of: digits | zeros)
    } else {
      // The first digit is the lowest byte; the last one stays, be it a zero.
      let leading = min(digits.trailingZeroBitCount / 8, 7)
      bytes.append(first: 8 - leading, of: (digits | zeros) >> UInt64(8 * leading))
    }
  }

  private static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// The digits of a number below 10^8, a byte each, the first one lowest: halved into fours, twos and ones, all parts
  /// at once. The divisions are multiplications that are exact for so small numbers.
  @inline(__always)
  private static func eightDigits(_ value: UInt64) -> UInt64 {
    let fours = value / 10_000 | (value % 10_000) << 32
    let hundreds = (fours &* 10_486) >> 20 & 0x0000_007F_0000_007F
    let twos = hundreds | (fours &- 100 &* hundreds) << 16
    let tens = (twos &* 103) >> 10 & 0x000F_000F_000F_000F
    return tens | (twos &- 10 &* tens) << 8
  }
}
