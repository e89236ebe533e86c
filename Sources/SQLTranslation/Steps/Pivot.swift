import Binding
import Language
import Plan

/// `pivot`: the cells as rows, then a row for each value of the first key, with a column for each that the opened plan
/// has of the second.
extension Writer {
  func pivot(
    _ pivot: BoundPivot, _ query: BoundQuery, _ heads: [PivotHead], _ stage: Stage
  ) throws(Diagnostic) -> [String] {
    guard let key = query.outputs.first, let groups = stage.groups, groups.made.rows.keys.count == 2 else {
      throw translation.untranslated(SourceRange(0, 0), "`pivot`")
    }
    var parts = [try cells(pivot, stage, key, keeping: [0, 1], query)]
    if query.hasTotals {
      for kept in [[0], [1], []] {
        parts.append(
          try cells(pivot, try stage.regrouped(query, keeping: kept), key, keeping: kept, query))
      }
    }
    let table = translation.table("cells", Array(parts.joined(separator: ["UNION ALL"])))
    let cell = "\(table).cell"
    let name = "max(CASE WHEN \(table).names_row = 1 THEN \(table).row_name END)"
    var columns = ["\(name) AS \(dialect.identifier(key.name))"]
    let type = groups.made.rows.keys[1].type
    for head in heads {
      let test = try matches(head.value, type, table)
      columns.append("max(CASE WHEN \(test) THEN \(cell) END) AS \(dialect.identifier(head.name))")
    }
    if query.hasTotals {
      let name = heads.contains { $0.name == "Total" } || key.name == "Total" ? "Total_2" : "Total"
      columns.append(
        "max(CASE WHEN \(table).is_column_total = 1 THEN \(cell) END) AS \(dialect.identifier(name))")
    }
    let keys = ["\(table).is_row_total"] + rowKeys(groups.made.rows.keys[0]).map { "\(table).\($0)" }
    return Select(from: table).lines(
      columns,
      tail: [
        "GROUP BY \(keys.joined(separator: ", "))",
        "ORDER BY \(keys.map { "\($0) NULLS LAST" }.joined(separator: ", "))",
      ])
  }

  private func rowKeys(_ key: KeyColumns) -> [String] { key.order.indices.map { "row_key_\($0 + 1)" } }

  /// A row for each cell: where it stands, and what is in it.
  private func cells(
    _ pivot: BoundPivot, _ stage: Stage, _ key: BoundOutput, keeping kept: [Int], _ query: BoundQuery
  ) throws(Diagnostic) -> [String] {
    let types = [0, 1].map { stage.groups?.made.rows.keys[$0].type ?? .text }
    let slots = types.enumerated().map { BoundExpression(.slot($0), type: $1, range: key.expression.range) }
    let isRowTotal = !kept.contains(0)
    let isColumnTotal = !kept.contains(1)
    var columns = ["\(isRowTotal ? 1 : 0) AS is_row_total", "\(isColumnTotal ? 1 : 0) AS is_column_total"]
    let rowName =
      isRowTotal
      ? "'Total'" : query.hasTotals ? try text(key.expression, stage) : try stage.printed(key.expression)
    let rowKeys = try stage.keyValues(slots[0])
    // Of equal names the first is shown.
    let turn =
      "row_number() OVER (PARTITION BY \(rowKeys.joined(separator: ", ")) ORDER BY \(stage.orderText))"
    columns.append("\(isRowTotal ? "1" : isColumnTotal ? "0" : turn) AS names_row")
    columns.append("\(rowName) AS row_name")
    for (index, value) in rowKeys.enumerated() {
      columns.append("\(isRowTotal ? "NULL" : value) AS row_key_\(index + 1)")
    }
    for (index, value) in try stage.keyValues(slots[1]).enumerated() {
      columns.append("\(isColumnTotal ? "NULL" : value) AS column_key_\(index + 1)")
    }
    columns.append("\(try stage.printed(pivot.cell)) AS cell")
    return stage.frame.select.lines(columns)
  }

  /// Whether a cell belongs to a column.
  private func matches(_ value: Constant, _ type: ValueType, _ table: String) throws(Diagnostic) -> String {
    var type = type
    if case .item(let entity) = type { type = Schema.field(label(of: entity)).type }
    let expression = BoundExpression(.constant(value), type: type, range: SourceRange(0, 0))
    var parts = ["\(table).is_column_total = 0"]
    for (index, form) in type.orderForms.enumerated() {
      let column = "\(table).column_key_\(index + 1)"
      if value == .blank {
        parts.append("\(column) IS NULL")
      } else if case .condition(let condition) = value {
        parts.append("\(column) = \(condition ? 1 : 0)")
      } else {
        parts.append("\(column) = \(try literal(value, form, expression))")
      }
    }
    return parts.joined(separator: " AND ")
  }
}

extension Stage {
  /// What equal keys have in common, in their order.
  fileprivate func keyValues(_ key: BoundExpression) throws(Diagnostic) -> [String] {
    let labelled = writer.labelled(key)
    var values: [String] = []
    for form in labelled.type.orderForms {
      let value = try writer.value(labelled, form, frame)
      values.append(labelled.type == .condition ? "CASE WHEN \(value) THEN 1 ELSE 0 END" : value)
    }
    return values
  }
}
