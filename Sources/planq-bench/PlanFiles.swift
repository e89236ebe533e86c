import Loading
import Plan
import Platform

/// A plan in every form that one of the engines reads, in a folder.
struct PlanFiles {
  let folder: String

  var json: String { folder + "/plan.json" }
  var sqlite: String { folder + "/plan.sqlite" }
  /// The tables as CSV, with the script that loads them.
  var tables: String { folder + "/tables" }

  func write(_ plan: Plan) throws {
    try Folders.create(path: folder)
    try AtomicFile.write(path: json) { output in try JSONWriter.write(plan) { try output.write($0) } }
    try SQLiteWriter.write(plan, to: fresh(sqlite))
    try TablesFolder.write(plan, to: tables)
  }

  private func fresh(_ path: String) throws -> String {
    if FileStatus.kind(path: path) != nil { _ = try Processes.run(["rm", "-f", path]) }
    return path
  }

  func size(_ path: String) -> Int { (try? FileBytes.read(path: path).count) ?? 0 }
}
