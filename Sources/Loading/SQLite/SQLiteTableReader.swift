import CSQLite
import Plan

/// Reads the rows of one table.
struct SQLiteTableReader: ~Copyable {
  private let entity: Entity
  private let table: PlanTable
  private let builder: PlanBuilder
  /// The rows of the entity that a row's parent belongs to.
  private let parents: RowIDs
  private var statement: SQLiteStatement
  private let columns: [PlanTable.Column]
  private let contents: [PlanTable.Content]
  /// Of each column whose values are declared.
  private var choices: [ChoiceCodes?]
  private var texts = ShortTexts()
  /// As a rule as many as there are rows.
  private let lastID: Int64
  private let databaseSize: Int64
  /// A row takes no less of the database than this.
  private var bytesRead: Int64 = 0

  private init(
    _ entity: Entity, _ table: PlanTable, _ columns: [PlanTable.Column], _ builder: PlanBuilder,
    _ rowOfID: [Entity: RowIDs], _ statement: consuming SQLiteStatement,
    lastID: Int64, databaseSize: Int64
  ) {
    self.lastID = lastID
    self.databaseSize = databaseSize
    self.entity = entity
    self.table = table
    self.columns = columns
    contents = columns.map(\.content)
    choices = columns.map { column in
      if case .choice(let field) = column.content, case .enumeration(let choices) = Schema.field(field).type {
        return ChoiceCodes(choices)
      }
      return nil
    }
    self.builder = builder
    parents =
      columns.compactMap { column in
        if case .parent(let parent) = column.content { rowOfID[parent] } else { nil }
      }.first ?? RowIDs()
    self.statement = statement
  }

  static func make(
    _ entity: Entity, _ table: PlanTable, _ database: borrowing SQLiteConnection, _ builder: PlanBuilder,
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
    return SQLiteTableReader(entity, table, columns, builder, rowOfID, statement,
      lastID: try database.integer("SELECT max(rowid) FROM \"\(table.name)\""),
      databaseSize: try database.size())
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

  /// How many rows tell how long those of the table are.
  private static let sample = 4096
  /// About what a row takes apart from its texts.
  private static let leastRow: Int64 = 32

  /// Makes room for the rows that the last id promises, and for no more than the database can hold.
  private func reserve(_ count: Int) {
    let share = databaseSize / max(1, bytesRead) + 1
    builder.reserve(
      entity, whole: Int(clamping: min(lastID, share.multipliedReportingOverflow(by: Int64(count)).partialValue)),
      read: count)
  }

  mutating func readAll(isCancelled: () -> Bool) throws(LoadFailure) -> RowIDs {
    var ids = RowIDs()
    while try statement.step(asking: isCancelled) {
      if ids.count == Self.sample { reserve(ids.count) }
      bytesRead &+= Self.leastRow
      let id = statement.integer(at: 0)
      ids.add(id)
      builder.begin(entity, line: 0)
      for index in contents.indices { try read(index, id: id) }
    }
    return ids
  }

  private mutating func read(_ column: Int, id: Int64) throws(LoadFailure) {
    let value = statement[Int32(truncatingIfNeeded: column &+ 1)]
    let kind = value.kind
    if kind == .null { return }
    switch contents[column] {
    case .text(let field):
      guard kind == .text else { throw wrong("must be text or NULL", column, id) }
      let isSound = value.withText { text in
        guard text.isUTF8 else { return false }
        builder.set(field, text: text)
        bytesRead &+= Int64(text.count)
        return true
      }
      guard isSound else { throw wrong("is not UTF-8 text", column, id) }
    case .integer(let field):
      guard kind == .integer else { throw wrong("must be an integer or NULL", column, id) }
      builder.set(field, integer: value.integer)
    case .choice(let field):
      guard kind == .text, let code = value.withText({ choices[column]?.code(of: $0) }) else {
        throw wrong("must be \(allowed(field)) or NULL", column, id)
      }
      builder.set(field, code: code)
    case .period(let field):
      guard kind == .text, let period = value.withText({ texts.period(of: $0) }) else {
        throw wrong("must be a date such as 2011-10 or NULL", column, id)
      }
      builder.set(field, period: period)
    case .parent(let parent):
      guard kind == .integer, let row = parents[value.integer] else {
        throw wrong("names no \(Schema[parent].singular)", column, id)
      }
      builder.setParent(of: entity, to: row)
    case .id, .condition, .folded, .firstDay, .lastDay, .list, .item, .position, .member: break
    }
  }

  private func wrong(_ message: String, _ column: Int, _ id: Int64) -> LoadFailure {
    LoadFailure(message, path: "\(table.name)[id=\(id)].\(columns[column].name)")
  }

  private func allowed(_ field: FieldID) -> String {
    guard case .enumeration(let enumeration) = Schema.field(field).type else { return "text" }
    return enumeration.values.joined(separator: ", ")
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes are UTF-8.
  var isUTF8: Bool { (try? UTF8Span(validating: span)) != nil }
}
