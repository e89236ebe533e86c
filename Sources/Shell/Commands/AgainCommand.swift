extension Command {
  static let again = Command(
    name: "again", habits: ["g"], arguments: "[| COMMAND]", help: "run the last query again",
    details: "With | COMMAND its rows go to the command."
  ) { call in
    guard let last = call.session.lastQuery else { throw CommandFailure.noLastQuery() }
    guard call.text.isEmpty || call.text.hasPrefix("|") else {
      throw CommandFailure.noUse(".again", call.text)
    }
    defer { call.session.lastQuery = last }
    return try call.session.run(
      call.text.isEmpty ? last.text : "\(last.text) \(call.text)", from: call.origin)
  }
}
