extension Command {
  static let shell = Command(
    name: "shell", habits: ["system"], arguments: "COMMAND", help: "run a command of the system",
    runsCommands: true
  ) { call in
    guard !call.text.isEmpty else { throw CommandFailure.missingArgument(".shell", "COMMAND") }
    return call.session.accepts(try call.session.runCommand(call.text)) ? .done : .failed
  }
}
