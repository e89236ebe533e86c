/// The days from `first` to `last`, both included (language.md, partial dates: a date is an interval). A constant
/// of a query may be open on one side; a period of a plan never is.
package struct Period: Hashable, Comparable, Sendable {
  package var first: Day
  package var last: Day

  /// Takes days in order; `first` after `last` gives the one day `first`.
  package init(_ first: Day, _ last: Day) {
    self.first = first
    self.last = max(first, last)
  }

  package init(_ day: Day) { self.init(day, day) }

  /// Stands for "no beginning" and "no end" in the constants of a query.
  package static let openFirst = Day(.min)
  package static let openLast = Day(.max)

  package init?(year: Int, month: Int) {
    guard (1...12).contains(month) else { return nil }
    self.init(year: year, firstMonth: month, months: 1)
  }

  package init?(year: Int) { self.init(year: year, firstMonth: 1, months: 12) }

  package init?(year: Int, quarter: Int) {
    guard (1...4).contains(quarter) else { return nil }
    self.init(year: year, firstMonth: quarter * 3 - 2, months: 3)
  }

  /// The financial year that begins in `year`, or one of its quarters.
  package init?(financialYear year: Int, quarter: Int? = nil, startMonth: Int = Period.planStartMonth) {
    guard let quarter else {
      self.init(year: year, firstMonth: startMonth, months: 12)
      return
    }
    guard (1...4).contains(quarter) else { return nil }
    self.init(year: year, firstMonth: startMonth + (quarter - 1) * 3, months: 3)
  }

  /// Whole months from a month on; `firstMonth` may count on into the next year. nil outside `Day.years`.
  package init?(year: Int, firstMonth: Int, months: Int) {
    guard let first = Day(year: year, monthOffset: firstMonth), months >= 1, months <= 120_000,
      let last = Period.lastDay(year: year, month: firstMonth + months - 1)
    else { return nil }
    self.init(first, last)
  }

  private static func lastDay(year: Int, month: Int) -> Day? {
    guard let start = Day(year: year, monthOffset: month) else { return nil }
    let (year, month, _) = start.components
    return Day(year: year, month: month, day: Day.length(ofMonth: month, in: year))
  }

  /// In plan files a financial year always begins in April.
  package static let planStartMonth = 4

  /// By start, then end.
  package static func < (a: Period, b: Period) -> Bool {
    a.first == b.first ? a.last < b.last : a.first < b.first
  }
}
