import Binding
import Plan

/// The positions where the left value stands in the relation to the right one. Neither holds lists or items, and
/// both are of one type; a blank stands in no relation.
func compare(_ left: Vector, _ relation: Relation, _ right: Vector, _ run: Run) throws -> Selection {
  switch (left, right) {
  case (.constant(let a, let type, let count), .constant):
    if a.isBlank { return .none }
    let one = Vector.values(.repeating(a, type, count: 1), .all(1))
    return try compare(one, relation, right.selected(.some([0])), run).count == 0 ? .none : .all(count)
  case (.values(let column, let rows), .constant(let constant, _, _)):
    return try compare(column, .rows(rows), relation, constant, run)
  case (.constant(let constant, let type, let count), .values(let column, let rows)):
    if constant.isBlank { return .none }
    if let mirrored = relation.mirrored(of: constant) {
      return try compare(column, .rows(rows), mirrored, constant, run)
    }
    let repeated = Selection.some([UInt32](repeating: 0, count: count))
    return try compareRows(.values(.repeating(constant, type, count: 1), repeated), relation, right, run)
  case (.values, .values):
    return try compareRows(left, relation, right, run)
  case (.lists, _), (_, .lists):
    return .none
  }
}

extension Relation {
  /// The relation of the right side to a constant on the left; nil where no name says it.
  func mirrored(of constant: Constant) -> Relation? {
    // `<=` looks at the ends of periods and `>=` at their beginnings.
    if case .period = constant, self == .lessOrEqual || self == .greaterOrEqual { return nil }
    return switch self {
    case .equal, .identical, .overlaps: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .worse: .better
    case .better: .worse
    case .before: .after
    case .after: .before
    case .endsBy, .startsFrom, .within, .contains, .startsWith, .endsWith: nil
    }
  }
}

private func compareRows(
  _ left: Vector, _ relation: Relation, _ right: Vector, _ run: Run
) throws -> Selection {
  let inLeft = try present(left, run)
  let both = inLeft.selecting(try present(right.selected(inLeft), run))
  let (left, right) = (left.selected(both), right.selected(both))
  return both.selecting(try comparePresent(left, relation, right, run))
}

private func comparePresent(
  _ left: Vector, _ relation: Relation, _ right: Vector, _ run: Run
) throws -> Selection {
  if let a = TextRows(left), let b = TextRows(right) { return try compare(a, relation, b, run) }
  if let a = PeriodRows(left), let b = PeriodRows(right) { return try compare(a, relation, b, run) }
  guard let a = try ordinals(left, run), let b = try ordinals(right, run), a.count == b.count else {
    return .none
  }
  let (rows, ours, theirs) = (Selection.all(a.count), a.span, b.span)
  return switch relation {
  case .equal, .identical: try scan(rows, run) { $0.mark { ours[unchecked: $0] == theirs[unchecked: $0] } }
  case .less, .worse: try scan(rows, run) { $0.mark { ours[unchecked: $0] < theirs[unchecked: $0] } }
  case .lessOrEqual: try scan(rows, run) { $0.mark { ours[unchecked: $0] <= theirs[unchecked: $0] } }
  case .greater, .better: try scan(rows, run) { $0.mark { ours[unchecked: $0] > theirs[unchecked: $0] } }
  case .greaterOrEqual: try scan(rows, run) { $0.mark { ours[unchecked: $0] >= theirs[unchecked: $0] } }
  default: .none
  }
}

private func compare(_ left: TextRows, _ relation: Relation, _ right: TextRows, _ run: Run) throws
  -> Selection
{
  let (a, b) =
    try relation == .identical
    ? (left.texts, right.texts) : (run.work.folded(left.texts), run.work.folded(right.texts))
  let (ours, theirs) = (left.rows.rows, right.rows.rows)
  return try a.withRuns { a in
    try b.withRuns { b in
      try scanInOrder(.all(ours.count), run, atOnce: 4096) { position in
        relation.holds(a.run(Int(ours[position])), b.run(Int(theirs[position])))
      }
    }
  }
}

extension Relation {
  /// Of two present texts, folded unless this is `identical`.
  fileprivate func holds(_ a: Bytes, _ b: Bytes) -> Bool {
    switch self {
    case .equal, .identical: a.equals(b)
    case .less: a.precedes(b)
    case .lessOrEqual: !b.precedes(a)
    case .greater: b.precedes(a)
    case .greaterOrEqual: !a.precedes(b)
    case .contains: b.isEmpty || SubstringSearch(once: Array(b)).firstMatch(in: a) != nil
    case .startsWith: a.begins(with: b)
    case .endsWith: a.finishes(with: b)
    case .worse, .better, .before, .endsBy, .after, .startsFrom, .within, .overlaps: false
    }
  }
}

private struct PeriodRows {
  var column: PeriodColumn
  var rows: Selection

  init?(_ vector: Vector) {
    guard case .values(.period(let column), let rows) = vector else { return nil }
    (self.column, self.rows) = (column, rows)
  }
}

private func compare(
  _ left: PeriodRows, _ relation: Relation, _ right: PeriodRows, _ run: Run
) throws -> Selection {
  let (ours, theirs) = (left.rows.rows, right.rows.rows)
  return try scanInOrder(.all(ours.count), run) { position in
    let (a, b) = (Int(ours[position]), Int(theirs[position]))
    return relation.holds(
      left.column.firsts[a], left.column.lasts[a], right.column.firsts[b], right.column.lasts[b])
  }
}
