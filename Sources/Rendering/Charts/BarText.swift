/// A bar of block characters, to an eighth of a column; of `#` without UTF-8.
struct BarText {
  let width: Int
  let isUTF8: Bool

  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// The columns left of zero; some where there is anything below it, and never all where there is anything above.
  private func below(_ scale: BarScale) -> Int {
    // In less there is no room for an axis, and a bar below zero is told by its number.
    if scale.low == 0 || width < 3 { return 0 }
    let share = Int((Double(width) * scale.zero).rounded())
    let widest = scale.high > 0 ? max(1, width - 2) : max(1, width - 1)
    return min(max(1, share), widest)
  }

  /// The bar with its axis, where there is one: as many columns as `width`, or fewer at the right. Whatever is not
  /// zero shows.
  func bar(_ value: Double?, on scale: BarScale) -> String {
    let below = below(scale)
    let above = max(0, width - below - (below > 0 ? 1 : 0))
    let axis = below > 0 ? (isUTF8 ? "│" : "|") : ""
    let left = String(repeating: " ", count: below)
    guard let value, value != 0 else { return left + axis }
    if value > 0 || below == 0 {
      return left + axis + rising(scale.part(value) * Double(above), limit: above)
    }
    return falling(scale.part(value) * Double(below), limit: below) + axis
  }

  private func rising(_ length: Double, limit: Int) -> String {
    guard isUTF8 else { return String(repeating: "#", count: clamped(length, limit)) }
    let count = clamped(length * 8, limit * 8)
    return String(repeating: "█", count: count / 8) + Self.eighths[count % 8]
  }

  /// Grows to the left, for which there is only a half block.
  private func falling(_ length: Double, limit: Int) -> String {
    guard isUTF8 else {
      let count = clamped(length, limit)
      return String(repeating: " ", count: limit - count) + String(repeating: "#", count: count)
    }
    let halves = clamped(length * 2, limit * 2)
    let blank = limit - (halves + 1) / 2
    return String(repeating: " ", count: blank) + (halves % 2 == 1 ? "▐" : "")
      + String(repeating: "█", count: halves / 2)
  }

  private func clamped(_ length: Double, _ limit: Int) -> Int {
    guard length.isFinite, limit > 0 else { return 0 }
    return min(limit, max(1, Int(min(length, 1e6).rounded())))
  }
}
