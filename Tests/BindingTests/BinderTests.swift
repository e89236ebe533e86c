import Binding
import Language
import Plan
import Testing

/// What a bound query says besides its steps, and what an environment brings.
@Suite struct BinderTests {
  @Test func bareQueriesShowTheStarAndTellItsDetails() throws {
    let query = try bound("risks where score > 3")
    #expect(query.isBare)
    #expect(
      query.outputs.map(\.name)
        == [
          "objective", "number", "ref", "description", "impact", "likelihood", "score", "mitigation",
        ])
    #expect(query.outputs.filter(\.isDetail).map(\.name) == ["objective", "number", "mitigation"])
  }

  @Test func addedColumnsStandBehindTheStarAndAreNoDetails() throws {
    let query = try bound("risks add twice = score * 2")
    #expect(query.isBare)
    #expect(query.outputs.last?.name == "twice")
    #expect(query.outputs.last?.isDetail == false)
    #expect(query.outputs.count == 9)
    #expect(try bound("risks select ref add twice = score * 2").outputs.map(\.name) == ["ref", "twice"])
    #expect(try bound("risks add a = 1 select ref").outputs.map(\.name) == ["ref"])
  }

  @Test func distinctKeepsWhetherColumnsAreDetails() throws {
    let query = try bound("risks distinct where score > 3")
    #expect(query.isBare)
    #expect(query.outputs.filter(\.isDetail).map(\.name) == ["objective", "number", "mitigation"])
    #expect(try bound("risks distinct add a = score").outputs.map(\.name).last == "a")
  }

  @Test(arguments: [
    ("actions where overdue", true), ("actions where due < today", true), ("actions where due < as_at", true),
    ("actions where due in next quarter", true), ("objectives where count(actions[overdue]) > 1", true),
    ("actions", false), ("actions where due < 2011", false), ("actions as at 2011-10 where overdue", false),
    ("actions as at today where overdue", false), ("let $d = today; actions where due < $d", true),
    ("let $d = 2011; actions where due < $d", false), ("let $d = today; actions", false),
  ])
  func tellsWhetherTheDayWasNobodysChoice(_ query: String, _ expected: Bool) throws {
    #expect(try bound(query).usesDefaultDay == expected)
    let set = BindingEnvironment(asAt: Day(year: 2011, month: 12, day: 1), today: testDay)
    #expect(try bound(query, in: set).usesDefaultDay == false)
  }

  @Test func theSourceSetsTheDayBeforeTheEnvironmentAndThatBeforeTheClock() throws {
    let december = Day(year: 2011, month: 12, day: 1)
    let set = BindingEnvironment(asAt: december, today: testDay)
    #expect(try bound("actions").asAt == testDay)
    #expect(try bound("actions", in: set).asAt == december)
    #expect(try bound("actions as at 2011/12", in: set).asAt == Day(year: 2012, month: 3, day: 31))
    #expect(
      Dump.query(try bound("actions where due < today", in: set))
        == "actions | filter before(due, 2011-12-01)")
  }

  @Test func theFinancialYearBeginsWhereTheEnvironmentSays() throws {
    let january = BindingEnvironment(today: testDay, financialYearStart: 1)
    #expect(
      Dump.query(try bound("actions where due in 2011/12 and due in this fy", in: january))
        == "actions | filter all(within(due, 2011), within(due, 2011))")
    let july = BindingEnvironment(today: testDay, financialYearStart: 7)
    #expect(
      Dump.query(try bound("actions where due in 2011/12Q1 and due in last fy and fy(due) = 2011", in: july))
        == "actions | filter all(within(due, 2011-Q3), within(due, 2010-07-01..2011-06-30), "
        + "within(fy(due, 7), 2011))")
  }

  @Test func anOverflowIsPlacedWhereItIsWritten() throws {
    let query = try bound("risks add x = score + 1")
    let slot = try #require(query.outputs.last)
    #expect(slot.expression.range == SourceRange(14, 23))
  }
}

/// Values that come from outside.
@Suite struct ParameterTests {
  @Test(arguments: [
    ("Rose Case", "actions where lead = $v", #"equal(label(lead), "Rose Case")"#),
    (#""Rose Case""#, "actions where lead = $v", #"equal(label(lead), "Rose Case")"#),
    ("R", "actions where rag = $v", "equal(rag, R)"),
    ("R", "actions where description = $v", #"equal(description, "R")"#),
    ("lead", "assignments where part = $v", "equal(part, lead)"),
    ("6", "risks where score = $v", "equal(score, 6)"),
    ("-6", "risks where score = $v", "equal(score, -6)"),
    ("6.5", "risks where score > $v", "greater(integerToDecimal(score), 6.5)"),
    ("2011", "actions where description = $v", #"equal(description, "2011")"#),
    ("2011", "actions where due = $v", "within(due, 2011)"),
    ("2.10", "actions where ref = $v", "equal(ref, ref 2.10)"),
    ("8", "actions where objective = $v", "equal(label(objective), 8)"),
    ("October 2011", "actions where due = $v", "within(due, 2011-10)"),
    ("October 2011", "actions where completion = $v", #"equal(completion, "October 2011")"#),
    ("today", "actions where due < $v", "before(due, 2011-08-15)"),
    ("", "actions where links = $v", "blank(links)"),
    ("5 # five", "actions where links = $v", #"equal(links, "5 # five")"#),
    ("1; actions", "actions where links = $v", #"equal(links, "1; actions")"#),
    ("a | cat", "actions where links = $v", #"equal(links, "a | cat")"#),
    ("\" or 1 = 1 or \"", "actions where links = $v", "equal(links, \" or 1 = 1 or \")"),
  ])
  func textIsReadAsWhatStandsBesideIt(_ text: String, _ query: String, _ condition: String) throws {
    let environment = BindingEnvironment(today: testDay)
    let parameter = Parameter.read(name: "v", text: text, environment: environment)
    let with = BindingEnvironment(parameters: [parameter], today: testDay)
    let entity = query.prefix { $0 != " " }
    #expect(Dump.query(try bound(query, in: with)) == "\(entity) | filter \(condition)")
  }

  @Test(arguments: [
    ("soon", "actions where due = $v", "parameter-value"),
    ("six", "risks where score = $v", "parameter-value"),
    ("0x10", "risks where score = $v", "parameter-value"),
    ("nan", "risks where score > $v", "parameter-value"),
    ("blue", "actions where rag = $v", "parameter-value"), (#""6""#, "risks where score = $v", ""),
  ])
  func textThatIsNoneIsAnError(_ text: String, _ query: String, _ code: String) throws {
    let environment = BindingEnvironment(today: testDay)
    let parameter = Parameter.read(name: "v", text: text, environment: environment)
    let with = BindingEnvironment(parameters: [parameter], today: testDay)
    do {
      _ = try bound(query, in: with)
      #expect(code.isEmpty)
    } catch let diagnostics as Diagnostics {
      #expect(diagnostics.all.map(\.code) == [code])
    }
  }
}

/// Computed fields that a script could define, and the limits that keep binding short.
@Suite struct DefinitionTests {
  private func environment(_ definitions: [(Entity, String, String)]) throws -> BindingEnvironment {
    var environment = BindingEnvironment(today: testDay)
    for (entity, name, formula) in definitions {
      let result = Parser.parse("let $x = \(formula)")
      guard case .letParameter(_, let expression) = try #require(result.script.statements.first).node.kind
      else {
        throw NoQuery()
      }
      environment.definitions.append(
        Definition(entity: entity, name: name, formula: formula, expression: expression))
    }
    return environment
  }

  private func diagnostics(_ query: String, _ environment: BindingEnvironment) throws -> [Diagnostic] {
    let error = #expect(throws: Diagnostics.self) { try bound(query, in: environment) }
    return try #require(error).all
  }

  @Test func everyBuiltInDefinitionIsThere() {
    #expect(Definition.builtIn.map(\.name) == ["overdue", "days_late", "next_due", "began", "rollup"])
  }

  @Test func aLaterDefinitionCounts() throws {
    let environment = try environment([(.actions, "overdue", "rag = R")])
    #expect(
      Dump.query(try bound("actions where overdue select days_late", in: environment))
        == "actions | filter equal(rag, R) | => days_late: "
        + "if(equal(rag, R), days(latest(due), 2011-08-15), blank)")
  }

  @Test func aMistakeWithinIsToldWhereTheNameIsUsed() throws {
    let environment = try environment([(.actions, "stale", "due.last < today and rga != G")])
    let all = try diagnostics("actions where rag = R and stale", environment)
    #expect(all.map(\.code) == ["unknown-field"])
    #expect(all.first?.range == SourceRange(26, 31))
    #expect(all.first?.fix == nil)
    #expect(all.first?.notes.last == "in the definition of `actions.stale`: due.last < today and rga != G")
  }

  @Test func recursionIsRefused() throws {
    let environment = try environment([(.actions, "a", "b"), (.actions, "b", "not a")])
    let all = try diagnostics("actions where a", environment)
    #expect(all.map(\.code) == ["recursive-definition"])
    #expect(all.first?.notes.first == "actions.a → actions.b → actions.a")
  }

  @Test func recursionThroughAnotherEntityIsRefused() throws {
    let environment = try environment([
      (.actions, "a", "objective.b"), (.objectives, "b", "count(actions[a]) > 1"),
    ])
    #expect(try diagnostics("actions where a", environment).map(\.code) == ["recursive-definition"])
  }

  @Test func definitionsThatDoubleAreRefusedSoon() throws {
    var definitions: [(Entity, String, String)] = [(.risks, "d0", "score + score")]
    for index in 1...14 { definitions.append((.risks, "d\(index)", "d\(index - 1) + d\(index - 1)")) }
    let all = try diagnostics("risks where d14 > 1", try environment(definitions))
    #expect(all.count == 1)
    #expect(["definition-too-large", "too-many-operations"].contains(all.first?.code))
  }

  @Test func definitionsWithinDefinitionsAreBounded() throws {
    var definitions: [(Entity, String, String)] = [(.risks, "d0", "score")]
    for index in 1...40 { definitions.append((.risks, "d\(index)", "d\(index - 1)")) }
    let environment = try environment(definitions)
    #expect(try diagnostics("risks where d40 > 1", environment).map(\.code) == ["definition-too-large"])
    #expect(throws: Never.self) { try bound("risks where d10 > 1", in: environment) }
  }
}
