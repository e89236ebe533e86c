import Language
import Plan

/// Dates become constants before anything runs (language.md, as at).
extension ExpressionBinder {
  func period(_ literal: DateLiteral, _ range: SourceRange) throws(Failure) -> Period {
    let period: Period? =
      switch literal {
      case .day(let year, let month, let day): Day(year: year, month: month, day: day).map { Period($0) }
      case .month(let year, let month, _): Period(year: year, month: month)
      case .quarter(let year, let quarter): Period(year: year, quarter: quarter)
      case .financialYear(let first):
        Period(financialYear: first, startMonth: environment.financialYearStart)
      case .financialQuarter(let first, let quarter):
        Period(financialYear: first, quarter: quarter, startMonth: environment.financialYearStart)
      case .year(let year): Period(year: year)
      }
    guard let period else { throw Failure(.dateOutOfRange(usedAt ?? range)) }
    return period
  }

  func period(_ relative: RelativeDate, _ range: SourceRange) throws(Failure) -> Period {
    context.useDay()
    let day = context.asAt
    guard case .span(let anchor, let count, let unit) = relative else { return Period(day) }
    let length = count ?? 1
    guard length >= 1 else { throw Failure(.emptySpan(range)) }
    let calendar = RelativeCalendar(day: day, financialYearStart: environment.financialYearStart)
    guard let period = calendar.span(anchor, length, unit) else {
      throw Failure(.dateOutOfRange(usedAt ?? range))
    }
    return period
  }
}

/// Whole units around a day. Weeks begin on Monday.
private struct RelativeCalendar {
  let day: Day
  let financialYearStart: Int

  /// `this` begins with the unit that holds the day, `next` after it, `last` ends before it. nil outside the years
  /// that there are.
  func span(_ anchor: RelativeAnchor, _ count: Int, _ unit: RelativeUnit) -> Period? {
    guard count <= 4_000_000 else { return nil }
    let start =
      switch anchor {
      case .this: 0
      case .next: 1
      case .last: -count
      }
    switch unit {
    case .day: return days(from: start, count, length: 1)
    case .week: return days(from: start, count, length: 7)
    case .month: return months(from: start, count, length: 1)
    case .quarter: return months(from: start, count, length: 3)
    case .year, .financialYear:
      return months(from: start, count, length: 12, isFinancial: unit == .financialYear)
    }
  }

  private func days(from start: Int, _ count: Int, length: Int) -> Period? {
    let first = length == 7 ? start * 7 - day.weekday : start
    guard let from = day.adding(days: first), let to = day.adding(days: first + count * length - 1) else {
      return nil
    }
    return Period(from, to)
  }

  private func months(from start: Int, _ count: Int, length: Int, isFinancial: Bool = false) -> Period? {
    let (year, month, _) = day.components
    let firstOfYear = isFinancial ? financialYearStart : 1
    // How many months of the unit are over before the day's own month.
    let into = (month - firstOfYear + 12) % length
    return Period(year: year, firstMonth: month - into + start * length, months: count * length)
  }
}

extension Period {
  /// Both ends moved; whole months stay whole months when moved by months. nil outside the years that there are.
  func moved(by duration: Duration, isBack: Bool) -> Period? {
    let (count, overflow) = duration.count.multipliedReportingOverflow(by: isBack ? -1 : 1)
    guard !overflow, abs(Double(count)) < 5_000_000 else { return nil }
    switch duration.unit {
    case .days: return moved { $0.adding(days: count) }
    case .weeks: return moved { $0.adding(days: count * 7) }
    case .months: return moved(months: count)
    case .quarters: return moved(months: count * 3)
    case .years: return moved(months: count * 12)
    }
  }

  private func moved(_ end: (Day) -> Day?) -> Period? {
    let from = first == Period.openFirst ? first : end(first)
    let to = last == Period.openLast ? last : end(last)
    guard let from, let to else { return nil }
    return Period(from, to)
  }

  private func moved(months: Int) -> Period? {
    guard first != Period.openFirst, last != Period.openLast, first.components.day == 1,
      let after = last.adding(days: 1), after.components.day == 1
    else { return moved { $0.adding(months: months) } }
    // The last day of a month counts as the day before the next one begins.
    guard let from = first.adding(months: months), let end = after.adding(months: months)?.adding(days: -1)
    else {
      return nil
    }
    return Period(from, end)
  }
}

/// Words for a day that mean nothing here, and what to write for them.
enum DateWord {
  /// Whether a word is a day or a month somewhere, and no name.
  static func isDate(_ word: String) -> Bool { fix(for: word) != nil || MonthName.number(of: word) != nil }

  /// What a function without values gives elsewhere: `today()`, `now()`.
  static func call(_ word: String) -> String? {
    switch word.lowercased() {
    case "today", "now", "current_date", "curdate", "getdate": "today"
    default: nil
    }
  }

  static func fix(for word: String) -> String? {
    switch word.lowercased() {
    case "now", "asat": "today"
    case "yesterday": "today - 1d"
    case "tomorrow": "today + 1d"
    default: nil
    }
  }
}
