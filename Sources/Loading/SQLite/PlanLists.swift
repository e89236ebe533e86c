import CSQLite
import Plan

/// The lists of a database, which stand in the tables `due` and `party`, by the ids of their items.
struct PlanLists: Sendable {
  private var due: CollectedPeriods?
  private var parties: [(field: FieldID, lists: CollectedParties)] = []

  /// - Parameter tables: those that the database has. Where there are no items, no lists are read.
  static func read(
    from database: borrowing SQLiteConnection, _ tables: DatabaseTables, isCancelled: () -> Bool
  ) throws(LoadFailure) -> PlanLists {
    var lists = PlanLists()
    if tables.contains(PlanTable.dueName), tables.contains(Schema[.actions].singular) {
      var statement = try database.prepare("SELECT action, period FROM due ORDER BY action, position")
      var reader = ListReader(PlanTable.dueName)
      lists.due = try reader.readDue(&statement, isCancelled)
    }
    guard tables.contains(PlanTable.partyName) else { return lists }
    var statement = try database.prepare(
      "SELECT item, name, kind, agency FROM party WHERE part = ? ORDER BY item, position")
    for (part, field) in PlanTable.partyFields where tables.contains(Schema[field.entity].singular) {
      statement.reset()
      statement.bind(Enumeration.part.text(of: part.rawValue) ?? "", at: 0)
      var reader = ListReader(PlanTable.partyName)
      lists.parties.append((field, try reader.readParties(&statement, isCancelled)))
    }
    return lists
  }

  /// Gives them to the items; what belongs to none becomes a finding.
  func fill(_ builder: PlanBuilder, _ rowOfID: ItemIDs) throws(LoadFailure) {
    func checkOrder(_ isInOrder: Bool, _ table: String) throws(LoadFailure) {
      if !isInOrder {
        throw LoadFailure("this SQLite file is damaged: the rows of table \(table) are out of order")
      }
    }
    func reportOrphan(_ item: Int64, _ table: String) {
      builder.addFinding(
        .error, rule: "row-orphan", entity: .plan, ref: "",
        message: "a row of table \(table) belongs to item \(item), which is not there", line: 0)
    }
    if let due {
      let rows = rowOfID[PlanTable.due.entity]
      try checkOrder(
        builder.fill(
          PlanTable.due, with: due, row: { rows[$0] }, orphan: { reportOrphan($0, PlanTable.dueName) }),
        PlanTable.dueName)
    }
    for (field, lists) in parties {
      let rows = rowOfID[field.entity]
      try checkOrder(
        builder.fill(
          field, with: lists, row: { rows[$0] }, orphan: { reportOrphan($0, PlanTable.partyName) }),
        PlanTable.partyName)
    }
  }
}

/// Reads the members of lists, a row each, whose first column is the id of their item.
private struct ListReader {
  private let table: String
  private var kinds = ChoiceCodes(.kind)

  init(_ table: String) { self.table = table }

  mutating func readDue(
    _ statement: inout SQLiteStatement, _ isCancelled: () -> Bool
  ) throws(LoadFailure) -> CollectedPeriods {
    var lists = CollectedPeriods()
    var texts = ShortTexts()
    while try statement.step(asking: isCancelled) {
      let period = statement[1]
      guard period.kind == .text, let period = period.withText({ texts.period(of: $0) }) else {
        throw wrong(statement, "period", "must be a date such as 2011-10")
      }
      lists.add(statement.integer(at: 0), period)
    }
    return lists
  }

  mutating func readParties(
    _ statement: inout SQLiteStatement, _ isCancelled: () -> Bool
  ) throws(LoadFailure) -> CollectedParties {
    var collector = PartyCollector()
    while try statement.step(asking: isCancelled) {
      let (item, name, agency) = (statement.integer(at: 0), statement[1], statement[3])
      guard name.kind == .text else { throw wrong(statement, "name", "must be text") }
      let kind = try kind(of: statement)
      let hasAgency = agency.kind != .null
      let isAdded = name.withText { text in
        guard !hasAgency, text.isUTF8 else { return false }
        collector.add(item, name: text, kind: kind)
        return true
      }
      if isAdded { continue }
      collector.add(
        item, PlanBuilder.Party(name: name.string, agency: hasAgency ? agency.string : "", kind: kind))
    }
    return collector.lists
  }

  private mutating func kind(of statement: borrowing SQLiteStatement) throws(LoadFailure) -> PartyKind? {
    let kind = statement[2]
    if kind.kind == .null { return nil }
    guard let code = kind.withText({ kinds.code(of: $0) }), let known = PartyKind(rawValue: code) else {
      throw wrong(statement, "kind", "must be \(Enumeration.kind.values.joined(separator: ", ")) or NULL")
    }
    return known
  }

  private func wrong(
    _ statement: borrowing SQLiteStatement, _ column: String, _ message: String
  ) -> LoadFailure {
    LoadFailure(message, path: "\(table)[item=\(statement.integer(at: 0))].\(column)")
  }
}
