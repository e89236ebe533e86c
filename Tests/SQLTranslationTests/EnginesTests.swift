import Binding
import Foundation
import Language
import Plan
import RandomQueries
import SQLTranslation
import TestSupport
import Testing

/// The other dialects, each where the environment says how to reach such an engine (`DrivenEngine`): the queries of the
/// language's page on the plan of `seeds/`, and random ones; `PLANQ_ORACLE_ENGINE_QUERIES` says how many.
@Suite(.serialized) struct EnginesTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let queries = environment["PLANQ_ORACLE_ENGINE_QUERIES"].flatMap { Int($0) } ?? 100
  private static let queriesOfAPlan = 10

  @Test(arguments: [SQLDialect.postgres, .duckdb, .spark])
  func answersThePromisedQueries(_ dialect: SQLDialect) throws {
    guard let engine = try DrivenEngine(dialect) else { return }
    let round = try OracleRound(plan: SeedPlan.document(), engine)
    var compared = 0
    for script in Self.promised {
      var bound: BoundQuery?
      switch round.compare(script, &bound) {
      case .same: compared += 1
      case .different(let text): Issue.record("\(text)")
      case .refused(let reason), .untranslated(let reason): Issue.record("\(reason)\n\(script)")
      case .overflowed: Issue.record("overflow\n\(script)")
      }
    }
    #expect(compared == Self.promised.count)
  }

  /// Each query behind the views and fields that stand on the page.
  private static let promised: [String] = {
    func isDefinition(_ text: String) -> Bool { text.hasPrefix("view ") || text.hasPrefix("def ") }
    let definitions = FortyQueries.all.filter(isDefinition)
    return FortyQueries.all.filter { !isDefinition($0) }.map { (definitions + [$0]).joined(separator: ";\n") }
  }()

  @Test(arguments: [SQLDialect.postgres, .duckdb, .spark])
  func answersRandomQueries(_ dialect: SQLDialect) throws {
    guard let engine = try DrivenEngine(dialect) else { return }
    var tally = Tally()
    var seed: UInt64 = 1
    while tally.tried < Self.queries, tally.differences.count < 20 {
      let round = try OracleRound(seed: seed, engine)
      for number in 0..<Self.queriesOfAPlan { round.ask(seed: seed, number: number, &tally) }
      seed += 1
    }
    for difference in tally.differences { Issue.record("\(difference)") }
    #expect(tally.compared * 4 > tally.tried * 3, "\(tally)")
    FileHandle.standardError.write(Data("\(dialect.name): \(tally)\n".utf8))
  }
}
