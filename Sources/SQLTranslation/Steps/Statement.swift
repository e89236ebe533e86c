import Binding
import Language
import Plan

/// The whole statement: what the rows show, in their order.
extension Writer {
  func statement(_ query: BoundQuery, _ heads: [PivotHead]) throws(Diagnostic) -> [String] {
    let stage = try stage(of: query)
    let lines: [String]
    if let pivot = query.pivot {
      lines = try self.pivot(pivot, query, heads, stage)
    } else if query.hasTotals {
      lines = try totals(query, stage)
    } else {
      var columns: [String] = []
      for output in query.outputs { columns.append(try stage.shown(output)) }
      let limit = stage.limit == nil ? [] : stage.tail.dropFirst()
      lines = stage.frame.select.lines(columns, tail: ["ORDER BY \(stage.orderText)"] + limit)
    }
    return translation.withLines + lines
  }

  /// The rows, and behind them one for all items of the groups that are shown.
  private func totals(_ query: BoundQuery, _ stage: Stage) throws(Diagnostic) -> [String] {
    var stage = stage
    try stage.close("shown")
    guard let groups = stage.groups else { throw translation.untranslated(SourceRange(0, 0), "`totals`") }
    let total = try stage.regrouped(query, keeping: [])
    let keyCount = groups.made.grouping.keys.count
    // The first column that is a key bears the name.
    let place = query.outputs.firstIndex { output in
      if case .slot(let slot) = output.expression.kind { slot < keyCount } else { false }
    }
    let names = query.outputs.map { translation.column($0.columnName) }
    let (isTotal, placeName) = (translation.column("is_total"), translation.column("place"))
    var columns = ["0 AS \(isTotal)", "\(stage.ties[0]) AS \(placeName)"]
    var totals = ["1 AS \(isTotal)", "0 AS \(placeName)"]
    for (index, output) in query.outputs.enumerated() {
      let value = try stage.printed(output.expression)
      if index == place {
        columns.append("\(try text(output.expression, stage)) AS \(names[index])")
        totals.append("'Total' AS \(names[index])")
      } else {
        columns.append("\(value) AS \(names[index])")
        totals.append("\(try total.printed(output.expression)) AS \(names[index])")
      }
    }
    let table = translation.table(
      "with_total", stage.frame.select.lines(columns) + ["UNION ALL"] + total.frame.select.lines(totals))
    let shown = zip(names, query.outputs).map { "\(table).\($0) AS \(dialect.identifier($1.name))" }
    return Select(from: table).lines(shown, tail: ["ORDER BY \(table).\(isTotal), \(table).\(placeName)"])
  }

  /// A value as text, whatever its type.
  func text(_ expression: BoundExpression, _ stage: Stage) throws(Diagnostic) -> String {
    let labelled = labelled(expression)
    if labelled.type.isList { return try printedList(labelled, stage.frame) }
    return try printed(labelled.type, { form throws(Diagnostic) in try value(labelled, form, stage.frame) })
  }
}

extension Stage {
  /// An output as a column of the answer.
  func shown(_ output: BoundOutput) throws(Diagnostic) -> String {
    "\(try printed(output.expression)) AS \(dialect.identifier(output.name))"
  }

  /// A value as planq prints it; numbers stay numbers.
  func printed(_ expression: BoundExpression) throws(Diagnostic) -> String {
    let expression = writer.labelled(expression)
    if expression.type.isList { return try writer.printedList(expression, frame) }
    let value: Value = { form throws(Diagnostic) in try writer.value(expression, form, frame) }
    // Numbers stay numbers.
    return expression.type.isNumber ? try value(.plain) : try writer.printed(expression.type, value)
  }

  /// The items of all groups that are shown, each once, by some of the keys; then the slots that the query adds. The
  /// stage was closed, or all groups are shown.
  func regrouped(_ query: BoundQuery, keeping kept: [Int]) throws(Diagnostic) -> Stage {
    guard let groups else { throw translation.untranslated(SourceRange(0, 0), "`totals`") }
    let made = groups.made
    let alias = translation.alias("copies")
    let copy = translation.column("copy")
    let source = made.numbered.name
    let parts =
      ["\(source).\(made.rows.place)"] + kept.flatMap { made.rows.keys[$0].order.map { "\(source).\($0)" } }
    let inner = Select(from: source)
    if query.pivot == nil {
      let shown = copied().frame.select.lines([groups.number])
      inner.filter("\(made.numbered.number) IN (\(SQLLines.joined(shown)))")
    }
    if made.rows.hasPhantoms && kept.isEmpty { inner.filter("\(source).\(made.rows.place) IS NOT NULL") }
    let window =
      "row_number() OVER (PARTITION BY \(parts.joined(separator: ", ")) ORDER BY \(made.numbered.number))"
    let columns = made.rows.columns.map { "\(alias).\($0)" }
    var rows = made.rows
    rows.name = translation.table(
      "each_once",
      ["SELECT " + columns.joined(separator: ", "), "FROM ("]
        + SQLLines.indented(inner.lines(["\(source).*", "\(window) AS \(copy)"]))
        + [") AS \(alias)", "WHERE \(alias).\(copy) = 1"])
    var stage = try grouped(rows, made.grouping, keeping: kept)
    let last = query.steps.lastIndex { if case .group = $0 { true } else { false } } ?? -1
    for step in query.steps[(last + 1)...] {
      if case .slot = step { try stage.apply(step) }
    }
    return stage
  }
}
