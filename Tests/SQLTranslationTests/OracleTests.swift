import Binding
import Execution
import Foundation
import Language
import Plan
import SQLTranslation
import TestSupport
import Testing

/// Random queries on random plans, in memory and on SQLite: rows and order must be the same. What SQL cannot say is
/// counted, and must stay rare. `PLANQ_ORACLE_QUERIES` sets how many pairs run, `PLANQ_ORACLE_SEED` where they begin.
@Suite struct OracleTests {
  private static let pairs = setting("PLANQ_ORACLE_QUERIES") ?? 5000
  private static let firstSeed = setting("PLANQ_ORACLE_SEED") ?? 1
  private static let queriesOfAPlan = 25

  private static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test func memoryAndSQLiteAgree() throws {
    var tally = Tally()
    var seed = UInt64(Self.firstSeed)
    while tally.compared < Self.pairs, tally.differences.count < 20, tally.tried < 4 * Self.pairs {
      let round = try OracleRound(seed: seed)
      for _ in 0..<Self.queriesOfAPlan { round.ask(&tally) }
      seed += 1
    }
    for difference in tally.differences { Issue.record("\(difference)") }
    #expect(tally.compared >= Self.pairs || !tally.differences.isEmpty, "\(tally)")
    // Nearly all that is generated must mean something, or the oracle sees less than it seems to.
    #expect(tally.refused * 4 < tally.tried, "\(tally)")
    #expect(tally.withRows * 3 > tally.compared, "\(tally)")
    if Self.setting("PLANQ_ORACLE_QUERIES") != nil { FileHandle.standardError.write(Data("\(tally)\n".utf8)) }
  }
}

struct Tally: CustomStringConvertible {
  var tried = 0
  var compared = 0
  var withRows = 0
  /// By the parser or the binder.
  var refused = 0
  var untranslated = 0
  var overflowed = 0
  var differences: [String] = []
  var reasons: [String: Int] = [:]

  var description: String {
    "tried \(tried), compared \(compared) (\(withRows) with rows), refused \(refused), no translation "
      + "\(untranslated), overflow \(overflowed); "
      + reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
      .joined(separator: ", ")
  }
}

/// One plan and the queries about it.
final class OracleRound {
  private let seed: UInt64
  private let plan: Plan
  private let database: Database
  private var queries: RandomQuery
  private let binder: Binder

  init(seed: UInt64) throws {
    self.seed = seed
    var plans = RandomPlan(random: SeededGenerator(seed: seed))
    plan = try plans.plan()
    database = try Database(plan)
    queries = RandomQuery(random: SeededGenerator(seed: seed ^ 0xA5A5_A5A5))
    let today = Day(year: 2011, month: 11, day: 15) ?? Day(0)
    binder = Binder(environment: BindingEnvironment(today: today))
  }

  func ask(_ tally: inout Tally) {
    let text = queries.query()
    tally.tried += 1
    let parsed = Parser.parse(text)
    guard parsed.diagnostics.isEmpty, case .query(let query)? = parsed.script.statements.first?.node.kind
    else {
      tally.refused += 1
      tally.reasons["parse: " + (parsed.diagnostics.first?.code ?? "none"), default: 0] += 1
      return
    }
    let bound: BoundQuery
    do {
      bound = try binder.bind(query)
    } catch {
      tally.refused += 1
      tally.reasons[error.all.first?.code ?? "none", default: 0] += 1
      return
    }
    compare(bound, text, &tally)
  }

  private func compare(_ bound: BoundQuery, _ text: String, _ tally: inout Tally) {
    let sql: String
    do {
      sql = try SQLTranslator(dialect: .sqlite).translate(bound)
    } catch {
      tally.untranslated += 1
      tally.reasons[error.all.first?.message ?? "none", default: 0] += 1
      return
    }
    let result: RunResult
    do {
      result = try Executor(plan: plan).run(bound)
    } catch .failed(let diagnostic) where diagnostic.code == "overflow" {
      tally.overflowed += 1
      return
    } catch {
      tally.differences.append("seed \(seed)\n\(text)\nin memory: \(error)\n\(sql)")
      return
    }
    do {
      let expected = Lines(try database.run(sql), types: bound.outputs.map(\.expression.type))
      let found = Lines(result.table)
      tally.compared += 1
      if result.table.rowCount > 0 { tally.withRows += 1 }
      if expected != found {
        tally.differences.append("seed \(seed)\n\(text)\nSQLite:\n\(expected)\nin memory:\n\(found)\n\(sql)")
      }
    } catch {
      tally.differences.append("seed \(seed)\n\(text)\nSQLite: \(error)\n\(sql)")
    }
  }
}
