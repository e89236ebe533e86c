import Binding
import Plan

extension Evaluator {
  /// The positions of the frame for which the condition holds, rising. Each part of `all` and `any` is asked only
  /// of the rows that the parts before it left open.
  func selection(_ condition: BoundCondition, over frame: Frame) throws -> Selection {
    try run.deeper(nil) {
      try run.checkCancellation()
      return try decided(condition, frame)
    }
  }

  /// An integer that was made a decimal only because a decimal stands beside it; nil for all other conditions.
  private func comparedExactly(
    _ left: BoundExpression, _ relation: Relation, _ right: BoundExpression, _ frame: Frame
  ) throws -> Selection? {
    // Lists compare as decimals.
    if left.type.isList || right.type.isList { return nil }
    switch (left.kind, right.kind) {
    // The binder has seen to constants.
    case (.constant, _), (_, .constant): return nil
    case (.convert(.integerToDecimal, _), .convert(.integerToDecimal, _)): return nil
    case (.convert(.integerToDecimal, let integer), _):
      return try ExactComparison.selection(
        try vector(integer, over: frame), relation, try vector(right, over: frame), run)
    case (_, .convert(.integerToDecimal, let integer)):
      guard let mirrored = relation.mirrored(of: .integer(0)) else { return nil }
      return try ExactComparison.selection(
        try vector(integer, over: frame), mirrored, try vector(left, over: frame), run)
    default: return nil
    }
  }

  private func decided(_ condition: BoundCondition, _ frame: Frame) throws -> Selection {
    switch condition {
    case .constant(let value):
      return value ? .all(frame.count) : .none
    case .all(let conditions):
      return try narrowing(conditions.count, frame) { try selection(conditions[$0], over: $1) }
    case .any(let conditions):
      // A row is out where none of the conditions holds.
      let out = try narrowing(conditions.count, frame) {
        try selection(conditions[$0], over: $1).complement(of: $1.count)
      }
      return out.complement(of: frame.count)
    case .not(let condition):
      return try selection(condition, over: frame).complement(of: frame.count)
    case .related(let left, let relation, let right, range: let range):
      if let exact = try comparedExactly(left, relation, right, frame) { return exact }
      return try related(
        try labelled(try compared(left, with: right, frame)), relation,
        try labelled(try vector(right, over: frame)), range)
    case .isBlank(let operand):
      return try present(try vector(operand, over: frame), run).complement(of: frame.count)
    case .bothBlank(let left, let right):
      let blank = try present(try vector(left, over: frame), run).complement(of: frame.count)
      let other = try vector(right, over: frame).selected(blank)
      return blank.selecting(try present(other, run).complement(of: blank.count))
    case .isOneOf(let operand, let constants, let relation):
      return try someMember(try labelled(try vector(operand, over: frame))) {
        try isOneOf($0, constants, relation)
      }
    case .allAreIn(let operand, let constants, let relation):
      let lists = try labelled(try vector(operand, over: frame)).asLists(run).reached()
      return try lists.rows(where: try isOneOf(lists.members, constants, relation), every: true, run)
    case .between(let operand, low: let low, high: let high):
      return try between(operand, low, high, frame)
    case .matches(let operand, let pattern):
      let test = PatternTest(pattern)
      return try someMember(try labelled(try vector(operand, over: frame))) { try test.selection($0, run) }
    case .holds(let operand):
      return try someMember(try vector(operand, over: frame)) {
        try compare($0, .equal, .constant(.condition(true), .condition, count: $0.count), run)
      }
    case .someMember(let list, let condition):
      let lists = try vector(list, over: frame).asLists(run).reached()
      return try lists.rows(where: try members(of: lists, where: condition), every: false, run)
    case .everyMember(let list, let condition):
      let lists = try vector(list, over: frame).asLists(run).reached()
      return try lists.rows(where: try members(of: lists, where: condition), every: true, run)
    }
  }

  /// The left side of a comparison. No blank stands in a relation to a constant, so that blanks need not be left out.
  private func compared(
    _ left: BoundExpression, with right: BoundExpression, _ frame: Frame
  ) throws -> Vector {
    guard case .constant = right.kind, case .through(let target, let inner) = left.kind else {
      return try vector(left, over: frame)
    }
    return try run.deeper(left.range) {
      try through(try vector(target, over: frame), inner, range: left.range, keepsBlanks: true)
    }
  }

  /// The positions that stay through a number of tests, each of which sees what the one before it left.
  private func narrowing(
    _ count: Int, _ frame: Frame, _ test: (Int, Frame) throws -> Selection
  ) throws -> Selection {
    var kept = Selection.all(frame.count)
    var rest = frame
    for index in 0..<count where kept.count > 0 {
      let passed = try test(index, rest)
      kept = kept.selecting(passed)
      if index + 1 < count { rest = rest.narrowed(to: passed) }
    }
    return kept
  }

  /// The positions where the value, or some member of the list, passes.
  func someMember(_ vector: Vector, _ test: (Vector) throws -> Selection) throws -> Selection {
    guard vector.isList else { return try test(vector) }
    let lists = try vector.asLists(run).reached()
    return try lists.rows(where: try test(lists.members), every: false, run)
  }

  private func isOneOf(_ vector: Vector, _ constants: [Constant], _ relation: Relation) throws -> Selection {
    let texts = constants.compactMap { if case .text(let text) = $0, !text.isEmpty { text } else { nil } }
    if relation == .equal || relation == .identical, texts.count > 1 {
      return try TextTest(relation, texts).selection(vector, run)
    }
    let frame = Frame(entity: nil, rows: .all(vector.count), slots: [vector], member: nil)
    let out = try narrowing(constants.count, frame) { index, rest in
      let known = Vector.constant(constants[index], .text, count: rest.count)
      return try compare(rest.slots[0], relation, known, run).complement(of: rest.count)
    }
    return out.complement(of: vector.count)
  }

  /// Low and high are asked of one and the same member.
  private func between(
    _ operand: BoundExpression, _ low: BoundExpression, _ high: BoundExpression, _ frame: Frame
  ) throws -> Selection {
    let operand = try labelled(try vector(operand, over: frame))
    let low = try labelled(try vector(low, over: frame))
    let high = try labelled(try vector(high, over: frame))
    guard operand.isList else { return try lies(operand, low, high) }
    let lists = try operand.asLists(run).expanded(noRange, run)
    let owners = Selection.some(try lists.owners(run))
    let inside = try lies(lists.members, low.selected(owners), high.selected(owners))
    return try lists.rows(where: inside, every: false, run)
  }

  private func lies(_ vector: Vector, _ low: Vector, _ high: Vector) throws -> Selection {
    let above = try compare(vector, .greaterOrEqual, low, run)
    return above.selecting(try compare(vector.selected(above), .lessOrEqual, high.selected(above), run))
  }
}
