import CSQLite
import Foundation
import Loading
import Plan

/// One value of an answer.
enum DatabaseCell { case blank, integer(Int64), decimal(Double), text(String) }

struct DatabaseAnswer {
  var columns: [String] = []
  var rows: [[DatabaseCell]] = []
}

/// A plan in SQLite, as `.save` writes it.
final class Database {
  private var handle: OpaquePointer?
  private let path: String

  struct Failure: Error, CustomStringConvertible { var description: String }

  init(_ plan: Plan) throws {
    path =
      FileManager.default.temporaryDirectory.appendingPathComponent("planq-\(UUID().uuidString).sqlite").path
    try SQLiteWriter.write(plan, to: path)
    guard sqlite3_open(path, &handle) == SQLITE_OK else { throw failure() }
  }

  deinit {
    sqlite3_close(handle)
    try? FileManager.default.removeItem(atPath: path)
  }

  private func failure() -> Failure { Failure(description: String(cString: sqlite3_errmsg(handle))) }

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
