import Platform

extension Command {
  static let once = Command(
    name: "once", arguments: "FILE | -", help: "write what is printed next to a file; - where it went before",
    details: "The file is written whole or not at all.", needsFiles: true
  ) { session, words in
    try words.refuse(beyond: 1, of: ".once")
    guard let path = words.first, !path.isEmpty else { throw CommandFailure.missingArgument(".once", "FILE") }
    if path == "-" {
      session.onceFile = nil
      return .done
    }
    try session.refuseThePlan(path)
    session.onceFile = path
    return .done
  }

  static let output = Command(
    name: "output", habits: ["o"], arguments: "[FILE | -]",
    help: "write what is printed to a file from now on; - or alone, no longer",
    details: "The file is begun anew. What is said of results still goes to standard error.", needsFiles: true
  ) { session, words in
    try words.refuse(beyond: 1, of: ".output")
    guard let path = words.first, path != "-" else {
      try session.console.send(to: nil)
      session.resultCount = 0
      return .done
    }
    try session.refuseThePlan(path)
    do {
      try session.console.send(to: OutputFile(path: path))
      session.resultCount = 0
    } catch let error as SystemError where !error.isInterrupted && !error.isBrokenPipe {
      throw CommandFailure(message: error.description)
    }
    return .done
  }
}

extension Session {
  /// The file that is being asked is never changed.
  fileprivate func refuseThePlan(_ path: String) throws(CommandFailure) {
    if let plan = opened.path, FileStatus.isSame(plan, path) { throw .fileIsThePlan(path) }
  }
}
