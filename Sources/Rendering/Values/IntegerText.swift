/// Integers as text, without a `String` in between.
enum IntegerText {
  static func append(_ value: Int64, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = value.magnitude
    var scale: UInt64 = 1
    while magnitude / scale >= 10 { scale *= 10 }
    while scale > 0 {
      bytes.append(UInt8(truncatingIfNeeded: 0x30 + magnitude / scale % 10))
      scale /= 10
    }
  }
}
