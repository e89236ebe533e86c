import CSQLite
package import Plan
import Platform

/// Writes a plan as a SQLite database.
package enum SQLiteWriter {
  /// Marks the file as planq's (`PRAGMA application_id`: "plnq"), and the version of its tables.
  static let applicationID: Int32 = 0x706C_6E71
  static let version: Int32 = 1

  static let identification = "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)"

  /// Fills the empty database at `path`. Throws `LoadFailure` with SQLite's words; the file is then of no use. Once
  /// `isCancelled` holds, which is asked now and then, it throws a `SystemError` whose `isInterrupted` holds.
  package static func write(
    _ plan: Plan, to path: String, isCancelled: @escaping () -> Bool = { false }
  ) throws {
    do {
      try fill(path, plan, isCancelled)
    } catch let failure as LoadFailure {
      if isCancelled() { throw SystemError.interrupted("write to", path) }
      throw failure
    }
  }

  private static func fill(_ path: String, _ plan: Plan, _ isCancelled: @escaping () -> Bool) throws {
    let database = try SQLiteConnection(writing: path, isCancelled: isCancelled)
    // The file is new and put in place only when it is whole, so neither a journal nor syncs would help.
    try database.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA encoding = 'UTF-8'")
    try database.execute(identification)
    try database.execute("BEGIN")
    let dialect = TableDialect.sqlite
    for table in PlanTable.all { try database.execute(dialect.create(table)) }
    let rows = TableRows(plan: plan)
    for table in PlanTable.all {
      try rows.write(table, to: StatementSink(try database.prepare(insert(table))))
    }
    for index in PlanTable.all.flatMap(dialect.indexes) { try database.execute(index) }
    try database.execute("COMMIT")
  }

  private static func insert(_ table: PlanTable) -> String {
    let dialect = TableDialect.sqlite
    let values = table.columns.map { _ in "?" }.joined(separator: ", ")
    return "INSERT INTO \(dialect.quoted(table.name)) (\(dialect.names(table.columns.map(\.name)))) "
      + "VALUES (\(values))"
  }
}

/// Binds values to the parameters of a statement, and runs it at the end of a row.
private final class StatementSink: TableSink {
  private let statement: SQLiteStatement
  private var index: Int32 = 0
  private var failure: LoadFailure?

  init(_ statement: consuming SQLiteStatement) { self.statement = statement }

  private func next() -> Int32 {
    defer { index &+= 1 }
    return index
  }

  func null() { statement.bind(nil, at: next()) }
  func write(_ value: Int64) { statement.bind(value, at: next()) }
  func write(_ value: Double) { statement.bind(value, at: next()) }
  func write(_ value: Bool) { statement.bind(value ? 1 : 0, at: next()) }

  func write(_ text: UnsafeBufferPointer<UInt8>) {
    // SQLITE_MAX_LENGTH. The statement itself would go on with NULL.
    if text.count > 1_000_000_000 { failure = LoadFailure("a text is longer than SQLite can hold") }
    statement.bind(text, at: next())
  }

  func endRow() throws {
    if let failure { throw failure }
    try statement.run()
    index = 0
  }
}
