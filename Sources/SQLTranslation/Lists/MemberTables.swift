import Binding
import Language
import Plan

/// Rows whose lists go into a table: a frame of a query of its own, what tells the owner of a list, and the order of
/// the rows that one owner has.
typealias MemberRows = () throws(Diagnostic) -> (frame: Frame, owner: String, place: String)

extension Writer {
  /// Puts lists into a table of the WITH clause. `rows` is asked for a new query for each list of which one counts.
  func memberTable(of list: BoundExpression, _ rows: MemberRows) throws(Diagnostic) -> MemberTable {
    let (frame, owner, place) = try rows()
    let lists = try self.lists(list, frame)
    let type = lists.first?.type ?? list.type.element
    if lists.count == 1 {
      let order = ([place] + lists[0].order).joined(separator: ", ")
      let window = "row_number() OVER (PARTITION BY \(owner) ORDER BY \(order)) AS place"
      try bring(lists[0], into: frame)
      let lines = frame.select.lines(["\(owner) AS owner", window] + (try lists[0].memberColumns()))
      return MemberTable(name: translation.table("\(list.hint)_members", lines), type: type)
    }
    var parts: [[String]] = []
    for index in lists.indices { parts.append(try part(index, of: list, rows)) }
    let union = translation.table("\(list.hint)_parts", Array(parts.joined(separator: ["UNION ALL"])))
    let forms = type.forms.map { "\(union).value\($0.suffix)" }
    let window =
      "row_number() OVER (PARTITION BY \(union).owner ORDER BY \(union).row_place, \(union).position)"
    let lines = Select(from: union).lines(["\(union).owner", "\(window) AS place"] + forms)
    return MemberTable(name: translation.table("\(list.hint)_members", lines), type: type)
  }

  /// The rows for which one of several lists counts, with its members.
  private func part(
    _ index: Int, of list: BoundExpression, _ rows: MemberRows
  ) throws(Diagnostic) -> [String] {
    let (frame, owner, place) = try rows()
    let lists = try self.lists(list, frame)
    guard lists.indices.contains(index) else { throw misbound(list) }
    let found = lists[index]
    for earlier in lists[..<index] { frame.select.filter("NOT (\(earlier.condition ?? "FALSE"))") }
    if index < lists.count - 1 { frame.select.filter(found.condition ?? "TRUE") }
    try bring(found, into: frame)
    let order = found.order.isEmpty ? place : found.order.joined(separator: ", ")
    return frame.select.lines(
      [
        "\(owner) AS owner", "\(place) AS row_place",
        "row_number() OVER (PARTITION BY \(place) ORDER BY \(order)) AS position",
      ] + (try found.memberColumns()))
  }

  /// Joins the members of a list to the rows they belong to, a row each.
  func bring(_ list: ListQuery, into frame: Frame) throws(Diagnostic) {
    if let select = list.select {
      frame.select.absorb(select, on: "\(list.key) = \(list.owner)")
    } else {
      for filter in try list.presence() { frame.select.filter(filter) }
    }
  }

  /// Of equal members of an owner the first; items are equal by what names them.
  func unique(_ table: MemberTable) throws(Diagnostic) -> MemberTable {
    let list = members(of: table, "")
    guard let select = list.select else { return table }
    let labels = label(of: list)
    var keys = [list.key]
    for form in labels.type.equalForms { keys.append(try labels.value(form)) }
    let place = list.order.joined(separator: ", ")
    let columns =
      ["\(list.key) AS owner", "\(place) AS place"] + (try list.memberColumns())
      + ["row_number() OVER (PARTITION BY \(keys.joined(separator: ", ")) ORDER BY \(place)) AS turn"]
    let alias = translation.alias("turns")
    let forms = table.type.forms.map { "\(alias).value\($0.suffix)" }
    let lines =
      ["SELECT " + (["\(alias).owner", "\(alias).place"] + forms).joined(separator: ", "), "FROM ("]
      + SQLLines.indented(select.lines(columns)) + [") AS \(alias)", "WHERE \(alias).turn = 1"]
    return MemberTable(name: translation.table("unique_members", lines), type: table.type)
  }
}
