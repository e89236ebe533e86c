/// How times, sizes and ratios are written.
enum Numbers {
  static let none = "–"

  static func time(_ nanoseconds: Int64) -> String {
    // Less than the clock of sqlite3 shows.
    if nanoseconds == 0 { return "< 1 ms" }
    return nanoseconds < 1_000_000_000
      ? decimal(Double(nanoseconds) / 1e6) + " ms" : decimal(Double(nanoseconds) / 1e9) + " s"
  }

  static func megabytes(_ bytes: Int) -> String { decimal(Double(bytes) / 1e6) + " MB" }

  /// Bytes in nanoseconds.
  static func speed(_ bytes: Int, _ nanoseconds: Int64) -> String {
    decimal(Double(bytes) * 1000 / Double(max(nanoseconds, 1)))
  }

  /// A time that is too short for its clock gives 0.
  static func ratio(_ part: Int64, _ whole: Int64) -> Double { Double(part) / Double(max(whole, 1)) }

  static func times(_ value: Double) -> String { value > 0 ? decimal(value) + " ×" : none }

  /// Three digits, more or less.
  static func decimal(_ value: Double) -> String {
    let digits = value < 0.1995 ? 3 : value < 9.995 ? 2 : value < 99.95 ? 1 : 0
    let places = [1, 10, 100, 1000][digits]
    guard let scaled = Int(exactly: (value * Double(places)).rounded()) else { return none }
    let (front, back) = scaled.quotientAndRemainder(dividingBy: places)
    if digits == 0 { return String(front) }
    return "\(front)." + String(String(back + places).dropFirst())
  }

  /// 1000000 as 1,000,000.
  static func count(_ value: Int) -> String {
    var digits = String(value)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }

  static func geometricMean(_ values: [Double]) -> Double? {
    // A time that the peer's own clock shows as nothing says nothing.
    let values = values.filter { $0 > 0 }
    guard !values.isEmpty else { return nil }
    // By halving the interval: the standard library has neither logarithm nor root.
    var (low, high) = (0.0, values.max() ?? 0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      let product = values.reduce(1.0) { $0 * ($1 / max(middle, 1e-12)) }
      if product > 1 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
