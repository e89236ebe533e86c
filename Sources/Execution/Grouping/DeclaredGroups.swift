import Binding
import Language
import Plan

/// Groups that have no rows: of the values that a key declares, and of a pivot's combinations.
extension Evaluator {
  /// The keys of the groups that occur, then of those that do not; nil where none is to be added.
  func groupsWithoutRows(
    _ grouping: BoundGrouping, _ occurring: [Vector], count: Int
  ) throws -> [Vector]? {
    let axes = try axes(grouping, occurring, count: count)
    guard !axes.isEmpty else { return nil }
    var total = 1
    for axis in axes {
      let (product, overflow) = total.multipliedReportingOverflow(by: axis.count)
      guard !overflow, product <= Self.groupLimit else {
        throw ExecutionFailure.failed(.tooManyGroups(grouping.keys.first?.expression.range ?? noRange))
      }
      total = product
    }
    if total == 0 { return nil }
    var keys = occurring
    var stretch = total
    for axis in axes {
      stretch /= axis.count
      let rows = Selection.some(
        (0..<total).map { UInt32(truncatingIfNeeded: $0 / stretch % axis.count) })
      for (key, vector) in zip(axis.keys, axis.values) {
        let columns = [try aligned(occurring[key]), try aligned(vector.selected(rows))]
        guard let column = try Column.joined(columns) else { return nil }
        keys[key] = .stored(column, .all(column.count))
      }
    }
    // Those that occur come first, so they keep their numbers.
    let firsts = try distinctRows(keys, count: count + total)
    return keys.map { $0.selected(firsts) }
  }

  private static let groupLimit = 10_000_000

  /// Keys whose values vary together.
  private struct Axis {
    var keys: [Int]
    var values: [Vector]
    var count: Int
  }

  private func axes(_ grouping: BoundGrouping, _ occurring: [Vector], count: Int) throws -> [Axis] {
    let keys = grouping.keys
    guard grouping.isComplete || keys.contains(where: { !$0.declared.isEmpty }) else { return [] }
    var axes: [Axis] = []
    var others: [Int] = []
    for (index, key) in keys.enumerated() {
      if key.declared.isEmpty && !grouping.isComplete {
        others.append(index)
        continue
      }
      let type = key.isEach ? key.expression.type.element : key.expression.type
      var columns = key.declared.map { Column.repeating($0, type, count: 1) }
      if grouping.isComplete { columns.append(try aligned(occurring[index])) }
      guard let column = try Column.joined(columns) else { continue }
      let values = try distinct([.stored(column, .all(column.count))], count: column.count)
      axes.append(Axis(keys: [index], values: values, count: values.first?.count ?? 0))
    }
    if !others.isEmpty {
      let values = try distinct(others.map { occurring[$0] }, count: count)
      axes.append(Axis(keys: others, values: values, count: values.first?.count ?? 0))
    }
    return axes
  }

  /// Each combination of values once.
  func distinct(_ vectors: [Vector], count: Int) throws -> [Vector] {
    let firsts = try distinctRows(vectors, count: count)
    return vectors.map { $0.selected(firsts) }
  }

  /// The first row of each combination of values.
  func distinctRows(_ vectors: [Vector], count: Int) throws -> Selection {
    let keys = try vectors.map { try numbers(of: $0) }
    // Rows that were sorted by it stand together.
    if keys.count == 1, let key = keys.first, let firsts = try GroupKernels.firstsOfRuns(key.values, run) {
      return firsts
    }
    return .some(try RowGroups(keys, count: count, run).firsts)
  }
}
