package import Plan
import Platform

/// Writes the tables of `.save x.sqlite` as a folder: a CSV file a table, and a script for each engine that makes the
/// tables there and fills them.
package enum TablesFolder {
  /// What `.help` says of it.
  package static let scriptNames = TableDialect.allCases.map { $0.rawValue + ".sql" }

  /// Makes or replaces the folder, whole or not at all.
  ///
  /// - Throws: `SystemError`, also for a folder with files that planq did not write (`isNotEmpty`); `LoadFailure`
  ///   for a text that no engine could take. Once `isCancelled` holds, which is asked now and then, a `SystemError`
  ///   whose `isInterrupted` holds.
  package static func write(
    _ plan: Plan, to path: String, isCancelled: @escaping () -> Bool = { false }
  ) throws {
    try AtomicFolder.write(path: path, isOwn: { isOwn($0, in: path) }) { folder in
      let rows = TableRows(plan: plan)
      var notes: [String: LoadScript.Note] = [:]
      for table in PlanTable.all {
        try folder.write(table.fileName) { output in
          let sink = try CSVSink(table, output, isCancelled)
          try rows.write(table, to: sink)
          notes[table.name] = LoadScript.Note(hasEndMark: sink.hasEndMark, longestLine: sink.longestLine)
        }
      }
      for dialect in TableDialect.allCases {
        try folder.write(dialect.rawValue + ".sql") { output in
          try output.write(LoadScript.text(dialect, notes))
        }
      }
    }
  }

  /// Whether all files are planq's, so that they may be replaced.
  private static func isOwn(_ names: [String], in path: String) -> Bool {
    let known = Set(PlanTable.all.map(\.fileName) + scriptNames)
    let mark = Array(LoadScript.mark.utf8)
    return names.allSatisfy(known.contains)
      && scriptNames.contains { name in
        (try? FileBytes.readHead(path: path + "/" + name, count: mark.count)) == mark
      }
  }
}

extension PlanTable {
  var fileName: String { name + ".csv" }
}
