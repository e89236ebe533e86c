import CSQLite
import Plan

/// The tables of a database that planq reads, and their columns.
struct DatabaseTables: Sendable {
  /// By name, what is known of the columns.
  private var columns: [String: Columns] = [:]

  enum Columns {
    /// All that planq makes, and no other.
    case own
    /// These, in lower case.
    case others([String])
  }

  /// Real tables only: a view or a virtual table runs what its maker wants.
  init(of database: borrowing SQLiteConnection) throws(LoadFailure) {
    // What has pages of its own is a table or an index.
    let statement = try database.prepare(
      "SELECT name, type, rootpage, sql FROM sqlite_schema WHERE type IN ('table', 'view')")
    while try statement.step() {
      let name = statement.string(at: 0).lowercased()
      guard Self.names.contains(name) else { continue }
      let (isView, declaration) = (statement.string(at: 1) == "view", statement.string(at: 3))
      let isOwn = TablePrint.isOwn(name, declaration)
      guard !isView, statement.integer(at: 2) > 0,
        isOwn || declaration.prefix(12).lowercased() == "create table"
      else {
        throw LoadFailure("\"\(name)\" is a \(isView ? "view" : "virtual"), and planq reads real tables only")
      }
      columns[name] = isOwn ? .own : .others(try Self.columns(of: name, database))
    }
    try checkComplete(database)
  }

  private static func columns(
    of table: String, _ database: borrowing SQLiteConnection
  ) throws(LoadFailure) -> [String] {
    let statement = try database.prepare("SELECT name FROM pragma_table_info(?)")
    statement.bind(table, at: 0)
    var names: [String] = []
    while try statement.step() { names.append(statement.string(at: 0).lowercased()) }
    return names
  }

  func contains(_ name: String) -> Bool { columns[name] != nil }

  func columns(of table: String) -> Columns { columns[table] ?? .others([]) }

  /// Those that are read.
  private static let names =
    PlanTable.storedEntities.map { Schema[$0].singular } + [PlanTable.dueName, PlanTable.partyName]

  /// A file that planq wrote has all tables; in one that was made by hand, those that are missing hold nothing.
  private func checkComplete(_ database: borrowing SQLiteConnection) throws(LoadFailure) {
    guard let missing = Self.names.first(where: { !contains($0) }),
      try database.integer("PRAGMA application_id") == Int64(SQLiteWriter.applicationID)
    else { return }
    throw LoadFailure(
      "this SQLite file was written by planq, and its table \"\(missing)\" is gone (`.schema sql` shows the tables)"
    )
  }
}
