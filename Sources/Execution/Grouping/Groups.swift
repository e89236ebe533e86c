import Binding
import Language
import Plan

/// Rows by the values of their keys, in a few passes over codes: the keys become numbers, the numbers groups, and the
/// rows of each group one run, over which the aggregates work as over any list.
extension Evaluator {
  func grouped(_ grouping: BoundGrouping, _ frame: Frame) throws -> Frame {
    let expanded = try expandedKeys(grouping.keys, frame)
    var numbers = [UInt32](repeating: 0, count: expanded.rows.count)
    for vector in expanded.keys { numbers = try combined(numbers, try groups(of: vector), run) }
    let firsts = firstRows(of: numbers)
    let occurring = expanded.keys.map { $0.selected(.some(firsts)) }
    let known = grouping.keys.isEmpty ? 1 : occurring.first?.count ?? 0
    // Every group has its number by the order of first rows; those without rows come after them.
    var (keys, count) = (occurring, known)
    if let added = try groupsWithoutRows(grouping, occurring, count: known) {
      (keys, count) = (added, added.first?.count ?? 0)
    }
    let order = try sorted(
      count: count, by: try keys.map { try sortKey(try labelled($0)) }, run)
    let (offsets, rows) = runs(of: numbers, count: count)
    let lists = GroupRows(
      frame: frame, grouping: grouping, offsets: offsets, rows: expanded.rows.selecting(rows),
      places: .some(order))
    let aggregates = try grouping.aggregates.map { try aggregate($0, lists, frame, count: count) }
    let slots = (keys + aggregates).map { $0.selected(.some(order)) }
    return Frame(entity: nil, rows: .all(count), slots: slots, member: nil, groups: lists)
  }

  // MARK: - Keys

  /// The value of each key, and the row of the frame that has it: one for each member of an `each` key.
  private func expandedKeys(
    _ keys: [BoundGroupKey], _ frame: Frame
  ) throws -> (keys: [Vector], rows: Selection) {
    var rows = Selection.all(frame.count)
    var vectors: [Vector] = []
    for key in keys {
      let vector = try vector(key.expression, over: frame)
      guard key.isEach else {
        vectors.append(vector.selected(rows))
        continue
      }
      let lists = try unique(try vector.asLists(run).reached())
      let (positions, members) = try memberRows(lists, of: rows, keepsEmpty: true, key.expression.range)
      rows = rows.selecting(positions)
      vectors = vectors.map { $0.selected(positions) }
      vectors.append(try lists.members.selected(orBlank: members, key.expression.type.element, self))
    }
    return (vectors, rows)
  }

  /// For each member of each row's list the position of the row among `rows`, and the member; for an empty list
  /// none, or one with no member.
  func memberRows(
    _ lists: Lists, of rows: Selection, keepsEmpty: Bool, _ range: SourceRange
  ) throws -> (positions: Selection, members: [UInt32]) {
    var positions: [UInt32] = []
    var members: [UInt32] = []
    try run.inBlocks(rows.count) { block in
      for position in block {
        let list = lists.range(lists.places.row(at: rows.row(at: position)))
        let row = UInt32(truncatingIfNeeded: position)
        for member in list {
          positions.append(row)
          members.append(UInt32(truncatingIfNeeded: member))
        }
        if list.isEmpty && keepsEmpty {
          positions.append(row)
          members.append(Column.noRow)
        }
      }
      if positions.count > Run.memberLimit { throw ExecutionFailure.failed(.tooManyMembers(range)) }
    }
    return (.some(positions), members)
  }

  /// The first row of each number; numbers are given in the order of rows.
  func firstRows(of numbers: [UInt32]) -> [UInt32] {
    var seen: UInt32 = 0
    var firsts: [UInt32] = []
    for (row, number) in numbers.enumerated() where number == seen {
      seen += 1
      firsts.append(UInt32(truncatingIfNeeded: row))
    }
    return firsts
  }

  /// The rows by their group, a run for each.
  private func runs(of numbers: [UInt32], count: Int) -> (offsets: [UInt32], rows: Selection) {
    var offsets = [UInt32](repeating: 0, count: count + 1)
    if count == 1 {
      offsets[1] = UInt32(truncatingIfNeeded: numbers.count)
      return (offsets, .all(numbers.count))
    }
    for number in numbers { offsets[Int(number) + 1] += 1 }
    for group in 0..<count { offsets[group + 1] += offsets[group] }
    var next = offsets
    var rows = [UInt32](repeating: 0, count: numbers.count)
    for (row, number) in numbers.enumerated() {
      rows[Int(next[Int(number)])] = UInt32(truncatingIfNeeded: row)
      next[Int(number)] += 1
    }
    return (offsets, .some(rows))
  }

  // MARK: - Aggregates

  private func aggregate(
    _ aggregate: BoundAggregate, _ groups: GroupRows, _ frame: Frame, count: Int
  ) throws -> Vector {
    let offsets = groups.offsets
    switch aggregate.kind {
    case .rows(nil):
      let counts = (0..<count).map { Int64(offsets[$0 + 1] - offsets[$0]) }
      return .values(.integer(IntegerColumn(values: counts)), .all(count))
    case .rows(let condition?):
      let holds = try selection(condition, over: frame).mask(of: frame.count)
      let counts = try mapped(.all(count), run) { group in
        var matches: Int64 = 0
        for place in offsets[group]..<offsets[group + 1] where holds[groups.rows.row(at: Int(place))] {
          matches += 1
        }
        return matches
      }
      return .values(.integer(IntegerColumn(values: counts)), .all(count))
    case .pooled(let function, let operand):
      let values = try vector(operand, over: frame).selected(groups.rows)
      let pools = Lists(offsets: offsets, members: values, places: .all(count))
      let lists = try pools.replacingMembers(values, aggregate.range, run)
      let expression = BoundExpression(operand.kind, type: aggregate.type, range: aggregate.range)
      let frame = Frame(entity: nil, rows: .all(count), slots: [], member: nil)
      return try self.aggregate(function, .lists(lists), expression, frame)
    }
  }
}
