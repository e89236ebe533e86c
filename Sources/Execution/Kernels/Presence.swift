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
    return try lists.offsets.withUnsafeBufferPointer { offsets in
      try scan(lists.places, run) { offsets[$0] != offsets[$0 + 1] }
    }
  }
}

private func present(_ column: Column, _ rows: Selection, _ run: Run) throws -> Selection {
  switch column {
  case .text(let column):
    return try column.offsets.withUnsafeBufferPointer { offsets in
      try scan(rows, run) { offsets[$0] != offsets[$0 + 1] }
    }
  case .name(let column):
    return try present(column, rows, run)
  case .integer(let column):
    if column.blanks.isEmpty { return .all(rows.count) }
    return try column.blanks.withUnsafeBufferPointer { blanks in try scan(rows, run) { !blanks[$0] } }
  case .decimal(let column):
    return try column.values.withUnsafeBufferPointer { values in
      try scan(rows, run) { !values[$0].isNaN }
    }
  case .condition:
    return .all(rows.count)
  case .choice(let column):
    return try column.codes.withUnsafeBufferPointer { codes in try scan(rows, run) { codes[$0] != 0 } }
  case .ref(let column):
    return try column.values.withUnsafeBufferPointer { values in
      try scan(rows, run) { values[$0] != Ref.blank.packed }
    }
  case .period(let column):
    return try column.firsts.withUnsafeBufferPointer { firsts in
      try column.lasts.withUnsafeBufferPointer { lasts in
        try scan(rows, run) { firsts[$0] <= lasts[$0] }
      }
    }
  case .item(let column):
    return try column.rows.withUnsafeBufferPointer { items in
      try scan(rows, run) { items[$0] != Column.noRow }
    }
  case .list:
    return .none
  }
}

// A function may leave other entries of a dictionary empty than the first.
private func present(_ column: NameColumn, _ rows: Selection, _ run: Run) throws -> Selection {
  try column.codes.withUnsafeBufferPointer { codes in
    try column.dictionary.offsets.withUnsafeBufferPointer { offsets in
      try scan(rows, run) { offsets[Int(codes[$0])] != offsets[Int(codes[$0]) + 1] }
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
