import Loading
import Platform

extension Command {
  static let save = Command(
    name: "save", arguments: "FILE",
    help: "write the plan as JSON or SQLite, whole or not at all",
    details: "The name ends in .json, .sqlite or .db, and its ending says which.",
    needsFiles: true
  ) { session, words in
    try words.refuse(beyond: 1, of: ".save")
    guard let path = words.first else { throw CommandFailure(message: ".save needs FILE") }
    do {
      try save(session, path)
    } catch let error as SystemError {
      if error.isInterrupted { throw error }
      throw CommandFailure(message: error.description, notes: ["nothing was changed"])
    } catch let failure as LoadFailure {
      throw CommandFailure(message: failure.message, notes: ["nothing was changed"])
    }
    return .done
  }

  private static func save(_ session: Session, _ path: String) throws {
    let lower = path.lowercased()
    let plan = session.opened.plan
    if lower.hasSuffix(".json") {
      try AtomicFile.write(path: path) { output in
        try JSONWriter.write(plan) { try output.write($0) }
      }
    } else if lower.hasSuffix(".sqlite") || lower.hasSuffix(".db") {
      try AtomicFile.replace(path: path) { try SQLiteWriter.write(plan, to: $0) }
    } else {
      throw CommandFailure(
        message: "\"\(path)\" does not say what to write",
        notes: ["a plan is saved as .json, .sqlite or .db, by the name's ending"])
    }
  }
}
