// SQLTranslation: bound query → one SQL statement of a dialect, over the tables that planq writes. It never runs
// anything, and what a dialect cannot say it refuses, part by part, so that no answer is nearly right.

package import Binding
package import Language

/// The SQL that is spoken, by the word that `explain sql` takes. What differs between them stands in `SQLDialect`, all
/// else is common.
package enum SQLDialect: String, CaseIterable, Sendable {
  case sqlite, postgres, duckdb, spark

  /// As its makers write it.
  package var name: String {
    switch self {
    case .sqlite: "SQLite"
    case .postgres: "PostgreSQL"
    case .duckdb: "DuckDB"
    case .spark: "Spark"
    }
  }
}

package struct SQLTranslator: Sendable {
  private let dialect: SQLDialect

  package init(dialect: SQLDialect) { self.dialect = dialect }

  /// Gives one statement, without a semicolon, that has the columns, rows and order of the query's answer. Values
  /// are text as planq prints them, save numbers; blank is NULL. Throws where the dialect has no words for a part.
  /// `pivotHeads` are the columns of a `pivot`, as a run of the query on the opened plan found them; other queries
  /// need none.
  package func translate(
    _ query: BoundQuery, pivotHeads: [PivotHead] = []
  ) throws(Diagnostics) -> String {
    do {
      return try StatementBuilder(Translation(dialect: dialect), query).statement()
    } catch {
      throw Diagnostics([error])
    }
  }
}

/// What is shared while one query is translated: names that are taken, and how much was written.
final class Translation {
  let dialect: SQLDialect
  private var taken: [String: Int] = [:]
  private var depth = 0
  private var count = 0

  /// SQLite's own parser gives up at some hundred open brackets.
  private static let maximumDepth = 60
  /// Aliases are written out wherever they are used, which could double the text with each.
  private static let maximumCount = 20_000

  init(dialect: SQLDialect) { self.dialect = dialect }

  /// The name, or with a number where it is taken, quoted where it must be.
  func alias(_ name: String) -> String {
    let number = (taken[name] ?? 0) + 1
    taken[name] = number
    return SQLText.identifier(number == 1 ? name : "\(name)_\(number)")
  }

  /// Writes a part one level deeper.
  func part(_ range: SourceRange, _ write: () throws(Diagnostic) -> String) throws(Diagnostic) -> String {
    try enter(range)
    defer { depth -= 1 }
    return try write()
  }

  func list(_ range: SourceRange, _ write: () throws(Diagnostic) -> [ListQuery]) throws(Diagnostic)
    -> [ListQuery]
  {
    try enter(range)
    defer { depth -= 1 }
    return try write()
  }

  private func enter(_ range: SourceRange) throws(Diagnostic) {
    depth += 1
    count += 1
    if depth > Self.maximumDepth || count > Self.maximumCount {
      depth -= 1
      throw .sqlTooLarge(range, dialect)
    }
  }

  func untranslated(_ range: SourceRange, _ part: String, note: String? = nil) -> Diagnostic {
    .noTranslation(range, part, dialect, note: note)
  }
}
