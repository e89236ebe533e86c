/// Numbers of JSON as integers. `3.0` and `3e0` are the whole number 3, as JSON Schema has it.
enum WholeNumber {
  enum Reading: Equatable {
    case value(Int64)
    case notWhole
    case tooLarge
  }

  /// Reads a number that is known to be one, exactly.
  static func read(_ text: UnsafeBufferPointer<UInt8>, isPlain: Bool) -> Reading {
    if isPlain { return integer(text) }
    var digits: [UInt8] = []
    var exponent = 0
    var isFraction = false
    for (index, byte) in text.enumerated() {
      if byte | 0x20 == UInt8(ascii: "e") {
        exponent = clampedExponent(UnsafeBufferPointer(rebasing: text[(index + 1)...])) + exponent
        break
      }
      if byte == UInt8(ascii: ".") {
        isFraction = true
      } else {
        digits.append(byte)
        if isFraction { exponent -= 1 }
      }
    }
    while exponent < 0, digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    if !digits.contains(where: { (0x31...0x39).contains($0) }) { return .value(0) }
    if exponent < 0 { return .notWhole }
    if exponent > 19 { return .tooLarge }
    digits.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: exponent))
    return digits.withUnsafeBufferPointer { integer($0) }
  }

  private static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Reading {
    let isNegative = text.first == UInt8(ascii: "-")
    var value: Int64 = 0
    for byte in text.dropFirst(isNegative ? 1 : 0) {
      let digit = Int64(byte &- 0x30)
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) =
        isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      if overflow || carry { return .tooLarge }
      value = sum
    }
    return .value(value)
  }

  /// Beyond a billion it makes no difference any more: no text has so many digits.
  private static func clampedExponent(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var value = 0
    for byte in text where byte &- 0x30 < 10 { value = min(value * 10 + Int(byte &- 0x30), 1 << 40) }
    return text.first == UInt8(ascii: "-") ? -value : value
  }
}
