import Platform

/// Runs what the command line or a script gives, in order, and stops at the first error unless the session keeps
/// going.
struct Batch {
  let session: Session
  /// The first word of the command line, where it is no plan.
  var firstQuery: String?

  func run(_ work: [Options.Work]) throws -> ExitStatus {
    var result = ExitStatus.success
    for piece in work {
      switch try run(piece) {
      case .done: continue
      case .quit: return result
      case .empty: if result == .success { result = .empty }
      case .unmet:
        if result == .success { result = .empty }
        if !session.keepsGoing { return result }
      case .failed:
        result = .failure
        if !session.keepsGoing { return result }
      }
    }
    return result
  }

  private func run(_ piece: Options.Work) throws -> RunStatus {
    switch piece {
    case .text(let text):
      let status = try session.run(text, from: .typed)
      if case .failed = status { explainFirst(text) }
      return status
    case .file(let path):
      guard let text = try ScriptFile.read(path, in: session) else { return .failed }
      return try failing {
        try ScriptRunner(session: session).run(QueryScript(name: ScriptFile.name(of: path), text: text))
      }
    case .saved(let name):
      return try failing { try ScriptRunner(session: session).runSaved(SavedQueries(session).find(name)) }
    }
  }

  /// Shows why a script could not be begun.
  private func failing(_ body: () throws -> RunStatus) throws -> RunStatus {
    do {
      return try body()
    } catch let failure as CommandFailure {
      try session.console.showError(failure.message, notes: failure.notes)
      return .failed
    }
  }

  /// A single word that failed may have been meant as the plan.
  private func explainFirst(_ text: String) {
    guard text == firstQuery, !text.hasPrefix("."), !text.contains(where: \.isWhitespace) else { return }
    session.console.note("no file is called \"\(text)\", so the first word was taken for a query")
  }
}
