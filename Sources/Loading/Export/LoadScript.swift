/// The script by which one engine makes the tables and fills them from the CSV files, run from within their folder.
/// NULL and empty texts arrive as they are in `.save x.sqlite`.
enum LoadScript {
  /// What the rows of a table need.
  struct Note {
    var hasEndMark = false
    var longestLine = 0
  }

  /// How each script begins, which tells planq's files from others.
  static let mark = "-- The tables of a plan, written by planq."

  static func text(_ dialect: TableDialect, _ notes: [String: Note]) -> String {
    let tables = PlanTable.all.map { table in
      let note = notes[table.name] ?? Note()
      let load =
        switch dialect {
        case .sqlite: sqlite(table)
        case .postgres: postgres(table, note)
        case .duckdb: duckdb(table, note)
        case .spark: spark(table)
        }
      return "\(dialect.create(table));\n\(load)"
    }
    let indexes = PlanTable.all.flatMap(dialect.indexes).map { $0 + ";\n" }.joined()
    let (begin, end) = frame(dialect)
    return "\(mark)\n-- From within this folder: \(command(dialect))\n\(begin)\n"
      + tables.joined(separator: "\n") + (indexes.isEmpty ? "" : "\n" + indexes) + end
  }

  private static func command(_ dialect: TableDialect) -> String {
    switch dialect {
    case .sqlite: "sqlite3 plan.sqlite < sqlite.sql"
    case .postgres: "psql -f postgres.sql"
    case .duckdb: "duckdb plan.db < duckdb.sql"
    case .spark: "spark-sql -f spark.sql"
    }
  }

  /// What stands around the tables, so that they come whole or not at all where the engine can do that.
  private static func frame(_ dialect: TableDialect) -> (begin: String, end: String) {
    switch dialect {
    case .sqlite:
      (
        """
        .bail on
        PRAGMA encoding = 'UTF-8';
        \(SQLiteWriter.identification);
        BEGIN;

        """, "\nCOMMIT;\n"
      )
    case .postgres:
      (
        """
        \\set ON_ERROR_STOP on
        \\encoding UTF8
        BEGIN;

        """, "\nCOMMIT;\n"
      )
    case .duckdb: ("BEGIN TRANSACTION;\n", "\nCOMMIT;\n")
    case .spark: ("", "")
    }
  }

  /// `.import` reads everything as text, and nothing as empty text.
  private static func sqlite(_ table: PlanTable) -> String {
    let dialect = TableDialect.sqlite
    let staging = table.name + "_csv"
    let values = table.columns.map { column in
      let name = dialect.quoted(column.name)
      return switch column.type {
      case .text: text(column, dialect)
      case .integer: "CAST(NULLIF(\(name), '') AS INTEGER)"
      case .decimal: "CAST(NULLIF(\(name), '') AS REAL)"
      case .boolean: "\(name) = 'true'"
      }
    }
    let columns = table.columns.map { "\(dialect.quoted($0.name)) TEXT" }.joined(separator: ", ")
    return """
      CREATE TEMP TABLE "\(staging)" (\(columns));
      .import --csv --skip 1 --schema temp \(table.fileName) \(staging)
      INSERT INTO \(dialect.quoted(table.name)) SELECT
        \(values.joined(separator: ",\n  "))
      FROM temp."\(staging)";
      DROP TABLE temp."\(staging)";

      """
  }

  /// A text of a staging table in which NULL may have become empty or the other way round.
  private static func text(_ column: PlanTable.Column, _ dialect: TableDialect) -> String {
    let name = dialect.quoted(column.name)
    guard let written = column.foldedFrom else { return "NULLIF(\(name), '')" }
    return "CASE WHEN \(dialect.quoted(written)) <> '' THEN COALESCE(\(name), '') END"
  }

  /// Up to version 17, psql takes a line of a text that is just `\.` for the end of the data. Closing the quotes
  /// before it and opening them after changes nothing to the server, and psql passes over it.
  private static func postgres(_ table: PlanTable, _ note: Note) -> String {
    let file = table.fileName
    let source =
      note.hasEndMark
      ? #"program 'sed ''s/^\\\.\(\r\{0,1\}\)$/"\\."\1/'' \#(file)'"# : "'\(file)'"
    return "\\copy \(TableDialect.postgres.quoted(table.name)) from \(source) "
      + "with (format csv, header true, null '')\n"
  }

  /// One thread reads a file, because more of them guess where rows begin, and texts with line breaks can deceive
  /// them.
  private static func duckdb(_ table: PlanTable, _ note: Note) -> String {
    var options = [
      "FORMAT csv", "AUTO_DETECT false", "HEADER true", "DELIMITER ','", "QUOTE '\"'", "ESCAPE '\"'",
      "NEW_LINE '\\n'", "NULLSTR ''", "ALLOW_QUOTED_NULLS false", "PARALLEL false",
    ]
    // Longer lines than 2 MB must be announced.
    if note.longestLine > 2_000_000 { options.append("MAX_LINE_SIZE \(note.longestLine)") }
    return "COPY \(TableDialect.duckdb.quoted(table.name)) FROM '\(table.fileName)' (\n  "
      + options.joined(separator: ", ") + ");\n"
  }

  private static func spark(_ table: PlanTable) -> String {
    let dialect = TableDialect.spark
    let view = dialect.quoted(table.name + "_csv")
    let columns = table.columns.map { "\(dialect.quoted($0.name)) \(dialect.word($0.type))" }
    let values = table.columns.map { column in
      column.type == .text ? text(column, dialect) : dialect.quoted(column.name)
    }
    return """
      CREATE TEMPORARY VIEW \(view) (\(columns.joined(separator: ", ")))
      USING csv OPTIONS (
        path '\(table.fileName)', encoding 'UTF-8', header 'true', sep ',', quote '"', escape '"', multiLine 'true',
        lineSep '\\n', nullValue '', emptyValue '', mode 'FAILFAST');
      INSERT INTO \(dialect.quoted(table.name)) SELECT
        \(values.joined(separator: ",\n  "))
      FROM \(view);
      DROP VIEW \(view);

      """
  }
}
