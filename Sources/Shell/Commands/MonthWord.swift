import Language

/// A month as `.fy` and `--fy` take it.
enum MonthWord {
  /// 1 to 12 for `July`, `jul` or `7`.
  static func number(_ word: String) -> Int? {
    if let number = Int(word) { return (1...12).contains(number) ? number : nil }
    return Months.number(named: word)
  }

  static func message(_ word: String) -> String { "there is no month \"\(word)\"" }

  static func hint(_ word: String) -> String {
    Nearest.name(to: word, among: Months.names).map { "did you mean \($0)?" }
      ?? "January to December, or 1 to 12"
  }
}
