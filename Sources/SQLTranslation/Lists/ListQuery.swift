import Binding
import Language
import Plan

/// A list, as the rows of a query, in order; or the one value of a list that can hold no more.
struct ListQuery {
  /// When this is the list, over the frame it belongs to; nil where it always is.
  var condition: String?
  /// The query of the members; nil for the one value.
  var select: Select?
  /// A column of that query which tells the owner of a member, and the owner in the frame it belongs to.
  var key = ""
  var owner = ""
  /// Of the one value.
  var filters: [String] = []
  var order: [String] = []
  /// The frame in which a member is looked at.
  var frame: Frame
  /// The type of a member.
  var type: ValueType

  func value(_ form: Form) throws(Diagnostic) -> String {
    switch frame.member {
    case .value(let value): try value(form)
    case .item(let row): row.id
    case nil: "NULL"
    }
  }

  /// Of the one value: when it is there.
  func presence() throws(Diagnostic) -> [String] {
    filters + (type == .condition ? [] : ["\(try value(.plain)) IS NOT NULL"])
  }
}

extension Writer {
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

  /// There is a member, and some passes the test where there is one; the test may give NULL.
  func exists(_ list: ListQuery, _ test: String?) throws(Diagnostic) -> String {
    let tests = test.map { $0 == "TRUE" ? [] : [$0] } ?? []
    if let select = list.select { return exists(select, ["\(list.key) = \(list.owner)"], tests) }
    var parts = try list.presence()
    if let test = tests.first { parts.append(test == "FALSE" ? test : "(\(test)) IS TRUE") }
    return parts.isEmpty ? "TRUE" : "(\(parts.joined(separator: " AND ")))"
  }

  /// Some pair of members passes.
  func exists(_ left: ListQuery, _ right: ListQuery, _ test: String) throws(Diagnostic) -> String {
    guard let ours = left.select else {
      let rest = try exists(right, test)
      return "(\((try left.presence() + [rest]).joined(separator: " AND ")))"
    }
    guard let theirs = right.select else {
      let presence = try right.presence()
      let tie = "\(left.key) = \(left.owner)"
      return "(\((presence + [exists(ours, [tie], [test])]).joined(separator: " AND ")))"
    }
    let both = Select(ours)
    both.absorb(theirs, on: "\(right.key) = \(right.owner)")
    return exists(both, ["\(left.key) = \(left.owner)"], [test])
  }

  private func exists(_ select: Select, _ ties: [String], _ tests: [String]) -> String {
    "EXISTS (\(SQLLines.joined(select.lines(["1"], before: ties, and: tests))))"
  }
}
