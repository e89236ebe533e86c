import Platform

extension Command {
  static let edit = Command(
    name: "edit", habits: ["e"], arguments: "",
    help: "open the last query in your editor, and run what comes back",
    details: "The editor is $VISUAL, $EDITOR or vi. Where it ends with an error, nothing is run.",
    runsCommands: true
  ) { call in
    try call.words().refuse(beyond: 0, of: ".edit")
    let session = call.session
    try session.console.flush()
    do {
      let file = try TemporaryFile(
        ending: SavedQueries.ending, Array(((session.lastQuery?.text ?? "") + "\n").utf8))
      let editor = Environment.value("VISUAL") ?? Environment.value("EDITOR") ?? "vi"
      // As others do it: the editor may be a command with arguments.
      let exit = try Processes.run(["/bin/sh", "-c", editor + " \"$1\"", "planq", file.path])
      guard exit.isSuccess else { throw CommandFailure.editorFailed(exit.words) }
      guard let text = String(validating: try ScriptFile.bytes(file.path), as: UTF8.self) else {
        throw CommandFailure.notText(file.path)
      }
      let query = text.trimmingBlanks
      if query.isEmpty {
        session.console.note("nothing is left, so nothing is run")
        return .done
      }
      session.console.say(query)
      session.lines.keep(query)
      return try session.run(text, from: call.origin)
    } catch let error as SystemError where !error.isInterrupted && !error.isBrokenPipe {
      throw CommandFailure(message: error.description)
    }
  }
}
