import Binding
import Language
import Plan

/// Values that are known before the query runs, and dates.
extension English {
  /// - Parameter quoted: texts are put in quotes; names are not.
  static func value(_ constant: Constant, quoted: Bool = true, startMonth: Int = Period.planStartMonth)
    -> String
  {
    switch constant {
    case .blank: "blank"
    case .text(let text): quoted ? "\"\(short(text, limit: 80))\"" : short(text, limit: 80)
    case .integer(let value): String(value)
    case .decimal(let value): NumberText.text(value)
    case .condition(let value): value ? "yes" : "no"
    case .choice(let enumeration, let code): enumeration.text(of: code) ?? "blank"
    case .ref(let ref): ref.text
    case .period(let period): date(period, startMonth)
    }
  }

  /// "15 November 2011", "September 2011", "the last quarter of 2011", "the financial year 2011/12"
  static func date(_ period: Period, _ startMonth: Int) -> String {
    if period.first == Period.openFirst && period.last == Period.openLast { return "any time" }
    if period.first == Period.openFirst { return "the time up to \(day(period.last))" }
    if period.last == Period.openLast { return "the time from \(day(period.first)) on" }
    if period.first == period.last { return day(period.first) }
    let (year, month, _) = period.first.components
    if Period(year: year, month: month) == period { return "\(self.month(month)) \(year)" }
    let text = period.text(startMonth: startMonth)
    if text.contains("..") { return "\(begin(period)) to \(end(period))" }
    if text.contains("Q") {
      let words = ["first", "second", "third", "last"]
      return "the \(words[min(3, max(0, (month - 1) / 3))]) quarter of \(year)"
    }
    return text.contains("/") ? "the financial year \(text)" : text
  }

  /// Whole months are named as such.
  private static func begin(_ period: Period) -> String {
    let (year, month, number) = period.first.components
    let isWhole = number == 1 && period.last.adding(days: 1)?.components.day == 1
    return isWhole ? "\(self.month(month)) \(year)" : day(period.first)
  }

  private static func end(_ period: Period) -> String {
    let (year, month, _) = period.last.components
    let isWhole = period.first.components.day == 1 && period.last.adding(days: 1)?.components.day == 1
    return isWhole ? "\(self.month(month)) \(year)" : day(period.last)
  }

  static func day(_ day: Day) -> String {
    let (year, month, number) = day.components
    return "\(number) \(self.month(month)) \(year)"
  }

  private static func month(_ month: Int) -> String {
    guard MonthName.all.indices.contains(month - 1) else { return String(month) }
    let name = MonthName.all[month - 1]
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  /// How a date stands to a known one: "in October 2011", "wholly before September 2011".
  static func place(_ relation: Relation, _ period: Period, startMonth: Int) -> String {
    let (opensFirst, opensLast) = (period.first == Period.openFirst, period.last == Period.openLast)
    switch relation {
    case .within:
      if opensFirst && opensLast { return "at any time" }
      if opensFirst { return "no later than \(day(period.last))" }
      if opensLast { return "no earlier than \(day(period.first))" }
      return inside(period, startMonth)
    case .overlaps:
      if opensFirst && opensLast { return "at any time" }
      if opensFirst { return "at least partly by \(day(period.last))" }
      if opensLast { return "at least partly from \(day(period.first)) on" }
      return "at least partly \(inside(period, startMonth))"
    default: return place(relation, date(period, startMonth), isDay: period.first == period.last)
    }
  }

  private static func inside(_ period: Period, _ startMonth: Int) -> String {
    if period.first == period.last { return "on \(day(period.first))" }
    let isRange = period.text(startMonth: startMonth).contains("..")
    return "\(isRange ? "from" : "in") \(date(period, startMonth))"
  }

  /// The same beside a date that the words name.
  static func place(_ relation: Relation, _ words: String, isDay: Bool = false) -> String {
    switch relation {
    case .before: "wholly before \(words)"
    case .endsBy: isDay ? "by \(words)" : "by the end of \(words)"
    case .after: "wholly after \(words)"
    case .startsFrom: "from \(words) on"
    case .within: "within \(words)"
    case .overlaps: "at least partly in \(words)"
    case .identical: "exactly on \(words)"
    default: words
    }
  }
}
