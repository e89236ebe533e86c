import Foundation
import Loading
import Plan
import SQLTranslation
import TestSupport

/// One value of an answer.
enum DatabaseCell { case blank, integer(Int64), decimal(Double), text(String) }

struct DatabaseAnswer {
  var columns: [String] = []
  var rows: [[DatabaseCell]] = []
}

struct DatabaseFailure: Error, CustomStringConvertible { var description: String }

/// Where a translation is run.
protocol Engine: AnyObject {
  var dialect: SQLDialect { get }
  /// The tables of a plan, in the place of those before.
  func load(_ plan: Plan) throws
  func run(_ sql: String) throws -> DatabaseAnswer
}

extension Engine {
  /// A column's name as an answer has it: PostgreSQL cuts names at 63 bytes.
  func columnName(_ name: String) -> String {
    guard dialect == .postgres else { return name }
    var scalars = name.unicodeScalars
    while String(scalars).utf8.count > 63 { scalars.removeLast() }
    return String(scalars)
  }
}

/// A database behind a driver of `Fixtures/drivers`, which says how they talk.
final class DrivenEngine: Engine {
  let dialect: SQLDialect
  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()
  private var read = Data()

  /// nil where the environment names none: `PLANQ_ORACLE_DUCKDB` and `PLANQ_ORACLE_SPARK` are a Python that has the
  /// module, `PLANQ_ORACLE_POSTGRES` is a connection string.
  init?(_ dialect: SQLDialect) throws {
    let name = "PLANQ_ORACLE_\(dialect.rawValue.uppercased())"
    guard let setting = ProcessInfo.processInfo.environment[name], !setting.isEmpty else { return nil }
    self.dialect = dialect
    let driver = Fixtures.folder + "/" + "drivers/\(dialect.rawValue)_driver.py"
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      dialect == .postgres
      ? ["python3", driver, setting] : setting.split(separator: " ").map(String.init) + [driver]
    process.standardInput = requests
    process.standardOutput = answers
    try process.run()
    // So that the driver's end is the end of its answers.
    try answers.fileHandleForWriting.close()
  }

  deinit {
    try? requests.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  func load(_ plan: Plan) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "planq-\(UUID().uuidString).sqlite")
    defer { try? FileManager.default.removeItem(at: file) }
    try SQLiteWriter.write(plan, to: file.path)
    _ = try ask(["load": file.path])
  }

  func run(_ sql: String) throws -> DatabaseAnswer {
    let answer = try ask(["sql": sql])
    return DatabaseAnswer(columns: answer.columns, rows: try answer.rows.map { try $0.map { try cell($0) } })
  }

  private struct Answer: Decodable {
    var columns: [String]
    var rows: [[String?]]
  }

  private struct Refusal: Decodable { var error: String }

  private func ask(_ request: [String: String]) throws -> Answer {
    try requests.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(request) + Data("\n".utf8))
    while true {
      if let end = read.firstIndex(of: UInt8(ascii: "\n")) {
        let line = Data(read[..<end])
        read = Data(read[(end + 1)...])
        if let refusal = try? JSONDecoder().decode(Refusal.self, from: line) {
          throw DatabaseFailure(description: refusal.error)
        }
        return try JSONDecoder().decode(Answer.self, from: line)
      }
      // Whatever is there: a read of so many bytes would wait for all of them.
      let more = answers.fileHandleForReading.availableData
      guard !more.isEmpty else {
        throw DatabaseFailure(description: "the driver of \(dialect.name) ended")
      }
      read += more
    }
  }

  private func cell(_ text: String?) throws -> DatabaseCell {
    guard let text else { return .blank }
    // By bytes: an accent would join the letter before it.
    let value = String(decoding: text.utf8.dropFirst(), as: UTF8.self)
    switch text.utf8.first {
    case UInt8(ascii: "i"): if let integer = Int64(value) { return .integer(integer) }
    case UInt8(ascii: "d"): if let decimal = Double(value) { return .decimal(decimal) }
    case UInt8(ascii: "t"): return .text(value)
    default: break
    }
    throw DatabaseFailure(description: "no value of an answer: \(text)")
  }
}
