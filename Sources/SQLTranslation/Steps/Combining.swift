import Binding
import Language
import Plan

/// Sources: an entity, a search, or two queries put together.
extension Writer {
  func stage(of query: BoundQuery) throws(Diagnostic) -> Stage {
    try translation.deeper(SourceRange(0, 0)) { () throws(Diagnostic) in
      var stage =
        if let combination = query.source.combination {
          try combined(combination)
        } else {
          Stage(self, items: query.source.entity)
        }
      if let search = query.source.search { try self.search(search, stage.frame) }
      for step in query.steps { try stage.apply(step) }
      return stage
    }
  }

  private func combined(_ combination: BoundCombination) throws(Diagnostic) -> Stage {
    guard combination.parts.count == 2 else {
      throw translation.untranslated(SourceRange(0, 0), "this set operation")
    }
    return combination.keepsItems ? try items(combination) : try values(combination)
  }

  /// Items of both queries, in document order.
  private func items(_ combination: BoundCombination) throws(Diagnostic) -> Stage {
    var conditions: [String] = []
    let result = Stage(self, items: combination.parts[0].source.entity)
    guard let row = result.frame.row else {
      throw translation.untranslated(SourceRange(0, 0), "this set operation")
    }
    for part in combination.parts {
      let stage = try stage(of: part)
      guard let found = stage.frame.row else {
        throw translation.untranslated(SourceRange(0, 0), "this set operation")
      }
      let id = translation.column("item_id")
      let table = translation.table(
        "part", stage.frame.select.lines(["\(found.id) AS \(id)"], tail: stage.tail))
      conditions.append("EXISTS (SELECT 1 FROM \(table) WHERE \(table).\(id) = \(row.id))")
    }
    let condition =
      switch combination.operation {
      case .union: "(\(conditions[0]) OR \(conditions[1]))"
      case .intersect: "\(conditions[0]) AND \(conditions[1])"
      case .except: "\(conditions[0]) AND NOT \(conditions[1])"
      }
    result.frame.select.filter(condition)
    return result
  }

  /// Rows of outputs, each once, in the order of the first query, then of the second.
  private func values(_ combination: BoundCombination) throws(Diagnostic) -> Stage {
    let outputs = combination.parts[0].outputs
    var rows = CombinedRows(side: translation.column("side"), mark: translation.column("mark"))
    for output in outputs { rows.columns.append(columns(of: output)) }
    for (index, part) in combination.parts.enumerated() {
      var stage = try stage(of: part)
      try stage.close("part")
      var columns = ["\(index) AS \(rows.side)", "2 * \(stage.ties[0]) + \(index) AS \(rows.mark)"]
      var members: [MemberTable?] = []
      for (column, output) in zip(rows.columns, part.outputs) {
        let expression = output.expression
        for (name, key) in zip(column.keys, try stage.equalValues(expression)) {
          let isCondition = expression.type == .condition
          columns.append("\(isCondition ? "CASE WHEN \(key) THEN 1 ELSE 0 END" : key) AS \(name)")
        }
        members.append(expression.type.isList ? try stage.memberTable(of: expression) : nil)
        for (form, name) in column.forms {
          columns.append("\(try value(expression, form, stage.frame)) AS \(name)")
        }
      }
      rows.lists.append(members)
      rows.selects.append(stage.frame.select.lines(columns))
    }
    return try chosen(combination.operation, rows)
  }

  private func columns(of output: BoundOutput) -> CombinedRows.Column {
    let type = output.expression.type
    let name = output.columnName
    let keys = type.isList ? 1 : keyForms(of: type).count
    return CombinedRows.Column(
      name: name, type: type, keys: (0..<keys).map { _ in translation.column("\(name)_key") },
      forms: type.isList ? [] : type.forms.map { ($0, translation.column(name + $0.suffix)) })
  }

  private func chosen(_ operation: SetOperator, _ rows: CombinedRows) throws(Diagnostic) -> Stage {
    let both = translation.table("both_parts", rows.selects[0] + ["UNION ALL"] + rows.selects[1])
    let keys = rows.columns.flatMap(\.keys).map { "\(both).\($0)" }
    let part = "PARTITION BY \(keys.joined(separator: ", "))"
    let (turn, first, last) = (
      translation.column("turn"), translation.column("first_side"), translation.column("last_side")
    )
    let order = "\(both).\(rows.side), \(both).\(rows.mark)"
    let table = translation.table(
      "distinct_rows",
      Select(from: both).lines([
        "\(both).*", "row_number() OVER (\(part) ORDER BY \(order)) AS \(turn)",
        "min(\(both).\(rows.side)) OVER (\(part)) AS \(first)",
        "max(\(both).\(rows.side)) OVER (\(part)) AS \(last)",
      ]))
    let select = Select(from: table)
    select.filter("\(table).\(turn) = 1")
    switch operation {
    case .union: break
    case .intersect: select.filter("\(table).\(first) < \(table).\(last)")
    case .except: select.filter("\(table).\(last) = 0")
    }
    var slots: [Slot] = []
    for (index, column) in rows.columns.enumerated() {
      if column.type.isList, let first = rows.lists[0][index], let second = rows.lists[1][index] {
        slots.append(.members(try joined(first, second), owner: "\(table).\(rows.mark)"))
      } else {
        var forms: [Form: String] = [:]
        for (form, name) in column.forms { forms[form] = "\(table).\(name)" }
        slots.append(.columns(forms, name: column.name))
      }
    }
    return Stage(
      self, Frame(select: select, row: nil, slots: slots),
      ties: ["\(table).\(rows.side)", "\(table).\(rows.mark)"])
  }

  private func keyForms(of type: ValueType) -> [Form] {
    guard case .item(let entity) = type else { return type.equalForms }
    return Schema.field(label(of: entity)).type.equalForms
  }

  /// The lists of both queries, whose owners are the marks of their rows.
  private func joined(_ first: MemberTable, _ second: MemberTable) throws(Diagnostic) -> MemberTable {
    let forms = first.type.forms.map { "value\($0.suffix)" }.joined(separator: ", ")
    let lines = [
      "SELECT 2 * owner AS owner, place, \(forms) FROM \(first.name)", "UNION ALL",
      "SELECT 2 * owner + 1 AS owner, place, \(forms) FROM \(second.name)",
    ]
    return MemberTable(name: translation.table("members_of_both", lines), type: first.type)
  }

  // MARK: - Search

  /// Some text field holds the text, or the name or agency of some party.
  private func search(_ search: [UInt8], _ frame: Frame) throws(Diagnostic) {
    guard let row = frame.row else { return }
    let text = dialect.string(String(decoding: search, as: UTF8.self))
    var parts: [String] = []
    for (index, field) in Schema[row.entity].fields.enumerated() {
      let id = FieldID(entity: row.entity, index: index)
      switch field.type {
      case .text: parts.append("(\(holds(text, id, row, frame.select))) IS TRUE")
      case .item(.parties), .list(.item(.parties)):
        let expression = BoundExpression(.field(id), type: field.type, range: SourceRange(0, 0))
        parts.append(
          try over(expression, frame) { list throws(Diagnostic) in
            guard case .item(let party) = list.frame.member else { throw misbound(expression) }
            let name = holds(text, Schema.id(.parties, "name"), party, list.frame.select)
            let agency = holds(text, Schema.id(.parties, "agency"), party, list.frame.select)
            return try exists(list, "(\(name) OR \(agency))")
          })
      default: continue
      }
    }
    frame.select.filter("(\(parts.joined(separator: "\n    OR ")))")
  }

  private func holds(_ text: String, _ field: FieldID, _ row: Row, _ select: Select) -> String {
    "\(dialect.position(of: text, in: column(field, of: row, .folded, select))) > 0"
  }
}

/// The rows of two queries on their way into one: which query a row is of, a number of its own, and the outputs.
private struct CombinedRows {
  struct Column {
    var name: String
    var type: ValueType
    /// What is equal where the outputs are.
    var keys: [String]
    /// Nothing for a list.
    var forms: [(Form, String)]
  }

  let side: String
  let mark: String
  var columns: [Column] = []
  /// A query for each side.
  var selects: [[String]] = []
  /// For each side the lists of its outputs.
  var lists: [[MemberTable?]] = []
}
