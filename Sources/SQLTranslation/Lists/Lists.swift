import Binding
import Language
import Plan

/// Lists as queries. A list that depends on a condition is several, of which one counts.
extension Writer {
  /// Each call makes queries of its own.
  func lists(_ expression: BoundExpression, _ frame: Frame) throws(Diagnostic) -> [ListQuery] {
    try translation.deeper(expression.range) { () throws(Diagnostic) in
      try uncheckedLists(expression, frame)
    }
  }

  private func uncheckedLists(
    _ expression: BoundExpression, _ frame: Frame
  ) throws(Diagnostic) -> [ListQuery] {
    guard expression.type.isList else { return [try one(expression, frame)] }
    switch expression.kind {
    case .constant:
      let type = expression.type.element
      let none: Value = { form in type == .condition ? "FALSE" : self.dialect.null(type, form) }
      return [
        ListQuery(
          filters: ["FALSE"], frame: Frame(select: frame.select, member: .value(none)), type: type)
      ]
    case .field(let field):
      guard let row = frame.row else { throw misbound(expression) }
      return [fieldList(field, of: row)]
    case .slot(let index): return try slotLists(index, expression, frame)
    case .member: throw misbound(expression)
    case .through(let target, let inner): return try through(target, inner, frame)
    case .filtered(let list, let condition):
      var found = try lists(list, frame)
      for index in found.indices {
        if let select = found[index].select {
          var inner = found[index].frame
          inner.select = select
          try filter(condition, inner)
        } else {
          found[index].filters.append(try self.condition(condition, found[index].frame))
        }
      }
      return found
    case .convert(.toList, let operand): return try lists(operand, frame)
    case .convert(let conversion, let list):
      if case .label = conversion, !list.type.element.isItem { return try lists(list, frame) }
      // A party without a name is none.
      let isNamed = list.type.element == .item(.parties)
      return try mapped(list, canBeBlank: !isNamed, frame) {
        BoundExpression(.convert(conversion, $0), type: expression.type.element, range: list.range)
      }
    case .choose(let condition, let first, let second):
      return try chosen(condition, first, second, frame)
    case .call(.coalesce, let arguments): return try coalesced(arguments[...], frame)
    case .call(let function, let arguments):
      guard let list = arguments.first else { throw misbound(expression) }
      return try mapped(list, frame) {
        BoundExpression(
          .call(function, [$0] + arguments.dropFirst()), type: expression.type.element,
          range: expression.range)
      }
    case .aggregate(.list, let list): return try lists(list, frame)
    case .aggregate(.unique, let list):
      var result: [ListQuery] = []
      for found in try lists(list, frame) { result.append(try unique(found)) }
      return result
    case .arithmetic, .negate, .aggregate, .condition: throw misbound(expression)
    }
  }

  /// A value that is no list, as the list of itself.
  private func one(_ expression: BoundExpression, _ frame: Frame) throws(Diagnostic) -> ListQuery {
    if case .item = expression.type {
      let row = try row(of: expression, frame)
      return ListQuery(
        filters: ["\(row.id) IS NOT NULL"], frame: Frame(select: frame.select, row: row),
        type: expression.type)
    }
    let value: Value = { form throws(Diagnostic) in try self.value(expression, form, frame) }
    return ListQuery(frame: Frame(select: frame.select, member: .value(value)), type: expression.type)
  }

  private func slotLists(
    _ index: Int, _ expression: BoundExpression, _ frame: Frame
  ) throws(Diagnostic) -> [ListQuery] {
    guard frame.slots.indices.contains(index) else { throw misbound(expression) }
    switch frame.slots[index] {
    case .written(let written): return try lists(written, frame)
    case .members(let table, let owner), .aggregate(_, let table, let owner):
      return [members(of: table, owner)]
    case .columns: throw misbound(expression)
    }
  }

  /// The lists of a table of the WITH clause.
  func members(of table: MemberTable, _ owner: String) -> ListQuery {
    let alias = translation.alias("members")
    let select = Select(from: "\(table.name) AS \(alias)")
    let member: Member =
      if case .item(let entity) = table.type {
        .item(Row(entity: entity, id: "\(alias).value"))
      } else {
        .value({ form in "\(alias).value\(form.suffix)" })
      }
    return ListQuery(
      select: select, key: "\(alias).owner", owner: owner, order: ["\(alias).place"],
      frame: Frame(select: select, member: member), type: table.type)
  }

  // MARK: - Fields

  private func fieldList(_ id: FieldID, of row: Row) -> ListQuery {
    let field = Schema.field(id)
    let type = field.type.element
    guard case .item(let entity) = type else {
      // Of values, only due dates are a list.
      let alias = translation.alias(field.name)
      let select = Select(from: source("due", alias))
      return ListQuery(
        select: select, key: "\(alias).action", owner: row.id, order: ["\(alias).position"],
        frame: Frame(select: select, member: .value({ form in "\(alias).period\(form.suffix)" })), type: type)
    }
    if id.entity == .objectives || id.entity == .indicators, field.role == .children {
      let child = items(of: entity)
      let parent = dialect.identifier(Schema[id.entity].singular)
      return ListQuery(
        select: child.select, key: "\(child.row?.alias ?? "").\(parent)", owner: row.id,
        order: [child.row?.id ?? ""], frame: child, type: type)
    }
    let alias = translation.alias(field.name)
    if field.role == .stored {
      let select = Select(from: source("party", alias))
      select.filter("\(alias).part = \(dialect.string(field.name))")
      let member = Row(
        entity: .parties, id: "\(alias).named_party", alias: alias, isMembership: true)
      return ListQuery(
        select: select, key: "\(alias).item", owner: row.id, order: ["\(alias).position"],
        frame: Frame(select: select, row: member), type: type)
    }
    let select = Select(from: source("link", alias))
    select.filter("\(alias).list = \(dialect.string("\(Schema[id.entity].singular).\(field.name)"))")
    return ListQuery(
      select: select, key: "\(alias).item", owner: row.id, order: ["\(alias).position"],
      frame: Frame(select: select, row: Row(entity: entity, id: "\(alias).member")), type: type)
  }

  // MARK: - Lists of lists

  private func through(
    _ target: BoundExpression, _ inner: BoundExpression, _ frame: Frame
  ) throws(Diagnostic) -> [ListQuery] {
    guard target.type.isList else {
      let row = try row(of: target, frame)
      return try lists(inner, Frame(select: frame.select, row: row)).map { list in
        var list = list
        // The list of an item that is none is empty, whatever it is made of.
        if list.select == nil { list.filters.append("\(row.id) IS NOT NULL") }
        return list
      }
    }
    var result: [ListQuery] = []
    for outer in try lists(target, frame) {
      let inners = try lists(inner, outer.frame)
      for inner in inners.count == 1 ? inners : [try merged(inner, of: outer)] {
        result.append(try flattened(outer, inner))
      }
    }
    return result
  }

  /// The members of a list, each with the members of its own list.
  private func flattened(_ outer: ListQuery, _ inner: ListQuery) throws(Diagnostic) -> ListQuery {
    var result = outer
    result.frame = inner.frame
    result.type = inner.type
    result.order = outer.order + inner.order
    guard let outerSelect = outer.select else {
      // One item with its list, which looks at the same rows.
      result = inner
      result.condition = outer.condition
      if let select = inner.select {
        for filter in outer.filters { select.filter(filter) }
      }
      result.filters = outer.filters + inner.filters
      return result
    }
    if let innerSelect = inner.select {
      outerSelect.absorb(innerSelect, on: "\(inner.key) = \(inner.owner)")
    } else {
      for filter in try inner.presence() { outerSelect.filter(filter) }
    }
    result.frame.select = outerSelect
    return result
  }

  /// Lists of which one counts for each member, as one: the lists of all items of the member's entity, in a table.
  private func merged(_ inner: BoundExpression, of outer: ListQuery) throws(Diagnostic) -> ListQuery {
    guard case .item(let entity) = outer.type, case .item(let row)? = outer.frame.member else {
      throw misbound(inner)
    }
    let table = try memberTable(of: inner) { () throws(Diagnostic) in
      let frame = self.items(of: entity)
      return (frame, frame.row?.id ?? "", frame.row?.id ?? "")
    }
    return members(of: table, row.id)
  }

  /// The same list with a value of each member; blanks are left out.
  private func mapped(
    _ list: BoundExpression, canBeBlank: Bool = true, _ frame: Frame,
    _ change: (BoundExpression) -> BoundExpression
  ) throws(Diagnostic) -> [ListQuery] {
    var found = try lists(list, frame)
    for index in found.indices {
      let inner = found[index].frame
      let changed = change(BoundExpression(.member, type: found[index].type, range: list.range))
      let value: Value = { form throws(Diagnostic) in try self.value(changed, form, inner) }
      if canBeBlank, let select = found[index].select, changed.type != .condition {
        select.filter("\(try self.value(changed.sameInOtherCase, .plain, inner)) IS NOT NULL")
      }
      // A blank member gives no value, not even a false one.
      if found[index].select == nil { found[index].filters = try found[index].presence() }
      found[index].frame = Frame(select: inner.select, member: .value(value))
      found[index].type = changed.type
    }
    return found
  }

  // MARK: - Choices

  private func chosen(
    _ condition: BoundCondition, _ first: BoundExpression, _ second: BoundExpression, _ frame: Frame
  ) throws(Diagnostic) -> [ListQuery] {
    let text = try self.condition(condition, frame)
    var all: [ListQuery] = []
    for var list in try lists(first, frame) {
      list.condition = "(\(text))" + (list.condition.map { " AND (\($0))" } ?? "")
      all.append(list)
    }
    for var list in try lists(second, frame) {
      list.condition = "NOT (\(text))" + (list.condition.map { " AND (\($0))" } ?? "")
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
    let present = try lists(first, frame)
    for (index, var list) in try lists(first, frame).enumerated() {
      let isPresent = try exists(present[index], nil)
      list.condition = (list.condition.map { "(\($0)) AND " } ?? "") + isPresent
      all.append(list)
    }
    return all + (try coalesced(arguments.dropFirst(), frame))
  }

  // MARK: - Unique

  /// The first of equal members stays.
  func unique(_ list: ListQuery) throws(Diagnostic) -> ListQuery {
    guard let select = list.select else { return list }
    let labels = label(of: list)
    var keys: [String] = [list.key]
    for form in labels.type.equalForms { keys.append(try labels.value(form)) }
    let order = list.order.isEmpty ? keys : list.order
    let columns =
      ["\(list.key) AS owner"] + (try list.memberColumns())
      + [
        "row_number() OVER (PARTITION BY \(list.key) ORDER BY \(order.joined(separator: ", "))) AS place",
        "row_number() OVER (PARTITION BY \(keys.joined(separator: ", "))"
          + " ORDER BY \(order.joined(separator: ", "))) AS turn",
      ]
    let alias = translation.alias("members")
    let outer = Select(from: select.lines(columns), as: alias)
    outer.filter("\(alias).turn = 1")
    let member: Member =
      if case .item(let entity) = list.type {
        .item(Row(entity: entity, id: "\(alias).value"))
      } else {
        .value({ form in "\(alias).value\(form.suffix)" })
      }
    return ListQuery(
      condition: list.condition, select: outer, key: "\(alias).owner", owner: list.owner,
      order: ["\(alias).place"], frame: Frame(select: outer, member: member), type: list.type)
  }

  /// A list of items by what names them.
  func label(of list: ListQuery) -> ListQuery {
    guard case .item(let entity) = list.type, case .item(let row)? = list.frame.member else { return list }
    var result = list
    let select = list.frame.select
    let label = label(of: entity)
    result.type = Schema.field(label).type
    result.frame = Frame(
      select: select, member: .value({ form in self.column(label, of: row, form, select) }))
    return result
  }
}

extension ListQuery {
  /// The forms of a member, as `value` with what tells the form.
  func memberColumns() throws(Diagnostic) -> [String] {
    var columns: [String] = []
    for form in type.forms { columns.append("\(try value(form)) AS value\(form.suffix)") }
    return columns
  }
}
