import Loading
import Platform

extension Command {
  static let save = Command(
    name: "save", arguments: "FILE | FOLDER --csv",
    help: "write the plan as JSON, SQLite or a folder of CSV, whole or not at all",
    details: """
      The name of a FILE ends in .json, .sqlite or .db, and its ending says which. With --csv, FOLDER is filled with \
      a CSV file for each table of .schema sql, and with scripts that make and fill these tables, to be run from \
      within it: \(TablesFolder.scriptNames.joined(separator: ", ")). The folder is new or empty, or holds nothing \
      but what planq wrote there before.
      """,
    needsFiles: true
  ) { session, words in
    let target = try SaveTarget(words)
    let progress = ProgressLine("writing \(target.path)", on: session.console)
    defer { progress.end() }
    do {
      switch target {
      case .json(let path):
        try AtomicFile.write(path: path) { output in
          try JSONWriter.write(session.opened.plan) { piece in
            if progress.isStopped() { throw SystemError.interrupted("write to", path) }
            try output.write(piece)
          }
        }
      case .sqlite(let path):
        try AtomicFile.replace(path: path) {
          try SQLiteWriter.write(session.opened.plan, to: $0, isCancelled: progress.isStopped)
        }
      case .tables(let path):
        try TablesFolder.write(session.opened.plan, to: path, isCancelled: progress.isStopped)
      }
    } catch let error as SystemError {
      if error.isInterrupted { throw error }
      let why = error.isNotEmpty ? ["a folder is filled that is new, empty or planq's own"] : []
      throw CommandFailure(message: error.description, notes: why + ["nothing was changed"])
    } catch let failure as LoadFailure {
      let place = failure.path.map { $0 + ": " } ?? ""
      throw CommandFailure(message: place + failure.message, notes: ["nothing was changed"])
    }
    return .done
  }
}

/// What the words after `.save` ask for.
private enum SaveTarget {
  case json(String)
  case sqlite(String)
  case tables(String)

  var path: String {
    switch self {
    case .json(let path), .sqlite(let path), .tables(let path): path
    }
  }

  init(_ words: [String]) throws(CommandFailure) {
    var names: [String] = []
    var isTables = false
    for word in words {
      if word.lowercased() == "--csv" {
        isTables = true
      } else if word.hasPrefix("--") {
        throw CommandFailure(
          message: ".save has no option \(word)", notes: [".save FOLDER --csv writes the tables as CSV"])
      } else {
        names.append(word)
      }
    }
    try names.refuse(beyond: 1, of: ".save")
    guard let path = names.first, !path.isEmpty else {
      throw CommandFailure(message: ".save needs \(isTables ? "FOLDER" : "FILE")")
    }
    let lower = path.lowercased()
    let isFile = lower.hasSuffix(".json") || lower.hasSuffix(".sqlite") || lower.hasSuffix(".db")
    if isTables, isFile {
      throw CommandFailure(
        message: "\"\(path)\" is the name of a file, and --csv fills a folder",
        notes: ["leave out one or the other"])
    }
    guard isTables || isFile else {
      throw CommandFailure(
        message: "\"\(path)\" does not say what to write",
        notes: [
          "a plan is saved as .json, .sqlite or .db, by the name's ending",
          ".save \(path) --csv makes it a folder of tables",
        ])
    }
    self = isTables ? .tables(path) : lower.hasSuffix(".json") ? .json(path) : .sqlite(path)
  }
}
