import Binding
import Language
import Plan

extension Writer {
  func arithmetic(
    _ operation: ArithmeticOperator, _ left: BoundExpression, _ right: BoundExpression,
    _ expression: BoundExpression, _ frame: Frame
  ) throws(Diagnostic) -> String {
    var a = try value(left, .plain, frame)
    let b = try value(right, .plain, frame)
    // A literal alone would be taken for a number of 32 bits.
    if case .constant(.integer) = left.kind { a = dialect.wide(a) }
    switch operation {
    case .add, .subtract, .multiply: return "(\(a) \(operation.rawValue) \(b))"
    case .divide: return "(\(a) / nullif(\(b), 0))"
    case .modulo:
      if expression.type == .integer { return "(\(a) % nullif(\(b), 0))" }
      guard let text = dialect.remainder(a, b) else {
        throw translation.untranslated(expression.range, "`%` of decimals")
      }
      return text
    }
  }

  func call(
    _ function: Function, _ arguments: [BoundExpression], _ expression: BoundExpression, _ form: Form,
    _ frame: Frame
  ) throws(Diagnostic) -> String {
    guard let first = arguments.first else { throw misbound(expression) }
    switch function {
    case .coalesce:
      if arguments.count == 1 { return try value(first, form, frame) }
      var parts: [String] = []
      for argument in arguments { parts.append(try value(argument, form, frame)) }
      return coalesced(parts[...])
    case .lower, .upper:
      // What differs in case only is folded to the same.
      if form == .folded { return try value(first, .folded, frame) }
      throw translation.untranslated(
        expression.range, "`\(function.rawValue)`", note: "engines do not agree about letters beyond a to z")
    case .length: return dialect.wide("length(\(try value(first, .plain, frame)))")
    case .concat: return try concatenated(arguments, expression, form, frame)
    case .abs: return "abs(\(try value(first, .plain, frame)))"
    case .round: return try rounded(first, arguments.dropFirst().first, frame)
    case .first: return try end(first, isFirst: true, form, frame)
    case .last: return try end(first, isFirst: false, form, frame)
    case .year: return dialect.part(.year, of: try value(first, .first, frame))
    case .month: return dialect.part(.month, of: try value(first, .first, frame))
    case .quarter: return try quarter(of: first, frame)
    case .fy: return try financialYear(first, arguments.dropFirst().first, expression, form, frame)
    case .days:
      guard let second = arguments.dropFirst().first else { throw misbound(expression) }
      return "(\(try value(second, .last, frame)) - \(try value(first, .last, frame)))"
    }
  }

  /// SQLite's functions take 127 arguments at most.
  private func coalesced(_ parts: ArraySlice<String>) -> String {
    var result = ""
    var end = parts.endIndex
    while end > parts.startIndex {
      let start = max(parts.startIndex, end - 100)
      let text = parts[start..<end].joined(separator: ", ")
      result = result.isEmpty ? "coalesce(\(text))" : "coalesce(\(text), \(result))"
      end = start
    }
    return result
  }

  private func concatenated(
    _ arguments: [BoundExpression], _ expression: BoundExpression, _ form: Form, _ frame: Frame
  ) throws(Diagnostic) -> String {
    guard form == .plain else {
      throw translation.untranslated(
        expression.range, "a comparison of what `concat` gives", note: "SQL cannot fold a new text")
    }
    var parts: [String] = []
    for argument in arguments { parts.append("coalesce(\(try value(argument, .plain, frame)), '')") }
    return "nullif(\(parts.joined(separator: " || ")), '')"
  }

  /// The binder lets 0 to 15 digits through.
  private func rounded(
    _ number: BoundExpression, _ digits: BoundExpression?, _ frame: Frame
  ) throws(Diagnostic) -> String {
    let text = try value(number, .plain, frame)
    if number.type == .integer { return text }
    guard case .constant(.integer(let count))? = digits?.kind, count > 0 else { return dialect.rounded(text) }
    let scale = dialect.decimal("1" + String(repeating: "0", count: Int(clamping: count)))
    return "(\(dialect.rounded("(\(text) * \(scale))")) / \(scale))"
  }

  private func quarter(of period: BoundExpression, _ frame: Frame) throws(Diagnostic) -> String {
    let month = dialect.part(.month, of: try value(period, .first, frame))
    let quarters = (1...3).map { "WHEN \(month) <= \($0 * 3) THEN \($0)" }.joined(separator: " ")
    return dialect.wide("CASE \(quarters) WHEN \(month) <= 12 THEN 4 END")
  }

  /// The year that the first day lies in. `month` is the constant month in which years begin.
  private func financialYear(
    _ period: BoundExpression, _ month: BoundExpression?, _ expression: BoundExpression, _ form: Form,
    _ frame: Frame
  ) throws(Diagnostic) -> String {
    guard case .constant(.integer(let number))? = month?.kind, let start = Int(exactly: number),
      (1...12).contains(start)
    else { throw misbound(expression) }
    let day = try value(period, .first, frame)
    let text: String
    switch form {
    case .first: text = dialect.financialYearStart(of: day, startMonth: start, isNext: false)
    case .last: text = "(\(dialect.financialYearStart(of: day, startMonth: start, isNext: true)) - 1)"
    default:
      let year = dialect.padded(dialect.financialYear(of: day, startMonth: start), 4)
      // Of other years the printed form follows from the days.
      text =
        start == Period.planStartMonth
        ? "\(year) || '/' || \(dialect.padded("(\(dialect.financialYear(of: day, startMonth: start)) + 1) % 100", 2))"
        : year
    }
    // Such a year must lie within 1 to 9999 with both its ends.
    guard let first = Day(year: 1, month: start, day: 1),
      let last = Period(financialYear: start == 1 ? 9999 : 9998, startMonth: start)?.last
    else { throw misbound(expression) }
    return "CASE WHEN \(day) BETWEEN \(dialect.day(first)) AND \(dialect.day(last)) THEN \(text) END"
  }
}
