/// An engine in whose words the tables can be made.
package enum TableDialect: String, CaseIterable, Sendable {
  case sqlite, postgres, duckdb, spark

  /// The statements that make all tables, each with its semicolon: `.schema sql DIALECT`.
  package func schema() -> String {
    (PlanTable.all.map(create) + PlanTable.all.flatMap(indexes)).map { $0 + ";\n" }.joined()
  }

  /// A name as the engine reads it, whatever words it reserves.
  func quoted(_ name: String) -> String { self == .spark ? "`\(name)`" : "\"\(name)\"" }

  /// The statement that makes a table, without a semicolon.
  func create(_ table: PlanTable) -> String {
    // SQLite keeps a key of one integer as the row's own number where it stands beside the column.
    let isKeyInline = table.key.count == 1
    var lines = table.columns.map { column in
      declaration(column, isKey: isKeyInline && table.key.contains(column.name))
    }
    if hasKeys, !isKeyInline { lines.append("PRIMARY KEY (\(names(table.key)))") }
    let text = "CREATE TABLE \(quoted(table.name)) (\n  \(lines.joined(separator: ",\n  "))\n)"
    switch self {
    case .sqlite: return isKeyInline ? text : text + " WITHOUT ROWID"
    case .spark: return text + " USING parquet"
    case .postgres, .duckdb: return text
    }
  }

  /// The statements that make the indexes of a table, without semicolons.
  func indexes(_ table: PlanTable) -> [String] {
    guard hasKeys else { return [] }
    return table.indexes.map { index in
      "CREATE INDEX \(quoted(index.name)) ON \(quoted(table.name)) (\(names(index.columns)))"
    }
  }

  func names(_ columns: [String]) -> String { columns.map(quoted).joined(separator: ", ") }

  /// DuckDB advises against keys that only make loading slow; Spark holds none.
  private var hasKeys: Bool { self == .sqlite || self == .postgres }

  private func declaration(_ column: PlanTable.Column, isKey: Bool) -> String {
    var text = "\(quoted(column.name)) \(word(column.type))"
    if hasKeys, isKey { text += " PRIMARY KEY" }
    // Spark does not hold it of a table of files.
    if column.isRequired, self != .spark { text += " NOT NULL" }
    // A table of officers that is made by hand need not say that they are listed.
    if column.type == .boolean, self == .sqlite { text += " DEFAULT 1" }
    // Only SQLite takes references to tables that are made later.
    if let table = column.references, self == .sqlite { text += " REFERENCES \(table)(id)" }
    return text
  }

  func word(_ type: PlanTable.ValueType) -> String {
    switch (self, type) {
    case (.sqlite, .text): "TEXT"
    case (.sqlite, .integer), (.sqlite, .boolean): "INTEGER"
    case (.sqlite, .decimal): "REAL"
    // Texts sort by code point, as planq sorts them, whatever the database's language.
    case (.postgres, .text): "TEXT COLLATE \"C\""
    case (.postgres, .decimal): "DOUBLE PRECISION"
    case (.duckdb, .text): "VARCHAR"
    case (.duckdb, .decimal), (.spark, .decimal): "DOUBLE"
    case (.spark, .text): "STRING"
    case (_, .integer): "BIGINT"
    case (_, .boolean): "BOOLEAN"
    }
  }
}
