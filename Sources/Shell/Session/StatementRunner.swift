import Binding
import Execution
import Language
import Plan
import Platform
import Rendering

/// Takes one entry of a script through the stages: parse, bind, run, render.
struct StatementRunner {
  let session: Session
  let origin: Origin
  let entry: Entry

  func run() throws -> RunStatus {
    let start = Clock.monotonicNanoseconds()
    let parsed = Parser.parse(entry.text)
    let parseTime = Clock.monotonicNanoseconds() - start
    remember(parsed, isSound: false)
    let errors = parsed.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { return try fail(errors) }
    do {
      let statements = parsed.script.statements
      let status =
        if let pipe = parsed.script.pipe {
          try self.pipe(into: pipe) { try run(statements, parseTime: parseTime) }
        } else {
          try run(statements, parseTime: parseTime)
        }
      remember(parsed, isSound: true)
      return status
    } catch let diagnostics as Diagnostics {
      return try fail(diagnostics.all)
    } catch ExecutionFailure.failed(let diagnostic) {
      return try fail([diagnostic])
    } catch ExecutionFailure.cancelled {
      throw SystemError.interrupted("run", nil)
    } catch let failure as ChartFailure {
      // The query is right; what it was to be drawn as is not.
      var place = ""
      if case .script(let name) = origin { place = "\(name):\(entry.linesBefore + 1): " }
      let back =
        session.isInteractive ? [".mode \(session.mode.rawValue) is on; .mode table prints tables"] : []
      try session.console.showError(failure.message, notes: [failure.hint] + back, place: place)
      return .failed
    }
  }

  private func run(_ statements: [Located<Statement>], parseTime: Int64) throws -> RunStatus {
    var result = RunStatus.done
    for statement in statements {
      let status = try run(statement, parseTime: parseTime)
      if case .unmet = status { return .unmet }
      if case .empty = status { result = .empty }
    }
    return result
  }

  /// Keeps what a person asked; a text with an error may have been meant as a query.
  private func remember(_ parsed: ParseResult, isSound: Bool) {
    guard session.scriptDepth == 0 else { return }
    let isQuery = parsed.script.statements.contains {
      switch $0.node.kind {
      case .query, .explain, .expect: true
      case .letParameter, .view, .def: false
      }
    }
    if isQuery || !parsed.diagnostics.isEmpty {
      session.lastQuery = LastQuery(text: entry.text, isSound: isSound)
    }
  }

  private func fail(_ diagnostics: [Diagnostic]) throws -> RunStatus {
    let mending = Mending(text: entry.text, environment: session.environment)
    try session.show(mending.mended(diagnostics), of: entry, from: origin)
    return .failed
  }

  private func run(_ statement: Located<Statement>, parseTime: Int64) throws -> RunStatus {
    switch statement.node.kind {
    case .letParameter(let name, let expression):
      let parameter = try Binder(environment: session.environment).bindLet(name, expression)
      session.set(parameter)
      return .done
    case .query(let query):
      return try answer(query, parseTime: parseTime)
    case .view(let name, let parameters, let query):
      session.views.append(
        try Binder(environment: session.environment).bindView(name, parameters: parameters, query))
      return .done
    case .def(let entity, let field, let expression):
      session.definitions.append(
        try Binder(environment: session.environment).bindDefinition(
          entity: entity, field: field, expression))
      return .done
    case .expect(let expectation, let query):
      return try expect(expectation, query)
    case .explain(let explanation, let query):
      switch explanation.node {
      case .meaning: return try explain(query)
      case .sql(let dialect): return try explainSQL(dialect, query)
      }
    }
  }

  /// Says what a query means, and what its conditions do to the rows.
  private func explain(_ query: Query) throws -> RunStatus {
    let bound = try Binder(environment: session.environment).bind(query)
    let explainer = Explainer(plan: session.opened.plan, isCancelled: { Signals.wasInterrupted })
    let explanation = try explainer.explain(
      bound, text: entry.text, computed: session.definitions.map(\.name))
    let setsApart = session.resultCount > 0 ? "\n" : ""
    session.resultCount += 1
    try session.show(setsApart + ExplanationPage(explanation: explanation, width: session.textWidth).text)
    sayDay(bound)
    return .done
  }

  private func answer(_ query: Query, parseTime: Int64) throws -> RunStatus {
    var timer = StageTimer(parse: parseTime)
    let bound = try StageTimer.measure(&timer.bind) {
      try Binder(environment: session.environment).bind(query)
    }
    if session.showsExplanations {
      let explainer = Explainer(plan: session.opened.plan, isCancelled: { Signals.wasInterrupted })
      let explanation = try explainer.explain(
        bound, text: entry.text, computed: session.definitions.map(\.name))
      try session.console.showPicture(
        ExplanationPage(explanation: explanation, width: session.textWidth).text + "\n")
    }
    let result = try StageTimer.measure(&timer.run) {
      try Executor(plan: session.opened.plan, isCancelled: { Signals.wasInterrupted }).run(bound)
    }
    let table = session.changes?.mark(result.table, startMonth: session.financialYearStart) ?? result.table
    try StageTimer.measure(&timer.render) { try ResultPrinter(session: session).print(table) }
    for note in result.notes { session.console.note(note) }
    sayDay(bound)
    if result.table.rowCount == 0 { try sayWhyNothing(bound) }
    if session.showsTimer { session.console.say(timer.text) }
    return result.table.rowCount == 0 && session.failsEmpty ? .empty : .done
  }

  /// A person who sees no rows is told why. Nobody waits for it: after a second it is left out.
  private func sayWhyNothing(_ bound: BoundQuery) throws {
    guard case .typed = origin, session.isInteractive, session.console.isTerminal, !session.console.isQuiet
    else { return }
    let deadline = Clock.monotonicNanoseconds() + 1_000_000_000
    let explainer = Explainer(plan: session.opened.plan) {
      Signals.wasInterrupted || Clock.monotonicNanoseconds() > deadline
    }
    do {
      let lines = try explainer.whyNothing(
        bound, text: entry.text, computed: session.definitions.map(\.name))
      if !lines.isEmpty { session.console.note(lines.joined(separator: "\n")) }
    } catch ExecutionFailure.cancelled {
      if Signals.wasInterrupted { throw ExecutionFailure.cancelled }
    } catch {
      // The query itself has run; what it says of rows it never met is nobody's concern.
    }
  }

  /// Says nothing where the rows are as many as expected; otherwise shows them, and says so.
  private func expect(_ expectation: Located<Expectation>, _ query: Query) throws -> RunStatus {
    let bound = try Binder(environment: session.environment).bind(query)
    let result = try Executor(plan: session.opened.plan, isCancelled: { Signals.wasInterrupted }).run(bound)
    sayDay(bound)
    let count = result.table.rowCount
    let isMet =
      switch expectation.node {
      case .none: count == 0
      case .some: count > 0
      case .count(let wanted): count == wanted
      }
    if isMet { return .done }
    if count > 0 { try ResultPrinter(session: session).print(result.table) }
    _ = try fail([.expectation(expectation, found: count)])
    return .unmet
  }

  /// Once a run: which day stood for today while nobody had set it, and how old the plan is by then.
  func sayDay(_ bound: BoundQuery) {
    guard bound.usesDefaultDay, !session.hasSaidDay else { return }
    session.hasSaidDay = true
    // Not the query's own day: a parameter may have taken today where the query itself has an `as at`.
    let day = Session.today()
    let age = PlanAge.text(of: session.opened.plan, on: day, startMonth: session.financialYearStart)
    session.console.note(
      "as at today, \(day.text)\(age); as at DATE or --as-at DATE asks of another day")
  }
}

/// How old a plan is on a day, from the date it bears.
enum PlanAge {
  /// `, 15 years after the plan`; empty where the plan bears no date or a later one.
  static func text(of plan: Plan, on day: Day, startMonth: Int = Period.planStartMonth) -> String {
    guard plan[.plan].rowCount > 0, case .period(let dates) = plan[Schema.id(.plan, "date")],
      let date = dates.period(at: 0), date.last < day
    else { return "" }
    let now = day.components
    let then = date.last.components
    let months = (now.year - then.year) * 12 + now.month - then.month
    let shown = date.text(startMonth: startMonth)
    if months >= 24 { return ", \(months / 12) years after the plan (\(shown))" }
    return ", \(Counted.text(months, "month", "months")) after the plan (\(shown))"
  }
}

/// What each stage took, for `--timer`.
struct StageTimer {
  var parse: Int64
  var bind: Int64 = 0
  var run: Int64 = 0
  var render: Int64 = 0

  static func measure<Value>(_ stage: inout Int64, _ work: () throws -> Value) rethrows -> Value {
    let start = Clock.monotonicNanoseconds()
    defer { stage = Clock.monotonicNanoseconds() - start }
    return try work()
  }

  var text: String {
    "parse \(Milliseconds.text(parse)), bind \(Milliseconds.text(bind)), run \(Milliseconds.text(run)), "
      + "render \(Milliseconds.text(render))"
  }
}
