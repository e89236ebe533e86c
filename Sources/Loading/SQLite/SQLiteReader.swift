import CSQLite
package import Plan
import Platform

/// Reads a plan from a SQLite database by stepping through its tables straight into the builder.
package enum SQLiteReader {
  /// Takes the path of a database that `.save` wrote, or that has tables of the same names and columns; columns that
  /// are missing are blank. Throws `LoadFailure` that names table, row and column.
  package static func read(path: String, into builder: PlanBuilder, isCancelled: @escaping () -> Bool)
    throws(LoadFailure)
  {
    let database = try SQLiteConnection(reading: path, isCancelled: isCancelled)
    try check(database)
    let tables = try tableNames(database)
    guard tables.contains("objective") || tables.contains("action") else {
      throw LoadFailure(
        "this SQLite file holds no plan: it has no table \"objective\" (`.schema sql` shows the tables)")
    }
    try checkComplete(database, tables)
    // The parents' ids, which the children's rows name.
    var rowOfID: [Entity: RowIDs] = [:]
    for (entity, table) in PlanTable.stored where tables.contains(table.name) && entity != .findings {
      var reader = try SQLiteTableReader.make(entity, table, database, builder, tables, rowOfID)
      rowOfID[entity] = try reader.readAll(isCancelled: isCancelled)
    }
    if tables.contains(Schema[.findings].singular) { try readFindings(database, into: builder) }
  }

  /// A file may have been damaged, or made to do harm: only sound ones are read.
  private static func check(_ database: borrowing SQLiteConnection) throws(LoadFailure) {
    let version = try database.prepare("PRAGMA user_version")
    if try version.step(), version.integer(at: 0) > Int64(SQLiteWriter.version) {
      throw LoadFailure(
        "this plan was written by a newer planq (tables of version \(version.integer(at: 0)))")
    }
    let statement = try database.prepare("PRAGMA quick_check(1)")
    // It is one step, however large the file is; before SQLite 3.42 it does not ask the progress handler.
    let isThere = try InterruptWatch.during(interrupt: database.interrupter) { () throws(LoadFailure) in
      try statement.step()
    }
    guard isThere else { return }
    let answer = statement.string(at: 0)
    if answer != "ok" { throw LoadFailure("this SQLite file is damaged: \(answer)") }
  }

  /// A file that planq wrote has all tables; in one that was made by hand, those that are missing hold nothing.
  private static func checkComplete(
    _ database: borrowing SQLiteConnection, _ tables: Set<String>
  ) throws(LoadFailure) {
    let statement = try database.prepare("PRAGMA application_id")
    guard try statement.step(), statement.integer(at: 0) == Int64(SQLiteWriter.applicationID) else { return }
    for name in tableNames where !tables.contains(name) {
      throw LoadFailure(
        "this SQLite file was written by planq, and its table \"\(name)\" is gone (`.schema sql` shows the tables)"
      )
    }
  }

  /// The tables that are read.
  private static let tableNames =
    PlanTable.stored.map(\.table.name) + [PlanTable.dueName, PlanTable.partyName]

  /// Real tables only: a view or a virtual table runs what its maker wants.
  private static func tableNames(_ database: borrowing SQLiteConnection) throws(LoadFailure) -> Set<String> {
    let statement = try database.prepare("SELECT name, type FROM pragma_table_list WHERE schema = 'main'")
    var names: Set<String> = []
    let known = Set(tableNames)
    while try statement.step() {
      let name = statement.string(at: 0).lowercased()
      guard known.contains(name) else { continue }
      let type = statement.string(at: 1)
      guard type == "table" else {
        throw LoadFailure("\"\(name)\" is a \(type), and planq reads real tables only")
      }
      names.insert(name)
    }
    return names
  }
}

extension SQLiteReader {
  /// What was found when the plan was first read travels with it.
  private static func readFindings(
    _ database: borrowing SQLiteConnection, into builder: PlanBuilder
  ) throws(LoadFailure) {
    let statement = try database.prepare(
      "SELECT id, severity, rule, entity, ref, message, line FROM finding ORDER BY id")
    var texts = ShortTexts()
    while try statement.step() {
      func wrong(_ column: String, _ message: String) -> LoadFailure {
        LoadFailure(message, path: "finding[id=\(statement.integer(at: 0))].\(column)")
      }
      guard let code = statement.withText(at: 1, { texts.code(of: $0, in: .severity) }),
        let severity = Severity(rawValue: code)
      else {
        throw wrong("severity", "must be \(Enumeration.severity.values.joined(separator: ", "))")
      }
      guard let entity = texts.entity(named: statement.string(at: 3)) else {
        throw wrong("entity", "names no kind of item")
      }
      builder.addFinding(
        severity, rule: statement.withText(at: 2) { texts.string(of: $0) }, entity: entity,
        ref: statement.string(at: 4),
        message: statement.withText(at: 5) { texts.string(of: $0) },
        line: Int(clamping: statement.integer(at: 6)))
    }
  }
}

/// The rows of a plan by the ids that a database gave them, which usually are 1, 2, 3 …
struct RowIDs {
  private var count: UInt32 = 0
  private var isSequential = true
  private var others: [Int64: UInt32] = [:]

  mutating func add(_ id: Int64) {
    if isSequential, id != Int64(count) + 1 {
      isSequential = false
      for row in 0..<count { others[Int64(row) + 1] = row }
    }
    if !isSequential { others[id] = count }
    count += 1
  }

  subscript(id: Int64) -> UInt32? {
    if isSequential { return id >= 1 && id <= Int64(count) ? UInt32(truncatingIfNeeded: id - 1) : nil }
    return others[id]
  }
}
