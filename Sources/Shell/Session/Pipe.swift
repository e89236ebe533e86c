import Language
import Platform

/// `QUERY | command`: the rows go to a command of the system.
extension StatementRunner {
  /// Runs the statements, then the command with what they print. A query that is wrong starts no command.
  func pipe(into command: Located<String>, _ body: () throws -> RunStatus) throws -> RunStatus {
    if session.isSafe { throw Diagnostics([.pipeTakenAway(command.range)]) }
    guard session.mayRunCommands(origin) else { throw Diagnostics([.pipeInScript(command.range)]) }
    var status = RunStatus.done
    var pages: [Console.Page] = []
    _ = try session.countingAnew { (status, pages) = try session.console.holding(body) }
    let exit = try session.runCommand(command.node) { output in
      for page in pages { try page(output) }
    }
    return session.accepts(exit) ? status : .failed
  }
}

extension Session {
  /// Runs a command of the shell with the terminal as it is.
  func runCommand(_ command: String, feed: ((Output) throws -> Void)? = nil) throws -> Processes.Exit {
    try console.flush()
    return try Processes.runShell(command, feed: feed)
  }

  /// Says how a command ended that did not end well; false then.
  func accepts(_ exit: Processes.Exit) -> Bool {
    if exit.isSuccess || exit.isBrokenPipe { return true }
    console.say("the command \(exit.words)")
    return false
  }
}

extension Processes.Exit {
  /// `ended with status 3`
  var words: String {
    switch self {
    case .status(let status): "ended with status \(status)"
    case .signal(let signal): "was ended by signal \(signal)"
    }
  }

  /// Wrote on when nobody read any more (`yes | head` ends so): its reader has all it wanted.
  var isBrokenPipe: Bool { shellStatus == 141 }
}
