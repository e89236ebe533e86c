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
      return try session.run(text, from: .script(name: ScriptFile.name(of: path)))
    }
  }

  /// A single word that failed may have been meant as the plan.
  private func explainFirst(_ text: String) {
    guard text == firstQuery, !text.hasPrefix("."), !text.contains(where: \.isWhitespace) else { return }
    session.console.note("no file is called \"\(text)\", so the first word was taken for a query")
  }
}
