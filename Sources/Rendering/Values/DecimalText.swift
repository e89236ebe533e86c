/// Numbers as text.
enum DecimalText {
  static func append(_ value: Int64, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = value.magnitude
    repeat {
      bytes.append(UInt8(truncatingIfNeeded: 0x30 + rest % 10))
      rest /= 10
    } while rest > 0
    if bytes.count - start > 1 { bytes[start...].reverse() }
  }

  /// The shortest text that reads back the same number: whole ones without a point. Nothing for NaN, which is
  /// blank, and for the infinite, which no query gives.
  static func append(_ value: Double, to bytes: inout [UInt8]) {
    guard value.isFinite else { return }
    let text = value.description
    if text.hasSuffix(".0") {
      bytes.append(contentsOf: value == 0 ? "0".utf8[...] : text.dropLast(2).utf8)
    } else {
      bytes.append(contentsOf: text.utf8)
    }
  }
}
