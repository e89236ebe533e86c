import Binding
import Language
import Plan

/// Groups that have no rows: of the values that a key declares, and of a pivot's combinations. A row without a place
/// stands for each, so that numbering and counting need not know of them.
extension Stage {
  func withPhantoms(_ rows: RowTable, _ grouping: BoundGrouping) throws(Diagnostic) -> RowTable {
    guard grouping.isComplete || grouping.keys.contains(where: { !$0.declared.isEmpty }) else { return rows }
    var axes: [(alias: String, lines: [String])] = []
    var places: [String: String] = [:]
    var others: [Int] = []
    for (index, key) in grouping.keys.enumerated() {
      if key.declared.isEmpty && !grouping.isComplete {
        others.append(index)
        continue
      }
      let alias = translation.alias("axis")
      var parts: [[String]] = []
      for constant in key.declared { parts.append([try declared(constant, rows.keys[index], key)]) }
      if grouping.isComplete { parts.append(occurring([index], rows)) }
      axes.append((alias, Array(parts.joined(separator: ["UNION ALL"]))))
      for (column, _) in rows.keys[index].forms { places[column] = "\(alias).\(column)" }
    }
    if !others.isEmpty {
      let alias = translation.alias("axis")
      axes.append((alias, occurring(others, rows)))
      for index in others {
        for (column, _) in rows.keys[index].forms { places[column] = "\(alias).\(column)" }
      }
    }
    var from: [String] = []
    for (index, axis) in axes.enumerated() {
      from.append(index == 0 ? "FROM (" : "CROSS JOIN (")
      from += SQLLines.indented(axis.lines) + [") AS \(axis.alias)"]
    }
    let columns = rows.columns.map { places[$0] ?? "NULL" }.joined(separator: ", ")
    var result = rows
    result.name = translation.table(
      "completed",
      [
        "SELECT \(rows.columns.joined(separator: ", "))", "FROM \(rows.name)", "UNION ALL",
        "SELECT \(columns)",
      ]
        + from)
    result.hasPhantoms = true
    return result
  }

  private func declared(
    _ constant: Constant, _ columns: KeyColumns, _ key: BoundGroupKey
  ) throws(Diagnostic) -> String {
    let expression = BoundExpression(.constant(constant), type: columns.type, range: key.expression.range)
    var texts: [String] = []
    for (column, form) in columns.forms {
      texts.append("\(try writer.literal(constant, form, expression)) AS \(column)")
    }
    return "SELECT " + texts.joined(separator: ", ")
  }

  /// The values of some keys that occur, of equal ones the first.
  private func occurring(_ keys: [Int], _ rows: RowTable) -> [String] {
    let columns = keys.flatMap { rows.keys[$0].forms.map(\.column) }
    let parts = keys.flatMap { rows.keys[$0].order }.joined(separator: ", ")
    let turn = translation.column("turn")
    let alias = translation.alias("occurring")
    return [
      "SELECT \(columns.joined(separator: ", "))",
      "FROM (SELECT \(columns.joined(separator: ", ")), "
        + "row_number() OVER (PARTITION BY \(parts) ORDER BY \(rows.place)) AS \(turn) FROM \(rows.name)) AS \(alias)",
      "WHERE \(turn) = 1",
    ]
  }
}
