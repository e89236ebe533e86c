import CSQLite
package import Plan
import Platform

/// Reads a plan from a SQLite database by stepping through its tables straight into the builder.
package enum SQLiteReader {
  /// To be called by a program at its start, before any thread can use SQLite; without it, reading is slower.
  package static func setUp() { _ = planq_sqlite3_without_memory_count() }

  /// Takes the path of a database that `.save` wrote, or that has tables of the same names and columns; columns that
  /// are missing are blank. Throws `LoadFailure` that names table, row and column.
  ///
  /// - Parameter size: from this many bytes on two threads share the work; below, starting one takes longer.
  package static func read(
    path: String, into builder: PlanBuilder, isCancelled: @escaping () -> Bool,
    sharedFrom size: Int64 = 4 << 20
  ) throws(LoadFailure) {
    let database = try SQLiteConnection(reading: path, isCancelled: isCancelled)
    // All that follows is about one state of the file.
    try database.execute("BEGIN")
    try checkVersion(database)
    let check = SoundnessCheck()
    let fileSize = try database.size()
    // Where writers go on meanwhile (WAL), another connection might see another state.
    guard fileSize >= size, try !database.hasWriteAheadLog() else {
      try check.checkPages(of: database, isLong: fileSize >= longCheck)
      let tables = try planTables(database)
      let rowOfID = try readTables(tables, database, fileSize, builder, isCancelled)
      return try PlanLists.read(from: database, tables, isCancelled: isCancelled).fill(builder, rowOfID)
    }
    // Two looks at what the file holds before it is known to be sound; SQLite expects the worst of any file.
    let tables = try planTables(database)
    let (others, rowOfID) = Threads.alongside({ readOthers(path, tables, check) }) {
      let result = attempt { () throws(LoadFailure) in
        try readTables(tables, database, fileSize, builder, isCancelled)
      }
      if isCancelled() { check.stop() }
      return result
    }
    // What a damaged file is said to hold does not matter.
    try others.soundness.get()
    if database.hasMoved { try check.checkPages(of: database, isLong: true) }
    try others.lists.get().fill(builder, try rowOfID.get())
  }

  /// Above this many bytes the check may have to be interrupted.
  private static let longCheck: Int64 = 4 << 20

  /// The second thread's half of the work: the lists, and whether the file is sound.
  private static func readOthers(
    _ path: String, _ tables: DatabaseTables, _ check: SoundnessCheck
  ) -> (lists: Result<PlanLists, LoadFailure>, soundness: Result<Void, LoadFailure>) {
    do throws(LoadFailure) {
      let database = try SQLiteConnection(reading: path, isCancelled: { check.isOver })
      try database.execute("BEGIN")
      let lists = attempt { () throws(LoadFailure) in
        try PlanLists.read(from: database, tables, isCancelled: { check.isOver })
      }
      return (lists, attempt { () throws(LoadFailure) in try check.checkPages(of: database, isLong: true) })
    } catch {
      return (.failure(error), .failure(error))
    }
  }

  private static func attempt<Value>(
    _ body: () throws(LoadFailure) -> Value
  ) -> Result<Value, LoadFailure> {
    do throws(LoadFailure) { return .success(try body()) } catch { return .failure(error) }
  }

  private static func planTables(_ database: borrowing SQLiteConnection) throws(LoadFailure) -> DatabaseTables
  {
    let tables = try DatabaseTables(of: database)
    guard tables.contains("objective") || tables.contains("action") else {
      throw LoadFailure(
        "this SQLite file holds no plan: it has no table \"objective\" (`.schema sql` shows the tables)")
    }
    return tables
  }

  /// All but the lists. Gives the rows of the items by the ids that lists name them by.
  private static func readTables(
    _ tables: DatabaseTables, _ database: borrowing SQLiteConnection, _ fileSize: Int64,
    _ builder: PlanBuilder,
    _ isCancelled: () -> Bool
  ) throws(LoadFailure) -> ItemIDs {
    // Children's rows name their parents.
    var rowOfID = ItemIDs()
    var texts = ShortTexts()
    for entity in PlanTable.storedEntities where entity != .findings {
      let table = Schema[entity].singular
      guard tables.contains(table) else { continue }
      var reader = try SQLiteTableReader.make(
        entity, table, tables.columns(of: table), database, fileSize, builder, rowOfID)
      rowOfID[entity] = try reader.readAll(&texts, isCancelled: isCancelled)
    }
    if tables.contains(Schema[.findings].singular) {
      try readFindings(database, into: builder, &texts, isCancelled)
    }
    return rowOfID
  }

  private static func checkVersion(_ database: borrowing SQLiteConnection) throws(LoadFailure) {
    let version = try database.integer("PRAGMA user_version")
    guard version <= Int64(SQLiteWriter.version) else {
      throw LoadFailure("this plan was written by a newer planq (tables of version \(version))")
    }
  }
}

extension SQLiteReader {
  /// What was found when the plan was first read travels with it.
  private static func readFindings(
    _ database: borrowing SQLiteConnection, into builder: PlanBuilder, _ texts: inout ShortTexts,
    _ isCancelled: () -> Bool
  ) throws(LoadFailure) {
    var statement = try database.prepare(
      "SELECT id, severity, rule, entity, ref, message, line FROM finding ORDER BY id")
    var severities = ChoiceCodes(.severity)
    func known(_ kind: FindingText, _ value: SQLiteValue) -> UInt32 {
      value.withText { text in
        if text.isUTF8 { return builder.findingText(kind, text) }
        return Array(String(decoding: text, as: UTF8.self).utf8).withUnsafeBufferPointer {
          builder.findingText(kind, $0)
        }
      }
    }
    while try statement.step(asking: isCancelled) {
      func wrong(_ column: String, _ message: String) -> LoadFailure {
        LoadFailure(message, path: "finding[id=\(statement.integer(at: 0))].\(column)")
      }
      guard let code = statement[1].withText({ severities.code(of: $0) }),
        let severity = Severity(rawValue: code)
      else {
        throw wrong("severity", "must be \(Enumeration.severity.values.joined(separator: ", "))")
      }
      guard let entity = texts.entity(named: statement.string(at: 3)) else {
        throw wrong("entity", "names no kind of item")
      }
      builder.addFinding(
        severity, rule: known(.rule, statement[2]), entity: entity, ref: known(.ref, statement[4]),
        message: known(.message, statement[5]), line: Int(clamping: statement.integer(at: 6)))
    }
  }
}
