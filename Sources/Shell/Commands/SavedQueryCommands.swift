import Language

extension Command {
  static let queries = Command(
    name: "queries", arguments: "[NAME]", help: "list the saved queries, or say what one does",
    details: """
      They are files NAME.planq in the folder of --queries, then in $XDG_CONFIG_HOME/planq/queries, then those that \
      are built in; the nearer hides the farther.
      """
  ) { session, words in
    try words.refuse(beyond: 1, of: ".queries")
    let saved = SavedQueries(session)
    if let name = words.first {
      try session.show(saved.find(name).text)
      return .done
    }
    let places = try saved.places().map { heading, queries in
      try "\(heading)\n"
        + Columns.text(
          queries.map { ($0.name, try saved.title(of: $0)) }, width: session.textWidth)
    }
    try session.show(places.joined(separator: "\n"))
    return .done
  }

  static let read = Command(
    name: "read", habits: ["i"], arguments: "FILE", help: "run a script; what it sets stays", needsFiles: true
  ) { call in
    let words = try call.words()
    guard let path = words.first else { throw CommandFailure.missingArgument(".read", "FILE") }
    try words.refuse(beyond: 1, of: ".read")
    guard let text = try ScriptFile.read(path, in: call.session) else { return .failed }
    let script = QueryScript(name: ScriptFile.name(of: path), text: text)
    return try ScriptRunner(session: call.session).runNested(script)
  }

  static let run = Command(
    name: "run", arguments: "NAME [PARAM=VALUE ...]", help: "run a saved query; .queries lists them",
    details: """
      A parameter without a value takes what let or -p gave its name, then its default; at a terminal it is asked \
      for. What a saved query sets by let, view and def ends with it.
      """
  ) { call in
    var words = try call.words()
    guard let name = words.first else { throw CommandFailure.missingArgument(".run", "NAME") }
    words.removeFirst()
    var runner = ScriptRunner(session: call.session)
    for word in words {
      guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
        throw CommandFailure.parameterNotNamed(word)
      }
      let name = word[..<equals].drop { $0 == "$" }
      runner.given.append((String(name), String(word[word.index(after: equals)...])))
    }
    return try runner.runSaved(SavedQueries(call.session).find(name))
  }
}

extension SavedQueries {
  /// What a query says of itself, with its parameters.
  fileprivate func title(of query: SavedQuery) throws -> String {
    do {
      let header = ScriptHeader(try read(query).text)
      let parameters = header.parameters.map(\.syntax).joined(separator: ", ")
      return header.title + (parameters.isEmpty ? "" : " (\(parameters))")
    } catch let failure as CommandFailure {
      return failure.message
    }
  }
}
