import Binding
import Language
import Plan

/// Writes expressions and conditions.
struct Writer {
  let translation: Translation

  var dialect: SQLDialect { translation.dialect }

  /// One form of a value that is no list.
  func value(_ expression: BoundExpression, _ form: Form, _ frame: Frame) throws(Diagnostic) -> String {
    try translation.deeper(expression.range) { () throws(Diagnostic) in
      try unchecked(expression, form, frame)
    }
  }

  private func unchecked(
    _ expression: BoundExpression, _ form: Form, _ frame: Frame
  ) throws(Diagnostic) -> String {
    switch expression.kind {
    case .constant(let constant): return try literal(constant, form, expression)
    case .field(let field):
      guard let row = frame.row else { throw misbound(expression) }
      return column(field, of: row, form, frame.select)
    case .slot(let index): return try slot(index, form, expression, frame)
    case .member:
      switch frame.member {
      case .item(let row): return row.id
      case .value(let value): return try value(form)
      case nil: throw misbound(expression)
      }
    case .through(let target, let inner): return try through(target, inner, form, frame)
    case .convert(let conversion, let operand):
      return try converted(operand, conversion, expression, form, frame)
    case .condition(let condition): return "(\(try self.condition(condition, frame)))"
    case .choose(let condition, let first, let second):
      let choice = "CASE WHEN \(try test(condition, frame)) THEN \(try value(first, form, frame))"
      return choice + (second.isBlankConstant ? " END" : " ELSE \(try value(second, form, frame)) END")
    case .arithmetic(let operation, let left, let right):
      return try arithmetic(operation, left, right, expression, frame)
    case .negate(let operand): return "(0 - \(try value(operand, .plain, frame)))"
    case .call(let function, let arguments):
      return try call(function, arguments, expression, form, frame)
    case .aggregate(let aggregate, let list):
      return try self.aggregate(aggregate, list, expression, form, frame)
    case .filtered: throw misbound(expression)
    }
  }

  /// A bound tree that no query gives.
  func misbound(_ expression: BoundExpression) -> Diagnostic {
    translation.untranslated(expression.range, "this expression")
  }

  // MARK: - Constants

  func literal(
    _ constant: Constant, _ form: Form, _ expression: BoundExpression
  ) throws(Diagnostic) -> String {
    switch constant {
    case .blank, .text(""), .choice(_, 0), .ref(.blank):
      // A condition is never blank: none is false.
      return expression.type == .condition ? "FALSE" : dialect.null(expression.type, form)
    case .text(let text):
      if text.utf8.contains(0) { throw translation.untranslated(expression.range, "a text with a NUL in it") }
      return dialect.string(form == .folded ? String(decoding: Folding.fold(text), as: UTF8.self) : text)
    case .integer(let value): return dialect.integer(value)
    case .decimal(let value): return value.isNaN ? dialect.null(.decimal) : dialect.decimal(value)
    case .condition(let value): return value ? "TRUE" : "FALSE"
    case .choice(let enumeration, let code):
      return form == .order
        ? dialect.integer(Int64(code)) : dialect.string(enumeration.text(of: code) ?? "")
    case .ref(let ref): return form == .order ? dialect.integer(ref.packed) : dialect.string(ref.text)
    case .period(let period):
      switch form {
      case .first: return dialect.day(period.first)
      case .last: return dialect.day(period.last)
      default: return dialect.string(period.text())
      }
    }
  }

  // MARK: - Slots

  private func slot(
    _ index: Int, _ form: Form, _ expression: BoundExpression, _ frame: Frame
  ) throws(Diagnostic) -> String {
    guard frame.slots.indices.contains(index) else { throw misbound(expression) }
    switch frame.slots[index] {
    case .written(let written): return try value(written, form, frame)
    case .columns(let columns, name: _):
      guard let column = columns[form] else { throw misbound(expression) }
      return column
    case .aggregate(let aggregate, let members, let owner):
      let list = BoundExpression(.slot(index), type: .list(members.type), range: expression.range)
      _ = owner
      return try self.aggregate(aggregate, list, expression, form, frame)
    case .members: throw misbound(expression)
    }
  }

  // MARK: - Fields

  /// A stored or derived column of a row.
  func column(_ id: FieldID, of row: Row, _ form: Form, _ select: Select) -> String {
    let field = Schema.field(id)
    var row = row
    if row.isMembership, field.role == .derived {
      // The list itself knows but name, kind and agency.
      row = Row(entity: .parties, id: row.id)
    }
    let alias = self.alias(of: row, select)
    if case .enumeration(let enumeration) = field.type, form == .order {
      return rank("\(alias).\(dialect.identifier(field.name))", enumeration)
    }
    return "\(alias).\(dialect.identifier(field.name + form.suffix))"
  }

  /// The place of an enumeration's value among those that are declared.
  func rank(_ value: String, _ enumeration: Enumeration) -> String {
    let cases = enumeration.values.enumerated().map { "WHEN \(dialect.string($1)) THEN \($0 + 1)" }
    return "CASE \(value) \(cases.joined(separator: " ")) END"
  }

  /// The value at a place, `rank` the other way round.
  func ranked(_ place: String, _ enumeration: Enumeration) -> String {
    let cases = enumeration.values.enumerated().map { "WHEN \($0 + 1) THEN \(dialect.string($1))" }
    return "CASE \(place) \(cases.joined(separator: " ")) END"
  }

  /// The name of a row's table, which is joined where it is not there yet.
  private func alias(of row: Row, _ select: Select) -> String {
    if let alias = row.alias { return alias }
    let joined = Select.Joined(purpose: "item of \(row.entity.table)", owner: row.id)
    // A closure that throws nothing.
    let made = try? select.joining(joined) { () throws(Diagnostic) in
      let alias = translation.alias(Schema[row.entity].name)
      return (alias, ["LEFT JOIN \(source(row.entity.table, alias)) ON \(alias).id = \(row.id)"])
    }
    return made ?? ""
  }

  /// A table under another name.
  func source(_ table: String, _ alias: String) -> String { "\(dialect.identifier(table)) AS \(alias)" }

  /// All items of an entity, as the rows of a new query.
  func items(of entity: Entity) -> Frame {
    let alias = translation.alias(Schema[entity].name)
    let select = Select(from: source(entity.table, alias))
    return Frame(select: select, row: Row(entity: entity, id: "\(alias).id", alias: alias))
  }

  // MARK: - Items

  /// The item that an expression gives.
  func row(of expression: BoundExpression, _ frame: Frame) throws(Diagnostic) -> Row {
    guard case .item(let entity) = expression.type else { throw misbound(expression) }
    if case .member = expression.kind, case .item(let row)? = frame.member { return row }
    return Row(entity: entity, id: try value(expression, .plain, frame))
  }

  private func through(
    _ target: BoundExpression, _ inner: BoundExpression, _ form: Form, _ frame: Frame
  ) throws(Diagnostic) -> String {
    let row = try row(of: target, frame)
    let found = try value(inner, form, Frame(select: frame.select, row: row))
    if inner.type == .condition {
      if case .field = inner.kind { return "coalesce(\(found), FALSE)" }
      return "(\(row.id) IS NOT NULL AND \(found))"
    }
    return inner.isBlankWithoutItem ? found : "CASE WHEN \(row.id) IS NOT NULL THEN \(found) END"
  }

  // MARK: - Conversions

  private func converted(
    _ operand: BoundExpression, _ conversion: Conversion, _ expression: BoundExpression, _ form: Form,
    _ frame: Frame
  ) throws(Diagnostic) -> String {
    switch conversion {
    case .integerToDecimal: return dialect.decimal(try value(operand, .plain, frame))
    case .label:
      guard case .item(let entity) = operand.type else { return try value(operand, form, frame) }
      return column(label(of: entity), of: try row(of: operand, frame), form, frame.select)
    case .earliest: return try picked(operand, isLeast: true, form, frame)
    case .latest: return try picked(operand, isLeast: false, form, frame)
    case .toList: throw misbound(operand)
    }
  }

  func label(of entity: Entity) -> FieldID { FieldID(entity: entity, index: Schema[entity].label) }

  /// Items by what names them.
  func labelled(_ expression: BoundExpression) -> BoundExpression {
    guard case .item(let entity) = expression.type.element else { return expression }
    let label = Schema.field(label(of: entity)).type
    return BoundExpression(
      .convert(.label, expression), type: expression.type.isList ? .list(label) : label,
      range: expression.range)
  }
}

extension BoundExpression {
  var isBlankConstant: Bool {
    guard case .constant(let constant) = kind else { return false }
    return constant == .blank || constant == .text("")
  }

  /// Where the item is none and its columns are NULL, this is NULL, too.
  fileprivate var isBlankWithoutItem: Bool {
    switch kind {
    case .field: true
    case .through(let target, let inner): target.isBlankWithoutItem && inner.isBlankWithoutItem
    case .convert(.toList, _): false
    case .convert(_, let operand): operand.isBlankWithoutItem
    case .aggregate(let aggregate, let list): aggregate != .count && list.isBlankWithoutItem
    default: false
    }
  }

  /// What columns made of this are called.
  var hint: String {
    switch kind {
    case .field(let id): Schema.field(id).name
    case .through(_, let inner): inner.hint
    case .filtered(let list, _), .convert(_, let list): list.hint
    case .aggregate(let aggregate, let list): "\(list.hint)_\(aggregate.rawValue)"
    case .call(let function, _): "\(function.rawValue)_value"
    case .condition: "test"
    default: "value"
    }
  }
}

extension BoundOutput {
  /// What columns made of this are called within the statement.
  var columnName: String { SQLDialect.isWord(name) ? name : expression.hint }
}
