import Binding
import Language
import Plan

/// Writes expressions and conditions.
struct Writer {
  let translation: Translation

  var dialect: SQLDialect { translation.dialect }

  /// One form of a value that is no list.
  func value(_ expression: BoundExpression, _ form: Form, _ frame: Frame) throws(Diagnostic) -> String {
    try translation.part(expression.range) { () throws(Diagnostic) in
      try unchecked(expression, form, frame)
    }
  }

  private func unchecked(
    _ expression: BoundExpression, _ form: Form, _ frame: Frame
  ) throws(Diagnostic) -> String {
    switch expression.kind {
    case .constant(let constant): return literal(constant, form)
    case .field(let field):
      guard let row = frame.row else { throw misbound(expression) }
      return try column(field, of: row, form)
    case .slot(let index):
      guard frame.slots.indices.contains(index) else { throw misbound(expression) }
      let slot = frame.slots[index]
      return try value(slot.expression, form, slot.frame)
    case .member:
      switch frame.member {
      case .item(let row): return row.id
      case .value(let value): return try value(form)
      case nil: throw misbound(expression)
      }
    case .through(let target, let inner):
      return try through(target, inner, form, frame)
    case .convert(let conversion, let operand):
      return try converted(operand, conversion, form, frame)
    case .condition(let condition): return "(\(try self.condition(condition, frame)))"
    case .choose(let condition, let first, let second):
      return "CASE WHEN \(try self.condition(condition, frame)) THEN \(try value(first, form, frame))"
        + " ELSE \(try value(second, form, frame)) END"
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

  func literal(_ constant: Constant, _ form: Form) -> String {
    switch constant {
    case .blank, .text(""), .choice(_, 0), .ref(.blank): return "NULL"
    case .text(let text):
      return SQLText.string(
        form == .folded ? String(decoding: Folding.fold(text), as: UTF8.self) : text)
    case .integer(let value): return SQLText.integer(value)
    case .decimal(let value): return value.isNaN ? "NULL" : SQLText.decimal(value)
    case .condition(let value): return value ? "TRUE" : "FALSE"
    case .choice(let enumeration, let code):
      if form == .order { return SQLText.integer(Int64(code)) }
      return SQLText.string(enumeration.text(of: code) ?? "")
    case .ref(let ref): return form == .order ? SQLText.integer(ref.packed) : SQLText.string(ref.text)
    case .period(let period):
      switch form {
      case .first: return SQLText.integer(Int64(period.first.number))
      case .last: return SQLText.integer(Int64(period.last.number))
      default: return SQLText.string(period.text())
      }
    }
  }

  // MARK: - Fields

  /// A stored or derived column of a row.
  func column(_ id: FieldID, of row: Row, _ form: Form) throws(Diagnostic) -> String {
    let field = Schema.field(id)
    if row.isMembership, field.role == .derived {
      // The list itself knows but name, kind and agency.
      return try item(row.id, .parties) { row throws(Diagnostic) in try column(id, of: row, form) }
    }
    if case .enumeration(let enumeration) = field.type, form == .order {
      return rank("\(row.alias).\(SQLText.identifier(field.name))", enumeration)
    }
    return "\(row.alias).\(SQLText.identifier(field.name + form.suffix))"
  }

  private func rank(_ value: String, _ enumeration: Enumeration) -> String {
    let cases = enumeration.values.enumerated().map { "WHEN \(SQLText.string($1)) THEN \($0 + 1)" }
    return "CASE \(value) \(cases.joined(separator: " ")) END"
  }

  // MARK: - Items

  /// A value of the item with this id.
  func item(
    _ id: String, _ entity: Entity, _ write: (Row) throws(Diagnostic) -> String
  ) throws(Diagnostic) -> String {
    let row = Row(entity: entity, alias: translation.alias(entity.table))
    return "(SELECT \(try write(row)) FROM \(source(row)) WHERE \(row.id) = \(id))"
  }

  /// A table under the name of its row.
  func source(_ row: Row) -> String { source(row.entity.table, row.alias) }

  func source(_ table: String, _ alias: String) -> String {
    let table = SQLText.identifier(table)
    return table == alias ? table : "\(table) AS \(alias)"
  }

  private func through(
    _ target: BoundExpression, _ inner: BoundExpression, _ form: Form, _ frame: Frame
  ) throws(Diagnostic) -> String {
    guard case .item(let entity) = target.type else { throw misbound(target) }
    let id = try value(target, .plain, frame)
    let found = try item(id, entity) { row throws(Diagnostic) in try value(inner, form, Frame(row: row)) }
    return inner.type == .condition ? "coalesce(\(found), FALSE)" : found
  }

  // MARK: - Conversions

  private func converted(
    _ operand: BoundExpression, _ conversion: Conversion, _ form: Form, _ frame: Frame
  ) throws(Diagnostic) -> String {
    switch conversion {
    case .integerToDecimal: return "CAST(\(try value(operand, .plain, frame)) AS \(dialect.decimalType))"
    case .label:
      guard case .item(let entity) = operand.type else { return try value(operand, form, frame) }
      if case .member = operand.kind, case .item(let row)? = frame.member {
        return try column(label(of: entity), of: row, form)
      }
      return try item(try value(operand, .plain, frame), entity) { row throws(Diagnostic) in
        try column(label(of: entity), of: row, form)
      }
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
