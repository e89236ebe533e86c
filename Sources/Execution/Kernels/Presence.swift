import Binding
import Plan

/// The positions whose value is not blank.
func present(_ vector: Vector, _ run: Run) throws -> Selection {
  switch vector {
  case .constant(let constant, _, let count):
    return constant.isBlank ? .none : .all(count)
  case .values(let column, let rows):
    return try present(column, rows, run)
  case .lists(let lists):
    let offsets = lists.offsets.span
    return try scan(lists.places, run) { $0.mark { offsets[unchecked: $0] != offsets[unchecked: $0 &+ 1] } }
  }
}

private func present(_ column: Column, _ rows: Selection, _ run: Run) throws -> Selection {
  // Where many rows are few of the column, each of these is looked at once.
  if column.count < rows.count / 2 {
    let every = try present(column, .all(column.count), run)
    guard case .some = every else { return .all(rows.count) }
    let mask = every.mask(of: column.count)
    let table = mask.span
    return try scan(rows, run) { $0.mark { table[unchecked: $0] } }
  }
  switch column {
  case .text(let column):
    let offsets = column.offsets.span
    return try scan(rows, run) { $0.mark { offsets[unchecked: $0] != offsets[unchecked: $0 &+ 1] } }
  case .name(let column):
    return try present(column, rows, run)
  case .integer(let column):
    if column.blanks.isEmpty { return .all(rows.count) }
    let blanks = column.blanks.span
    return try scan(rows, run) { $0.mark { !blanks[unchecked: $0] } }
  case .decimal(let column):
    let values = column.values.span
    return try scan(rows, run) { $0.mark { !values[unchecked: $0].isNaN } }
  case .condition:
    return .all(rows.count)
  case .choice(let column):
    let codes = column.codes.span
    return try scan(rows, run) { $0.mark { codes[unchecked: $0] != 0 } }
  case .ref(let column):
    let values = column.values.span
    return try scan(rows, run) { $0.mark { values[unchecked: $0] != Ref.blank.packed } }
  case .period(let column):
    let (firsts, lasts) = (column.firsts.span, column.lasts.span)
    return try scan(rows, run) { $0.mark { firsts[unchecked: $0] <= lasts[unchecked: $0] } }
  case .item(let column):
    let items = column.rows.span
    return try scan(rows, run) { $0.mark { items[unchecked: $0] != Column.noRow } }
  case .list:
    return .none
  }
}

// A function may leave other entries of a dictionary empty than the first.
private func present(_ column: NameColumn, _ rows: Selection, _ run: Run) throws -> Selection {
  let (codes, offsets) = (column.codes.span, column.dictionary.offsets.span)
  return try scan(rows, run) {
    $0.mark {
      let code = Int(codes[unchecked: $0])
      return offsets[unchecked: code] != offsets[unchecked: code &+ 1]
    }
  }
}

extension Constant {
  /// Empty text is blank, too.
  var isBlank: Bool {
    switch self {
    case .blank, .text(""), .ref(.blank), .choice(_, 0): true
    case .decimal(let value): value.isNaN
    default: false
    }
  }
}
