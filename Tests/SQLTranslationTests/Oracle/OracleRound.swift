import Binding
import Execution
import Language
import Plan
import RandomQueries
import SQLTranslation

/// What many pairs of a plan and a query came to.
struct Tally: Sendable, CustomStringConvertible {
  var tried = 0
  var compared = 0
  var withRows = 0
  /// By the parser or the binder.
  var refused = 0
  var untranslated = 0
  var overflowed = 0
  var differences: [String] = []
  var reasons: [String: Int] = [:]
  /// Of the pairs that were compared.
  var coverage = Coverage()

  mutating func add(_ other: Tally) {
    tried += other.tried
    compared += other.compared
    withRows += other.withRows
    refused += other.refused
    untranslated += other.untranslated
    overflowed += other.overflowed
    differences += other.differences
    reasons.merge(other.reasons, uniquingKeysWith: +)
    coverage.add(other.coverage)
  }

  var description: String {
    "tried \(tried), compared \(compared) (\(withRows) with rows), refused \(refused), no translation "
      + "\(untranslated), overflow \(overflowed), differences \(differences.count); "
      + reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
      .joined(separator: ", ")
  }
}

/// One plan, in memory and in a database, and the queries about it.
struct OracleRound {
  /// What came of one query.
  enum Outcome {
    case same(hasRows: Bool)
    case refused(String)
    case untranslated(String)
    case overflowed
    case different(String)
  }

  let plan: Plan
  private let engine: any Engine

  init(plan: Plan, _ engine: any Engine) throws {
    self.plan = plan
    self.engine = engine
    try engine.load(plan)
  }

  /// The plan of a seed.
  init(seed: UInt64, _ engine: any Engine) throws {
    var plans = RandomPlan(seed: seed)
    try self.init(plan: plans.sketch().plan(), engine)
  }

  static func query(seed: UInt64, number: Int) -> String {
    var queries = RandomQuery(seed: seed &* 1000 &+ UInt64(number))
    return queries.script()
  }

  /// A query by its number, shortened where it differs.
  func ask(seed: UInt64, number: Int, _ tally: inout Tally) {
    let script = Self.query(seed: seed, number: number)
    tally.tried += 1
    var bound: BoundQuery?
    switch compare(script, &bound) {
    case .same(let hasRows):
      tally.compared += 1
      if hasRows { tally.withRows += 1 }
      if let bound { tally.coverage.add(bound) }
    case .refused(let reason):
      tally.refused += 1
      tally.reasons["refused: \(reason)", default: 0] += 1
    case .untranslated(let reason):
      tally.untranslated += 1
      tally.reasons[reason, default: 0] += 1
    case .overflowed: tally.overflowed += 1
    case .different(let text):
      tally.compared += 1
      let short = Shrinker.shortest(script) { candidate in
        var ignored: BoundQuery?
        if case .different = compare(candidate, &ignored) { return true }
        return false
      }
      var ignored: BoundQuery?
      guard short != script, case .different(let shortText) = compare(short, &ignored) else {
        tally.differences.append("plan \(seed), query \(number)\n\(text)")
        return
      }
      tally.differences.append("plan \(seed), query \(number), which was\n\(script)\n\(shortText)")
    }
  }

  func compare(_ script: String, _ bound: inout BoundQuery?) -> Outcome {
    let query: BoundQuery
    do {
      query = try QueryCase.bound(script)
    } catch {
      return .refused(error.all.first?.code ?? "nothing to run")
    }
    bound = query
    let result: RunResult
    do {
      result = try Executor(plan: plan, division: .rotated(script.utf8.count)).run(query)
    } catch .failed(let diagnostic) where diagnostic.code == "overflow" {
      return .overflowed
    } catch {
      return .different("\(script)\nin memory: \(error)")
    }
    let sql: String
    do {
      sql = try SQLTranslator(dialect: engine.dialect).translate(query, pivotHeads: result.pivotHeads)
    } catch {
      return .untranslated(error.all.first?.message ?? "none")
    }
    do {
      let expected = Lines(try engine.run(sql), like: result.table)
      var found = Lines(result.table)
      found.columns = found.columns.map { engine.columnName($0) }
      if expected == found { return .same(hasRows: result.table.rowCount > 0) }
      return .different("\(script)\n\(engine.dialect.name):\n\(expected)\nin memory:\n\(found)\n\(sql)")
    } catch {
      return .different("\(script)\n\(engine.dialect.name): \(error)\n\(sql)")
    }
  }
}
