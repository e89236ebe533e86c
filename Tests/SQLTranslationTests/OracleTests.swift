import Binding
import Foundation
import Language
import Plan
import RandomQueries
import SQLTranslation
import TestSupport
import Testing

/// Random queries on random plans, in memory and on SQLite: columns, rows and order must be the same. What SQL cannot
/// say is counted, and must stay rare. `PLANQ_ORACLE_QUERIES` sets how many pairs run, `PLANQ_ORACLE_SEED` where they
/// begin. A pair that differs is written out, and once mended it stays as a line of `Fixtures/oracle`.
@Suite struct OracleTests {
  private static let pairs = setting("PLANQ_ORACLE_QUERIES") ?? 10_000
  private static let firstSeed = setting("PLANQ_ORACLE_SEED") ?? 1
  private static let queriesOfAPlan = 25
  private static let workers = 2
  /// What SQLite has no words for; the tests of the executor compare it with the reference.
  private static let untranslated: Set<String> = ["function lower", "function upper", "matches"]
  /// More of them would say nothing new.
  private static let mostDifferences = 20

  private static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test func memoryAndSQLiteAgree() async throws {
    let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
      for worker in 0..<Self.workers { group.addTask { try await Self.work(worker) } }
      return try await group.reduce(into: Tally()) { $0.add($1) }
    }
    for difference in tally.differences.prefix(Self.mostDifferences) { Issue.record("\(difference)") }
    #expect(tally.compared >= Self.pairs || !tally.differences.isEmpty, "\(tally)")
    // Nearly all that is generated must mean something, or the oracle sees less than it seems to.
    #expect(tally.refused * 20 < tally.tried, "\(tally)")
    #expect(tally.withRows * 2 > tally.compared, "\(tally)")
    #expect(tally.untranslated * 10 < tally.tried, "\(tally)")
    // Whatever a query can have in it was compared, and more than once.
    let rare = Coverage.all.filter {
      !Self.untranslated.contains($0) && tally.coverage.counts[$0, default: 0] * 1000 < Self.pairs
    }
    #expect(rare.isEmpty, "\(rare.map { "\($0) \(tally.coverage.counts[$0, default: 0])" })")
    if Self.setting("PLANQ_ORACLE_QUERIES") != nil {
      let counts = Coverage.all.map { "\(tally.coverage.counts[$0] ?? 0) \($0)" }.joined(separator: "\n")
      FileHandle.standardError.write(Data("\(tally)\n\(counts)\n".utf8))
    }
  }

  /// Pairs that differed once.
  @Test(arguments: Fixtures.files(in: "oracle", ending: ".test"))
  func agreesStill(file: String) throws {
    for pair in try OracleFixture(file: file).pairs {
      let round = try OracleRound(plan: OracleFixture.plan(pair.plan), Database())
      let location = SourceLocation(fixture: file, line: pair.line)
      var bound: BoundQuery?
      switch round.compare(pair.script, &bound) {
      case .same: break
      case .different(let text): Issue.record("\(text)", sourceLocation: location)
      case .refused(let reason): Issue.record("refused: \(reason)\n\(pair.script)", sourceLocation: location)
      case .untranslated(let reason): Issue.record("\(reason)\n\(pair.script)", sourceLocation: location)
      case .overflowed: Issue.record("overflow\n\(pair.script)", sourceLocation: location)
      }
    }
  }

  /// Every other plan from the first seed on.
  private static func work(_ worker: Int) async throws -> Tally {
    var tally = Tally()
    let database = Database()
    var seed = UInt64(firstSeed + worker)
    let share = (pairs + workers - 1) / workers
    while tally.compared < share, tally.differences.count < mostDifferences, tally.tried < 4 * share {
      // Tests with a limit wait for a thread.
      await Task.yield()
      let round = try OracleRound(seed: seed, database)
      for number in 0..<queriesOfAPlan { round.ask(seed: seed, number: number, &tally) }
      seed += UInt64(workers)
    }
    return tally
  }
}
