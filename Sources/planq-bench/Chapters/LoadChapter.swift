import Platform

/// From a file to a plan that can be asked: each engine in a process of its own, time and peak of memory.
struct LoadChapter {
  let setting: Setting
  private static let rounds = 3
  /// What `DuckDBLoads.check` asks.
  static let checkQuery =
    "actions select count() as n, count(rag = R) as reds, sum(length(description)) as letters, sum(count(lead)) as m"

  /// planq's own times, from JSON and from SQLite.
  func run() throws -> [Int64] {
    let (files, scratch) = (setting.files, setting.scratch)
    let (size, sqliteSize) = (try scratch.size(files.json), try scratch.size(files.sqlite))
    setting.report.progress("loading JSON")
    let json = try OwnLoad.best(of: Self.rounds, "load", files.json, scratch)
    var table = Table([
      "loading \(Numbers.count(setting.actions)) actions", "time", "× planq", "MB/s", "peak", "× file",
    ])
    table.add(row("planq: JSON, \(Numbers.megabytes(size))", json.nanoseconds, nil, size, json.peak))
    try addDuckDB(to: &table, json, size)

    setting.report.progress("loading SQLite")
    var (sqlite, steps) = (OwnLoad(nanoseconds: .max, peak: 0), OwnLoad(nanoseconds: .max, peak: 0))
    for _ in 0..<Self.rounds {
      let (own, bare) = (
        try OwnLoad.best(of: 1, "load", files.sqlite, scratch),
        try OwnLoad.best(of: 1, "step", files.sqlite, scratch)
      )
      if own.nanoseconds < sqlite.nanoseconds { sqlite = own }
      if bare.nanoseconds < steps.nanoseconds { steps = bare }
    }
    table.add(
      row("planq: SQLite, \(Numbers.megabytes(sqliteSize))", sqlite.nanoseconds, nil, sqliteSize, sqlite.peak)
    )
    table.add(
      row("a bare sqlite3_step loop", steps.nanoseconds, sqlite.nanoseconds, sqliteSize, steps.peak))
    setting.report.add(
      "SQLite load, of a bare sqlite3_step loop", .atMost(1.5),
      Numbers.ratio(sqlite.nanoseconds, steps.nanoseconds))
    try addJQ(to: &table)
    try setting.report.say(table)
    return [json.nanoseconds, sqlite.nanoseconds]
  }

  /// - Parameter own: planq's time, to which the peer's is compared.
  private func row(_ name: String, _ time: Int64, _ own: Int64?, _ size: Int, _ peak: Int?) -> [String] {
    [
      name, Numbers.time(time), own.map { Numbers.times(Numbers.ratio(time, $0)) } ?? "",
      Numbers.speed(size, time), peak.map(Numbers.megabytes) ?? "",
      peak.map { Numbers.decimal(Double($0) / Double(max(size, 1))) } ?? "",
    ]
  }

  private func addDuckDB(to table: inout Table, _ own: OwnLoad, _ size: Int) throws {
    let report = setting.report
    var found: DuckDB.Load?
    var rows: DuckDB.Load?
    if setting.peers.duckdb != nil {
      report.progress("loading into DuckDB")
      let folder = try writeRows()
      let path = setting.files.json
      found = try load(DuckDBLoads.json(path, bytes: size, areTypesGiven: false), rounds: 1)
      let given = try load(DuckDBLoads.json(path, bytes: size, areTypesGiven: true), rounds: 1)
      rows = try load(DuckDBLoads.rows(in: folder), rounds: 2)
      let actions = try load([DuckDBLoads.actions(in: folder)], rounds: 2)
      let sizes = try PlanFiles.rows.map { try setting.scratch.size("\(folder)/\($0).ndjson") }
      let names = [
        "read_json into tables", "read_json, types given", "all rows as NDJSON", "actions as NDJSON",
      ]
      for (name, (load, bytes)) in zip(
        names, [(found, size), (given, size), (rows, sizes.reduce(0, +)), (actions, sizes[0])])
      {
        guard let load else { continue }
        table.add(row("DuckDB: " + name, load.nanoseconds, own.nanoseconds, bytes, load.peak))
      }
    }
    report.add(
      "JSON load, of DuckDB's read_json", .atMost(0.125),
      found.map { Numbers.ratio(own.nanoseconds, $0.nanoseconds) })
    report.add(
      "JSON load, of DuckDB's time on the rows as NDJSON", .atMost(1),
      rows.map { Numbers.ratio(own.nanoseconds, $0.nanoseconds) })
    report.add(
      "JSON load, of 300 MB/s", .atLeast(1), Double(size) * 1000 / Double(max(own.nanoseconds, 1)) / 300)
    report.add("peak after loading JSON, of the file", .atMost(1.6), Double(own.peak) / Double(max(size, 1)))
    report.add(
      "peak after loading JSON, of DuckDB's", .atMost(1),
      found.map { Double(own.peak) / Double(max($0.peak, 1)) })
  }
}

extension LoadChapter {
  private static let rowsFolder = "rows"

  /// The folder of the rows, which the chapter on output needs again.
  static func rowsFolder(_ scratch: Scratch) -> String { scratch.path(rowsFolder) }

  private func writeRows() throws -> String {
    let folder = Self.rowsFolder(setting.scratch)
    try Folders.create(path: folder)
    let words = [Arguments.program, "rows", setting.files.json, folder].map(Scratch.quoted)
    guard let check = try setting.scratch.output(of: words.joined(separator: " ")) else {
      throw BenchmarkFailure("the rows were not written to \(folder)")
    }
    _ = try setting.scratch.write(check, to: "rows.check")
    return folder
  }

  /// The best of several; the row of the check must be planq's.
  private func load(_ statements: [String], rounds: Int) throws -> DuckDB.Load? {
    let check = try setting.scratch.text("rows.check")
    var best: DuckDB.Load?
    for _ in 0..<rounds {
      let peer = DuckDB(scratch: setting.scratch)
      guard let load = try peer.load(statements, check: DuckDBLoads.check) else {
        throw BenchmarkFailure("DuckDB does not load: \(statements.first ?? "")")
      }
      guard load.check + "\n" == check else {
        throw BenchmarkFailure("DuckDB loads other rows: \(load.check), planq \(check)")
      }
      if load.nanoseconds < best?.nanoseconds ?? .max { best = load }
    }
    return best
  }

  /// jq has no plan in memory: it reads the file and answers, as the command planq does.
  private func addJQ(to table: inout Table) throws {
    guard setting.peers.jq != nil, let planq = StartChapter.planq else { return }
    setting.report.progress("reading with jq")
    let (scratch, path) = (setting.scratch, setting.files.json)
    let filter =
      #"[.objectives[].actions[] | select(.rag == "A" and ([.lead] | flatten | index("Rose Case")))] | length"#
    let query = #"actions where rag = A and lead = "Rose Case" select count()"#
    func measure(_ words: [String]) throws -> (answer: String?, time: Int64) {
      var answer: String?
      let command = Scratch.limited(60) + words.map(Scratch.quoted).joined(separator: " ")
      let time = try Measure.time { answer = try scratch.output(of: command) }
      return (answer, time)
    }
    let own = try measure([planq, path, "-q", "--tsv", "--no-header", query])
    let theirs = try measure(["jq", filter, path])
    guard let answer = own.answer else { throw BenchmarkFailure("planq does not answer on \(path)") }
    table.add(["planq: file to the first answer", Numbers.time(own.time)])
    guard let jq = theirs.answer else {
      return table.add(["jq: file to the same answer", "too long"])
    }
    guard jq == answer else { throw BenchmarkFailure("jq answers otherwise: \(jq), planq \(answer)") }
    table.add([
      "jq: file to the same answer", Numbers.time(theirs.time),
      Numbers.times(Numbers.ratio(theirs.time, own.time)),
    ])
  }
}
