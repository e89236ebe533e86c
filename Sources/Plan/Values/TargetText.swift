/// The number that a target's text starts with: `100% evidenced through Audit` is 100 with a `%`. Thousands may be set
/// off by commas. What only looks like a number has no value: `2011/12`, `1,20`, `1.2.3`.
enum TargetText {
  static func read(_ text: ArraySlice<UInt8>) -> (value: Double?, isPercent: Bool) {
    var rest = text.drop { $0 == 0x20 || $0 == 0x09 }
    var number = ""
    if rest.first == UInt8(ascii: "-") {
      number = "-"
      rest = rest.dropFirst()
    }
    guard let whole = takeWhole(&rest) else { return (nil, false) }
    number += whole
    if rest.first == UInt8(ascii: "."), isDigit(rest.dropFirst().first) {
      rest = rest.dropFirst()
      number += "." + takeDigits(&rest)
    }
    if let next = rest.first, [UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "/")].contains(next),
      isDigit(rest.dropFirst().first)
    {
      return (nil, false)
    }
    guard let value = Double(number), value.isFinite else { return (nil, false) }
    return (value, rest.first == UInt8(ascii: "%"))
  }

  /// Digits, or groups of three of them set off by commas; a group of another length is left for the caller to see.
  private static func takeWhole(_ rest: inout ArraySlice<UInt8>) -> String? {
    var digits = takeDigits(&rest)
    guard !digits.isEmpty else { return nil }
    guard digits.utf8.count <= 3 else { return digits }
    while rest.first == UInt8(ascii: ",") {
      var after = rest.dropFirst()
      let group = takeDigits(&after)
      guard group.utf8.count == 3 else { break }
      digits += group
      rest = after
    }
    return digits
  }

  private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> String {
    let digits = rest.prefix { isDigit($0) }
    rest = rest.dropFirst(digits.count)
    return String(decoding: digits, as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
}
