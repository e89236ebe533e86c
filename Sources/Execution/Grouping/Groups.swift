import Binding
import Language
import Plan

/// Rows by the values of their keys, in a few passes over codes: the keys become numbers, the numbers groups. Only what
/// works on the values of a group needs its rows side by side, over which it works as over any list.
extension Evaluator {
  func grouped(_ grouping: BoundGrouping, _ frame: Frame) throws -> Frame {
    let expanded = try expandedKeys(grouping.keys, frame)
    let groups = try RowGroups(expanded.keys.map(\.numbers), count: expanded.rows.count, run)
    let occurring = try expanded.keys.map { try $0.values(at: groups.firsts, self) }
    let known = grouping.keys.isEmpty ? 1 : groups.count
    // Every group has its number by the order of first rows; those without rows come after them.
    var (keys, count) = (occurring, known)
    if let added = try groupsWithoutRows(grouping, occurring, count: known) {
      (keys, count) = (added, added.first?.count ?? 0)
    }
    let order = try sorted(
      count: count, by: try keys.map { try sortKey(try labelled($0)) }, run)
    let rows = GroupRows(
      frame: frame, grouping: grouping, groups: groups, count: count, rows: expanded.rows,
      places: order)
    let slots = (keys + (try aggregates(grouping.aggregates, rows, frame))).map { $0.selected(order) }
    return Frame(entity: nil, rows: .all(count), slots: slots, member: nil, groups: rows)
  }

  // MARK: - Keys

  /// A key with as many values as there are rows to group: those of `vector` at `places`, where `noRow` is blank.
  private struct ExpandedKey {
    var vector: Vector
    var type: ValueType
    var places: Selection
    var numbers: Numbers

    func selected(_ positions: Selection) -> ExpandedKey {
      ExpandedKey(
        vector: vector, type: type, places: places.selecting(positions), numbers: numbers.selected(positions))
    }

    func values(at positions: [UInt32], _ evaluator: Evaluator) throws -> Vector {
      try vector.selected(orBlank: places.selecting(.some(positions)), type, evaluator)
    }
  }

  /// The keys, and the row of the frame that has each value: one for each member of an `each` key.
  private func expandedKeys(
    _ keys: [BoundGroupKey], _ frame: Frame
  ) throws -> (keys: [ExpandedKey], rows: Selection) {
    var rows = Selection.all(frame.count)
    var expanded: [ExpandedKey] = []
    for key in keys {
      let vector = try vector(key.expression, over: frame)
      guard key.isEach else {
        let all = ExpandedKey(
          vector: vector, type: key.expression.type, places: .all(vector.count),
          numbers: try numbers(of: vector))
        expanded.append(all.selected(rows))
        continue
      }
      let (lists, numbers) = try unique(try vector.asLists(run).reached())
      let (positions, members) = try memberRows(lists, of: rows, keepsEmpty: true, key.expression.range)
      rows = rows.selecting(positions)
      expanded = expanded.map { $0.selected(positions) }
      expanded.append(
        ExpandedKey(
          vector: lists.members, type: key.expression.type.element, places: members,
          numbers: members.isAll
            ? numbers : numbers.selected(orBlank: members.rows, key.expression.type.element)))
    }
    return (expanded, rows)
  }

  /// For each member of each row's list the position of the row among `rows`, and the member; for an empty list
  /// none, or one with no member.
  func memberRows(
    _ lists: Lists, of rows: Selection, keepsEmpty: Bool, _ range: SourceRange
  ) throws -> (positions: Selection, members: Selection) {
    guard let found = try ListKernels.members(lists, of: rows, keepsEmpty: keepsEmpty, run) else {
      throw ExecutionFailure.failed(.tooManyMembers(range))
    }
    return found
  }

  // MARK: - Aggregates

  private func aggregates(
    _ aggregates: [BoundAggregate], _ groups: GroupRows, _ frame: Frame
  ) throws -> [Vector] {
    let count = groups.count
    var runs: (offsets: [UInt32], rows: Selection)?
    return try aggregates.map { aggregate in
      switch aggregate.kind {
      case .rows(nil):
        let counts = try groups.groups.counts(count, of: groups.rows, run)
        return .values(.integer(IntegerColumn(values: counts)), .all(count))
      case .rows(let condition?):
        let mask = try selection(condition, over: frame).mask(of: frame.count)
        let counts = try groups.groups.counts(count, where: mask, of: groups.rows, run)
        return .values(.integer(IntegerColumn(values: counts)), .all(count))
      case .pooled(let function, let operand):
        let sorted = try runs ?? GroupKernels.runs(of: groups.groups.numbers(), count: count, run)
        runs = sorted
        let values = try vector(operand, over: frame).selected(groups.rows.selecting(sorted.rows))
        let pools = Lists(offsets: sorted.offsets, members: values, places: .all(count))
        let lists = try pools.replacingMembers(values, aggregate.range, run)
        let expression = BoundExpression(operand.kind, type: aggregate.type, range: aggregate.range)
        let frame = Frame(entity: nil, rows: .all(count), slots: [], member: nil)
        return try self.aggregate(function, .lists(lists), expression, frame)
      }
    }
  }
}
