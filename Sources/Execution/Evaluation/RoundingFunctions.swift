import Binding
import Plan

/// `abs` and `round`: functions of one number, or of each member of a list, whose result may leave the range.
extension Evaluator {
  /// The absolute value; that of the least integer is no integer.
  func magnitude(_ vector: Vector, _ expression: BoundExpression, _ frame: Frame) throws -> Vector {
    try eachNumber(vector, nil) { values, _, row in
      if expression.type.element == .decimal {
        return .decimal(DecimalColumn(values: try decimals(values).map { abs($0) }))
      }
      guard let integers = try ordinals(values, run) else { throw misbound(expression) }
      if let least = integers.firstIndex(of: .min) { throw overflow(expression, frame, row(least)) }
      return .integer(IntegerColumn(values: integers.map { abs($0) }))
    }
  }

  /// Half away from zero, to a number of digits after the point, or before it where that is negative.
  func rounded(
    _ vector: Vector, _ digits: Vector?, _ expression: BoundExpression, _ frame: Frame
  ) throws -> Vector {
    try eachNumber(vector, digits) { values, digits, row in
      let places = try digits.flatMap { try ordinals($0, run) }
      if expression.type.element == .integer {
        let exact = try isInteger(values) ? ordinals(values, run) : nil
        let inexact = exact == nil ? try decimals(values) : []
        let results = try mapped(.all(values.count), run) { index in
          let number = exact?[index] ?? Int64(exactly: inexact[index].rounded(.toNearestOrAwayFromZero))
          return number.flatMap { Rounding.round($0, digits: places?[index] ?? 0) }
        }
        if let beyond = results.firstIndex(of: nil) { throw overflow(expression, frame, row(beyond)) }
        return .integer(IntegerColumn(values: results.map { $0 ?? 0 }))
      }
      let numbers = try decimals(values)
      let results = try mapped(.all(numbers.count), run) {
        Rounding.round(numbers[$0], digits: places?[$0] ?? 0)
      }
      if let beyond = results.firstIndex(where: { !$0.isFinite }) {
        throw overflow(expression, frame, row(beyond))
      }
      return .decimal(DecimalColumn(values: results))
    }
  }

  private func isInteger(_ vector: Vector) -> Bool {
    switch vector {
    case .values(.integer, _), .constant(.integer, _, _): true
    default: false
    }
  }

  /// Works on present numbers, each beside the second argument of its row, which is present, too. `change` is also
  /// handed the row of the frame that a number belongs to.
  private func eachNumber(
    _ vector: Vector, _ second: Vector?, _ change: (Vector, Vector?, (Int) -> Int) throws -> Column
  ) throws -> Vector {
    let lists = vector.isList ? try vector.asLists(run).expanded(noRange, run) : nil
    let values = lists?.members ?? vector
    let owners = try lists?.owners(run)
    let beside = owners.map { second?.selected(.some($0)) } ?? second
    let shown = try present(values, run)
    let both = try beside.map { shown.selecting(try present($0.selected(shown), run)) } ?? shown
    let column = try change(values.selected(both), beside?.selected(both)) { index in
      let value = both.row(at: index)
      return owners.map { Int($0[value]) } ?? value
    }
    let type: ValueType = if case .decimal = column { .decimal } else { .integer }
    let results = try merged(values.count, type, [(both, .values(column, .all(both.count)))])
    return try lists.map { .lists(try $0.replacingMembers(results, noRange, run)) } ?? results
  }
}

/// Rounds half away from zero, which is what analysts and SQL mean by it.
enum Rounding {
  /// Beyond every digit of a decimal the number itself, or 0.
  static func round(_ number: Double, digits: Int64) -> Double {
    let limit: Int64 = 308
    if digits > limit { return number }
    if digits < -limit { return 0 }
    let scale = (0..<Int(abs(digits))).reduce(1.0) { scale, _ in scale * 10 }
    if digits < 0 { return (number / scale).rounded(.toNearestOrAwayFromZero) * scale }
    let scaled = number * scale
    return scaled.isFinite ? scaled.rounded(.toNearestOrAwayFromZero) / scale : number
  }

  /// nil where the result is no integer of 64 bits.
  static func round(_ number: Int64, digits: Int64) -> Int64? {
    if digits >= 0 { return number }
    if digits < -19 { return 0 }
    let scale = (0..<Int(-digits)).reduce(Int128(1)) { scale, _ in scale * 10 }
    let half = number < 0 ? -scale / 2 : scale / 2
    return Int64(exactly: (Int128(number) + half) / scale * scale)
  }
}
