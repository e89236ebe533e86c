/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
package struct Day: Hashable, Comparable, Sendable {
  package var number: Int32

  package init(_ number: Int32) { self.number = number }

  /// The years a plan or a query may name.
  package static let years = 1...9999

  /// nil where the month or the day does not exist, or the year is outside `years`.
  package init?(year: Int, month: Int, day: Int) {
    guard Day.years.contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, in: year)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  /// The first of a month; `month` may lie outside 1...12 and then counts on into other years. nil outside `years`.
  package init?(year: Int, monthOffset month: Int) {
    let (years, remainder) = (month - 1).quotientAndRemainder(dividingBy: 12)
    let carried = remainder < 0 ? years - 1 : years
    let (target, overflow) = year.addingReportingOverflow(carried)
    guard !overflow, Day.years.contains(target) else { return nil }
    self.init(unchecked: target, (remainder < 0 ? remainder + 12 : remainder) + 1, 1)
  }

  // Howard Hinnant's days_from_civil; the ranges above keep every step inside Int32.
  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(truncatingIfNeeded: era * 146_097 + dayOfEra - 719_468)
  }

  package var components: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  package static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: (year.isMultiple(of: 4) && !year.isMultiple(of: 100)) || year.isMultiple(of: 400) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package static let first = Day(unchecked: 1, 1, 1)
  package static let last = Day(unchecked: 9999, 12, 31)

  /// nil outside `years`.
  package func adding(days: Int) -> Day? {
    let (sum, overflow) = Int(number).addingReportingOverflow(days)
    guard !overflow, sum >= Int(Day.first.number), sum <= Int(Day.last.number) else { return nil }
    return Day(Int32(truncatingIfNeeded: sum))
  }

  /// The same day of another month, or that month's last day where it is shorter (31 January + 1m). nil outside
  /// `years`.
  package func adding(months: Int) -> Day? {
    let (year, month, day) = components
    let (sum, overflow) = month.addingReportingOverflow(months)
    guard !overflow, let start = Day(year: year, monthOffset: sum) else { return nil }
    let target = start.components
    return Day(
      unchecked: target.year, target.month, min(day, Day.length(ofMonth: target.month, in: target.year)))
  }

  /// 0 for Monday to 6 for Sunday.
  package var weekday: Int {
    let remainder = (Int(number) + 3) % 7
    return remainder < 0 ? remainder + 7 : remainder
  }

  /// `2011-10-31`
  package var text: String {
    let (year, month, day) = components
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  package static func < (a: Day, b: Day) -> Bool { a.number < b.number }
}

/// A number with leading zeros up to a width.
func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
