import CSQLite
import Plan

/// Reads the rows of one table, and in step with them the rows of `due` and `party` that belong to them.
struct SQLiteTableReader: ~Copyable {
  private let entity: Entity
  private let table: PlanTable
  private let builder: PlanBuilder
  private let rowOfID: [Entity: RowIDs]
  private let statement: SQLiteStatement
  private let columns: [PlanTable.Column]
  private let lists: ListReaders

  private init(
    _ entity: Entity, _ table: PlanTable, _ columns: [PlanTable.Column], _ builder: PlanBuilder,
    _ rowOfID: [Entity: RowIDs],
    _ statement: consuming SQLiteStatement, _ lists: ListReaders
  ) {
    self.entity = entity
    self.table = table
    self.columns = columns
    self.builder = builder
    self.rowOfID = rowOfID
    self.statement = statement
    self.lists = lists
  }

  static func make(
    _ entity: Entity, _ table: PlanTable, _ database: borrowing SQLiteConnection, _ builder: PlanBuilder,
    _ tables: Set<String>,
    _ rowOfID: [Entity: RowIDs]
  ) throws(LoadFailure) -> SQLiteTableReader {
    let present = try columnNames(table.name, database)
    let columns = table.columns.filter { $0.isRead && present.contains($0.name) }
    reportUnread(entity, table, present, builder)
    let selected = ["rowid"] + columns.map { "\"\($0.name)\"" }
    let hasListed = entity == .officers && present.contains("listed")
    if hasListed { try checkListed(database) }
    // Officers who are only named in the lists of parties are found there again.
    let listed = hasListed ? " WHERE listed" : ""
    let statement = try database.prepare(
      "SELECT \(selected.joined(separator: ", ")) FROM \"\(table.name)\"\(listed) ORDER BY rowid")
    let lists = try ListReaders.make(entity, database, tables)
    return SQLiteTableReader(entity, table, columns, builder, rowOfID, statement, lists)
  }

  /// What is neither yes nor no would drop an officer in silence.
  private static func checkListed(_ database: borrowing SQLiteConnection) throws(LoadFailure) {
    let statement = try database.prepare(
      """
      SELECT rowid FROM officer
      WHERE typeof(listed) <> 'integer' OR listed NOT IN (0, 1) ORDER BY rowid LIMIT 1
      """)
    if try statement.step() {
      throw LoadFailure("must be 0 or 1", path: "officer[id=\(statement.integer(at: 0))].listed")
    }
  }

  private static func columnNames(
    _ table: String, _ database: borrowing SQLiteConnection
  ) throws(LoadFailure) -> [String] {
    let statement = try database.prepare("SELECT name FROM pragma_table_info(?)")
    statement.bind(table, at: 0)
    var names: [String] = []
    while try statement.step() { names.append(statement.string(at: 0).lowercased()) }
    return names
  }

  /// A column that planq does not know may hold what its maker counts on, so it is never passed over in silence.
  private static func reportUnread(
    _ entity: Entity, _ table: PlanTable, _ present: [String], _ builder: PlanBuilder
  ) {
    let known = Set(table.columns.map(\.name))
    for name in present where !known.contains(name) {
      builder.addFinding(
        .warning, rule: "column-unread", entity: entity, ref: "",
        message: "table \(table.name) has a column \(name) that planq does not read", line: 0)
    }
  }

  func readAll(isCancelled: () -> Bool) throws(LoadFailure) -> RowIDs {
    var ids = RowIDs()
    var count = 0
    while try statement.step() {
      count += 1
      if count & 0xFFF == 0, isCancelled() { throw LoadFailure("interrupted") }
      let id = statement.integer(at: 0)
      ids.add(id)
      builder.begin(entity, line: 0)
      for (index, column) in columns.enumerated() {
        try read(column, at: Int32(truncatingIfNeeded: index + 1), id: id)
      }
      try lists.read(id, into: builder)
    }
    try lists.finish(builder)
    return ids
  }

  private func read(_ column: PlanTable.Column, at index: Int32, id: Int64) throws(LoadFailure) {
    let kind = statement.kind(at: index)
    if kind == .null { return }
    func wrong(_ message: String) -> LoadFailure {
      LoadFailure(message, path: "\(table.name)[id=\(id)].\(column.name)")
    }
    switch column.content {
    case .text(let field):
      guard kind == .text else { throw wrong("must be text or NULL") }
      guard statement.withText(at: index, { setText($0, field) }) else { throw wrong("is not UTF-8 text") }
    case .integer(let field):
      guard kind == .integer else { throw wrong("must be an integer or NULL") }
      builder.set(field, integer: statement.integer(at: index))
    case .choice(let field):
      guard kind == .text, case .enumeration(let enumeration) = Schema.field(field).type,
        let code = enumeration.code(of: statement.string(at: index))
      else { throw wrong("must be \(allowed(field)) or NULL") }
      builder.set(field, code: code)
    case .period(let field):
      guard kind == .text, let period = Period(statement.string(at: index)) else {
        throw wrong("must be a date such as 2011-10 or NULL")
      }
      builder.set(field, period: period)
    case .parent(let parent):
      guard kind == .integer, let row = rowOfID[parent]?[statement.integer(at: index)] else {
        throw wrong("names no \(Schema[parent].singular)")
      }
      builder.setParent(of: entity, to: row)
    case .id, .condition, .folded, .firstDay, .lastDay, .list, .item, .position, .member: break
    }
  }

  private func setText(_ bytes: UnsafeBufferPointer<UInt8>, _ field: FieldID) -> Bool {
    guard bytes.allSatisfy({ $0 < 0x80 }) || String(validating: bytes, as: UTF8.self) != nil else {
      return false
    }
    builder.set(field, text: bytes)
    return true
  }

  private func allowed(_ field: FieldID) -> String {
    guard case .enumeration(let enumeration) = Schema.field(field).type else { return "text" }
    return enumeration.values.joined(separator: ", ")
  }
}
