import Binding
import Language
import Plan

/// Values that are worked out over a list: aggregates within the row, the first or last member, the list as a text.
/// Each is a query with a row for each owner, joined to the rows that ask.
extension Writer {
  func aggregate(
    _ aggregate: Aggregate, _ list: BoundExpression, _ expression: BoundExpression, _ form: Form,
    _ frame: Frame
  ) throws(Diagnostic) -> String {
    switch aggregate {
    case .count:
      return try over(list, frame) { query throws(Diagnostic) in
        guard query.select != nil else {
          let presence = try query.presence()
          return presence.isEmpty ? dialect.wide("1") : counted(presence)
        }
        return "coalesce(\(try folded(query, list, "count", frame) { _ in "count(*)" }), 0)"
      }
    case .sum:
      return try computed(list, "sum", frame) { value in
        list.type.element == .integer ? dialect.wide("sum(\(value))") : "sum(\(value))"
      }
    case .avg:
      return try computed(list, "avg", frame) {
        "avg(\(list.type.element == .integer ? dialect.decimal($0) : $0))"
      }
    case .min, .worst: return try picked(list, isLeast: true, form, frame)
    case .max, .best: return try picked(list, isLeast: false, form, frame)
    case .median: return try median(list, frame)
    case .list, .unique: throw misbound(expression)
    }
  }

  private func counted(_ presence: [String]) -> String {
    dialect.wide("CASE WHEN \(presence.joined(separator: " AND ")) THEN 1 ELSE 0 END")
  }

  /// A value that is there, else NULL.
  private func present(_ value: String, _ presence: [String]) -> String {
    presence.isEmpty ? value : "CASE WHEN \(presence.joined(separator: " AND ")) THEN \(value) END"
  }

  private func computed(
    _ list: BoundExpression, _ name: String, of form: Form = .plain, _ frame: Frame,
    _ function: (String) -> String
  ) throws(Diagnostic) -> String {
    try over(list, frame) { query throws(Diagnostic) in
      guard query.select != nil else {
        let value = try query.value(form)
        return present(
          name == "avg" && query.type == .integer ? dialect.decimal(value) : value, query.filters)
      }
      return try folded(query, list, name, of: form, frame, function)
    }
  }

  /// Joins `SELECT owner, function(value) … GROUP BY owner`, and gives the column of the result.
  private func folded(
    _ query: ListQuery, _ list: BoundExpression, _ name: String, of form: Form = .plain, _ frame: Frame,
    _ function: (String) -> String
  ) throws(Diagnostic) -> String {
    let joined = Select.Joined(
      purpose: "\(name) \(query.condition ?? "")", expression: list, owner: try frame.owner)
    let alias = try frame.select.joining(joined) { () throws(Diagnostic) in
      guard let select = query.select else { throw misbound(list) }
      let alias = translation.alias("\(list.hint)_\(name)")
      let value = function(try query.value(form))
      let lines = select.lines(
        ["\(query.key) AS owner", "\(value) AS value"], tail: ["GROUP BY \(query.key)"])
      return (alias, self.joinLines(lines, alias, query.owner))
    }
    return "\(alias).value"
  }

  private func joinLines(_ lines: [String], _ alias: String, _ owner: String, _ more: String = "") -> [String]
  {
    ["LEFT JOIN ("] + SQLLines.indented(lines) + [") AS \(alias) ON \(alias).owner = \(owner)\(more)"]
  }

  private func median(_ list: BoundExpression, _ frame: Frame) throws(Diagnostic) -> String {
    try over(list, frame) { query throws(Diagnostic) in
      let number: Value = { _ throws(Diagnostic) in
        query.type == .integer ? dialect.decimal(try query.value(.plain)) : try query.value(.plain)
      }
      guard let select = query.select else { return present(try number(.plain), query.filters) }
      let joined = Select.Joined(
        purpose: "median \(query.condition ?? "")", expression: list, owner: try frame.owner)
      let alias = try frame.select.joining(joined) { () throws(Diagnostic) in
        let value = try number(.plain)
        let inner = translation.alias("sorted")
        let columns = [
          "\(query.key) AS owner", "\(value) AS value",
          "row_number() OVER (PARTITION BY \(query.key) ORDER BY \(value)) AS place",
          "count(*) OVER (PARTITION BY \(query.key)) AS size",
        ]
        let alias = translation.alias("\(list.hint)_median")
        let lines =
          ["SELECT \(inner).owner AS owner, avg(\(inner).value) AS value", "FROM ("]
          + SQLLines.indented(select.lines(columns))
          + [
            ") AS \(inner)",
            "WHERE 2 * \(inner).place BETWEEN \(inner).size AND \(inner).size + 2",
            "GROUP BY \(inner).owner",
          ]
        return (alias, self.joinLines(lines, alias, query.owner))
      }
      return "\(alias).value"
    }
  }

  // MARK: - Members

  /// The least or the greatest member; the first of equals.
  func picked(
    _ list: BoundExpression, isLeast: Bool, _ form: Form, _ frame: Frame
  ) throws(Diagnostic) -> String {
    if list.type.element.isNumber {
      let name = isLeast ? "min" : "max"
      return try computed(list, name, frame) { "\(name)(\($0))" }
    }
    if case .enumeration(let enumeration) = list.type.element {
      let name = isLeast ? "min" : "max"
      let place = try computed(list, name, of: .order, frame) { "\(name)(\($0))" }
      return form == .order ? place : ranked(place, enumeration)
    }
    return try over(list, frame) { query throws(Diagnostic) in
      try member(of: query, list, isLeast ? "min" : "max", form, frame) { () throws(Diagnostic) in
        var keys: [String] = []
        for form in query.type.orderForms { keys.append(try query.value(form) + (isLeast ? "" : " DESC")) }
        return keys + query.order
      }
    }
  }

  /// The first or the last member.
  func end(
    _ list: BoundExpression, isFirst: Bool, _ form: Form, _ frame: Frame
  ) throws(Diagnostic) -> String {
    try over(list, frame) { query throws(Diagnostic) in
      try member(of: query, list, isFirst ? "first" : "last", form, frame) { () throws(Diagnostic) in
        isFirst ? query.order : query.order.map { "\($0) DESC" }
      }
    }
  }

  /// Joins each owner's first member by the keys, and gives one form of it.
  private func member(
    of query: ListQuery, _ list: BoundExpression, _ name: String, _ form: Form, _ frame: Frame,
    by keys: () throws(Diagnostic) -> [String]
  ) throws(Diagnostic) -> String {
    guard let select = query.select else {
      let value = try query.value(form)
      let found = present(value, query.filters)
      return query.type == .condition ? "coalesce(\(found), FALSE)" : found
    }
    let joined = Select.Joined(
      purpose: "\(name) \(query.condition ?? "")", expression: list, owner: try frame.owner)
    let alias = try frame.select.joining(joined) { () throws(Diagnostic) in
      let order = try keys()
      let window =
        "PARTITION BY \(query.key)" + (order.isEmpty ? "" : " ORDER BY \(order.joined(separator: ", "))")
      let columns =
        ["\(query.key) AS owner"] + (try query.memberColumns()) + ["row_number() OVER (\(window)) AS turn"]
      let alias = translation.alias("\(list.hint)_\(name)")
      return (alias, self.joinLines(select.lines(columns), alias, query.owner, " AND \(alias).turn = 1"))
    }
    let found = "\(alias).value\(form.suffix)"
    return query.type == .condition ? "coalesce(\(found), FALSE)" : found
  }

  // MARK: - Lists as text

  /// A list as planq prints it; NULL where it is empty.
  func printedList(_ list: BoundExpression, _ frame: Frame) throws(Diagnostic) -> String {
    try text(of: list, "text", frame, separator: dialect.string("; ")) { query throws(Diagnostic) in
      try printed(query.type, { form throws(Diagnostic) in try query.value(form) })
    }
  }

  /// One value of a type as text that planq prints.
  func printed(_ type: ValueType, _ value: Value) throws(Diagnostic) -> String {
    if type == .period { return try printedPeriod(value) }
    return printed(type, try value(.plain))
  }

  /// The same of the plain form, which of periods is what a plan prints.
  private func printed(_ type: ValueType, _ value: String) -> String {
    switch type {
    case .condition: "CASE WHEN \(value) THEN 'yes' ELSE 'no' END"
    case .decimal: dialect.exactText(value)
    case .integer, .item: dialect.text(value)
    default: value
    }
  }

  /// A text that is the same for equal lists only: each part behind its length.
  func keyOfList(_ list: BoundExpression, _ frame: Frame) throws(Diagnostic) -> String {
    try text(of: list, "key", frame, separator: "''") { query throws(Diagnostic) in
      var parts: [String] = []
      for form in query.type.equalForms {
        let value =
          query.type == .text ? try query.value(form) : printed(query.type, try query.value(form))
        let part = query.type == .period ? dialect.text(value) : value
        parts.append("\(dialect.text("length(\(part))")) || ':' || \(part)")
      }
      return parts.joined(separator: " || ")
    }
  }

  private func text(
    of list: BoundExpression, _ name: String, _ frame: Frame, separator: String,
    _ write: (ListQuery) throws(Diagnostic) -> String
  ) throws(Diagnostic) -> String {
    let list = labelled(list)
    return try over(list, frame) { query throws(Diagnostic) in
      guard query.select != nil else { return present(try write(query), try query.presence()) }
      return try ordered(query, list, name, frame, write) { dialect.joined($0, separator, by: $1) }
    }
  }

  /// A value that sorts as the list does: by the first member, then the next.
  func sortValueOfList(_ list: BoundExpression, _ frame: Frame) throws(Diagnostic) -> String {
    let list = labelled(list)
    return try over(list, frame) { query throws(Diagnostic) in
      func write(_ query: ListQuery) throws(Diagnostic) -> String {
        var forms: [String] = []
        for form in query.type.orderForms { forms.append(try query.value(form)) }
        if dialect != .sqlite {
          // One number for both days: neither has more than seven digits.
          return query.type == .period && forms.count == 2
            ? "\(forms[0]) * 10000000000 + (\(forms[1]) + 1000000000)" : forms.first ?? "NULL"
        }
        var parts: [String] = []
        for form in forms {
          guard let part = dialect.sortText(form, of: query.type) else {
            throw translation.untranslated(list.range, "ordering by a list of decimals")
          }
          parts.append(part)
        }
        return parts.joined(separator: " || ")
      }
      guard query.select != nil else {
        let value = try write(query)
        return present(dialect.single(value), try query.presence())
      }
      let isText = list.type.element == .text
      return try ordered(query, list, "order", frame, write) {
        dialect.array($0, by: $1) ?? dialect.joined($0, isText ? "char(0)" : "''", by: $1)
      }
    }
  }

  /// Joins what is made of the members of each owner, in their order.
  private func ordered(
    _ query: ListQuery, _ list: BoundExpression, _ name: String, _ frame: Frame,
    _ write: (ListQuery) throws(Diagnostic) -> String, _ join: (String, String) -> String
  ) throws(Diagnostic) -> String {
    let joined = Select.Joined(
      purpose: "\(name) \(query.condition ?? "")", expression: list, owner: try frame.owner)
    let alias = try frame.select.joining(joined) { () throws(Diagnostic) in
      guard let select = query.select else { throw misbound(list) }
      let text = try write(query)
      let order = query.order.isEmpty ? [text] : query.order
      let place =
        order.count == 1 && !query.order.isEmpty
        ? order[0]
        : "row_number() OVER (PARTITION BY \(query.key) ORDER BY \(order.joined(separator: ", ")))"
      let inner = translation.alias("ordered")
      let alias = translation.alias("\(list.hint)_\(name)")
      let columns = ["\(query.key) AS owner", "\(place) AS place", "\(text) AS value"]
      let lines =
        ["SELECT \(inner).owner AS owner, \(join("\(inner).value", "\(inner).place")) AS value", "FROM ("]
        + SQLLines.indented(select.lines(columns, tail: dialect == .sqlite ? ["ORDER BY owner, place"] : []))
        + [") AS \(inner)", "GROUP BY \(inner).owner"]
      return (alias, self.joinLines(lines, alias, query.owner))
    }
    return "\(alias).value"
  }
}
