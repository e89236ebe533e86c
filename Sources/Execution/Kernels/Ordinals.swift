import Binding
import Plan

// Values of every type but text and lists as 64-bit integers that are equal where the values are, and sort as they
// do. Comparison of two columns, grouping, sorting, least and greatest need then be written once.

enum Ordinal {
  static func of(_ value: Double) -> Int64 {
    // -0.0 equals 0.0; the bits of negative numbers rise as the number falls.
    let bits = Int64(bitPattern: (value == 0 ? 0 : value).bitPattern)
    return bits < 0 ? bits ^ Int64.max : bits
  }

  /// By first day, then last.
  static func of(first: Int32, last: Int32) -> Int64 {
    Int64(first) << 32 | Int64(UInt32(bitPattern: last ^ Int32.min))
  }

  /// nil for text and blank.
  static func of(_ constant: Constant) -> Int64? {
    switch constant {
    case .blank, .text: nil
    case .integer(let value): value
    case .decimal(let value): of(value)
    case .condition(let value): value ? 1 : 0
    case .choice(_, let code): Int64(code)
    case .ref(let ref): ref.packed
    case .period(let period): of(first: period.first.number, last: period.last.number)
    }
  }
}

/// The ordinal of each value; any number where it is blank. nil for text and lists.
func ordinals(_ vector: Vector, _ run: Run) throws -> [Int64]? {
  switch vector {
  case .constant(let constant, _, let count):
    if case .text = constant { return nil }
    return [Int64](repeating: Ordinal.of(constant) ?? 0, count: count)
  case .values(let column, let rows): return try ordinals(column, rows, run)
  case .lists: return nil
  }
}

private func ordinals(_ column: Column, _ rows: Selection, _ run: Run) throws -> [Int64]? {
  switch column {
  case .text, .name, .list:
    return nil
  case .integer(let column):
    if case .all = rows { return column.values }
    return try column.values.withUnsafeBufferPointer { values in try mapped(rows, run) { values[$0] } }
  case .ref(let column):
    if case .all = rows { return column.values }
    return try column.values.withUnsafeBufferPointer { values in try mapped(rows, run) { values[$0] } }
  case .decimal(let column):
    return try column.values.withUnsafeBufferPointer { values in
      try mapped(rows, run) { Ordinal.of(values[$0]) }
    }
  case .condition(let column):
    return try column.values.withUnsafeBufferPointer { values in try mapped(rows, run) { values[$0] ? 1 : 0 }
    }
  case .choice(let column):
    return try column.codes.withUnsafeBufferPointer { codes in try mapped(rows, run) { Int64(codes[$0]) } }
  case .period(let column):
    return try column.firsts.withUnsafeBufferPointer { firsts in
      try column.lasts.withUnsafeBufferPointer { lasts in
        try mapped(rows, run) { Ordinal.of(first: firsts[$0], last: lasts[$0]) }
      }
    }
  case .item(let column):
    return try column.rows.withUnsafeBufferPointer { items in try mapped(rows, run) { Int64(items[$0]) } }
  }
}
