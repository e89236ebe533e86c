import Language
import Plan
import Platform

extension Command {
  static let watch = Command(
    name: "watch", arguments: "SECONDS QUERY",
    help: "ask again whenever the plan's file changes, until Ctrl-C",
    details: """
      The file is looked at every SECONDS. From the second time on, the column `change` says what differs from the \
      time before: new, changed, or gone; rows are the same where their first column is.
      """,
    needsFiles: true
  ) { call in
    guard let (word, query) = call.firstWord, !query.isEmpty else {
      throw CommandFailure.missingArgument(".watch", call.text.isEmpty ? "SECONDS QUERY" : "QUERY")
    }
    guard let seconds = NumberText.parse(word), seconds >= 0.1, seconds <= 86_400 else {
      throw CommandFailure.notSeconds(word)
    }
    guard let path = call.session.opened.path, path != "-" else {
      throw CommandFailure.noFileToReload("this plan is no file")
    }
    return try Watch(call: call, path: path, milliseconds: Int64(exactly: (seconds * 1000).rounded()) ?? 1000)
      .run(query)
  }
}

extension CommandCall {
  /// The first word, and what follows it.
  fileprivate var firstWord: (word: String, rest: String)? {
    guard !text.isEmpty else { return nil }
    let word = text.prefix { !$0.isWhitespace }
    return (String(word), text.dropFirst(word.count).trimmingBlanks)
  }
}

/// Asks a query again and again.
private struct Watch {
  let call: CommandCall
  let path: String
  let milliseconds: Int64

  func run(_ query: String) throws -> RunStatus {
    let session = call.session
    let changes = ResultChanges()
    session.changes = changes
    defer { session.changes = nil }
    var version = FileStatus.Version(path: path)
    let status = try session.run(query, from: call.origin)
    if case .failed = status { return status }
    session.console.note("watching \(path); Ctrl-C ends it")
    while true {
      try session.console.flush()
      Clock.sleep(nanoseconds: milliseconds &* 1_000_000)
      if Signals.wasInterrupted { return try end() }
      let now = FileStatus.Version(path: path)
      if now == version { continue }
      version = now
      do {
        try session.reload()
        changes.begin()
        _ = try session.run(query, from: call.origin)
      } catch let failure as PlanUnreadable {
        // Somebody may be writing it just now.
        session.console.warn(failure.message)
      }
    }
  }

  /// At the prompt it is the way to end; a batch ends as by any Ctrl-C.
  private func end() throws -> RunStatus {
    guard call.session.isInteractive else { throw SystemError.interrupted("watch", path) }
    Signals.clearInterrupt()
    // The prompt does not stand behind the `^C`.
    try call.session.console.errors.write("\n")
    return .done
  }
}
