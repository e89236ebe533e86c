import CSQLite
import Foundation
import Loading
import Plan
import SQLTranslation

/// A plan in SQLite, as `.save` writes it.
final class Database: Engine {
  let dialect = SQLDialect.sqlite
  private var handle: OpaquePointer?
  private var path: String?

  deinit { close() }

  func load(_ plan: Plan) throws {
    close()
    let path =
      FileManager.default.temporaryDirectory.appendingPathComponent("planq-\(UUID().uuidString).sqlite").path
    self.path = path
    try SQLiteWriter.write(plan, to: path)
    guard sqlite3_open(path, &handle) == SQLITE_OK else { throw failure() }
  }

  private func close() {
    sqlite3_close(handle)
    handle = nil
    if let path { try? FileManager.default.removeItem(atPath: path) }
  }

  private func failure() -> DatabaseFailure {
    DatabaseFailure(description: String(cString: sqlite3_errmsg(handle)))
  }

  func run(_ sql: String) throws -> DatabaseAnswer {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { throw failure() }
    defer { sqlite3_finalize(statement) }
    var answer = DatabaseAnswer()
    let count = sqlite3_column_count(statement)
    answer.columns = (0..<count).map { String(cString: sqlite3_column_name(statement, $0)) }
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: answer.rows.append((0..<count).map { cell(statement, $0) })
      case SQLITE_DONE: return answer
      default: throw failure()
      }
    }
  }

  private func cell(_ statement: OpaquePointer?, _ column: Int32) -> DatabaseCell {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: return .decimal(sqlite3_column_double(statement, column))
    case SQLITE_NULL: return .blank
    default:
      let bytes = UnsafeBufferPointer(
        start: sqlite3_column_text(statement, column), count: Int(sqlite3_column_bytes(statement, column)))
      return .text(String(decoding: bytes, as: UTF8.self))
    }
  }
}
