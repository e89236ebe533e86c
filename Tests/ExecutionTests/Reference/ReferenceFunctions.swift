import Binding
import Foundation
import Plan

/// The functions of language.md, one value at a time.
struct ReferenceFunctions {
  let evaluator: ReferenceEvaluator

  func call(_ function: Function, _ arguments: [Value], _ type: ValueType) throws -> Value {
    let first = arguments[0]
    switch function {
    case .first: return first.members.first ?? .blank
    case .last: return first.members.last ?? .blank
    case .concat:
      let text = arguments.map { evaluator.labelled($0).text }.joined()
      return text.isEmpty ? .blank : .text(text)
    case .days:
      guard let a = first.period, let b = arguments[1].period, isDay(a.last), isDay(b.last) else {
        return .blank
      }
      return .integer(Int64(b.last.number) - Int64(a.last.number))
    case .coalesce: return arguments.first { !$0.isBlank } ?? .blank
    default: break
    }
    if case .list(let members) = first {
      let results = try members.map { try ofOne(function, $0, arguments, type.element) }
      return .list(results.filter { !$0.isBlank })
    }
    return try ofOne(function, first, arguments, type)
  }

  /// A period of a query may be open on one side, where it has no day.
  private func isDay(_ day: Day) -> Bool { day >= Day.first && day <= Day.last }

  private func ofOne(
    _ function: Function, _ value: Value, _ arguments: [Value], _ type: ValueType
  ) throws -> Value {
    if value.isBlank { return .blank }
    switch function {
    case .lower: return .text(value.text.lowercased())
    case .upper: return .text(value.text.uppercased())
    case .length: return .integer(Int64(value.text.unicodeScalars.count))
    case .abs:
      if let integer = value.integer {
        if integer == .min { throw ReferenceEvaluator.Overflow() }
        return .integer(abs(integer))
      }
      return .decimal(abs(value.number ?? 0))
    case .round: return try rounded(value, arguments.count > 1 ? arguments[1] : .integer(0))
    case .year, .month, .quarter:
      guard let first = value.period?.first, isDay(first) else { return .blank }
      return .integer(
        Int64(
          function == .year
            ? first.components.year
            : function == .month ? first.components.month : (first.components.month + 2) / 3))
    case .fy:
      guard let first = value.period?.first, isDay(first) else { return .blank }
      let start = arguments.count > 1 ? Int(arguments[1].integer ?? 4) : 4
      let year = first.components.month >= start ? first.components.year : first.components.year - 1
      return Period(financialYear: year, startMonth: start).map { .period($0) } ?? .blank
    case .coalesce, .concat, .first, .last, .days: return .blank
    }
  }

  private func rounded(_ value: Value, _ digits: Value) throws -> Value {
    guard let digits = digits.integer else { return .blank }
    if let integer = value.integer {
      if digits >= 0 { return .integer(integer) }
      // By decimal text: exact, and nothing like what is tested.
      let scale = Decimal(sign: .plus, exponent: Int(max(-30, digits)) * -1, significand: 1)
      var quotient = Decimal(integer) / scale
      var rounded = Decimal()
      NSDecimalRound(&rounded, &quotient, 0, .plain)
      guard let exact = Int64("\(rounded * scale)") else { throw ReferenceEvaluator.Overflow() }
      return .integer(exact)
    }
    let number = value.number ?? 0
    if digits < 0 {
      let scale = pow(10, Double(-digits))
      return .decimal((number / scale).rounded(.toNearestOrAwayFromZero) * scale)
    }
    let scale = pow(10, Double(digits))
    return .decimal(
      (number * scale).isFinite ? (number * scale).rounded(.toNearestOrAwayFromZero) / scale : number)
  }
}
