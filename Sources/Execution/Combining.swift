import Binding
import Language
import Plan

/// `union`, `intersect` and `except` of two queries.
extension QueryRun {
  func combined(_ combination: BoundCombination) throws -> Frame {
    guard combination.parts.count == 2 else { throw ExecutionFailure.failed(.misbound(noRange)) }
    return try combined(
      combination, try rows(of: combination.parts[0]), try rows(of: combination.parts[1]))
  }

  /// The rows of both queries, put together; there are two.
  func combined(_ combination: BoundCombination, _ left: Frame, _ right: Frame) throws -> Frame {
    if combination.keepsItems, let entity = left.entity, entity == right.entity {
      return items(combination.operation, left, right, entity)
    }
    return try values(combination, left, right)
  }

  private func items(
    _ operation: SetOperator, _ left: Frame, _ right: Frame, _ entity: Entity
  ) -> Frame {
    let count = evaluator.plan[entity].rowCount
    let (first, second) = (left.rows.mask(of: count), right.rows.mask(of: count))
    var kept: [UInt32] = []
    for row in 0..<count where operation.keeps(first[row], second[row]) {
      kept.append(UInt32(truncatingIfNeeded: row))
    }
    return Frame(
      entity: entity, rows: kept.count == count ? .all(count) : .some(kept), slots: [], member: nil)
  }

  private func values(_ combination: BoundCombination, _ left: Frame, _ right: Frame) throws -> Frame {
    let (first, second) = (combination.parts[0].outputs, combination.parts[1].outputs)
    guard first.count == second.count else { throw ExecutionFailure.failed(.misbound(noRange)) }
    let total = left.count + right.count
    guard total <= Run.memberLimit else { throw ExecutionFailure.failed(.tooManyMembers(noRange)) }
    var vectors: [Vector] = []
    for (a, b) in zip(first, second) {
      let columns = [
        try evaluator.aligned(try evaluator.vector(a.expression, over: left)),
        try evaluator.aligned(try evaluator.vector(b.expression, over: right)),
      ]
      guard let column = try Column.joined(columns) else { throw ExecutionFailure.failed(.misbound(noRange)) }
      vectors.append(.stored(column, .all(total)))
    }
    let groups = try evaluator.rowGroups(vectors, count: total)
    let firsts = groups.firsts
    var isLeft = [Bool](repeating: false, count: firsts.count)
    var isRight = isLeft
    for (row, number) in groups.numbers().enumerated() {
      if row < left.count { isLeft[Int(number)] = true } else { isRight[Int(number)] = true }
    }
    let kept = firsts.indices.filter { combination.operation.keeps(isLeft[$0], isRight[$0]) }.map {
      firsts[$0]
    }
    return Frame(
      entity: nil, rows: .all(kept.count), slots: vectors.map { $0.selected(.some(kept)) }, member: nil)
  }
}

extension SetOperator {
  /// Whether a row stays that the first or the second query has.
  fileprivate func keeps(_ first: Bool, _ second: Bool) -> Bool {
    switch self {
    case .union: first || second
    case .intersect: first && second
    case .except: first && !second
    }
  }
}
