import Loading
import Plan
import Platform
import Rendering

/// A plan in every form that one of the engines reads, in a folder.
struct PlanFiles {
  let folder: String

  var json: String { folder + "/plan.json" }
  var sqlite: String { folder + "/plan.sqlite" }
  /// The tables as CSV, with the script that loads them.
  var tables: String { folder + "/tables" }

  /// Makes a plan and writes it; the tables only for peers.
  func make(actions: Int, withTables: Bool = true) throws {
    var generator = PlanGenerator()
    let plan = try generator.plan(actions: actions)
    try Folders.create(path: folder)
    try AtomicFile.write(path: json) { output in try JSONWriter.write(plan) { try output.write($0) } }
    try SQLiteWriter.write(plan, to: fresh(sqlite))
    if withTables { try TablesFolder.write(plan, to: tables) }
  }

  private func fresh(_ path: String) throws -> String {
    if FileStatus.kind(path: path) != nil { _ = try Processes.run(["rm", "-f", path]) }
    return path
  }

  /// The entities whose rows another engine is given as NDJSON.
  static let rows = ["actions", "objectives", "indicators", "risks", "officers"]

  static func writeRows(of engine: PlanqEngine, to folder: String) throws {
    for entity in rows {
      try engine.write(try engine.ask(entity).result, .ndjson, to: "\(folder)/\(entity).ndjson")
    }
  }
}
