/// What dot commands and saved queries say of what they cannot do; in alphabetical order.
extension CommandFailure {
  static func commandInScript(_ what: String) -> CommandFailure {
    CommandFailure(
      message: "\(what) runs a command, and a script may not",
      notes: ["--unsafe lets scripts run commands; type it, or give it as an argument or by -c"])
  }

  static func commandsTooDeep() -> CommandFailure {
    CommandFailure(message: "commands stand in commands too deep")
  }

  static func editorFailed(_ how: String) -> CommandFailure {
    CommandFailure(message: "the editor \(how), so nothing is run")
  }

  static func fileIsThePlan(_ path: String) -> CommandFailure {
    CommandFailure(message: "\(path) is the plan, which results would replace", notes: ["name another file"])
  }

  static func missingArgument(_ command: String, _ argument: String) -> CommandFailure {
    CommandFailure(message: "\(command) needs \(argument)")
  }

  static func noConfigurationFolder() -> CommandFailure {
    CommandFailure(message: "there is no folder to keep it in", notes: ["HOME or XDG_CONFIG_HOME names one"])
  }

  static func noFileToReload(_ what: String) -> CommandFailure {
    CommandFailure(message: "\(what), so there is nothing to read again", notes: [".open FILE opens a plan"])
  }

  static func noLastQuery() -> CommandFailure {
    CommandFailure(message: "no query has been asked yet")
  }

  static func noSaved(_ name: String, nearest: String?) -> CommandFailure {
    CommandFailure(
      message: "there is no saved query \"\(name)\"",
      notes: [nearest.map { "did you mean \($0)?" } ?? ".queries lists them"])
  }

  static func noSetting(_ name: String, nearest: String?) -> CommandFailure {
    CommandFailure(
      message: "there is no setting \"\(name)\"",
      notes: [nearest.map { "did you mean \($0)?" } ?? ".set lists them"])
  }

  static func noUse(_ command: String, _ text: String) -> CommandFailure {
    CommandFailure(message: "\(command) has no use for \"\(text)\"")
  }

  static func notAName(_ name: String) -> CommandFailure {
    CommandFailure(
      message: "\"\(name)\" cannot be the name of a saved query",
      notes: ["a name has letters, digits, - and _, and begins with a letter or digit"])
  }

  static func notAnAssignment(_ text: String) -> CommandFailure {
    CommandFailure(
      message: "\"\(text)\" gives no value", notes: [".let NAME = VALUE, such as .let who = \"Rose Case\""])
  }

  static func notAParameter(_ word: String, of name: String, declared: [String], nearest: String?)
    -> CommandFailure
  {
    let has = declared.isEmpty ? "it takes none" : "it takes \(declared.joined(separator: ", "))"
    return CommandFailure(
      message: "\(name) has no parameter \(word)", notes: [nearest.map { "did you mean \($0)?" } ?? has])
  }

  static func notASetting(_ word: String, of name: String, values: String) -> CommandFailure {
    CommandFailure(message: "\(name) cannot be \"\(word)\"", notes: ["it is \(values)"])
  }

  static func notSeconds(_ word: String) -> CommandFailure {
    CommandFailure(message: "\"\(word)\" is no number of seconds", notes: ["from 0.1 to 86400"])
  }

  static func notText(_ path: String) -> CommandFailure {
    CommandFailure(message: "\(path) is not UTF-8 text")
  }

  static func notTrusted(_ path: String) -> CommandFailure {
    CommandFailure(message: "\(path) is not run, as it must be yours and writable by you alone")
  }

  static func parameterNotNamed(_ word: String) -> CommandFailure {
    CommandFailure(message: "\"\(word)\" names no parameter", notes: ["a value is given as NAME=VALUE"])
  }

  static func queryHasErrors() -> CommandFailure {
    CommandFailure(message: "the last query is wrong, so it is not kept", notes: [".edit mends it"])
  }

  static func queryHasPipe() -> CommandFailure {
    CommandFailure(
      message: "the last query hands its rows to a command, which a saved query may not",
      notes: ["ask it without the part behind |, and keep that"])
  }

  static func queryIsThere(_ name: String, _ path: String) -> CommandFailure {
    CommandFailure(
      message: "there is a saved query \(name): \(path)", notes: [".saveas \(name) --replace takes its place"]
    )
  }

  static func takenAway(_ what: String, runsCommands: Bool) -> CommandFailure {
    CommandFailure(
      message: "\(what) is taken away by --safe",
      notes: ["start planq without --safe to \(runsCommands ? "run commands" : "use files and other plans")"])
  }

  static func tooDeep(_ name: String) -> CommandFailure {
    CommandFailure(
      message: "scripts stand in scripts more than \(ScriptRunner.depthLimit) deep",
      notes: ["does \(name) read itself?"])
  }

  static func unknownCommand(_ name: String, nearest: String?) -> CommandFailure {
    CommandFailure(
      message: "there is no command .\(name)",
      notes: [nearest.map { "did you mean .\($0)?" } ?? ".help lists the commands"])
  }
}
