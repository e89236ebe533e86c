import CSQLite
import Foundation
import Loading
import Plan
import TestSupport
import Testing

/// `.save FOLDER --csv` holds what `.save x.sqlite` holds, told apart by nothing: not NULL from empty, not a line break
/// from another.
@Suite struct TablesFolderTests {
  /// What some reader of CSV, or some engine, takes for something else.
  static let nasty = [
    "\u{301}", "\u{200B}", "\u{FEFF}begins", "\n\\.\n", "x\n\\.\r\ny", "\\.", "\\N", "NULL", "  led  ", "\"",
    "\"\"", "\"\n\"", ",", "\r", "a\r\nb", "a\\", "\\\"", "''", "\\n", "true", "-- x;\n.quit\n", "\u{2028}",
    "e\u{301}",
  ]

  private static func plan() throws -> Plan {
    let numbers = ["0.1", "12.345678901234567", "1e308", "9007199254740993.5%", "-3.25", "007", "5 x"]
    let objectives = nasty.enumerated().map { index, text -> [String: Any] in
      [
        "number": index + 1, "title": text,
        "indicators": [
          [
            "number": 1, "measure": text, "owner": ["name": "P" + text, "agency": text],
            "targets": numbers.map { ["period": "2011/12", "text": $0] },
          ]
        ],
        "actions": [
          ["number": 1, "description": text + text, "completion": text, "lead": ["name": text + "L"]],
          ["number": 2, "completion": "January 2012 & July 2012", "rag": "A"],
        ],
        "risks": [["number": 1, "score": Int64.min + Int64(index), "impact": 2]],
      ]
    }
    let file: [String: Any] = [
      "plan": ["title": " \u{FEFF}\"", "date": "2012"],
      "officers": [["name": "Rose Case", "role": "\u{301}"]],
      "objectives": objectives,
    ]
    return try readJSON([UInt8](try JSONSerialization.data(withJSONObject: file)))
  }

  /// Rows as text, each value told apart by its type.
  private static func tables(_ path: String) throws -> [String: [[String]]] {
    var database: OpaquePointer?
    try #require(sqlite3_open(path, &database) == SQLITE_OK)
    defer { sqlite3_close(database) }
    func rows(_ sql: String) throws -> [[String]] {
      var statement: OpaquePointer?
      try #require(sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK)
      defer { sqlite3_finalize(statement) }
      var rows: [[String]] = []
      while sqlite3_step(statement) == SQLITE_ROW {
        rows.append(
          (0..<sqlite3_column_count(statement)).map { column in
            switch sqlite3_column_type(statement, column) {
            case SQLITE_NULL: return "NULL"
            case SQLITE_INTEGER: return String(sqlite3_column_int64(statement, column))
            case SQLITE_FLOAT: return sqlite3_column_double(statement, column).description
            default:
              let bytes = UnsafeBufferPointer(
                start: sqlite3_column_text(statement, column),
                count: Int(sqlite3_column_bytes(statement, column)))
              return "'" + String(decoding: bytes, as: UTF8.self)
            }
          })
      }
      return rows
    }
    let names = try rows("SELECT name FROM sqlite_master WHERE type = 'table'").map { $0[0].dropFirst() }
    return try Dictionary(
      uniqueKeysWithValues: names.map { name in
        let key = ["due": "1, 2", "party": "1, 2, 3", "link": "1, 2, 3"][String(name)] ?? "1"
        return (String(name), try rows("SELECT * FROM \"\(name)\" ORDER BY \(key)"))
      })
  }

  /// Reads a CSV file by RFC 4180, and cells as `tables` shows them.
  private static func csv(_ path: String) throws -> [[String]] {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    var rows: [[String]] = [[]]
    var cell: [UInt8] = []
    var isQuoted = false
    var isInside = false
    func ended() -> String {
      let text = String(decoding: cell, as: UTF8.self)
      if isQuoted { return "'" + text }
      return ["": "NULL", "true": "1", "false": "0"][text] ?? text
    }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte == UInt8(ascii: "\""), isInside, next == byte {
        cell.append(byte)
        index += 1
      } else if byte == UInt8(ascii: "\"") {
        isInside.toggle()
        isQuoted = true
      } else if !isInside, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") {
        rows[rows.count - 1].append(ended())
        if byte == UInt8(ascii: "\n") { rows.append([]) }
        cell = []
        isQuoted = false
      } else {
        cell.append(byte)
      }
      index += 1
    }
    rows.removeLast()
    return Array(rows.dropFirst())
  }

  /// The values of a table, its rows in one order.
  private static func sorted(_ rows: [[String]]) -> [[String]] {
    rows.sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test func theFilesHoldWhatSQLiteHolds() throws {
    let scratch = try ScratchFolder()
    let plan = try Self.plan()
    try SQLiteWriter.write(plan, to: scratch.path("plan.sqlite"))
    try TablesFolder.write(plan, to: scratch.path("tables"))
    let tables = try Self.tables(scratch.path("plan.sqlite"))
    #expect(tables.count == 14)
    // There is something to lose: empty texts beside NULL, and decimals.
    #expect(tables.values.joined().joined().count { $0 == "'" } > 5)
    for (name, rows) in tables {
      let written = Self.sorted(try Self.csv(scratch.path("tables/\(name).csv")))
      #expect(written == Self.sorted(rows), "\(name)")
    }
  }

  private static let sqlite3 = ["/usr/bin/sqlite3", "/usr/local/bin/sqlite3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: sqlite3 != nil, "the command sqlite3 is not installed"))
  func theScriptForSQLiteLoadsTheSame() throws {
    let scratch = try ScratchFolder()
    let plan = try Self.plan()
    try SQLiteWriter.write(plan, to: scratch.path("plan.sqlite"))
    try TablesFolder.write(plan, to: scratch.path("tables"))
    let loaded = try BuiltProgram.run(
      "/bin/sh", ["-c", "\(Self.sqlite3 ?? "") loaded.sqlite < sqlite.sql"], folder: scratch.path("tables"),
      environment: [:])
    #expect(loaded.status == 0)
    #expect(loaded.outputText + loaded.errorText == "")
    let path = scratch.path("tables/loaded.sqlite")
    #expect(try Self.tables(path) == (try Self.tables(scratch.path("plan.sqlite"))))
    // It is a plan, too, and holds the same.
    #expect(
      try writeJSON(try PlanFile.load(path: path, isCancelled: { false }))
        == writeJSON(try PlanFile.load(path: scratch.path("plan.sqlite"), isCancelled: { false })))
  }

  /// psql ends the data at a line `\.`, so only files with such a line take the longer way.
  @Test func aLineThatEndsTheDataIsAnnounced() throws {
    let scratch = try ScratchFolder()
    let path = scratch.path("tables")
    try TablesFolder.write(try Self.plan(), to: path)
    let script = try String(contentsOfFile: path + "/postgres.sql", encoding: .utf8)
    #expect(
      script.contains(
        #"\copy "objective" from program 'sed ''s/^\\\.\(\r\{0,1\}\)$/"\\."\1/'' objective.csv'"#))
    #expect(script.contains(#"\copy "target" from 'target.csv'"#))
  }

  @Test func noTextIsCutAtItsNUL() throws {
    let scratch = try ScratchFolder()
    let plan = try readJSON(#"{"objectives": [{"number": 1, "title": "a\u0000b"}]}"#)
    let failure = #expect(throws: LoadFailure.self) {
      try TablesFolder.write(plan, to: scratch.path("tables"))
    }
    #expect(failure?.path == "objective.title")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).isEmpty)
  }
}
