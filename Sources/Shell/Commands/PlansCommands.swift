extension Command {
  static let plans = Command(
    name: "plans", arguments: "", help: "list the plans that were opened; * marks the one that is asked"
  ) { session, words in
    try words.refuse(beyond: 0, of: ".plans")
    let lines = session.openedPaths.map { path in
      let isCurrent = path == session.opened.path
      let name = path.map(ScriptFile.name) ?? "the sample plan"
      return isCurrent ? "* \(name)  \(session.opened.title): \(session.opened.summary)\n" : "  \(name)\n"
    }
    try session.show(lines.joined())
    return .done
  }

  static let reload = Command(
    name: "reload", arguments: "", help: "read the plan's file again", needsFiles: true
  ) { session, words in
    try words.refuse(beyond: 0, of: ".reload")
    guard let path = session.opened.path else {
      throw CommandFailure.noFileToReload("the sample plan is built in")
    }
    if path == "-" { throw CommandFailure.noFileToReload("the plan came from standard input") }
    do {
      try session.reload()
    } catch let failure as PlanUnreadable {
      throw CommandFailure(message: failure.message, notes: failure.notes + ["the plan that was open stays"])
    }
    session.console.note("\(session.opened.title): \(session.opened.summary)")
    return .done
  }
}
