import Binding
import Plan

/// `year`, `month`, `quarter`, `fy`, `days`.
extension Evaluator {
  /// A part of each period's first day; blank where the period has no beginning.
  func datePart(_ vector: Vector, _ part: (Day) -> Int) throws -> Vector {
    let (firsts, _) = try days(vector)
    var values = [Int64](repeating: 0, count: firsts.count)
    var blanks = [Bool](repeating: false, count: firsts.count)
    try run.inBlocks(firsts.count) { block in
      for row in block {
        guard isDay(firsts[row]) else {
          blanks[row] = true
          continue
        }
        values[row] = Int64(part(Day(firsts[row])))
      }
    }
    return .values(.integer(IntegerColumn(values: values, blanks: blanks)), .all(firsts.count))
  }

  /// The financial year that each period's first day lies in; `startMonth` is a constant.
  func financialYears(_ vector: Vector, _ startMonth: Vector?) throws -> Vector {
    var month = Period.planStartMonth
    if case .constant(.integer(let number), _, _)? = startMonth, (1...12).contains(number) {
      month = Int(number)
    }
    let (dayNumbers, _) = try days(vector)
    var firsts = [Int32](repeating: PeriodColumn.blankFirst, count: dayNumbers.count)
    var lasts = [Int32](repeating: PeriodColumn.blankLast, count: dayNumbers.count)
    try run.inBlocks(dayNumbers.count) { block in
      for row in block where isDay(dayNumbers[row]) {
        let day = Day(dayNumbers[row]).components
        let year = day.month >= month ? day.year : day.year - 1
        guard let period = Period(financialYear: year, startMonth: month) else { continue }
        (firsts[row], lasts[row]) = (period.first.number, period.last.number)
      }
    }
    return .values(.period(PeriodColumn(firsts: firsts, lasts: lasts)), .all(dayNumbers.count))
  }

  /// Whole days from the end of one period to the end of the other; blank where either is or has no end.
  func days(_ from: Vector, _ to: Vector) throws -> Vector {
    let (_, starts) = try days(from)
    let (_, ends) = try days(to)
    let blanks = zip(starts, ends).map { !isDay($0) || !isDay($1) }
    let values = zip(starts, ends).map { isDay($0) && isDay($1) ? Int64($1) - Int64($0) : 0 }
    return .values(.integer(IntegerColumn(values: values, blanks: blanks)), .all(values.count))
  }

  private func isDay(_ number: Int32) -> Bool {
    number >= Day.first.number && number <= Day.last.number
  }

  /// The first and the last days of periods; where one is blank, days that do not exist.
  private func days(_ vector: Vector) throws -> (firsts: [Int32], lasts: [Int32]) {
    guard case .period(let column) = try aligned(vector) else {
      let blank = PeriodColumn.blankFirst
      return ([Int32](repeating: blank, count: vector.count), [Int32](repeating: blank, count: vector.count))
    }
    return (column.firsts, column.lasts)
  }
}
