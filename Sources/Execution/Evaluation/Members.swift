import Binding
import Language
import Plan

extension Evaluator {
  /// An expression over the item that each row names, worked out once for each item that is named; over lists of
  /// items, the lists of all values. Blanks are left out of these, or stay where that makes no difference.
  func through(
    _ target: Vector, _ inner: BoundExpression, range: SourceRange, keepsBlanks: Bool = false
  ) throws -> Vector {
    switch target {
    case .values(.item(let column), let rows):
      let (items, places) = frame(of: column, rows)
      return try vector(inner, over: items).selected(orBlank: places, inner.type, self)
    case .lists(let lists):
      let lists = lists.reached()
      guard case .values(.item(let column), let rows) = lists.members else { break }
      let (items, places) = frame(of: column, rows)
      let values = try vector(inner, over: items).selected(orBlank: places, inner.type, self)
      if keepsBlanks, !values.isList {
        return .lists(
          Lists(offsets: lists.offsets, members: values, places: lists.places, shape: lists.shape))
      }
      return .lists(try lists.replacingMembers(values, range, run))
    case .constant, .values:
      break
    }
    return nothing(target.isList ? .list(inner.type.element) : inner.type, count: target.count)
  }

  /// The positions of the members for which the condition holds.
  func members(of lists: Lists, where condition: BoundCondition) throws -> Selection {
    if lists.members.count == 0 { return .all(0) }
    guard case .values(.item(let column), let rows) = lists.members else {
      let frame = Frame(
        entity: nil, rows: .all(lists.members.count), slots: [], member: lists.members)
      return try selection(condition, over: frame)
    }
    let (items, places) = frame(of: column, rows)
    let found = try selection(condition, over: items)
    guard case .some = places else { return found }
    let mask = found.mask(of: items.count)
    let holds = mask.span
    return try scan(places, run) { $0.mark { holds[$0] } }
  }

  /// A frame of the items that are named, each once, and for each name its place in it; `noRow` stays.
  private func frame(of column: ItemColumn, _ rows: Selection) -> (Frame, places: Selection) {
    let (entity, count) = (column.entity, plan[column.entity].rowCount)
    // The children of all parents, one after the other, mostly are the table itself.
    if rows.isAll, column.isInOrder, column.rows.count == count {
      return (Frame(entity: entity, rows: .all(count), slots: [], member: nil), .all(count))
    }
    let named = Selection.some(column.rows).selecting(rows).rows
    let items = Marks.kept(Marks.of(named, count: count))
    let frame = Frame(entity: entity, rows: items, slots: [], member: nil)
    guard case .some = items else { return (frame, .some(named)) }
    let positions = items.positions(of: count, missing: Column.noRow)
    return (frame, .some(named.map { $0 == Column.noRow ? Column.noRow : positions[Int($0)] }))
  }
}

extension Vector {
  /// The values at these positions; `Column.noRow` gives blank.
  func selected(orBlank selection: Selection, _ type: ValueType, _ evaluator: Evaluator) throws
    -> Vector
  {
    guard case .some(let places) = selection, ListKernels.holdsNoRow(places) else {
      return selected(selection)
    }
    switch self {
    case .constant:
      return .stored(try evaluator.aligned(self), orBlank: places)
    case .values(let column, let rows):
      return .stored(
        column,
        orBlank: places.map { $0 == Column.noRow ? $0 : UInt32(truncatingIfNeeded: rows.row(at: Int($0))) })
    case .lists(let lists):
      // One empty list more, for the blanks.
      let end = UInt32(truncatingIfNeeded: lists.members.count)
      let empty = UInt32(truncatingIfNeeded: lists.listCount)
      let rows = places.map {
        $0 == Column.noRow ? empty : UInt32(truncatingIfNeeded: lists.places.row(at: Int($0)))
      }
      return .lists(Lists(offsets: lists.offsets + [end], members: lists.members, places: .some(rows)))
    }
  }

  var isList: Bool {
    switch self {
    case .constant(_, let type, _): type.isList
    case .values: false
    case .lists: true
    }
  }
}

extension Lists {
  /// The same lists with a value in the place of each member: blanks left out, lists put in the place of theirs.
  func replacingMembers(_ values: Vector, _ range: SourceRange, _ run: Run) throws -> Lists {
    guard values.isList else {
      return try Lists(offsets: offsets, members: values, places: places).keeping(
        try present(values, run), run)
    }
    let inner = try values.asLists(run).expanded(range, run)
    return Lists(offsets: offsets.map { inner.offsets[Int($0)] }, members: inner.members, places: places)
  }
}
