import Binding
import Execution
import Foundation
import Language
import Plan
import RandomQueries
import Testing

/// The executor against the reference evaluator, over random plans and random queries: those that can be written, and
/// bound trees that no text gives. Every disagreement prints the seed, which alone repeats it; it
/// also says in what batches and on how many threads the executor works.
struct DifferentialTests {
  /// `DIFFERENTIAL_SEEDS=1000 swift test --filter DifferentialTests` looks longer.
  private static let seeds =
    ProcessInfo.processInfo.environment["DIFFERENTIAL_SEEDS"].flatMap { Int($0) } ?? 16
  private static let plansPerSeed = 6
  private static let queriesPerPlan = 60

  @Test(arguments: 0..<seeds)
  func agrees(seed: Int) throws {
    var chance = Chance(seed: UInt64(seed))
    for _ in 0..<Self.plansPerSeed {
      let plan = RandomColumns.make(&chance, upTo: chance.pick([3, 12, 12, 80]))
      for _ in 0..<Self.queriesPerPlan {
        let query = RandomTree.make(&chance, depth: chance.number(0...3))
        guard let difference = difference(query, plan, .rotated(seed)) else { continue }
        Issue.record("seed \(seed): \(difference)\n\n\(query.source)\n\(short(query))")
        return
      }
    }
  }

  /// Whatever runs can be explained, and the counts end with the rows of the answer.
  @Test(arguments: 0..<seeds)
  func explains(seed: Int) throws {
    var chance = Chance(seed: UInt64(seed) + 1_000_000)
    let plan = RandomColumns.make(&chance, upTo: chance.pick([3, 12, 80]))
    for _ in 0..<Self.queriesPerPlan {
      let query = RandomTree.make(&chance, depth: chance.number(0...3))
      guard
        case .rows(let rows) = answer({
          try Executor(plan: plan, division: .rotated(seed)).run(query).table.values
        })
      else {
        continue
      }
      let explainer = Explainer(plan: plan)
      let explanation = try explainer.explain(query, text: "")
      #expect(explanation.sentence.first?.isUppercase == true && explanation.sentence.hasSuffix("."))
      if rows.isEmpty { _ = try explainer.whyNothing(query, text: "") }
      if query.pivot != nil { continue }
      let count = rows.count - (query.hasTotals ? 1 : 0)
      let last = explanation.lines.last { $0.depth == 0 }
      guard last?.after == count else {
        Issue.record("seed \(seed): \(explanation.lines), not \(count) rows\n\n\(short(query))")
        return
      }
    }
  }

  /// Every kind of node that text can give is there, and often.
  @Test func agreesOnWhatIsWritten() async throws {
    let coverage = try await withThrowingTaskGroup(of: Coverage.self) { group in
      for seed in 0..<Self.seeds { group.addTask { try await Self.written(seed) } }
      return try await group.reduce(into: Coverage()) { $0.add($1) }
    }
    let rare = Coverage.all.filter { coverage.counts[$0, default: 0] < Self.seeds / 2 }
    #expect(rare.isEmpty, "\(rare.map { "\($0) \(coverage.counts[$0, default: 0])" })")
  }

  private static func written(_ seed: Int) async throws -> Coverage {
    var coverage = Coverage()
    for place in 0..<(4 * plansPerSeed) {
      // Tests with a limit wait for a thread.
      await Task.yield()
      let planSeed = UInt64(seed * 1000 + place)
      var plans = RandomPlan(seed: planSeed)
      let plan = try plans.sketch().plan()
      for number in 0..<(queriesPerPlan / 3) {
        var queries = RandomQuery(seed: planSeed &* 1000 &+ UInt64(number))
        let script = queries.script()
        guard let query = try? QueryCase.bound(script) else { continue }
        coverage.add(query)
        guard let difference = DifferentialTests().difference(query, plan, .rotated(place)) else { continue }
        Issue.record("plan \(planSeed), query \(number): \(difference)\n\n\(script)")
        return coverage
      }
    }
    return coverage
  }

  private enum Answer: Equatable {
    case rows([[Value]])
    case overflow
    case other(String)
  }

  private func difference(_ query: BoundQuery, _ plan: Plan, _ division: Division) -> String? {
    let expected = answer { try ReferenceEvaluator(plan: plan).run(query) }
    let actual = answer { try Executor(plan: plan, division: division).run(query).table.values }
    if expected == actual { return nil }
    return "expected \(expected)\n\nactual \(actual)".replacing("ExecutionTests.", with: "")
      .replacing("Value.", with: "").replacing("Plan.", with: "")
  }

  private func answer(_ run: () throws -> [[Value]]) -> Answer {
    do {
      // A list without members is blank, however a stage writes it.
      return .rows(try run().map { $0.map { $0.isBlank ? .blank : $0 } })
    } catch is ReferenceEvaluator.Overflow {
      return .overflow
    } catch ExecutionFailure.failed(let diagnostic) where diagnostic.code == "overflow" {
      return .overflow
    } catch {
      return .other("\(error)")
    }
  }

  /// The query without what only fills lines.
  private func short(_ query: BoundQuery) -> String {
    var text = ""
    for step in query.steps { text += "\(step)\n" }
    text += "\(query.outputs)"
    return
      text
      .replacing(", range: Language.SourceRange(start: 3, end: 7)", with: "")
      .replacing("Binding.", with: "").replacing("Plan.", with: "").replacing(
        "BoundExpressionKind.", with: ""
      )
      .replacing("BoundExpression", with: "").replacing("BoundCondition.", with: "")
      .replacing("ValueType.", with: "").replacing("Constant.", with: "").replacing("kind: ", with: "")
  }
}
