import Binding
import Language
import Plan

/// Aggregates over a list within its row, and what else asks a list for one value.
extension Writer {
  func aggregate(
    _ aggregate: Aggregate, _ list: BoundExpression, _ expression: BoundExpression, _ form: Form,
    _ frame: Frame
  ) throws(Diagnostic) -> String {
    switch aggregate {
    case .count: return try over(list, frame) { "(\($0.select("count(*)")))" }
    case .sum: return try computed("sum", list, frame)
    case .avg: return try computed("avg", list, frame)
    case .min, .worst: return try picked(list, isLeast: true, form, frame)
    case .max, .best: return try picked(list, isLeast: false, form, frame)
    case .median:
      return try over(list, frame) { list throws(Diagnostic) in
        let number = try list.value(.plain)
        let alias = translation.alias("member")
        let columns =
          "\(number) AS number, row_number() OVER (ORDER BY \(number)) AS place, count(*) OVER () AS size"
        return "(SELECT avg(\(alias).number) FROM (\(list.select(columns))) AS \(alias)"
          + " WHERE \(alias).place IN ((\(alias).size + 1) / 2, (\(alias).size + 2) / 2))"
      }
    case .list, .unique: throw misbound(expression)
    }
  }

  private func computed(
    _ function: String, _ list: BoundExpression, _ frame: Frame
  ) throws(Diagnostic) -> String {
    try over(list, frame) { list throws(Diagnostic) in
      "(\(list.select("\(function)(\(try list.value(.plain)))")))"
    }
  }

  /// The least or the greatest member; the first of equals.
  func picked(
    _ list: BoundExpression, isLeast: Bool, _ form: Form, _ frame: Frame
  ) throws(Diagnostic) -> String {
    try over(list, frame) { list throws(Diagnostic) in
      if list.type == .integer || list.type == .decimal {
        return "(\(list.select("\(isLeast ? "min" : "max")(\(try list.value(.plain)))")))"
      }
      var keys: [String] = []
      for form in list.type.orderForms { keys.append(try list.value(form)) }
      keys = SQLText.sortKeys(keys).map { $0 + (isLeast ? "" : " DESC") }
      return try member(list, form, by: keys + list.order)
    }
  }

  /// The first or the last member.
  func end(
    _ list: BoundExpression, isFirst: Bool, _ form: Form, _ frame: Frame
  ) throws(Diagnostic) -> String {
    try over(list, frame) { list throws(Diagnostic) in
      try member(list, form, by: isFirst ? list.order : list.order.map { "\($0) DESC" })
    }
  }

  private func member(_ list: ListQuery, _ form: Form, by keys: [String]) throws(Diagnostic) -> String {
    let order = keys.isEmpty ? "" : " ORDER BY " + keys.joined(separator: ", ")
    let found = "(" + list.select(try list.value(form), tail: order + " LIMIT 1") + ")"
    return list.type == .condition ? "coalesce(\(found), FALSE)" : found
  }

  // MARK: - Lists as text

  /// A list as planq prints it; NULL where it is empty.
  func printedList(_ list: BoundExpression, _ frame: Frame) throws(Diagnostic) -> String {
    try joined(list, frame, separator: "; ") { list throws(Diagnostic) in
      switch list.type {
      case .condition: "CASE WHEN \(try list.value(.plain)) THEN 'yes' ELSE 'no' END"
      case .decimal: dialect.exactText(try list.value(.plain))
      default: try list.value(.plain)
      }
    }
  }

  /// A text that is the same for equal lists only.
  func keyOfList(_ list: BoundExpression, _ frame: Frame) throws(Diagnostic) -> String {
    try joined(list, frame, separator: ",") { list throws(Diagnostic) in
      var parts: [String] = []
      for form in list.type.equalForms { parts.append(dialect.quoted(try list.value(form))) }
      return parts.joined(separator: " || '/' || ")
    }
  }

  /// A text that sorts as the list does: by the first member, then the next.
  func sortTextOfList(_ list: BoundExpression, _ frame: Frame) throws(Diagnostic) -> String {
    let isText = list.type.element == .text
    return try joined(list, frame, separator: isText ? nil : "") { list throws(Diagnostic) in
      var parts: [String] = []
      for form in list.type.orderForms {
        let value = try list.value(form)
        guard let part = dialect.sortText(value, of: list.type) else {
          throw translation.untranslated(SourceRange(0, 0), "ordering by a list of decimals")
        }
        parts.append(part)
      }
      return parts.joined(separator: " || ")
    }
  }

  /// `separator` nil for a character that comes before all others.
  private func joined(
    _ list: BoundExpression, _ frame: Frame, separator: String?,
    _ write: (ListQuery) throws(Diagnostic) -> String
  ) throws(Diagnostic) -> String {
    try over(labelled(list), frame) { list throws(Diagnostic) in
      let alias = translation.alias("member")
      let order = list.order.isEmpty ? "" : " ORDER BY " + list.order.joined(separator: ", ")
      let members = list.select("\(try write(list)) AS text", tail: order)
      let text = dialect.joined("\(alias).text", separator.map { SQLText.string($0) } ?? "char(0)")
      return "(SELECT \(text) FROM (\(members)) AS \(alias))"
    }
  }
}
