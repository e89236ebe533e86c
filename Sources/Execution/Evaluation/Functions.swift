import Binding
import Plan

extension Evaluator {
  func call(
    _ function: Function, _ arguments: [BoundExpression], _ expression: BoundExpression, _ frame: Frame
  ) throws -> Vector {
    if function == .coalesce { return try coalesced(arguments, expression, frame) }
    let values = try arguments.map { try vector($0, over: frame) }
    guard let first = values.first else { throw misbound(expression) }
    switch function {
    case .lower: return try eachValue(first) { try eachText($0) { $0.lowercased() } }
    case .upper: return try eachValue(first) { try eachText($0) { $0.uppercased() } }
    case .length: return try eachValue(first) { try lengths($0) }
    case .concat: return try concatenated(values, frame.count)
    case .abs: return try magnitude(first, expression, frame)
    case .round: return try rounded(first, values.dropFirst().first, expression, frame)
    case .first: return try end(of: first) { $0.first }
    case .last: return try end(of: first) { $0.last }
    case .year: return try eachValue(first) { try datePart($0) { $0.components.year } }
    case .month: return try eachValue(first) { try datePart($0) { $0.components.month } }
    case .quarter: return try eachValue(first) { try datePart($0) { ($0.components.month + 2) / 3 } }
    case .fy: return try eachValue(first) { try financialYears($0, values.dropFirst().first) }
    case .days:
      guard values.count > 1 else { throw misbound(expression) }
      return try days(first, values[1])
    case .coalesce: return first
    }
  }

  /// Each argument is worked out only for the rows that all before it left blank.
  private func coalesced(
    _ arguments: [BoundExpression], _ expression: BoundExpression, _ frame: Frame
  ) throws -> Vector {
    var open = Selection.all(frame.count)
    var parts: [(rows: Selection, values: Vector)] = []
    for argument in arguments where open.count > 0 {
      let values = try vector(argument, over: frame.narrowed(to: open))
      let shown = try present(values, run)
      parts.append((open.selecting(shown), values.selected(shown)))
      open = open.selecting(shown.complement(of: open.count))
    }
    return try merged(frame.count, expression.type, parts)
  }

  private func end(of vector: Vector, _ member: (Range<Int>) -> Int?) throws -> Vector {
    let lists = try vector.asLists(run).reached()
    let picked = try mapped(.all(lists.listCount), run) { list in
      member(lists.range(list)).map { UInt32(truncatingIfNeeded: $0) } ?? Column.noRow
    }
    return lists.rows(of: picked)
  }
}
