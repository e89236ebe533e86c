import Binding
import Language
import Plan

/// `group by`: the rows with their keys, then their groups' numbers, then a row for each number.
extension Stage {
  mutating func group(_ grouping: BoundGrouping) throws(Diagnostic) {
    let hasEach = grouping.keys.contains { $0.isEach }
    if limit != nil || hasEach && !(order.isEmpty && ties.count == 1) { try close() }
    for key in grouping.keys where key.isEach {
      let lists = try writer.lists(key.expression, copied().frame)
      // Such lists go into a table of their own, which needs the rows as one.
      if lists.count > 1 || lists[0].select == nil { try close() }
    }
    var rows = try rowTable(grouping)
    rows = try withPhantoms(rows, grouping)
    self = try grouped(rows, grouping, keeping: Array(grouping.keys.indices))
  }

  // MARK: - Rows

  private mutating func rowTable(_ grouping: BoundGrouping) throws(Diagnostic) -> RowTable {
    // Where a key is each member of a list, what the rows are does not change with it.
    let place = self.place
    var keyForms: [(key: BoundGroupKey, order: [String], value: [Form: String])] = []
    for key in grouping.keys {
      let found = key.isEach ? try members(key.expression) : try self.key(key.expression)
      keyForms.append((key, found.order, found.value))
    }
    var operands: [(Operand, String?)] = []
    for aggregate in grouping.aggregates { operands.append(try operand(aggregate)) }
    var table = StageTable(self, place: place)
    var keys: [KeyColumns] = []
    for (key, order, value) in keyForms {
      let type = key.isEach ? key.expression.type.element : key.expression.type
      let name = key.expression.hint
      var columns = KeyColumns(type: type, order: [], value: [:])
      for form in type.forms {
        if let text = value[form] { columns.value[form] = table.add(name + form.suffix, text) }
      }
      for text in order {
        let known = columns.value.first { value[$0.key] == text }?.value
        columns.order.append(known ?? table.add("\(name)_key", text))
      }
      keys.append(columns)
    }
    var made: [Operand] = []
    for (index, (operand, value)) in operands.enumerated() {
      let name = grouping.aggregates[index].hint
      switch operand {
      case .rows, .pool: made.append(operand)
      case .flag: made.append(.flag(table.add(name, value ?? "NULL")))
      case .column: made.append(.column(table.add(name, value ?? "NULL")))
      }
    }
    let name = translation.table("counted", frame.select.lines(table.columns))
    return RowTable(
      name: name, columns: table.names, place: table.placeName, keys: keys, operands: made, stage: table)
  }

  private func key(
    _ expression: BoundExpression
  ) throws(Diagnostic) -> (order: [String], value: [Form: String]) {
    var value: [Form: String] = [:]
    for form in expression.type.forms {
      value[form] = stored(expression.type, try writer.value(expression, form, frame))
    }
    return (try order(of: expression, frame), value)
  }

  /// What equal keys have in common, in their order.
  private func order(of expression: BoundExpression, _ frame: Frame) throws(Diagnostic) -> [String] {
    let labelled = writer.labelled(expression)
    var order: [String] = []
    for form in labelled.type.orderForms {
      order.append(stored(labelled.type, try writer.value(labelled, form, frame)))
    }
    return order
  }

  /// Conditions are counted with, so they are numbers in a table.
  private func stored(_ type: ValueType, _ value: String) -> String {
    type == .condition ? "CASE WHEN \(value) THEN 1 ELSE 0 END" : value
  }

  /// Joins the members of a list, each once, or nothing where it is empty.
  private mutating func members(
    _ list: BoundExpression
  ) throws(Diagnostic) -> (order: [String], value: [Form: String]) {
    let found = try writer.lists(list, frame)
    let isPlain = found.count == 1 && found[0].select != nil
    var query: ListQuery
    if isPlain {
      query = found[0]
    } else {
      query = writer.members(of: try memberTable(of: list), ties[0])
    }
    query = try writer.unique(query)
    guard let select = query.select else { throw writer.misbound(list) }
    let alias = translation.alias(list.hint)
    let labels = writer.label(of: query)
    var columns = ["\(query.key) AS owner"] + (try query.memberColumns())
    var order: [String] = []
    for (index, form) in labels.type.orderForms.enumerated() {
      columns.append("\(stored(labels.type, try labels.value(form))) AS key_\(index + 1)")
      // A condition is never blank: none is false.
      let key = "\(alias).key_\(index + 1)"
      order.append(labels.type == .condition ? "coalesce(\(key), 0)" : key)
    }
    frame.select.join(
      ["LEFT JOIN ("] + SQLLines.indented(select.lines(columns)) + [
        ") AS \(alias) ON \(alias).owner = \(query.owner)"
      ])
    var value: [Form: String] = [:]
    for form in query.type.forms { value[form] = "\(alias).value\(form.suffix)" }
    if query.type == .condition { value = [.plain: order[0]] }
    return (order, value)
  }

  private func operand(_ aggregate: BoundAggregate) throws(Diagnostic) -> (Operand, String?) {
    switch aggregate.kind {
    case .rows(nil): return (.rows, nil)
    case .rows(let condition?):
      return (.flag(""), "CASE WHEN \(try writer.test(condition, frame)) THEN 1 END")
    case .pooled(let function, let expression):
      let type = expression.type
      let isDirect =
        switch function {
        case .count: !type.isList && type != .condition
        case .sum, .avg: !type.isList
        case .min, .max, .worst, .best: type.isNumber || type.isEnumeration
        case .median, .list, .unique: false
        }
      guard isDirect else { return (.pool(expression), nil) }
      let value = try writer.value(
        expression, type.isEnumeration && function != .count ? .order : .plain, frame)
      return (.column(""), value)
    }
  }

  // MARK: - Groups

  /// The groups of rows by some of the keys; the others are blank. Without keys there is one.
  func grouped(
    _ rows: RowTable, _ grouping: BoundGrouping, keeping kept: [Int]
  ) throws(Diagnostic) -> Stage {
    let numbered = numbered(rows, kept)
    var table = GroupTable(name: translation.alias("grouped"), writer: writer)
    let number = table.add("group_number", numbered.number)
    var slots: [Slot] = []
    for (index, key) in rows.keys.enumerated() {
      let forms = forms(of: key, isKept: kept.contains(index), numbered, &table)
      slots.append(.columns(forms, name: grouping.keys[index].expression.hint))
    }
    for (index, aggregate) in grouping.aggregates.enumerated() {
      slots.append(try slot(aggregate, rows.operands[index], rows, numbered, &table, owner: number))
    }
    let tail = kept.isEmpty ? [] : ["GROUP BY \(numbered.number)"]
    // Of all rows there is one group, also where nothing is worked out over them.
    let isAlone = kept.isEmpty && table.columns.count == 1
    translation.define(
      table.name,
      isAlone
        ? ["SELECT \(table.columns[0])"] : Select(from: numbered.name).lines(table.columns, tail: tail))
    var stage = Stage(writer, Frame(select: Select(from: table.name), row: nil, slots: slots), ties: [number])
    stage.groups = (number, GroupTables(grouping: grouping, rows: rows, numbered: numbered))
    return stage
  }

  /// The rows with the number of their group, in the order of the keys, blank last.
  private func numbered(_ rows: RowTable, _ kept: [Int]) -> NumberedTable {
    let keys = kept.flatMap { rows.keys[$0].order.map { "\(rows.name).\($0)" } }
    if keys.isEmpty { return NumberedTable(name: rows.name, number: "1", turn: "1") }
    let name = translation.alias("numbered")
    let number = translation.column("number")
    let turn = translation.column("turn")
    let order = keys.map { "\($0) NULLS LAST" }.joined(separator: ", ")
    var columns = ["\(rows.name).*", "dense_rank() OVER (ORDER BY \(order)) AS \(number)"]
    if kept.contains(where: { rows.keys[$0].showsFirst }) {
      let parts = keys.joined(separator: ", ")
      let place = "\(rows.name).\(rows.place) NULLS LAST"
      columns.append("row_number() OVER (PARTITION BY \(parts) ORDER BY \(place)) AS \(turn)")
    }
    translation.define(name, Select(from: rows.name).lines(columns))
    return NumberedTable(name: name, number: "\(name).\(number)", turn: "\(name).\(turn)")
  }

  /// The forms of a key, over the table of groups.
  private func forms(
    of key: KeyColumns, isKept: Bool, _ numbered: NumberedTable, _ table: inout GroupTable
  ) -> [Form: String] {
    var forms: [Form: String] = [:]
    for form in key.type.forms {
      guard isKept, let column = key.value[form] else {
        forms[form] = key.type == .condition ? "FALSE" : dialect.null(key.type, form)
        continue
      }
      let value = "\(numbered.name).\(column)"
      let shown = table.add(
        column, key.showsFirst ? "max(CASE WHEN \(numbered.turn) = 1 THEN \(value) END)" : "max(\(value))")
      forms[form] = key.type == .condition ? "(\(shown) = 1)" : shown
    }
    return forms
  }

  private func slot(
    _ aggregate: BoundAggregate, _ operand: Operand, _ rows: RowTable, _ numbered: NumberedTable,
    _ table: inout GroupTable, owner: String
  ) throws(Diagnostic) -> Slot {
    let name = aggregate.hint
    switch (operand, aggregate.kind) {
    case (.rows, _):
      let count = rows.hasPhantoms ? "count(\(numbered.name).\(rows.place))" : "count(*)"
      return .columns([.plain: table.add(name, count)], name: name)
    case (.flag(let column), _):
      return .columns([.plain: table.add(name, "count(\(numbered.name).\(column))")], name: name)
    case (.column(let column), .pooled(let function, let expression)):
      let value = direct(function, "\(numbered.name).\(column)", expression.type)
      let made = table.add(name, value)
      guard case .enumeration(let enumeration) = aggregate.type else {
        return .columns([.plain: made], name: name)
      }
      return .columns([.plain: writer.ranked(made, enumeration), .order: made], name: name)
    case (.pool(let expression), .pooled(let function, _)):
      let members = try pool(expression, rows, numbered)
      switch function {
      case .list: return .members(members, owner: owner)
      case .unique: return .members(try writer.unique(members), owner: owner)
      default: return .aggregate(function, members, owner: owner)
      }
    case (.column, .rows), (.pool, .rows):
      throw translation.untranslated(aggregate.range, "this aggregate")
    }
  }

  /// An aggregate that SQL has.
  private func direct(_ function: Aggregate, _ value: String, _ type: ValueType) -> String {
    switch function {
    case .sum: type == .integer ? dialect.wide("sum(\(value))") : "sum(\(value))"
    case .avg: "avg(\(type == .integer ? dialect.decimal(value) : value))"
    case .min, .worst: "min(\(value))"
    case .max, .best: "max(\(value))"
    case .count, .median, .list, .unique: "count(\(value))"
    }
  }

  /// The values of all rows of each group, in the order of the rows.
  private func pool(
    _ expression: BoundExpression, _ rows: RowTable, _ numbered: NumberedTable
  ) throws(Diagnostic) -> MemberTable {
    try writer.memberTable(of: expression) { () throws(Diagnostic) in
      let stage = rows.stage.open(numbered.name)
      let place = "\(numbered.name).\(rows.place)"
      if rows.hasPhantoms { stage.frame.select.filter("\(place) IS NOT NULL") }
      return (stage.frame, numbered.number, place)
    }
  }
}

/// The columns of a table of groups.
private struct GroupTable {
  let name: String
  let writer: Writer
  private(set) var columns: [String] = []

  /// Adds a column, and gives it as the rows that read the table see it.
  mutating func add(_ name: String, _ value: String) -> String {
    let column = writer.translation.column(name)
    columns.append("\(value) AS \(column)")
    return "\(self.name).\(column)"
  }
}

extension KeyColumns {
  /// Equal keys can look different, and the first is shown.
  fileprivate var showsFirst: Bool { type == .text || type.isItem }
}

extension BoundAggregate {
  fileprivate var hint: String {
    switch kind {
    case .rows: "count"
    case .pooled(let function, let operand): "\(operand.hint)_\(function.rawValue)"
    }
  }
}

extension ValueType {
  fileprivate var isEnumeration: Bool { if case .enumeration = self { true } else { false } }
}
