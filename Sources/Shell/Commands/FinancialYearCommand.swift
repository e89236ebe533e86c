import Language

extension Command {
  static let fy = Command(
    name: "fy", arguments: "[MONTH]",
    help: "begin financial years in another month; alone, say in which",
    details: """
      MONTH is a name or a number, April unless set. It is where 2011/12, 2011/12Q3, this fy and fy(x) begin in \
      queries, and how periods print. Plan files always mean April: under .fy July, their 2011/12 prints as \
      2011-04-01..2012-03-31, and period = 2011/12 asks for what lies between July 2011 and June 2012.
      """
  ) { session, words in
    try words.refuse(beyond: 1, of: ".fy")
    guard let word = words.first else {
      try session.show("\(Months.name(of: session.financialYearStart))\n")
      return .done
    }
    guard let month = MonthWord.number(word) else {
      throw CommandFailure(message: MonthWord.message(word), notes: [MonthWord.hint(word)])
    }
    session.financialYearStart = month
    return .done
  }
}

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
