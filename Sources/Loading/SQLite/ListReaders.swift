import CSQLite
import Plan

/// Steps through `due` and `party` in the order of the items they belong to, beside the items' own table: every
/// list is read once, and none is looked up.
struct ListReaders {
  private var due: ItemCursor?
  private var parts: [PartCursor] = []

  static func make(
    _ entity: Entity, _ database: borrowing SQLiteConnection, _ tables: Set<String>
  ) throws(LoadFailure) -> ListReaders {
    var readers = ListReaders()
    if entity == .actions, tables.contains(PlanTable.dueName) {
      readers.due = ItemCursor(
        try database.prepare("SELECT action, period FROM due ORDER BY action, position"), table: "due")
    }
    guard tables.contains(PlanTable.partyName) else { return readers }
    for (part, field) in PlanTable.partyFields where field.entity == entity {
      let statement = try database.prepare(
        "SELECT item, name, kind, agency FROM party WHERE part = ? ORDER BY item, position")
      statement.bind(Enumeration.part.text(of: part.rawValue) ?? "", at: 0)
      readers.parts.append(PartCursor(field: field, cursor: ItemCursor(statement, table: "party")))
    }
    return readers
  }

  func read(_ id: Int64, into builder: PlanBuilder, _ texts: inout ShortTexts) throws(LoadFailure) {
    if let due {
      while try due.isAt(id, builder) {
        guard due.kind(at: 1) == .text, let period = due.withText(at: 1, { texts.period(of: $0) }) else {
          throw due.wrong("period", "must be a date such as 2011-10")
        }
        builder.append(PlanTable.due, period: period)
        due.take()
      }
    }
    for part in parts {
      while try part.cursor.isAt(id, builder) {
        try add(part.cursor, to: part.field, of: builder, &texts)
        part.cursor.take()
      }
    }
  }

  private func add(
    _ cursor: ItemCursor, to field: FieldID, of builder: PlanBuilder, _ texts: inout ShortTexts
  ) throws(LoadFailure) {
    guard cursor.kind(at: 1) == .text else { throw cursor.wrong("name", "must be text") }
    var kind: PartyKind?
    if cursor.kind(at: 2) != .null {
      guard let code = cursor.withText(at: 2, { texts.code(of: $0, in: .kind) }),
        let known = PartyKind(rawValue: code)
      else {
        throw cursor.wrong("kind", "must be \(Enumeration.kind.values.joined(separator: ", ")) or NULL")
      }
      kind = known
    }
    let agency = cursor.kind(at: 3) == .null ? "" : cursor.string(at: 3)
    let isAdded = cursor.withText(at: 1) { name in
      guard agency.isEmpty, name.isUTF8 else { return false }
      builder.append(field, name: name, kind: kind, line: 0)
      return true
    }
    if isAdded { return }
    builder.append(
      field, party: PlanBuilder.Party(name: cursor.string(at: 1), agency: agency, kind: kind))
  }

  /// Rows that are left belong to no item.
  func finish(_ builder: PlanBuilder) throws(LoadFailure) {
    if let due { try due.reportRest(builder) }
    for part in parts { try part.cursor.reportRest(builder) }
  }
}

private struct PartCursor {
  let field: FieldID
  let cursor: ItemCursor
}

/// A statement whose first column is the id of an item, in rising order.
final class ItemCursor {
  private let statement: SQLiteStatement
  private let table: String
  private var hasRow = false
  private var hasEnded = false

  init(_ statement: consuming SQLiteStatement, table: String) {
    self.statement = statement
    self.table = table
  }

  /// Whether the row at hand belongs to the item; rows of items that do not exist become findings on the way.
  func isAt(_ id: Int64, _ builder: PlanBuilder) throws(LoadFailure) -> Bool {
    while true {
      guard try fetch() else { return false }
      let item = statement.integer(at: 0)
      if item >= id { return item == id }
      reportOrphan(item, builder)
      take()
    }
  }

  func take() { hasRow = false }

  func kind(at index: Int32) -> SQLiteStatement.Kind { statement.kind(at: index) }
  func string(at index: Int32) -> String { statement.string(at: index) }
  func withText<Result>(at index: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    statement.withText(at: index, body)
  }

  func wrong(_ column: String, _ message: String) -> LoadFailure {
    LoadFailure(message, path: "\(table)[item=\(statement.integer(at: 0))].\(column)")
  }

  func reportRest(_ builder: PlanBuilder) throws(LoadFailure) {
    while try fetch() {
      reportOrphan(statement.integer(at: 0), builder)
      take()
    }
  }

  private func fetch() throws(LoadFailure) -> Bool {
    if hasRow { return true }
    if hasEnded { return false }
    hasRow = try statement.step()
    hasEnded = !hasRow
    return hasRow
  }

  private func reportOrphan(_ item: Int64, _ builder: PlanBuilder) {
    builder.addFinding(
      .error, rule: "row-orphan", entity: .plan, ref: "",
      message: "a row of table \(table) belongs to item \(item), which is not there", line: 0)
  }
}
