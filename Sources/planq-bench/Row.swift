/// Lines of the table, and numbers in them.
enum Row {
  /// A wide first cell, then narrow ones, right-aligned.
  static func line(_ cells: [String]) -> String {
    let first = cells.first ?? ""
    return first + padding(first, 36) + cells.dropFirst().map { padding($0, 12) + $0 }.joined() + "\n"
  }

  private static func padding(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count))
  }

  static func time(_ nanoseconds: Int64) -> String {
    nanoseconds < 1_000_000_000
      ? decimal(Double(nanoseconds) / 1e6) + " ms" : decimal(Double(nanoseconds) / 1e9) + " s"
  }

  static func ratio(_ theirs: Int64, _ own: Int64) -> String {
    decimal(Double(theirs) / Double(max(own, 1))) + " ×"
  }

  /// Two digits behind the point below ten, one below a hundred.
  static func decimal(_ value: Double) -> String {
    let places = value < 10 ? 100.0 : value < 100 ? 10 : 1
    let scaled = (value * places).rounded()
    guard let whole = Int(exactly: scaled), places > 1 else {
      return Int(exactly: value.rounded()).map(String.init) ?? "–"
    }
    let (front, back) = whole.quotientAndRemainder(dividingBy: Int(places))
    let digits = String(back)
    return "\(front)." + String(repeating: "0", count: (places > 10 ? 2 : 1) - digits.count) + digits
  }

  static func geometricMean(_ values: [Double]) -> Double {
    // A time that the peer's own clock shows as nothing says nothing.
    let values = values.filter { $0 > 0 }
    // Roots by halving the interval: the standard library has no logarithm.
    guard !values.isEmpty else { return 0 }
    let count = Double(values.count)
    var (low, high) = (0.0, values.max() ?? 0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      let product = values.reduce(1.0) { $0 * ($1 / Swift.max(middle, 1e-12)) }
      if product > 1 { low = middle } else { high = middle }
    }
    return count > 0 ? (low + high) / 2 : 0
  }
}
