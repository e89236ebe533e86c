extension Command {
  static let open = Command(
    name: "open", arguments: "FILE", help: "open another plan: a document, JSON or SQLite", needsFiles: true
  ) { session, words in
    try words.refuse(beyond: 1, of: ".open")
    guard let path = words.first else { throw CommandFailure(message: ".open needs FILE") }
    do {
      try session.open(path)
    } catch let failure as PlanUnreadable {
      throw CommandFailure(message: failure.message, notes: failure.notes + ["the plan that was open stays"])
    }
    return .done
  }
}
