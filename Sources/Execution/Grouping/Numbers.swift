import Binding
import Plan

/// A number for each row, equal where the values are; 0 is blank.
struct Numbers {
  var values: [UInt32]
  /// All numbers are less.
  var bound: Int

  func selected(_ rows: Selection) -> Numbers {
    guard case .some(let places) = rows else { return self }
    return Numbers(values: gathered(values, places), bound: bound)
  }

  /// As `selected`; `noRow` gives blank, which for a condition is false.
  func selected(orBlank places: [UInt32], _ type: ValueType) -> Numbers {
    guard ListKernels.holdsNoRow(places) else { return selected(.some(places)) }
    let missing = type == .condition ? Self.no : 0
    return Numbers(
      values: places.map { $0 == Column.noRow ? missing : values[Int($0)] }, bound: max(bound, 3))
  }

  /// A condition is never blank.
  static let no: UInt32 = 1
  static let yes: UInt32 = 2
}

extension Evaluator {
  /// Numbers of any values: their codes where they have some, their distance from the least where they lie close
  /// together, and the order in which they are first seen for all others.
  func numbers(of vector: Vector) throws -> Numbers {
    let vector = try labelled(vector)
    if case .constant(.condition(let value), _, let count) = vector {
      return Numbers(values: [UInt32](repeating: value ? Numbers.yes : Numbers.no, count: count), bound: 3)
    }
    guard case .values(let column, let rows) = vector else { return try seen(vector) }
    // Where many rows are few of the column, each of these is numbered once.
    if case .some(let places) = rows, column.count <= places.count {
      return try numbers(of: .values(column, .all(column.count))).selected(rows)
    }
    switch column {
    case .choice(let column):
      let codes = column.codes.span
      return Numbers(
        values: try mapped(rows, run) { UInt32(codes[$0]) }, bound: column.enumeration.values.count + 1)
    case .condition(let column):
      let values = column.values.span
      return Numbers(values: try mapped(rows, run) { values[$0] ? Numbers.yes : Numbers.no }, bound: 3)
    case .name(let column) where column.dictionary.count <= rows.count:
      let entries = try seen(.values(.text(column.dictionary), .all(column.dictionary.count)))
      let (codes, numbers) = (column.codes.span, entries.values.span)
      return Numbers(values: try mapped(rows, run) { numbers[Int(codes[$0])] }, bound: entries.bound)
    case .integer, .ref, .item:
      return try distances(vector) ?? seen(vector)
    case .text, .name, .decimal, .period, .list:
      return try seen(vector)
    }
  }

  private func seen(_ vector: Vector) throws -> Numbers {
    let grouper = Grouper(run)
    return Numbers(values: try grouper.groups(of: vector), bound: grouper.count)
  }

  /// nil where the values are text, far apart or blank.
  private func distances(_ vector: Vector) throws -> Numbers? {
    guard try present(vector, run).count == vector.count, let ordinals = try ordinals(vector, run),
      let first = ordinals.first
    else { return nil }
    var (least, greatest) = (first, first)
    for ordinal in ordinals {
      least = min(least, ordinal)
      greatest = max(greatest, ordinal)
    }
    let (width, overflow) = greatest.subtractingReportingOverflow(least)
    guard !overflow, width < 4 * ordinals.count + 1024 else { return nil }
    let base = least
    let values = ordinals.span
    return Numbers(
      values: try mapped(.all(ordinals.count), run) { UInt32(truncatingIfNeeded: values[$0] &- base) &+ 1 },
      bound: Int(width) + 2)
  }

  /// The groups of rows by several values.
  func rowGroups(_ vectors: [Vector], count: Int) throws -> RowGroups {
    try RowGroups(vectors.map { try numbers(of: $0) }, count: count, run)
  }
}
