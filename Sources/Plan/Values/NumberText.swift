/// Numbers as text, the same way wherever one is written.
package enum NumberText {
  /// The shortest text that reads back as the same number: no trailing `.0`, no exponent from 1e-7 up to 1e21, no sign
  /// on zero. Empty for what is no number or infinite.
  package static func text(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    if value == 0 { return "0" }
    let written = value.description
    guard let mark = written.firstIndex(of: "e") else {
      return written.hasSuffix(".0") ? String(written.dropLast(2)) : written
    }
    let sign = value < 0 ? "-" : ""
    let mantissa = written[..<mark].drop { $0 == "-" }
    let exponent = Int(written[written.index(after: mark)...]) ?? 0
    let parts = mantissa.split(separator: ".")
    let whole = parts.first.map(String.init) ?? ""
    let fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
    guard (1e-7..<1e21).contains(value.magnitude) else {
      return sign + whole + (fraction.isEmpty ? "" : "." + fraction) + "e" + String(exponent)
    }
    let digits = whole + fraction
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
    return sign + digits + String(repeating: "0", count: max(0, exponent - fraction.utf8.count))
  }

  /// Reads a number as JSON writes one, nothing before or after it; nil for any other text, and for a number too large
  /// for a `Double`.
  package static func parse(_ text: some StringProtocol) -> Double? {
    guard isNumber(Array(text.utf8)), let value = Double(String(text)), value.isFinite else { return nil }
    return value
  }

  private static func isNumber(_ text: [UInt8]) -> Bool {
    var rest = text[...]
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
    func takeDigits() -> Bool {
      let count = rest.prefix { isDigit($0) }.count
      rest = rest.dropFirst(count)
      return count > 0
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    if rest.first == UInt8(ascii: "0") {
      rest = rest.dropFirst()
    } else if !takeDigits() {
      return false
    }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard takeDigits() else { return false }
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
      guard takeDigits() else { return false }
    }
    return rest.isEmpty
  }
}
