import Binding
import Plan

/// The positions of what is tested, rows of a column without lists, whose value stands in the relation to a constant.
/// Both are of one type; items were replaced by their labels.
func compare(
  _ column: Column, _ rows: Tested, _ relation: Relation, _ constant: Constant, _ run: Run
) throws -> Selection {
  if constant.isBlank { return .none }
  // Where many candidates are few rows, each row is asked once.
  if column.count < rows.rowCount / 2 {
    let every = try compare(column, .rows(.all(column.count)), relation, constant, run)
    return try scan(rows, in: every.mask(of: column.count), run)
  }
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
    let values = column.values.span
    return try scan(rows, run) { $0.mark { values[unchecked: $0] == value } }
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

  func selection(_ column: IntegerColumn, _ rows: Tested, _ run: Run) throws -> Selection {
    let (low, high, values, blanks) = (low, high, column.values.span, column.blanks.span)
    if column.blanks.isEmpty {
      // Equality of 64-bit numbers costs the machine less than their order.
      if low == high { return try scan(rows, run) { $0.mark { values[unchecked: $0] == low } } }
      // What is less than `low` wraps round.
      let width = UInt64(bitPattern: high &- low)
      return try scan(rows, run) { $0.mark { UInt64(bitPattern: values[unchecked: $0] &- low) <= width } }
    }
    return try scan(rows, run) {
      $0.mark { !blanks[unchecked: $0] && values[unchecked: $0] >= low && values[unchecked: $0] <= high }
    }
  }

  func selection(_ column: RefColumn, _ rows: Tested, _ run: Run) throws -> Selection {
    let (low, high, values) = (max(low, Ref.blank.packed + 1), high, column.values.span)
    return try scan(rows, run) { $0.mark { values[unchecked: $0] >= low && values[unchecked: $0] <= high } }
  }
}

// A blank is NaN, of which every comparison is false.
private func compare(
  _ column: DecimalColumn, _ rows: Tested, _ relation: Relation, _ value: Double, _ run: Run
) throws -> Selection {
  let values = column.values.span
  return switch relation {
  case .equal, .identical: try scan(rows, run) { $0.mark { values[unchecked: $0] == value } }
  case .less: try scan(rows, run) { $0.mark { values[unchecked: $0] < value } }
  case .lessOrEqual: try scan(rows, run) { $0.mark { values[unchecked: $0] <= value } }
  case .greater: try scan(rows, run) { $0.mark { values[unchecked: $0] > value } }
  case .greaterOrEqual: try scan(rows, run) { $0.mark { values[unchecked: $0] >= value } }
  default: .none
  }
}

private func compare(
  _ column: ChoiceColumn, _ rows: Tested, _ relation: Relation, _ value: UInt8, _ run: Run
) throws -> Selection {
  // Always from one code to another; 0 is blank.
  let low: UInt8
  let high: UInt8
  switch relation {
  case .equal, .identical: (low, high) = (value, value)
  case .less, .worse: (low, high) = (1, value &- 1)
  case .lessOrEqual: (low, high) = (1, value)
  case .greater, .better: (low, high) = (value &+ 1, .max)
  case .greaterOrEqual: (low, high) = (value, .max)
  default: return .none
  }
  guard low >= 1, low <= high else { return .none }
  // One comparison: what is less than `low` wraps round.
  let (codes, width) = (column.codes.span, high - low)
  return try scan(rows, run) { $0.mark { codes[unchecked: $0] &- low <= width } }
}
