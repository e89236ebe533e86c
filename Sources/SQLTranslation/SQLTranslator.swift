// SQLTranslation: bound query → one SQL statement of a dialect, over the tables that planq writes. It never runs
// anything, and what a dialect cannot say it refuses, part by part, so that no answer is nearly right.
//
// A statement has the order of the query: where a step needs the rows of the steps before it as they are (`limit`,
// `group by`, `distinct`), these become a table of the WITH clause, and the next steps go on from there. A value of
// another item, or one worked out over a list, is joined to its row by LEFT JOIN; a condition about a list is an EXISTS
// that looks at its row only. So no part of a statement looks further out than one level, which all engines can do.

package import Binding
package import Language
import Plan

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
      let writer = Writer(
        translation: Translation(dialect: dialect, financialYearStart: query.financialYearStart))
      return try writer.statement(query, pivotHeads).joined(separator: "\n")
    } catch {
      throw Diagnostics([error])
    }
  }
}

/// What is shared while one query is translated: names that are taken, tables of the WITH clause, and how much was
/// written.
final class Translation {
  let dialect: SQLDialect
  /// The month in which the reader's financial years begin.
  let financialYearStart: Int
  private var taken: Set<String> = []
  /// The number that a name had last.
  private var counters: [String: Int] = [:]
  private var tables: [(name: String, lines: [String])] = []
  private var depth = 0
  private var count = 0

  /// SQLite's own parser gives up at some hundred open brackets.
  private static let maximumDepth = 60
  /// Aliases are written out wherever they are used, which could double the text with each.
  private static let maximumCount = 20_000

  init(dialect: SQLDialect, financialYearStart: Int) {
    self.dialect = dialect
    self.financialYearStart = financialYearStart
  }

  /// A name for a table within the statement, with a number where it is taken, quoted where it must be. It is no name of
  /// a column: Spark takes `action.id` for a part of a column `action`, where some inner table has one.
  func alias(_ name: String) -> String { free(name) { PlanColumnNames.all.contains($0) } }

  /// A name for a column that a step makes, in the same way. A statement has each such name once.
  func column(_ name: String) -> String { free(name) { _ in false } }

  private func free(_ name: String, _ isReserved: (String) -> Bool) -> String {
    var number = counters[name] ?? 1
    var candidate = number == 1 ? name : "\(name)_\(number)"
    while isReserved(candidate) || !taken.insert(candidate).inserted {
      number += 1
      candidate = "\(name)_\(number)"
    }
    counters[name] = number
    return dialect.identifier(candidate)
  }

  /// Adds a table to the WITH clause, and gives its name.
  func table(_ name: String, _ lines: [String]) -> String {
    let name = alias(name)
    define(name, lines)
    return name
  }

  /// Adds a table whose name is taken already.
  func define(_ name: String, _ lines: [String]) { tables.append((name, lines)) }

  var withLines: [String] {
    var lines: [String] = []
    for (index, table) in tables.enumerated() {
      lines.append("\(index == 0 ? "WITH " : "")\(table.name) AS (")
      lines += SQLLines.indented(table.lines)
      lines.append(index == tables.count - 1 ? ")" : "),")
    }
    return lines
  }

  /// Writes a part one level deeper.
  func deeper<Part>(_ range: SourceRange, _ write: () throws(Diagnostic) -> Part) throws(Diagnostic) -> Part {
    depth += 1
    count += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth || count > Self.maximumCount { throw .sqlTooLarge(range, dialect) }
    return try write()
  }

  func untranslated(_ range: SourceRange, _ part: String, note: String? = nil) -> Diagnostic {
    .noTranslation(range, part, dialect, note: note)
  }
}

/// The names of all columns of the tables that planq writes.
private enum PlanColumnNames {
  static let all: Set<String> = {
    var names: Set<String> = [
      "id", "part", "item", "position", "name", "name_folded", "kind", "agency", "agency_folded",
      "named_party",
      "action", "period", "period_first", "period_last", "list", "member",
    ]
    for entity in Entity.allCases {
      for field in Schema[entity].fields where !field.type.isList {
        for form in field.type.forms { names.insert(field.name + form.suffix) }
      }
    }
    return names
  }()
}
