import Platform

/// Another engine that is asked the same statements: each is run once for its rows, then several times for its time.
struct Peer {
  enum Kind: String { case sqlite3, duckdb }

  let kind: Kind
  let files: PlanFiles
  static let rounds = 3
  /// Stands between statements, and in answers before each statement's rows.
  static let mark = "\u{1}"

  var name: String { kind == .sqlite3 ? "sqlite3" : "DuckDB" }

  /// Whether it is installed.
  var isThere: Bool {
    let command = kind == .sqlite3 ? "sqlite3 -version" : "python3 -c 'import duckdb'"
    return (try? Processes.runShell(command + " >/dev/null 2>&1").isSuccess) ?? false
  }

  struct Answer {
    var lines: [String]
    var nanoseconds: Int64
  }

  /// What each statement gave and the best time it took; nil for one that failed.
  func answers(_ statements: [String]) throws -> [Answer?] {
    if statements.isEmpty { return [] }
    let (script, result) = ("\(files.folder)/\(kind).script", "\(files.folder)/\(kind).answers")
    let command: String
    switch kind {
    case .sqlite3:
      try write(Self.shellScript(statements), to: script)
      command = "sqlite3 -readonly -batch \(quoted(files.sqlite)) < \(quoted(script))"
    case .duckdb:
      try write(statements.joined(separator: Self.mark), to: script)
      let driver = "\(files.folder)/duckdb_driver.py"
      try write(Self.duckdbDriver, to: driver)
      command = "cd \(quoted(files.tables)) && python3 \(quoted(driver)) \(quoted(script)) \(Self.rounds)"
    }
    _ = try Processes.runShell("\(command) > \(quoted(result)) 2>/dev/null")
    let text = String(decoding: try FileBytes.read(path: result), as: UTF8.self)
    let parts = text.split(separator: Self.mark, omittingEmptySubsequences: false).dropFirst()
    return statements.indices.map { index in
      index < parts.count ? answer(parts[parts.startIndex + index]) : nil
    }
  }

  private func answer(_ part: Substring) -> Answer? {
    var lines = part.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().map(String.init)
    if lines.last == "" { lines.removeLast() }
    var best: Int64?
    lines.removeAll { line in
      guard line.hasPrefix("Run Time: real ") else { return false }
      let seconds = Double(line.dropFirst(15).prefix { $0 != " " }) ?? 0
      best = min(best ?? .max, Int64(clamping: Int(exactly: (seconds * 1e9).rounded()) ?? 0))
      return true
    }
    return best.map { Answer(lines: lines, nanoseconds: $0) }
  }

  private func write(_ text: String, to path: String) throws {
    try AtomicFile.write(path: path) { try $0.write(text) }
  }

  private func quoted(_ path: String) -> String { "'\(path)'" }

  // Rows are shown once; then the same is run for its time, counted and not printed.
  private static func shellScript(_ statements: [String]) -> String {
    var script = ".mode list\n.separator \"\\t\"\n.nullvalue \"\"\n"
    for statement in statements {
      script += ".print \(mark)\n\(statement);\n.once /dev/null\n.timer on\n"
      for _ in 0..<rounds { script += ".once /dev/null\n\(statement);\n" }
      script += ".timer off\n"
    }
    return script
  }

  private static let duckdbDriver = #"""
    """Loads the tables of a plan into DuckDB in memory, runs each statement, and says how long it took."""

    import sys
    import time

    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.execute(open("duckdb.sql").read())
    for statement in open(sys.argv[1]).read().split("\x01"):
        print("\x01")
        try:
            for row in connection.execute(statement).fetchall():
                print("\t".join("" if value is None else str(value) for value in row))
            for _ in range(int(sys.argv[2])):
                start = time.perf_counter()
                connection.execute(statement)
                print("Run Time: real", f"{time.perf_counter() - start:.6f} s")
        except duckdb.Error as error:
            print(error, file=sys.stderr)
    """#
}
