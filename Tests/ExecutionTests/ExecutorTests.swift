import Binding
import Execution
import Language
import Plan
import Synchronization
import Testing

/// Counts calls from any thread.
final class Counter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}

/// What a run says beside its rows.
struct ExecutorTests {
  private func run(_ text: String) throws -> RunResult {
    try Executor(plan: Support.seed.get()).run(Support.bound(text))
  }

  @Test func notesDivisionByZero() throws {
    let result = try run("risks where objective <= 2 select ref, score / (impact - impact) as x")
    #expect(result.notes == ["division by zero gave blank in \(result.table.rowCount) rows"])
    #expect(result.table.values.allSatisfy { $0[1] == .blank })
    #expect(try run("risks select score / 2").notes == [])
  }

  @Test func namesTheRowThatOverflows() throws {
    let query = try Support.bound("risks where ref = 2.1 select score * 9223372036854775807")
    #expect {
      try Executor(plan: Support.seed.get()).run(query)
    } throws: { error in
      guard case ExecutionFailure.failed(let diagnostic)? = error as? ExecutionFailure else { return false }
      return diagnostic.code == "overflow" && diagnostic.message.contains("risk 2.1")
        && diagnostic.range == SourceRange(29, 56)
    }
  }

  @Test func refusesWhatIsNestedTooDeeply() throws {
    var deep = Support.expression(.constant(.integer(1)), .integer)
    for _ in 0..<1_000 { deep = Support.expression(.negate(deep), .integer) }
    #expect {
      try Executor(plan: Support.seed.get()).run(Support.query(.plan, [], [deep]))
    } throws: { error in
      guard case ExecutionFailure.failed(let diagnostic)? = error as? ExecutionFailure else { return false }
      return diagnostic.code == "too-deep"
    }
  }

  @Test func runsWhatIsNestedAsDeeplyAsBindingAllows() throws {
    var deep = Support.expression(.constant(.integer(1)), .integer)
    for _ in 0..<200 { deep = Support.expression(.negate(deep), .integer) }
    // A long sum nests only in the tree.
    let one = Support.expression(.constant(.integer(1)), .integer)
    for _ in 0..<1_000 { deep = Support.expression(.arithmetic(.add, deep, one), .integer) }
    let table = try Executor(plan: Support.seed.get()).run(Support.query(.plan, [], [deep])).table
    #expect(table.values == [[.integer(1_001)]])
  }

  @Test func saysWhatTheRowsAre() throws {
    #expect(try run("actions where rag = R").table.noun?.name == "actions")
    #expect(try run("actions select rag distinct").table.noun == nil)
    #expect(try run("actions").table.isBare)
  }

  @Test func keepsTheFirstSpelling() throws {
    let texts = TextColumn(["Rose Case", "rose  case", "Zoë", "zoe", ""])
    var columns = Schema[.findings].fields.map { RandomColumns.blank($0.type, repeated: $0.isRepeated, 5) }
    columns[4] = .text(texts)
    let plan = Support.plan([Table(entity: .findings, rowCount: 5, columns: columns)])
    let message = BoundOutput(name: "message", expression: Support.field(.findings, "message"))
    let slot = Support.expression(.slot(0), .text)
    let query = Support.query(.findings, [.distinct([message])], [slot])
    #expect(
      try Executor(plan: plan).run(query).table.values == [[.text("Rose Case")], [.text("Zoë")], [.blank]])
  }

  @Test func neverHandsOutItems() throws {
    let table = try run("actions select objective, lead, objective.risks").table
    for column in table.columns {
      var values = column.values
      if case .list(let list) = values { values = list.elements }
      if case .item = values { Issue.record("\(column.name) holds items") }
    }
  }
}
