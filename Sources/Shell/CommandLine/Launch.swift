import Plan
import Platform

/// From the options to a session that has run its work, or to the shell.
enum Launch {
  /// A batch stopped at an error that was already shown; nothing more is to be written.
  struct Stopped: Error {
    var status: ExitStatus
  }

  static func run(_ options: Options, errors: Output) throws -> ExitStatus {
    if options.wantsHelp || options.wantsVersion {
      let output = Output.standardOutput()
      try output.write(options.wantsHelp ? Usage.help : Usage.version + "\n")
      try output.flush()
      return .success
    }
    if options.plan == "-", readsScriptFromInput(options) {
      throw UsageError(message: "standard input cannot be both the plan and the script", hint: "name a file")
    }
    guard let path = options.outputPath else {
      return try session(options, output: .standardOutput(), errors: errors, isFile: false)
    }
    if let plan = options.plan, FileStatus.isSame(plan, path) {
      throw UsageError(message: "-o would replace the plan \(plan) by results", hint: "name another file")
    }
    // A device or a pipe cannot be replaced, and is written to as it is.
    if FileStatus.kind(path: path) == .other {
      let file = try OutputFile(path: path)
      return try withExtendedLifetime(file) {
        try session(options, output: file.output, errors: errors, isFile: true)
      }
    }
    do {
      var status = ExitStatus.success
      try AtomicFile.write(path: path) { output in
        status = try session(options, output: output, errors: errors, isFile: true)
        let isWhole = status == .success || status == .empty || (status == .failure && options.keepsGoing)
        if !isWhole { throw Stopped(status: status) }
      }
      return status
    } catch let stopped as Stopped {
      return stopped.status
    }
  }

  private static func readsScriptFromInput(_ options: Options) -> Bool {
    options.work.isEmpty
      || options.work.contains { if case .file("-") = $0 { true } else { false } }
  }

  private static func session(
    _ options: Options, output: Output, errors: Output, isFile: Bool
  ) throws -> ExitStatus {
    let console = Console(output: output, errors: errors, options: options, writesToFile: isFile)
    let status = try session(options, console)
    // Not `output`: after Ctrl-C the console has another one.
    try console.flush()
    return status
  }

  private static func session(_ options: Options, _ console: Console) throws -> ExitStatus {
    let opened: OpenPlan
    do {
      opened = try OpenPlan.open(options.plan, console: console)
    } catch let failure as PlanUnreadable {
      try console.showError(failure.message, notes: failure.notes + notes(on: options.plan))
      return .usage
    }
    let isInteractive = options.work.isEmpty && Terminal.isTerminal(Terminal.standardInput)
    let session = Session(opened: opened, console: console, options: options, isInteractive: isInteractive)
    if let status = try session.start() { return status }
    if isInteractive { return try Conversation(session).run() }
    let work = options.work.isEmpty ? [.file("-")] : options.work
    return try Batch(session: session, firstQuery: options.firstQuery).run(work)
  }

  /// A file that is called as a query might be is the plan (design.md, The command line).
  private static func notes(on plan: String?) -> [String] {
    guard let plan, Schema.source(named: plan) != nil else { return [] }
    return [
      "there is a file called \(plan), so the first word was taken for the plan; -c \(plan) is the query"
    ]
  }
}
