import CSQLite
import Platform

/// The least that reading a plan's tables from SQLite can cost: every row is stepped to and every value that a plan is
/// made of is looked at.
enum StepLoop {
  private static let statements = [
    "SELECT id, number, title FROM objective ORDER BY rowid",
    "SELECT id, objective, number, measure, baseline, rag FROM indicator ORDER BY rowid",
    "SELECT id, indicator, period, text FROM target ORDER BY rowid",
    "SELECT id, objective, number, description, completion, starts, links, rag FROM action ORDER BY rowid",
    "SELECT id, objective, number, description, impact, likelihood, score, mitigation FROM risk ORDER BY rowid",
    "SELECT action, period FROM due ORDER BY action, position",
    "SELECT item, name, kind, agency FROM party ORDER BY part, item, position",
    "SELECT id, severity, rule, entity, ref, message, line FROM finding ORDER BY id",
  ]

  /// Nanoseconds.
  static func best(of rounds: Int, path: String) throws -> Int64 {
    var best = Int64.max
    for _ in 0..<rounds {
      let start = Clock.monotonicNanoseconds()
      try stepThrough(path)
      best = min(best, Clock.monotonicNanoseconds() - start)
    }
    return best
  }

  private static func stepThrough(_ path: String) throws {
    var opened: OpaquePointer?
    defer { sqlite3_close_v2(opened) }
    guard sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK else {
      throw BenchmarkFailure("cannot open \(path)")
    }
    for text in statements {
      var statement: OpaquePointer?
      defer { sqlite3_finalize(statement) }
      guard sqlite3_prepare_v2(opened, text, -1, &statement, nil) == SQLITE_OK else {
        throw BenchmarkFailure("SQLite refuses \(text)")
      }
      while sqlite3_step(statement) == SQLITE_ROW {
        for column in 0..<sqlite3_column_count(statement) {
          switch sqlite3_column_type(statement, column) {
          case SQLITE_INTEGER: _ = sqlite3_column_int64(statement, column)
          case SQLITE_TEXT:
            _ = sqlite3_column_text(statement, column)
            _ = sqlite3_column_bytes(statement, column)
          default: break
          }
        }
      }
    }
  }
}
