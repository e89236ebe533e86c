import Binding
import Execution
import Foundation
import Language
import Plan
import Testing

/// The executor against the reference evaluator, over random plans and random queries. Every disagreement prints the
/// seed, which alone repeats it.
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
      let plan = RandomPlan.make(&chance, upTo: chance.pick([3, 12, 12, 80]))
      for _ in 0..<Self.queriesPerPlan {
        let query = RandomQuery.make(&chance, depth: chance.number(0...3))
        let expected = answer { try ReferenceEvaluator(plan: plan).run(query) }
        let actual = answer { try Executor(plan: plan).run(query).table.values }
        guard expected != actual else { continue }
        Issue.record(
          "seed \(seed): expected \(expected)\n\nactual \(actual)\n\n\(query.source)\n\(short(query))")
        return
      }
    }
  }

  /// Whatever runs can be explained, and the counts end with the rows of the answer.
  @Test(arguments: 0..<seeds)
  func explains(seed: Int) throws {
    var chance = Chance(seed: UInt64(seed) + 1_000_000)
    let plan = RandomPlan.make(&chance, upTo: chance.pick([3, 12, 80]))
    for _ in 0..<Self.queriesPerPlan {
      let query = RandomQuery.make(&chance, depth: chance.number(0...3))
      guard case .rows(let rows) = answer({ try Executor(plan: plan).run(query).table.values }) else {
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

  private enum Answer: Equatable {
    case rows([[Value]])
    case overflow
    case other(String)
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
