import Binding
import Language
import Plan

/// The rows of a query as far as its steps have been translated: a query that is being put together, and their order.
struct Stage {
  let writer: Writer
  var frame: Frame
  /// The most significant first; `ties` come after them.
  var order: [String] = []
  /// What gives each row a place of its own.
  var ties: [String]
  var limit: (count: Int, offset: Int)?
  /// Where the rows are groups: the number of each, and what they were made of.
  var groups: (number: String, made: GroupTables)?
  /// The table that the rows are read from, where the steps before became one.
  var source: (table: StageTable, name: String)?

  var dialect: SQLDialect { writer.dialect }
  var translation: Translation { writer.translation }

  /// All items of an entity, in document order.
  init(_ writer: Writer, items entity: Entity) {
    self.writer = writer
    frame = writer.items(of: entity)
    ties = [frame.row?.id ?? "id"]
  }

  init(_ writer: Writer, _ frame: Frame, ties: [String]) {
    self.writer = writer
    self.frame = frame
    self.ties = ties
  }

  // MARK: - Steps

  mutating func apply(_ step: BoundStep) throws(Diagnostic) {
    switch step {
    case .filter(let condition):
      if limit != nil { try close() }
      try writer.filter(condition, frame)
    case .slot(let expression): frame.slots.append(.written(expression))
    case .order(let keys):
      if limit != nil { try close() }
      try sort(keys)
    case .limit(let count, let offset):
      if limit != nil { try close() }
      limit = (count, offset)
    case .limitPer(let count, let sets): try limit(to: count, per: sets)
    case .each(let list): try each(list)
    case .group(let grouping): try group(grouping)
    case .distinct(let outputs): try distinct(outputs)
    }
  }

  private mutating func sort(_ keys: [BoundKey]) throws(Diagnostic) {
    var values: [String] = []
    var tails: [String] = []
    for key in keys {
      let found = try sortValues(key.expression)
      values += found
      tails += found.map { _ in (key.isDescending ? " DESC" : "") + " NULLS LAST" }
    }
    values = try plain(values)
    order = zip(values, tails).map { $0 + $1 } + order
  }

  /// Values as windows and ORDER BY take them: Spark sorts by nothing with a query in it, and DuckDB has no windows
  /// within windows, so there such values become columns first.
  private mutating func plain(_ values: [String]) throws(Diagnostic) -> [String] {
    guard dialect == .spark || dialect == .duckdb, values.contains(where: { $0.contains("EXISTS (") }) else {
      return values
    }
    return try close(extra: values.map { (name: "sorted_by", value: $0) })
  }

  /// What sorts as an expression does; nothing for a constant, which sorts nothing.
  func sortValues(_ expression: BoundExpression) throws(Diagnostic) -> [String] {
    let expression = writer.labelled(expression)
    if case .constant = expression.kind { return [] }
    if expression.type.isList { return [try writer.sortValueOfList(expression, frame)] }
    var values: [String] = []
    for form in expression.type.orderForms {
      let value = try writer.value(expression, form, frame)
      values.append(form == .folded ? dialect.ordered(value, isColumn: expression.isColumn) : value)
    }
    // A number by itself would be that of a column; it sorts nothing.
    return values.filter { value in
      let digits = value.drop { $0 == "-" || $0.isASCII && $0.isNumber }
      return !(digits.isEmpty || digits.hasPrefix(" /*") && digits.hasSuffix("*/"))
    }
  }

  /// What is equal where an expression is.
  func equalValues(_ expression: BoundExpression) throws(Diagnostic) -> [String] {
    let expression = writer.labelled(expression)
    if expression.type.isList { return [try writer.keyOfList(expression, frame)] }
    var values: [String] = []
    for form in expression.type.equalForms { values.append(try writer.value(expression, form, frame)) }
    return values
  }

  var orderText: String { (order + ties).joined(separator: ", ") }

  /// A number that rises with the order of the rows.
  var place: String {
    order.isEmpty && ties.count == 1 ? ties[0] : "row_number() OVER (ORDER BY \(orderText))"
  }

  var tail: [String] {
    guard let limit else { return [] }
    let offset = limit.offset > 0 ? " OFFSET \(dialect.count(limit.offset))" : ""
    return ["ORDER BY \(orderText)", "LIMIT \(dialect.count(limit.count))" + offset]
  }

  // MARK: - Tables

  /// Makes the rows so far a table of the WITH clause, whose rows the next steps take. Gives the columns that `extra`
  /// became.
  @discardableResult
  mutating func close(
    _ name: String = "kept", extra: [(name: String, value: String)] = []
  ) throws(Diagnostic) -> [String] {
    var table = StageTable(self)
    var added: [String] = []
    for (name, value) in extra { added.append(table.add(name, value)) }
    let lines = frame.select.lines(table.columns, tail: tail)
    let alias = translation.table(name, lines)
    self = table.open(alias)
    return added.map { "\(alias).\($0)" }
  }

  // MARK: - Single steps

  private mutating func limit(to count: Int, per sets: [BoundExpression]) throws(Diagnostic) {
    if limit != nil { try close() }
    var keys: [String] = []
    for set in sets { keys += try equalValues(set) }
    keys = try plain(keys)
    let turn = "row_number() OVER (PARTITION BY \(keys.joined(separator: ", ")) ORDER BY \(orderText))"
    let columns = try close(extra: [("turn", turn)])
    frame.select.filter("\(columns[0]) <= \(dialect.count(count))")
  }

  /// A row for each member. It keeps the item; the member is the next slot.
  private mutating func each(_ list: BoundExpression) throws(Diagnostic) {
    if limit != nil { try close() }
    var lists = try writer.lists(list, frame)
    if lists.count > 1 || lists[0].select == nil {
      try close()
      let table = try memberTable(of: list)
      lists = [writer.members(of: table, ties[0])]
    }
    let found = lists[0]
    try writer.bring(found, into: frame)
    ties += found.order
    var columns: [Form: String] = [:]
    for form in found.type.forms { columns[form] = try found.value(form) }
    frame.slots.append(.columns(columns, name: list.hint))
  }

  /// The lists of all rows, in a table whose owner is the place of a row; the stage was closed.
  func memberTable(of list: BoundExpression) throws(Diagnostic) -> MemberTable {
    let (source, slots) = (source, frame.slots)
    return try writer.memberTable(of: list) { () throws(Diagnostic) in
      guard var stage = source.map({ $0.table.open($0.name) }) else { throw writer.misbound(list) }
      stage.frame.slots = slots
      return (stage.frame, stage.ties[0], stage.ties[0])
    }
  }

  /// The same rows as a query of its own.
  func copied() -> Stage {
    var copy = self
    copy.frame.select = Select(frame.select)
    return copy
  }

  /// The first row of each set of rows whose outputs are equal, which are the slots of the rows from here on.
  private mutating func distinct(_ outputs: [BoundOutput]) throws(Diagnostic) {
    if limit != nil || outputs.contains(where: { $0.expression.type.isList }) { try close() }
    var keys: [String] = []
    for output in outputs { keys += try equalValues(output.expression) }
    keys = try plain(keys)
    let slots = try self.slots(of: outputs)
    let turn = "row_number() OVER (PARTITION BY \(keys.joined(separator: ", ")) ORDER BY \(orderText))"
    frame.row = nil
    frame.member = nil
    frame.slots = slots
    groups = nil
    let columns = try close(extra: [("turn", turn)])
    frame.select.filter("\(columns[0]) = 1")
  }

  /// Outputs as slots that do not need the item. Lists must have been closed.
  func slots(of outputs: [BoundOutput]) throws(Diagnostic) -> [Slot] {
    var slots: [Slot] = []
    for output in outputs {
      let expression = output.expression
      if expression.type.isList {
        slots.append(.members(try memberTable(of: expression), owner: ties[0]))
      } else {
        var columns: [Form: String] = [:]
        for form in expression.type.forms { columns[form] = try writer.value(expression, form, frame) }
        slots.append(.columns(columns, name: output.columnName))
      }
    }
    return slots
  }
}

extension BoundExpression {
  /// Its text is a column or a part of one, whose collation it has.
  fileprivate var isColumn: Bool {
    switch kind {
    case .field, .slot, .member: true
    case .through(_, let inner): inner.isColumn
    case .convert(_, let operand): operand.isColumn
    default: false
    }
  }
}
