import Platform
import Rendering

/// All actions to a file, beside DuckDB's `COPY` of the same columns from a table that holds them ready.
struct OutputChapter {
  let setting: Setting
  let engine: PlanqEngine
  private static let rounds = 3

  func run() throws {
    setting.report.progress("writing")
    let hasPeer = setting.peers.duckdb != nil
    var table = Table(
      ["all actions to a file", "planq", "MB/s"] + (hasPeer ? ["DuckDB", "MB/s", "× planq"] : []))
    for mode in [OutputMode.csv, .ndjson] {
      let path = setting.scratch.path("own.\(mode.rawValue)")
      let own = try time(mode, path)
      let size = try setting.scratch.size(path)
      var cells = [
        "\(mode == .csv ? "CSV" : "NDJSON"), \(Numbers.megabytes(size))", Numbers.time(own),
        Numbers.speed(size, own),
      ]
      var ratio: Double?
      if hasPeer, let theirs = try copy(mode, path) {
        ratio = Numbers.ratio(own, theirs)
        cells += [
          Numbers.time(theirs), Numbers.speed(size, theirs), Numbers.times(Numbers.ratio(theirs, own)),
        ]
      }
      if mode == .csv { setting.report.add("CSV out, of the time of DuckDB's COPY", .atMost(1), ratio) }
      table.add(cells)
    }
    try setting.report.say(table)
  }

  /// The query's run is part of it. The file is new each time: to write over one waits for the disk.
  private func time(_ mode: OutputMode, _ path: String) throws -> Int64 {
    let asked = try engine.ask("actions")
    var best = Int64.max
    for _ in 0..<Self.rounds {
      setting.scratch.remove(path)
      best = min(best, try Measure.time { try engine.write(try engine.run(asked.bound), mode, to: path) })
    }
    return best
  }

  private func copy(_ mode: OutputMode, _ own: String) throws -> Int64? {
    let scratch = setting.scratch
    let path = scratch.path("theirs.\(mode.rawValue)")
    let (table, format) = mode == .csv ? ("listing", "FORMAT csv, HEADER") : ("action", "FORMAT json")
    let time = try DuckDB(scratch: scratch).write(
      [DuckDBLoads.actions(in: LoadChapter.rowsFolder(scratch)), DuckDBLoads.listing],
      "COPY \(table) TO \(DuckDBLoads.literal(path)) (\(format))", to: path)
    let compare = "cmp -s \(Scratch.quoted(own)) \(Scratch.quoted(path))"
    guard let time, try scratch.output(of: compare) != nil else {
      throw BenchmarkFailure("DuckDB writes the actions otherwise as \(mode.rawValue)")
    }
    scratch.remove(path)
    return time
  }
}
