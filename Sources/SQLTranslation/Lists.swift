import Binding
import Language
import Plan

/// Lists as queries. A list that depends on a condition is several, of which one counts.
extension Writer {
  func lists(_ expression: BoundExpression, _ frame: Frame) throws(Diagnostic) -> [ListQuery] {
    try translation.list(expression.range) { () throws(Diagnostic) in
      try uncheckedLists(expression, frame)
    }
  }

  /// What is asked of a list, whichever it is.
  func over(
    _ expression: BoundExpression, _ frame: Frame, _ write: (ListQuery) throws(Diagnostic) -> String
  ) throws(Diagnostic) -> String {
    let lists = try self.lists(expression, frame)
    if lists.count == 1 { return try write(lists[0]) }
    var text = "CASE"
    for (index, list) in lists.enumerated() {
      // Some list always counts, so the last one does where no other did.
      text += index == lists.count - 1 ? " ELSE " : " WHEN \(list.condition ?? "TRUE") THEN "
      text += try write(list)
    }
    return text + " END"
  }

  private func uncheckedLists(_ expression: BoundExpression, _ frame: Frame) throws(Diagnostic) -> [ListQuery]
  {
    guard expression.type.isList else { return [try one(expression, frame)] }
    let type = expression.type.element
    switch expression.kind {
    case .constant:
      return [ListQuery(filters: ["FALSE"], member: .value({ _ in "NULL" }), type: type)]
    case .field(let field):
      guard let row = frame.row else { throw misbound(expression) }
      return [fieldList(field, of: row)]
    case .slot(let index):
      guard frame.slots.indices.contains(index) else { throw misbound(expression) }
      return try lists(frame.slots[index].expression, frame.slots[index].frame)
    case .member: throw misbound(expression)
    case .through(let target, let inner): return try through(target, inner, expression, frame)
    case .filtered(let list, let condition):
      var found = try lists(list, frame)
      for index in found.indices {
        found[index].filters.append(try self.condition(condition, Frame(member: found[index].member)))
      }
      return found
    case .convert(.toList, let operand): return try lists(operand, frame)
    case .convert(let conversion, let list):
      if case .label = conversion, !list.type.element.isItem { return try lists(list, frame) }
      // A party without a name is none.
      let isNamed = list.type.element == .item(.parties)
      return try mapped(list, canBeBlank: !isNamed, frame) {
        BoundExpression(.convert(conversion, $0), type: type, range: list.range)
      }
    case .choose(let condition, let first, let second):
      return try chosen(try self.condition(condition, frame), first, second, frame)
    case .call(.coalesce, let arguments): return try coalesced(arguments[...], frame)
    case .call(let function, let arguments):
      guard let list = arguments.first else { throw misbound(expression) }
      return try mapped(list, frame) {
        BoundExpression(.call(function, [$0] + arguments.dropFirst()), type: type, range: expression.range)
      }
    case .aggregate(.list, let list): return try lists(list, frame)
    case .aggregate(.unique, let list): return try lists(list, frame).mapped(unique)
    case .arithmetic, .negate, .aggregate, .condition: throw misbound(expression)
    }
  }

  /// A value that is no list, as the list of itself.
  private func one(_ expression: BoundExpression, _ frame: Frame) throws(Diagnostic) -> ListQuery {
    if case .item(let entity) = expression.type {
      let row = Row(entity: entity, alias: translation.alias(entity.table))
      let id = try value(expression, .plain, frame)
      return ListQuery(
        from: [source(row)], filters: ["\(row.id) = \(id)"], member: .item(row), type: expression.type)
    }
    let value: Value = { form throws(Diagnostic) in try self.value(expression, form, frame) }
    let filters = expression.type == .condition ? [] : ["\(try value(.plain)) IS NOT NULL"]
    return ListQuery(filters: filters, member: .value(value), type: expression.type)
  }

  // MARK: - Fields

  private func fieldList(_ id: FieldID, of row: Row) -> ListQuery {
    let field = Schema.field(id)
    let alias = translation.alias(field.name)
    switch field.type.element {
    case .item(let entity):
      if id.entity == .objectives || id.entity == .indicators, field.role == .children {
        let child = Row(entity: entity, alias: alias)
        let parent = SQLText.identifier(Schema[id.entity].singular)
        return ListQuery(
          from: [source(entity.table, alias)], filters: ["\(alias).\(parent) = \(row.id)"],
          order: ["\(alias).id"], member: .item(child), type: .item(entity))
      }
      if field.role == .stored {
        return ListQuery(
          from: [source("party", alias)],
          filters: ["\(alias).part = \(SQLText.string(field.name))", "\(alias).item = \(row.id)"],
          order: ["\(alias).position"],
          member: .item(Row(entity: .parties, alias: alias, isMembership: true)),
          type: .item(.parties))
      }
      let link = translation.alias("link")
      let name = "\(Schema[id.entity].singular).\(field.name)"
      return ListQuery(
        from: [source("link", link), source(entity.table, alias)],
        filters: [
          "\(link).list = \(SQLText.string(name))", "\(link).item = \(row.id)",
          "\(alias).id = \(link).member",
        ],
        order: ["\(link).position"], member: .item(Row(entity: entity, alias: alias)), type: .item(entity))
    default:
      // Of values, only due dates are a list.
      return ListQuery(
        from: [source("due", alias)], filters: ["\(alias).action = \(row.id)"], order: ["\(alias).position"],
        member: .value({ form in "\(alias).period\(form.suffix)" }), type: field.type.element)
    }
  }

  // MARK: - Lists of lists

  private func through(
    _ target: BoundExpression, _ inner: BoundExpression, _ expression: BoundExpression, _ frame: Frame
  ) throws(Diagnostic) -> [ListQuery] {
    var found = try lists(target, frame)
    for index in found.indices {
      let innerLists = try lists(inner, Frame(member: found[index].member))
      guard innerLists.count == 1, let innerList = innerLists.first, innerList.condition == nil,
        !innerList.isCorrelated
      else {
        throw translation.untranslated(expression.range, "a list of lists that are chosen or made unique")
      }
      found[index].from += innerList.from
      found[index].filters += innerList.filters
      found[index].order += innerList.order
      found[index].member = innerList.member
      found[index].type = innerList.type
    }
    return found
  }

  /// The same list with a value of each member; blanks are left out.
  private func mapped(
    _ list: BoundExpression, canBeBlank: Bool = true, _ frame: Frame,
    _ change: (BoundExpression) -> BoundExpression
  ) throws(Diagnostic) -> [ListQuery] {
    var found = try lists(list, frame)
    for index in found.indices {
      let inner = Frame(member: found[index].member)
      let changed = change(BoundExpression(.member, type: found[index].type, range: list.range))
      let value: Value = { form throws(Diagnostic) in try self.value(changed, form, inner) }
      if canBeBlank { found[index].filters.append("\(try value(.plain)) IS NOT NULL") }
      found[index].member = .value(value)
      found[index].type = changed.type
    }
    return found
  }

  // MARK: - Choices

  private func chosen(
    _ condition: String, _ first: BoundExpression, _ second: BoundExpression, _ frame: Frame
  ) throws(Diagnostic) -> [ListQuery] {
    var all: [ListQuery] = []
    for var list in try lists(first, frame) {
      list.condition = "(\(condition))" + (list.condition.map { " AND (\($0))" } ?? "")
      all.append(list)
    }
    for var list in try lists(second, frame) {
      list.condition = "NOT (\(condition))" + (list.condition.map { " AND (\($0))" } ?? "")
      all.append(list)
    }
    return all
  }

  private func coalesced(
    _ arguments: ArraySlice<BoundExpression>, _ frame: Frame
  ) throws(Diagnostic) -> [ListQuery] {
    guard let first = arguments.first else { return [] }
    if arguments.count == 1 { return try lists(first, frame) }
    var all: [ListQuery] = []
    for var list in try lists(first, frame) {
      let present = "EXISTS (\(list.select("1")))"
      list.condition = (list.condition.map { "(\($0)) AND " } ?? "") + present
      all.append(list)
    }
    return all + (try coalesced(arguments.dropFirst(), frame))
  }

  // MARK: - Unique

  /// The first of equal members stays.
  private func unique(_ list: ListQuery) throws(Diagnostic) -> ListQuery {
    let alias = translation.alias("member")
    guard case .value = list.member else {
      throw translation.untranslated(SourceRange(0, 0), "`unique` of items")
    }
    var columns: [String] = []
    for form in list.type.forms { columns.append("\(try list.value(form)) AS \(columnName(form))") }
    var keys: [String] = []
    for form in list.type.equalForms { keys.append(try list.value(form)) }
    let order = list.order.isEmpty ? "" : " ORDER BY " + list.order.joined(separator: ", ")
    columns.append(
      "row_number() OVER (PARTITION BY \(keys.joined(separator: ", "))\(order)) AS turn")
    columns.append("row_number() OVER (\(order.dropFirst())) AS place")
    return ListQuery(
      condition: list.condition,
      from: ["(\(list.select(columns.joined(separator: ", ")))) AS \(alias)"], filters: ["\(alias).turn = 1"],
      order: ["\(alias).place"], member: .value({ form in "\(alias).\(self.columnName(form))" }),
      type: list.type, isCorrelated: true)
  }

  private func columnName(_ form: Form) -> String { "member\(form.suffix)" }
}

extension [ListQuery] {
  fileprivate func mapped(
    _ change: (ListQuery) throws(Diagnostic) -> ListQuery
  ) throws(Diagnostic) -> [ListQuery] {
    var result: [ListQuery] = []
    for list in self { result.append(try change(list)) }
    return result
  }
}

extension ValueType {
  var isItem: Bool { if case .item = self { true } else { false } }
}
