import CSQLite
import Platform

/// The least that reading a plan's tables from SQLite can cost: every row is stepped to, in the order in which a plan
/// needs it, and every value that a plan is made of is looked at, and no other.
enum StepLoop {
  private static let parties =
    ["lead", "monitor", "evaluator", "owner"].map {
      "SELECT item, name, kind, agency FROM party WHERE part = '\($0)' ORDER BY item, position"
    }

  private static let statements =
    [
      "SELECT rowid, title, date FROM plan ORDER BY rowid",
      "SELECT rowid, name, role, listed FROM officer WHERE listed ORDER BY rowid",
      "SELECT rowid, number, title FROM objective ORDER BY rowid",
      "SELECT rowid, objective, number, measure, baseline, rag FROM indicator ORDER BY rowid",
      "SELECT rowid, indicator, period, text FROM target ORDER BY rowid",
      "SELECT rowid, objective, number, description, completion, starts, links, rag FROM action ORDER BY rowid",
      "SELECT rowid, objective, number, description, impact, likelihood, score, mitigation FROM risk ORDER BY rowid",
      "SELECT action, period FROM due ORDER BY action, position",
    ] + parties + ["SELECT id, severity, rule, entity, ref, message, line FROM finding ORDER BY id"]

  /// How many rows there were.
  static func run(path: String) throws -> Int {
    var opened: OpaquePointer?
    defer { sqlite3_close_v2(opened) }
    guard sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK else {
      throw BenchmarkFailure("cannot open \(path)")
    }
    return try statements.reduce(0) { try $0 + step(through: $1, opened) }
  }

  private static func step(through text: String, _ database: OpaquePointer?) throws -> Int {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    guard sqlite3_prepare_v2(database, text, -1, &statement, nil) == SQLITE_OK else {
      throw BenchmarkFailure("SQLite refuses \(text)")
    }
    var count = 0
    let columns = sqlite3_column_count(statement)
    while sqlite3_step(statement) == SQLITE_ROW {
      count += 1
      for column in 0..<columns {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: _ = sqlite3_column_int64(statement, column)
        case SQLITE_TEXT:
          _ = sqlite3_column_text(statement, column)
          _ = sqlite3_column_bytes(statement, column)
        default: break
        }
      }
    }
    return count
  }
}
