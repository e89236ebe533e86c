import Binding
import Language
import Plan

/// Puts the clauses of the statement together, step by step; a step that needs the rows of the steps before it as
/// they are makes a query of them, which gives each row's id and place.
struct StatementBuilder {
  private let writer: Writer
  private let query: BoundQuery
  private let row: Row
  private var frame: Frame
  /// The lines of FROM.
  private var from: [String]
  private var filters: [String] = []
  /// The most significant first; `tie` comes after them.
  private var order: [String] = []
  private var tie: String
  private var limit: (count: Int, offset: Int)?

  init(_ translation: Translation, _ query: BoundQuery) {
    writer = Writer(translation: translation)
    self.query = query
    let entity = query.source.entity
    row = Row(entity: entity, alias: translation.alias(entity.table))
    frame = Frame(row: row)
    from = ["FROM \(writer.source(row))"]
    tie = row.id
  }

  func statement() throws(Diagnostic) -> String {
    var builder = self
    let whole = SourceRange(0, 0)
    if query.source.combination != nil {
      throw .noTranslation(whole, "a set operation", writer.translation.dialect)
    }
    if query.pivot != nil { throw .noTranslation(whole, "`pivot`", writer.translation.dialect) }
    if query.hasTotals { throw .noTranslation(whole, "`totals`", writer.translation.dialect) }
    if let search = query.source.search { builder.filters.append(try searched(search)) }
    for step in query.steps { try builder.apply(step) }
    return try builder.text()
  }

  private mutating func apply(_ step: BoundStep) throws(Diagnostic) {
    switch step {
    case .filter(let condition):
      if limit != nil { close() }
      filters.append(try writer.condition(condition, frame))
    case .slot(let expression): frame.slots.append(Slot(expression: expression, frame: frame))
    case .order(let keys):
      if limit != nil { close() }
      var terms: [String] = []
      for key in keys { terms += try self.terms(key) }
      order = terms + order
    case .limit(let count, let offset):
      if limit != nil { close() }
      limit = (count, offset)
    case .distinct(let outputs): try keepFirst(of: outputs)
    case .group, .each, .limitPer:
      throw .noTranslation(SourceRange(0, 0), "this clause", writer.translation.dialect)
    }
  }

  private func terms(_ key: BoundKey) throws(Diagnostic) -> [String] {
    let expression = writer.labelled(key.expression)
    let tail = (key.isDescending ? " DESC" : "") + " NULLS LAST"
    if expression.type.isList { return [try writer.sortTextOfList(expression, frame) + tail] }
    var terms: [String] = []
    for form in expression.type.orderForms { terms.append(try writer.value(expression, form, frame)) }
    return SQLText.sortKeys(terms).map { $0 + tail }
  }

  private var orderText: String { (order + [tie]).joined(separator: ", ") }

  private var whereLines: [String] {
    filters.enumerated().map { ($0 == 0 ? "WHERE " : "  AND ") + $1 }
  }

  private var limitLines: [String] {
    guard let limit else { return [] }
    return ["LIMIT \(max(0, limit.count))" + (limit.offset > 0 ? " OFFSET \(limit.offset)" : "")]
  }

  /// Makes the rows so far a query, whose rows the next steps take.
  private mutating func close(_ columns: [String] = [], with filters: [String] = []) {
    let kept = writer.translation.alias("kept")
    let columns = ["\(row.id) AS id", "row_number() OVER (ORDER BY \(orderText)) AS place"] + columns
    let lines =
      ["SELECT \(columns.joined(separator: ", "))"] + from + whereLines
      + (limit == nil ? [] : ["ORDER BY \(orderText)"]) + limitLines
    from =
      ["FROM ("] + lines.map { "  \($0)" }
      + [") AS \(kept)", "JOIN \(writer.source(row)) ON \(row.id) = \(kept).id"]
    self.filters = filters.map { "\(kept).\($0)" }
    order = []
    tie = "\(kept).place"
    limit = nil
  }

  /// The first row of each set of rows whose outputs are equal.
  private mutating func keepFirst(of outputs: [BoundOutput]) throws(Diagnostic) {
    if limit != nil { close() }
    var keys: [String] = []
    for output in outputs {
      let expression = writer.labelled(output.expression)
      if expression.type.isList {
        keys.append(try writer.keyOfList(expression, frame))
      } else {
        for form in expression.type.equalForms { keys.append(try writer.value(expression, form, frame)) }
      }
    }
    let turn =
      "row_number() OVER (PARTITION BY \(keys.joined(separator: ", ")) ORDER BY \(orderText)) AS turn"
    close([turn], with: ["turn = 1"])
    let before = frame
    frame = Frame(row: nil, slots: outputs.map { Slot(expression: $0.expression, frame: before) })
    frame.member = nil
  }

  private func text() throws(Diagnostic) -> String {
    var columns: [String] = []
    for output in query.outputs {
      columns.append("\(try printed(output.expression)) AS \(SQLText.identifier(output.name))")
    }
    let lines =
      ["SELECT " + columns.joined(separator: ",\n  ")] + from + whereLines
      + ["ORDER BY \(orderText)"] + limitLines
    return lines.joined(separator: "\n")
  }

  /// A value as planq prints it; numbers stay numbers.
  private func printed(_ expression: BoundExpression) throws(Diagnostic) -> String {
    let expression = writer.labelled(expression)
    if expression.type.isList { return try writer.printedList(expression, frame) }
    let value = try writer.value(expression, .plain, frame)
    return expression.type == .condition ? "CASE WHEN \(value) THEN 'yes' ELSE 'no' END" : value
  }

  // MARK: - Search

  /// Some text field holds the text, or the name or agency of some party.
  private func searched(_ search: [UInt8]) throws(Diagnostic) -> String {
    let text = SQLText.string(String(decoding: search, as: UTF8.self))
    var parts: [String] = []
    for (index, field) in Schema[row.entity].fields.enumerated() {
      let id = FieldID(entity: row.entity, index: index)
      let expression = BoundExpression(.field(id), type: field.type, range: SourceRange(0, 0))
      switch field.type {
      case .text: parts.append(try holds(text, id, row))
      case .item(.parties), .list(.item(.parties)):
        parts.append(
          try writer.over(expression, frame) { list throws(Diagnostic) in
            guard case .item(let party) = list.member else { throw writer.misbound(expression) }
            let name = try holds(text, Schema.id(.parties, "name"), party)
            let agency = try holds(text, Schema.id(.parties, "agency"), party)
            return "EXISTS (\(list.select("1", and: ["(\(name) OR \(agency))"])))"
          })
      default: continue
      }
    }
    return "(\(parts.joined(separator: "\n    OR ")))"
  }

  private func holds(_ text: String, _ field: FieldID, _ row: Row) throws(Diagnostic) -> String {
    let folded = try writer.column(field, of: row, .folded)
    return "(\(writer.dialect.position(of: text, in: folded)) > 0) IS TRUE"
  }
}
