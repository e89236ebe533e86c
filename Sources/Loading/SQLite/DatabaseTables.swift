import CSQLite
import Plan

/// The tables of a database that planq reads, and their columns.
struct DatabaseTables: Sendable {
  private var columns: [String: [String]] = [:]

  /// Real tables only: a view or a virtual table runs what its maker wants.
  init(of database: borrowing SQLiteConnection) throws(LoadFailure) {
    let statement = try database.prepare(
      """
      SELECT t.name, t.type, c.name FROM pragma_table_list AS t
      LEFT JOIN pragma_table_info(CASE t.type WHEN 'table' THEN t.name END) AS c
      WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite%'
      """)
    while try statement.step() {
      let name = statement.string(at: 0).lowercased()
      guard Self.names.contains(name) else { continue }
      let type = statement.string(at: 1)
      guard type == "table" else {
        throw LoadFailure("\"\(name)\" is a \(type), and planq reads real tables only")
      }
      columns[name, default: []].append(statement.string(at: 2).lowercased())
    }
    try checkComplete(database)
  }

  func contains(_ name: String) -> Bool { columns[name] != nil }

  /// In lower case.
  func columns(of table: PlanTable) -> [String] { columns[table.name] ?? [] }

  /// Those that are read.
  private static let names = PlanTable.stored.map(\.table.name) + [PlanTable.dueName, PlanTable.partyName]

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
