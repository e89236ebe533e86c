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
    guard let path = options.outputPath else {
      let output = Output.standardOutput()
      let status = try session(options, output: output, errors: errors, isFile: false)
      try output.flush()
      return status
    }
    do {
      var status = ExitStatus.success
      try AtomicFile.write(path: path) { output in
        status = try session(options, output: output, errors: errors, isFile: true)
        if status != .success, status != .empty, !options.keepsGoing { throw Stopped(status: status) }
      }
      return status
    } catch let stopped as Stopped {
      return stopped.status
    }
  }

  private static func session(
    _ options: Options, output: Output, errors: Output, isFile: Bool
  ) throws -> ExitStatus {
    let console = Console(output: output, errors: errors, options: options, writesToFile: isFile)
    let opened: OpenPlan
    do {
      opened = try OpenPlan.open(options.plan)
    } catch let failure as PlanUnreadable {
      try console.showError(failure.message, notes: failure.notes)
      return .usage
    }
    let session = Session(opened: opened, console: console, options: options)
    guard try session.start(options) else { return .usage }
    if options.work.isEmpty, Terminal.isTerminal(Terminal.standardInput) {
      return try Conversation(session).run()
    }
    let work = options.work.isEmpty ? [.file("-")] : options.work
    return try Batch(session: session, keepsGoing: options.keepsGoing).run(work)
  }
}
