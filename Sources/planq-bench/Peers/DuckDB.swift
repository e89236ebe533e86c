import Platform

/// The Python module of DuckDB, on two threads and in memory.
struct DuckDB {
  let scratch: Scratch
  /// Seconds: longer than this no statement is waited for.
  private static let patience = 20
  private static let rounds = 5

  /// Loads the tables that planq wrote, and asks each statement. nil for one that takes too long or is refused.
  func answers(_ statements: [String], tables: String) throws -> [PeerAnswer?] {
    let script = try scratch.write(statements.joined(separator: "\u{1}"), to: "statements.sql")
    let text = try run("ask \(Scratch.quoted(script)) \(Self.rounds) \(Self.patience)", in: tables)
    let parts = (text ?? "").split(separator: "\u{1}\n", omittingEmptySubsequences: false).dropFirst()
    guard parts.count == statements.count else { throw BenchmarkFailure("DuckDB gave up: \(text ?? "")") }
    return parts.map { PeerAnswer(String($0)) }
  }

  /// What a script that fills a database cost.
  struct Load {
    var nanoseconds: Int64
    /// Bytes at the peak of the process.
    var peak: Int
    /// The row that the last statement gave.
    var check: String
  }

  /// Runs the statements in a process of their own; the last one, which is not measured, asks for a row to check. nil
  /// when it fails.
  func load(_ statements: [String], check: String) throws -> Load? {
    let script = try scratch.write((statements + [check]).joined(separator: "\u{1}"), to: "load.sql")
    guard let text = try run("load \(Scratch.quoted(script))", in: scratch.folder) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 3, let time = Int64(lines[0]), let peak = Int(lines[1]) else { return nil }
    return Load(nanoseconds: time, peak: peak, check: String(lines[2]))
  }

  /// Runs the first statements once, then the last one for its time; it writes the file at `path`, which is removed
  /// before. nil when it fails.
  func write(_ preparation: [String], _ statement: String, to path: String) throws -> Int64? {
    let script = try scratch.write((preparation + [statement]).joined(separator: "\u{1}"), to: "write.sql")
    let text = try run(
      "write \(Scratch.quoted(script)) \(Self.rounds) \(Scratch.quoted(path))", in: scratch.folder)
    return text.flatMap { Int64($0.split(separator: "\n").first ?? "") }
  }

  private func run(_ words: String, in folder: String) throws -> String? {
    let driver = try scratch.write(Self.driver, to: "driver.py")
    return try scratch.output(
      of: "cd \(Scratch.quoted(folder)) && python3 \(Scratch.quoted(driver)) \(words)")
  }
}

extension DuckDB {
  private static let driver = #"""
    """Runs statements on DuckDB in memory, and says how long each took."""

    import os
    import sys
    import threading
    import time

    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    mode = sys.argv[1]
    statements = open(sys.argv[2]).read().split("\x01")


    def seconds(action):
        start = time.perf_counter()
        action()
        return time.perf_counter() - start


    def materialize(statement):
        """Makes the rows and keeps them in DuckDB's own format: as Python's values they would cost more."""
        relation = connection.sql(statement)
        (relation.materialize if hasattr(relation, "materialize") else relation.execute)()


    def ask(statement, rounds):
        rows = []
        took = seconds(lambda: rows.extend(connection.execute(statement).fetchall()))
        for row in rows:
            print("\t".join("" if value is None else str(value) for value in row))
        again = (lambda: connection.execute(statement).fetchall()) if len(rows) < 1000 else (lambda: materialize(statement))
        times = [seconds(again) for _ in range(rounds if took < 0.2 else 2)]
        for time in [took] + times:
            print("Run Time: real", f"{time:.6f} ")


    if mode == "ask":
        # Parts of a file are read at once; its texts hold no line breaks.
        connection.execute(open("duckdb.sql").read().replace("PARALLEL false", "PARALLEL true"))
        for statement in statements:
            print("\x01")
            timer = threading.Timer(float(sys.argv[4]), connection.interrupt)
            timer.start()
            try:
                ask(statement, int(sys.argv[3]))
            except Exception as error:
                print(error)
            finally:
                timer.cancel()
    elif mode == "load":
        took = seconds(lambda: [connection.execute(statement) for statement in statements[:-1]])
        peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
        print(int(took * 1e9))
        print(int(peak) * 1024)
        print("\t".join(str(value) for value in connection.execute(statements[-1]).fetchone()))
    elif mode == "write":
        for statement in statements[:-1]:
            connection.execute(statement)
        best = float("inf")
        for _ in range(int(sys.argv[3])):
            if os.path.exists(sys.argv[4]):
                os.remove(sys.argv[4])
            best = min(best, seconds(lambda: connection.execute(statements[-1])))
        print(int(best * 1e9))
    """#
}
