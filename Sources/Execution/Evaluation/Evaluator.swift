import Binding
import Language
import Plan

/// Works out bound expressions and conditions for all rows of a frame at once.
struct Evaluator {
  let plan: Plan
  let run: Run

  /// A value for each row of the frame.
  func vector(_ expression: BoundExpression, over frame: Frame) throws -> Vector {
    try run.deeper(expression.range) {
      try run.checkCancellation()
      return try vector(expression.kind, expression, frame)
    }
  }

  private func vector(
    _ kind: BoundExpressionKind, _ expression: BoundExpression, _ frame: Frame
  ) throws -> Vector {
    switch kind {
    case .constant(let constant):
      // A condition is never blank.
      let isFalse = expression.type == .condition && constant.isBlank
      return .constant(isFalse ? .condition(false) : constant, expression.type, count: frame.count)
    case .field(let field):
      guard frame.entity == field.entity else { throw misbound(expression) }
      return .stored(plan[field], frame.rows)
    case .slot(let slot):
      guard frame.slots.indices.contains(slot) else { throw misbound(expression) }
      return frame.slots[slot]
    case .member:
      if let member = frame.member { return member }
      guard let entity = frame.entity else { throw misbound(expression) }
      return .values(.item(ItemColumn(entity: entity, rows: frame.rows.rows)), .all(frame.count))
    case .through(let target, let inner):
      return try through(try vector(target, over: frame), inner, range: expression.range)
    case .filtered(let list, let condition):
      let lists = try vector(list, over: frame).asLists(run).reached()
      return .lists(try lists.keeping(try members(of: lists, where: condition), run))
    case .arithmetic:
      return try arithmetic(expression, frame)
    case .negate(let operand):
      return try negated(operand, expression, frame)
    case .convert(let conversion, let operand):
      return try converted(try vector(operand, over: frame), conversion)
    case .call(let function, let arguments):
      return try call(function, arguments, expression, frame)
    case .aggregate(let aggregate, let operand):
      return try self.aggregate(aggregate, try vector(operand, over: frame), expression, frame)
    case .condition(let condition):
      let mask = try selection(condition, over: frame).mask(of: frame.count)
      return .values(.condition(ConditionColumn(values: mask)), .all(frame.count))
    case .choose(let condition, let first, let second):
      return try chosen(condition, first, second, expression, frame)
    }
  }

  /// `if(condition, a, b)`: each branch is worked out only for the rows that take it.
  private func chosen(
    _ condition: BoundCondition, _ first: BoundExpression, _ second: BoundExpression,
    _ expression: BoundExpression, _ frame: Frame
  ) throws -> Vector {
    let rows = try selection(condition, over: frame)
    var parts: [(rows: Selection, values: Vector)] = []
    for (taken, branch) in [(rows, first), (rows.complement(of: frame.count), second)] where taken.count > 0 {
      parts.append((taken, try vector(branch, over: frame.narrowed(to: taken))))
    }
    return try merged(frame.count, expression.type, parts)
  }

  /// A bound tree that no query gives: a mistake of the program, which must not take the session down.
  func misbound(_ expression: BoundExpression) -> ExecutionFailure { .failed(.misbound(expression.range)) }

  /// Blank, or false for a condition, which is never blank.
  func nothing(_ type: ValueType, count: Int) -> Vector {
    .constant(type == .condition ? .condition(false) : .blank, type, count: count)
  }

  /// The source's items: all of them, or those that hold the searched text.
  func frame(of source: BoundSource) throws -> Frame {
    let count = plan[source.entity].rowCount
    let frame = Frame(entity: source.entity, rows: .all(count), slots: [], member: nil)
    guard let text = source.search else { return frame }
    return frame.narrowed(to: try rows(of: plan[source.entity], holding: text))
  }

  /// One vector out of several, each of which has the values of some rows; the other rows are blank.
  func merged(_ count: Int, _ type: ValueType, _ parts: [(rows: Selection, values: Vector)]) throws -> Vector
  {
    if let whole = parts.first(where: { $0.rows.count == count }) { return whole.values }
    var places = [UInt32](repeating: Column.noRow, count: count)
    var columns: [Column] = []
    var next: UInt32 = 0
    for part in parts where part.rows.count > 0 {
      if case .constant(let constant, _, _) = part.values, constant.isBlank { continue }
      columns.append(try aligned(part.values))
      for row in part.rows.rows {
        places[Int(row)] = next
        next += 1
      }
    }
    guard let column = try Column.joined(columns) else { return nothing(type, count: count) }
    return .stored(column, orBlank: places)
  }
}
