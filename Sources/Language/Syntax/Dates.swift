/// A date as written; which days it covers is for the binder, which knows where the financial year begins.
/// The parser has checked that the month, the day of the month and the quarter exist.
package enum DateLiteral: Hashable, Sendable {
  /// `2011-10-31`
  case day(year: Int, month: Int, day: Int)
  /// `2011-10`; `isNamed` for `October 2011`
  case month(year: Int, month: Int, isNamed: Bool)
  /// `2011-Q4`, a quarter of the calendar year
  case quarter(year: Int, quarter: Int)
  /// `2011/12`, by its first year
  case financialYear(first: Int)
  /// `2011/12Q3`, a quarter of the financial year
  case financialQuarter(first: Int, quarter: Int)
  /// `2011`: only where the grammar asks for a date; elsewhere the parser gives a number, which the binder reads
  /// as a year when a date stands on the other side
  case year(Int)
}

/// `today`, or `this|next|last [n] unit`
package enum RelativeDate: Hashable, Sendable {
  case today
  case span(RelativeAnchor, count: Int?, RelativeUnit)
}

package enum RelativeAnchor: String, CaseIterable, Sendable { case this, next, last }

package enum RelativeUnit: String, CaseIterable, Sendable {
  case day, week, month, quarter, year
  case financialYear = "fy"
}

/// `30d`, `2w`, `6m`, `1q`, `1y`
package struct Duration: Hashable, Sendable {
  package var count: Int
  package var unit: DurationUnit

  package init(count: Int, unit: DurationUnit) {
    self.count = count
    self.unit = unit
  }
}

package enum DurationUnit: String, CaseIterable, Sendable {
  case days = "d"
  case weeks = "w"
  case months = "m"
  case quarters = "q"
  case years = "y"
}
