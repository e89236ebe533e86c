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
      var stage = try stage(of: part)
      stage.settle()
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
    var selects: [[String]] = []
    var lists: [[MemberTable?]] = []
    var types: [ValueType] = []
    let names = columnNames(of: combination.parts[0].outputs)
    for (index, part) in combination.parts.enumerated() {
      var stage = try stage(of: part)
      try stage.close("part")
      var columns = ["\(index) AS side", "2 * \(stage.ties[0]) + \(index) AS mark"]
      var members: [MemberTable?] = []
      types = part.outputs.map(\.expression.type)
      for (place, output) in part.outputs.enumerated() {
        let expression = output.expression
        for (number, key) in try stage.equalValues(expression).enumerated() {
          columns.append(
            "\(expression.type == .condition ? "CASE WHEN \(key) THEN 1 ELSE 0 END" : key)"
              + " AS \(names[place])_key_\(number + 1)")
        }
        if expression.type.isList {
          members.append(try stage.memberTable(of: expression))
          continue
        }
        members.append(nil)
        for form in expression.type.forms {
          columns.append("\(try value(expression, form, stage.frame)) AS \(names[place])\(form.suffix)")
        }
      }
      lists.append(members)
      selects.append(stage.frame.select.lines(columns))
    }
    return try chosen(combination, selects, lists, types, names)
  }

  private func columnNames(of outputs: [BoundOutput]) -> [String] {
    outputs.map { translation.column($0.columnName) }
  }

  private func chosen(
    _ combination: BoundCombination, _ selects: [[String]], _ lists: [[MemberTable?]], _ types: [ValueType],
    _ names: [String]
  ) throws(Diagnostic) -> Stage {
    let both = translation.table("both_parts", selects[0] + ["UNION ALL"] + selects[1])
    let keys = types.indices.flatMap { index in
      let count = types[index].isList ? 1 : keyForms(of: types[index]).count
      return (1...max(1, count)).map { "\(both).\(names[index])_key_\($0)" }
    }
    let part = "PARTITION BY \(keys.joined(separator: ", "))"
    let table = translation.table(
      "distinct_rows",
      [
        "SELECT \(both).*, row_number() OVER (\(part) ORDER BY \(both).side, \(both).mark) AS turn,",
        "  min(\(both).side) OVER (\(part)) AS first_side, max(\(both).side) OVER (\(part)) AS last_side",
        "FROM \(both)",
      ])
    let select = Select(from: table)
    select.filter("\(table).turn = 1")
    switch combination.operation {
    case .union: break
    case .intersect: select.filter("\(table).first_side < \(table).last_side")
    case .except: select.filter("\(table).last_side = 0")
    }
    var slots: [Slot] = []
    for (index, type) in types.enumerated() {
      if type.isList, let first = lists[0][index], let second = lists[1][index] {
        slots.append(.members(try joined(first, second), owner: "\(table).mark"))
      } else {
        var forms: [Form: String] = [:]
        for form in type.forms { forms[form] = "\(table).\(names[index])\(form.suffix)" }
        slots.append(.columns(forms, name: names[index]))
      }
    }
    return Stage(
      self, Frame(select: select, row: nil, slots: slots), ties: ["\(table).side", "\(table).mark"])
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
