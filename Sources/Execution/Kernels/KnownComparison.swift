import Binding
import Plan

/// The positions of a column without lists whose value stands in the relation to a constant. Both are of one type;
/// items were replaced by their labels.
func compare(
  _ column: Column, _ rows: Selection, _ relation: Relation, _ constant: Constant, _ run: Run
) throws -> Selection {
  if constant.isBlank { return .none }
  switch (column, constant) {
  case (.text(let column), .text(let text)):
    return try TextTest(relation, [text]).selection(column, rows, run)
  case (.name(let column), .text(let text)):
    return try TextTest(relation, [text]).selection(column, rows, run)
  case (.integer(let column), .integer(let value)):
    guard let range = OrdinalRange(relation, value) else { return .none }
    return try range.selection(column, rows, run)
  case (.ref(let column), .ref(let ref)):
    guard let range = OrdinalRange(relation, ref.packed) else { return .none }
    return try range.selection(column, rows, run)
  case (.decimal(let column), .decimal(let value)):
    return try compare(column, rows, relation, value, run)
  case (.condition(let column), .condition(let value)):
    guard relation == .equal || relation == .identical else { return .none }
    return try column.values.withUnsafeBufferPointer { values in try scan(rows, run) { values[$0] == value } }
  case (.choice(let column), .choice(_, let code)):
    return try compare(column, rows, relation, code, run)
  case (.period(let column), .period(let period)):
    guard let box = PeriodBox(relation, period) else { return .none }
    return try box.selection(column, rows, run)
  case (.decimal(let column), .integer(let value)):
    return try compare(column, rows, relation, Double(value), run)
  default:
    return .none
  }
}

/// The integers, or packed refs, that stand in a relation to a known one: always from one number to another.
struct OrdinalRange {
  private let low: Int64
  private let high: Int64

  /// nil where there are none. The least integer of all is the blank ref, and so is left out.
  init?(_ relation: Relation, _ value: Int64) {
    switch relation {
    case .equal, .identical: (low, high) = (value, value)
    case .less:
      guard value > .min else { return nil }
      (low, high) = (.min, value - 1)
    case .lessOrEqual: (low, high) = (.min, value)
    case .greater:
      guard value < .max else { return nil }
      (low, high) = (value + 1, .max)
    case .greaterOrEqual: (low, high) = (value, .max)
    default: return nil
    }
  }

  func selection(_ column: IntegerColumn, _ rows: Selection, _ run: Run) throws -> Selection {
    try column.values.withUnsafeBufferPointer { values in
      if column.blanks.isEmpty { return try scan(rows, run) { values[$0] >= low && values[$0] <= high } }
      return try column.blanks.withUnsafeBufferPointer { blanks in
        try scan(rows, run) { !blanks[$0] && values[$0] >= low && values[$0] <= high }
      }
    }
  }

  func selection(_ column: RefColumn, _ rows: Selection, _ run: Run) throws -> Selection {
    let low = max(low, Ref.blank.packed + 1)
    return try column.values.withUnsafeBufferPointer { values in
      try scan(rows, run) { values[$0] >= low && values[$0] <= high }
    }
  }
}

// A blank is NaN, of which every comparison is false.
private func compare(
  _ column: DecimalColumn, _ rows: Selection, _ relation: Relation, _ value: Double, _ run: Run
) throws -> Selection {
  try column.values.withUnsafeBufferPointer { values in
    switch relation {
    case .equal, .identical: try scan(rows, run) { values[$0] == value }
    case .less: try scan(rows, run) { values[$0] < value }
    case .lessOrEqual: try scan(rows, run) { values[$0] <= value }
    case .greater: try scan(rows, run) { values[$0] > value }
    case .greaterOrEqual: try scan(rows, run) { values[$0] >= value }
    default: .none
    }
  }
}

private func compare(
  _ column: ChoiceColumn, _ rows: Selection, _ relation: Relation, _ value: UInt8, _ run: Run
) throws -> Selection {
  // Every code a byte can hold has a place, so that the look-up needs no check.
  let table = (0...UInt8.max).map { code in
    switch relation {
    case .equal, .identical: code == value
    case .less, .worse: code != 0 && code < value
    case .lessOrEqual: code != 0 && code <= value
    case .greater, .better: code > value
    case .greaterOrEqual: code >= value
    default: false
    }
  }
  return try column.codes.withUnsafeBufferPointer { codes in
    try table.withUnsafeBufferPointer { table in try scan(rows, run) { table[Int(codes[$0])] } }
  }
}
