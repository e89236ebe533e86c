import Binding
import Execution
import Foundation
import Language
import Plan
import TestSupport
import Testing

/// What a query means in words. What the words say of the seed's numbers is in `transcripts/explain.transcript`.
struct ExplanationTests {
  /// The queries of a script, each bound with what stands before it.
  private static func queries(_ text: String) throws -> [(text: String, query: BoundQuery)] {
    let day = Day(year: 2011, month: 11, day: 15) ?? Day(0)
    var environment = BindingEnvironment(today: day)
    // What the forty queries of the language lean on.
    let before = #"view mine($who) = actions where lead = $who or monitor = $who; "#
    var found: [(text: String, query: BoundQuery)] = []
    for statement in Parser.parse(before + text).script.statements {
      let binder = Binder(environment: environment)
      switch statement.node.kind {
      case .letParameter(let name, let value): environment.parameters.append(try binder.bindLet(name, value))
      case .view(let name, let parameters, let query):
        environment.views.append(try binder.bindView(name, parameters: parameters, query))
      case .def(let entity, let field, let value):
        environment.definitions.append(try binder.bindDefinition(entity: entity, field: field, value))
      case .query(let query), .explain(_, let query), .expect(_, let query):
        found.append((before + text, try binder.bind(query)))
      }
    }
    return found
  }

  private static func explained(_ text: String) throws -> [QueryExplanation] {
    let explainer = Explainer(plan: try Support.seed.get())
    return try queries(text).map { try explainer.explain($0.query, text: $0.text) }
  }

  private static func sentence(_ text: String) throws -> String {
    try #require(try explained(text).first).sentence
  }

  private static let saved: [String] = {
    let folder = Fixtures.package + "/Queries/"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { try? String(contentsOfFile: folder + $0, encoding: .utf8) }
      .map { defaults(of: $0) + $0 }
  }()

  /// What the shell makes of `# param board: date = today + 6w`.
  private static func defaults(of script: String) -> String {
    script.matches(of: /(?m)^# param (\w+)[^=\n]*= *(.+)$/).map { "let $\($0.1) = \($0.2)\n" }.joined()
  }

  @Test(arguments: FortyQueries.all + saved) func everyQueryHasASentence(text: String) throws {
    for explanation in try Self.explained(text) {
      let sentence = explanation.sentence
      #expect(sentence.first?.isUppercase == true, "\(sentence)")
      #expect(sentence.hasSuffix("."), "\(sentence)")
      #expect(!sentence.contains("  ") && !sentence.contains("…"), "\(sentence)")
      // Columns have the names that the query gives them; no other name is told as it is spelled.
      for word in sentence.split(whereSeparator: { !$0.isLetter && $0 != "_" }) where word.contains("_") {
        #expect(text.contains(" as \(word)") || text.contains("\(word) ="), "\(sentence)")
      }
      #expect(!explanation.lines.isEmpty)
    }
  }

  @Test func allSavedQueriesAreThere() { #expect(Self.saved.count >= 5) }

  /// The rows of the last line are those of the answer.
  @Test(arguments: FortyQueries.all) func countsEndWithTheAnswer(text: String) throws {
    let plan = try Support.seed.get()
    for (text, query) in try Self.queries(text) where query.pivot == nil && !query.hasTotals {
      let rows = try Executor(plan: plan).run(query).table.rowCount
      let lines = try Explainer(plan: plan).explain(query, text: text).lines
      #expect(lines.last { $0.depth == 0 }?.after == rows, "\(text)")
    }
  }

  /// Every construct read aloud: a line with the query, and under it what it says.
  @Test(arguments: Sentences.all()) func readsWell(_ sentence: Sentences.Case) throws {
    let actual = try Self.sentence(sentence.query)
    let place = SourceLocation(fixture: Sentences.file, line: sentence.line)
    #expect(actual == sentence.words, sourceLocation: place)
  }

  @Test func todayIsNamedWhereItCounts() throws {
    let constants = try Self.explained("actions where overdue")[0].constants
    #expect(constants.map(\.written) == ["as_at"])
    #expect(constants.map(\.meaning) == ["2011-11-15 (today)"])
    #expect(try Self.explained("actions where due < 2011-09")[0].constants.isEmpty)
    #expect(try Self.explained("actions as at 2011-08 where overdue")[0].constants[0].meaning == "2011-08-31")
  }

  /// A tree as deep as binding allows, and a condition of very many parts.
  @Test func largeQueriesAreExplained() throws {
    let sum = "risks where score" + String(repeating: " + 1", count: 900) + " > 3"
    #expect(try Self.sentence(sum).hasSuffix("."))
    let deep = String(repeating: "not (", count: 90) + "rag = R" + String(repeating: ")", count: 90)
    #expect(try Self.sentence("actions where " + deep) == "Actions rated R, in document order.")
    let parts = (0..<500).map { "ref = 1.\($0) or due < \(2000 + $0)" }.joined(separator: " or ")
    #expect(try Self.explained("actions where " + parts)[0].lines.count > 900)
    // Each name doubles what stands behind it.
    let doubling =
      "risks add a0 = score - score" + (1..<60).map { ", a\($0) = a\($0 - 1) + a\($0 - 1)" }.joined()
    #expect(try Self.sentence(doubling + " limit 0").count < 20_000)
  }

  /// Words within words do not double at every level, and long lists are cut.
  @Test func wordsStayShort() throws {
    var condition = "rag = A"
    for _ in 0..<20 { condition = "if(\(condition), rag = R, rag = G)" }
    #expect(try Self.sentence("actions where " + condition).count < 20_000)
    let names = (0..<2_000).map { "\"Officer \($0)\"" }.joined(separator: ", ")
    let sentence = try Self.sentence("actions where lead in (\(names))")
    #expect(sentence.hasSuffix("Officer 29 or 1970 more, in document order."), "\(sentence)")
  }

  private static func why(_ text: String) throws -> [String] {
    let (text, query) = try #require(try queries(text).first)
    return try Explainer(plan: try Support.seed.get()).whyNothing(query, text: text)
  }

  @Test func nearValuesAreThoseThatSomeRowHas() throws {
    // Sharon Davies evaluates fifteen; Rebecca Barson is a name, and evaluates nothing.
    #expect(
      try Self.why(#"actions where evaluator = "Sharon Davis""#).last
        == #"  did you mean "Sharon Davies"? (15 actions)"#)
    #expect(try !Self.why(#"actions where evaluator = "Rebeca Barson""#).contains { $0.contains("did you") })
    // Part of a name, and a word of a text that a path leads to.
    #expect(
      try Self.why(#"actions where lead = "Rose""#).last == #"  did you mean "Rose Case"? (14 actions)"#)
    #expect(
      try Self.why(#"actions where objective.title ~ "divresity""#).last
        == #"  did you mean "diversity"? (5 actions)"#)
    #expect(
      try Self.why(#"actions where lead in ("Rose Chase", "Sara Webb")"#).suffix(2)
        == [#"  did you mean "Rose Case"? (14 actions)"#, #"  did you mean "Sarah Webb"? (1 action)"#])
    // No finding is an error; which severities there are is all that can be said.
    #expect(try Self.why("findings where severity = error").last?.hasPrefix("  severity: there are ") == true)
    #expect(
      try Self.why("risks where score > 20").last == "  score: there are values from 1 to 9")
    // Nothing is said twice, and one value is no range.
    #expect(try Self.why("actions where due < 2010 and due > 2013").count { $0.hasPrefix("  due date") } == 1)
    #expect(
      try Self.why("targets where value > 1000 and unit = \"%\"").contains {
        $0.hasPrefix("  value: there are values from ")
      })
    #expect(try Self.why("actions where objective.number in (97, 98)")[1].contains("numbered 97 or 98"))
    // What is far from everything is not guessed at.
    #expect(try Self.why(#"actions where lead = "Mahatma Gandhi""#).count == 2)
  }

  @Test func emptinessHasOtherCauses() throws {
    #expect(
      try Self.why("(actions where rag = R) intersect (actions where rag = G)") == [
        "the first query gives 1 row, the second 10, and nothing is left of them"
      ])
    #expect(try Self.why("actions where due is blank each due") == ["none of the 3 actions has a due date"])
    #expect(try Self.why("actions limit 0") == [])
    #expect(try Self.why("actions where rag = R") == [])
    #expect(try Self.why("actions group by rag where count > 100").first == "none of the 4 groups fits:")
  }

  @Test func parametersOfCountsAreTold() throws {
    let constants = try Self.explained("let $n = 3; actions limit $n")[0].constants
    #expect(constants.map(\.written) == ["$n"])
    #expect(constants.map(\.meaning) == ["3"])
    #expect(try Self.explained("let $n = 2; risks top $n by score")[0].constants.map(\.meaning) == ["2"])
  }

  /// Dates are named by the financial years that the table prints.
  @Test func financialYearsAreThoseOfTheQuery() throws {
    let day = Day(year: 2011, month: 11, day: 15) ?? Day(0)
    let text = "targets where period in 2013-04..2014-03"
    let parsed = Parser.parse(text).script.statements.first
    guard case .query(let query)? = parsed?.node.kind else { throw Missing() }
    var environment = BindingEnvironment(today: day)
    environment.financialYearStart = 7
    let bound = try Binder(environment: environment).bind(query)
    let explainer = Explainer(plan: try Support.seed.get())
    #expect(
      try explainer.explain(bound, text: text).sentence
        == "Targets for April 2013 to March 2014, in document order.")
    #expect(try !explainer.whyNothing(bound, text: text).joined().contains("financial year"))
  }

  private struct Missing: Error {}

  @Test func cancellationEndsAnExplanation() throws {
    let plan = try Support.seed.get()
    let (text, query) = try #require(try Self.queries("actions where rag = R").first)
    let explainer = Explainer(plan: plan, isCancelled: { true })
    #expect(throws: ExecutionFailure.cancelled) { try explainer.explain(query, text: text) }
    #expect(throws: ExecutionFailure.cancelled) { try explainer.whyNothing(query, text: text) }
  }
}
