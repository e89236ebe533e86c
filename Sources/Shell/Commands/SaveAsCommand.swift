import Binding
import Execution
import Language
import Plan
import Platform
import Rendering

extension Command {
  static let saveas = Command(
    name: "saveas", arguments: "NAME [--replace]", help: "keep the last query under a name, for .run",
    details: """
      It becomes a file NAME.planq in $XDG_CONFIG_HOME/planq/queries. What it takes from the session comes along: \
      parameters as its own, with their values as defaults, and views and computed fields. One that is there already \
      stays unless --replace is given.
      """,
    needsFiles: true
  ) { session, words in
    let names = words.filter { $0 != "--replace" }
    try names.refuse(beyond: 1, of: ".saveas")
    guard let name = names.first else { throw CommandFailure.missingArgument(".saveas", "NAME") }
    guard SavedQueries.isName(name) else { throw CommandFailure.notAName(name) }
    guard let last = session.lastQuery else { throw CommandFailure.noLastQuery() }
    guard last.isSound else { throw CommandFailure.queryHasErrors() }
    guard let folder = SavedQueries.ownFolder else { throw CommandFailure.noConfigurationFolder() }
    // What a saved query would not be let do.
    if Parser.parse(last.text).script.pipe != nil { throw CommandFailure.queryHasPipe() }
    let path = "\(folder)/\(name)\(SavedQueries.ending)"
    if FileStatus.kind(path: path) != nil, !words.contains("--replace") {
      throw CommandFailure.queryIsThere(name, path)
    }
    let text = KeptQuery(session: session, text: last.text).script
    do {
      try Folders.create(path: folder)
      try AtomicFile.write(path: path, newFileMode: 0o600) { try $0.write(text) }
    } catch let error as SystemError where !error.isInterrupted && !error.isBrokenPipe {
      throw CommandFailure(message: error.description, notes: ["nothing was changed"])
    }
    session.console.note("kept in \(path)")
    return .done
  }
}

/// A query with what it needs to be asked in another session.
private struct KeptQuery {
  let session: Session
  let text: String

  var script: String {
    let statements = Parser.parse(text).script.statements
    let queries = statements.compactMap { statement -> Query? in
      switch statement.node.kind {
      case .query(let query), .explain(_, let query), .expect(_, let query): query
      case .letParameter, .view, .def: nil
      }
    }
    let parameters = parameters(of: queries)
    let title = queries.first.map { self.title($0, isFixed: parameters.isEmpty) } ?? "Kept from a session."
    var script = "# \(title)\n"
    for parameter in parameters { script += declaration(parameter) }
    return script + definitions(of: queries) + body(statements, without: parameters) + "\n"
  }

  /// What was asked. A `let` that has become a parameter would take its value from whoever gives one.
  private func body(_ statements: [Located<Statement>], without parameters: [Parameter]) -> String {
    let kept = statements.filter { statement in
      guard case .letParameter(let name, _) = statement.node.kind else { return true }
      return !parameters.contains { $0.name.lowercased() == name.node.lowercased() }
    }
    if kept.count == statements.count { return text }
    let bytes = Array(text.utf8)
    return kept.map { statement in
      String(decoding: bytes[statement.range.start..<min(bytes.count, statement.range.end)], as: UTF8.self)
    }
    .joined(separator: ";\n")
  }

  /// What the query means, in words, as long as it means the same whenever it is asked; else as it is written.
  private func title(_ query: Query, isFixed: Bool) -> String {
    var environment = session.environment
    // Where the session's day is used, another session has another.
    environment.asAt = nil
    guard isFixed, let bound = try? Binder(environment: environment).bind(query), !bound.usesDefaultDay,
      let sentence = sentence(bound)
    else { return Printer.print(query) }
    // It may quote the plan.
    return VisibleText.of(sentence)
  }

  private func sentence(_ bound: BoundQuery) -> String? {
    let explainer = Explainer(plan: session.opened.plan, isCancelled: { Signals.wasInterrupted })
    return try? explainer.explain(bound, text: text, computed: session.definitions.map(\.name)).sentence
  }

  /// Those without which the queries cannot be understood.
  private func parameters(of queries: [Query]) -> [Parameter] {
    session.parameters.filter { parameter in
      var environment = session.environment
      environment.parameters.removeAll { $0.name == parameter.name }
      return queries.contains { (try? Binder(environment: environment).bind($0)) == nil }
    }
  }

  private func declaration(_ parameter: Parameter) -> String {
    let type: ParameterType? =
      switch parameter.type {
      case .text: parameter.isUntyped ? nil : .text
      case .integer: .integer
      case .decimal: .number
      case .period: .date
      case .ref: .ref
      case .enumeration(.rag): .rag
      case .condition, .enumeration, .item, .list: nil
      }
    let written = ConstantText.written(parameter.value, startMonth: session.financialYearStart)
    guard let type else { return "# param \(parameter.name) = \(parameter.spelling ?? written)\n" }
    return "# param \(parameter.name): \(type.rawValue) = \(parameter.spelling ?? written)\n"
  }

  /// The views and computed fields of the session, where the queries use one of them.
  private func definitions(of queries: [Query]) -> String {
    var environment = session.environment
    environment.views = []
    environment.definitions = Definition.builtIn
    let needsNone = queries.allSatisfy { (try? Binder(environment: environment).bind($0)) != nil }
    if needsNone { return "" }
    let fields = session.definitions.map { "def \($0.entity).\($0.name) = \($0.formula)\n" }
    return (fields + session.views.map { $0.statement + "\n" }).joined()
  }
}

extension View {
  /// As the language defines it.
  var statement: String {
    let names = parameters.map { "$" + $0 }.joined(separator: ", ")
    return "view \(name)\(names.isEmpty ? "" : "(\(names))") = \(Printer.print(query))"
  }
}
