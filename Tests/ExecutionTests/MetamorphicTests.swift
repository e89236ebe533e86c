import Binding
import Execution
import Foundation
import Language
import Plan
import RandomQueries
import Testing

/// What must hold between the answers of two queries, whatever they are: no oracle is asked. `METAMORPHIC_SEEDS=1000`
/// looks longer.
struct MetamorphicTests {
  private static let seeds =
    ProcessInfo.processInfo.environment["METAMORPHIC_SEEDS"].flatMap { Int($0) } ?? 40
  private static let queriesPerPlan = 10

  /// One plan, and chance to ask about it.
  private struct Round {
    var seed: Int
    var plan: Plan
    var sketch: PlanSketch
    var queries: RandomQuery

    typealias Rows = [[Value]]

    /// The rows of a script; nil where it does not bind or overflows, which other tests count.
    func rows(_ script: String) -> Rows? { rows(script, of: plan) }

    func rows(_ script: String, of plan: Plan) -> Rows? {
      guard let query = try? QueryCase.bound(script) else { return nil }
      return try? Executor(plan: plan, division: .rotated(seed)).run(query).table.values.map {
        $0.map { $0.isBlank ? .blank : $0 }
      }
    }

    func expect(_ holds: Bool, _ scripts: String...) {
      if holds { return }
      let answers = scripts.map { "\($0)\n\(rows($0) ?? [])" }
      Issue.record("seed \(seed)\n\(answers.joined(separator: "\n"))")
    }
  }

  /// Asks until enough was compared; what cannot be compared must be rare.
  private func ask(isPlain: Bool = false, _ body: (inout Round) throws -> Bool) throws {
    var compared = 0
    for seed in 1...Self.seeds {
      var plans = RandomPlan(seed: UInt64(seed), isPlain: isPlain)
      let sketch = plans.sketch()
      var round = Round(
        seed: seed, plan: try sketch.plan(), sketch: sketch, queries: RandomQuery(seed: UInt64(seed)))
      for _ in 0..<Self.queriesPerPlan where try body(&round) { compared += 1 }
    }
    #expect(compared * 3 > Self.seeds * Self.queriesPerPlan, "only \(compared) were compared")
  }

  private func counts(_ rows: [[Value]]) -> [[Value]: Int] {
    rows.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// `part` is what is left of `whole` where rows are left out.
  private func isSubsequence(_ part: [[Value]], of whole: [[Value]]) -> Bool {
    var rest = whole[...]
    for row in part {
      guard let place = rest.firstIndex(of: row) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }

  // MARK: - Conditions

  /// Every row is in one of the two and in no other, in order.
  @Test func aConditionAndItsNotPartTheRows() throws {
    var split = 0
    try ask { round in
      let (query, condition) = round.queries.question()
      guard let all = round.rows(query), let yes = round.rows("(\(query)) where \(condition)"),
        let no = round.rows("(\(query)) where not (\(condition))")
      else { return false }
      if !yes.isEmpty, !no.isEmpty { split += 1 }
      round.expect(
        counts(yes + no) == counts(all) && isSubsequence(yes, of: all) && isSubsequence(no, of: all),
        query, "(\(query)) where \(condition)", "(\(query)) where not (\(condition))")
      return true
    }
    // Conditions that are always true, or never, ask little.
    #expect(split * 5 > Self.seeds * Self.queriesPerPlan, "only \(split) conditions parted the rows")
  }

  @Test func anyNoAndEveryAreEachOthersOpposites() throws {
    try ask { round in
      guard let (query, list, condition) = round.queries.members(),
        let every = round.rows("(\(query)) where every \(list)[\(condition)]"),
        let spelled = round.rows("(\(query)) where any \(list) and no \(list)[not (\(condition))]"),
        let any = round.rows("(\(query)) where any \(list)[\(condition)]"),
        let counted = round.rows("(\(query)) where count(\(list)[\(condition)]) > 0"),
        let no = round.rows("(\(query)) where not no \(list)[\(condition)]")
      else { return false }
      round.expect(
        every == spelled, "(\(query)) where every \(list)[\(condition)]",
        "(\(query)) where any \(list) and no \(list)[not (\(condition))]")
      round.expect(any == counted && any == no, "(\(query)) where any \(list)[\(condition)]")
      return true
    }
  }

  @Test func membersThatDoAndDoNotAreAllMembers() throws {
    try ask { round in
      guard let (query, list, condition) = round.queries.members() else { return false }
      let script =
        "(\(query)) select count(\(list)) as n, count(\(list)[\(condition)]) + count(\(list)[not (\(condition))]) as m"
      guard let rows = round.rows(script) else { return false }
      round.expect(rows.allSatisfy { $0[0] == $0[1] }, script)
      return true
    }
  }

  /// What the binder spells out: short forms, beside the long ones that they stand for.
  @Test func shortFormsAreTheLongOnes() throws {
    /// A third of the forms at a time.
    var turn = 0
    try ask { round in
      guard let asked = round.queries.comparison() else { return false }
      let (v, a, b) = (asked.value, asked.constants[0], asked.constants[1])
      let equals = { (other: String) in "(\(v) = \(other))" }
      var forms = [
        ("\(v) in (\(a), \(b))", "\(equals(a)) or \(equals(b))"),
        ("\(v) in (\(a), blank)", "\(equals(a)) or \(v) is blank"),
        ("\(v) not in (\(a), \(b))", "not (\(equals(a)) or \(equals(b)))"),
        ("\(v) = any(\(a), blank)", "\(equals(a)) or \(v) is blank"),
        ("\(v) = all(\(a), \(b))", "\(equals(a)) and \(equals(b))"),
        ("\(v) != any(\(a), \(b))", "not \(equals(a)) and not \(equals(b))"),
        ("\(v) != \(a)", "not \(equals(a))"), ("\(v) = blank", "not (\(v) is not blank)"),
        ("\(v) !== \(a)", "not (\(v) == \(a))"),
      ]
      if asked.isPoint {
        forms += [
          ("\(v) >= \(a)", "\(v) > \(a) or \(equals(a))"), ("\(v) <= \(a)", "\(v) < \(a) or \(equals(a))"),
          ("\(v) not between \(a) and \(b)", "not (\(v) between \(a) and \(b))"),
        ]
      }
      if asked.isPoint, !asked.isList {
        forms += [
          ("\(v) between \(a) and \(b)", "\(v) >= \(a) and \(v) <= \(b)"),
          ("\(v) < \(a)", "\(v) is not blank and not (\(v) >= \(a))"),
          ("\(v) = only(\(a))", equals(a)),
        ]
      }
      if asked.isText {
        forms += [
          ("\(v) !~ \(a)", "not (\(v) ~ \(a))"),
          ("\(v) starts with \(a)", "\(v) starts with \(a) and \(v) ~ \(a)"),
          ("\(v) ends with \(a)", "\(v) ends with \(a) and \(v) ~ \(a)"),
          ("\(equals(a))", "\(equals(a)) and \(v) starts with \(a) and \(v) ends with \(a)"),
        ]
      }
      var isCompared = false
      turn += 1
      for (place, (short, long)) in forms.enumerated() where place % 3 == turn % 3 {
        let (first, second) = ("(\(asked.query)) where \(short)", "(\(asked.query)) where \(long)")
        guard let rows = round.rows(first), let others = round.rows(second) else { continue }
        isCompared = true
        round.expect(rows == others, first, second)
      }
      return isCompared
    }
  }

  // MARK: - Order

  @Test func aLimitIsABeginning() throws {
    try ask { round in
      let query = round.queries.openQuery()
      guard let all = round.rows(query) else { return false }
      for count in 0...4 {
        let script = "(\(query)) limit \(count)"
        round.expect(round.rows(script) == Array(all.prefix(count)), query, script)
        let later = "(\(query)) limit 2 offset \(count)"
        round.expect(round.rows(later) == Array(all.dropFirst(count).prefix(2)), query, later)
      }
      return true
    }
  }

  @Test func topIsOrderAndLimit() throws {
    try ask { round in
      let (query, per, keys) = round.queries.ordering()
      for count in [0, 1, 3] {
        let (top, ordered) = ("\(query) top \(count) by \(keys)", "\(query) order by \(keys) limit \(count)")
        guard let rows = round.rows(top) else { return false }
        round.expect(rows == round.rows(ordered), top, ordered)
      }
      guard let per else { return true }
      let top = "\(query) add p = \(per) top 2 per p by \(keys)"
      let ordered = "\(query) add p = \(per) order by p, \(keys)"
      guard let rows = round.rows(top), let all = round.rows(ordered) else { return false }
      let identity = ReferenceEvaluator(plan: round.plan)
      var found: [Value: Int] = [:]
      let expected = all.filter { row in
        let set = identity.identity(row.last ?? .blank)
        found[set, default: 0] += 1
        return found[set, default: 0] <= 2
      }
      round.expect(rows == expected, top, ordered)
      return true
    }
  }

  @Test func theOrderOfThePlanDoesNotMatter() throws {
    /// Which of several is first depends on the order, and so does the spelling that stands for several.
    let ordered: Set<String> = [
      "function first", "function last", "aggregate list", "aggregate unique", "pooled list", "pooled unique",
      "aggregate min", "aggregate max", "order", "limit",
    ]
    var chance = Chance(seed: 1)
    try ask(isPlain: true) { round in
      let script = round.queries.unorderedQuery()
      guard let query = try? QueryCase.bound(script), Coverage.words(of: query).isDisjoint(with: ordered),
        let rows = round.rows(script),
        let shuffled = round.rows(script, of: try round.sketch.shuffled(&chance).plan())
      else { return false }
      let identity = ReferenceEvaluator(plan: round.plan)
      func set(_ rows: [[Value]]) -> [[Value]: Int] {
        counts(rows.map { $0.map { identity.identity($0) } })
      }
      if set(rows) != set(shuffled) {
        Issue.record("seed \(round.seed)\n\(script)\n\(rows)\nin another order of the plan\n\(shuffled)")
      }
      return true
    }
  }

  // MARK: - Text

  @Test func aPrintedQueryAsksTheSame() throws {
    try ask { round in
      let script = round.queries.script()
      guard let rows = round.rows(script) else { return false }
      let printed = Printer.print(Parser.parse(script).script)
      round.expect(rows == round.rows(printed), script, printed)
      return true
    }
  }

  // MARK: - Sets

  @Test func setsWithThemselves() throws {
    try ask { round in
      let query = round.queries.openQuery()
      guard let rows = round.rows("(\(query)) union (\(query))"),
        let common = round.rows("(\(query)) intersect (\(query))"),
        let none = round.rows("(\(query)) except (\(query))"), let all = round.rows(query)
      else { return false }
      round.expect(none.isEmpty, "(\(query)) except (\(query))")
      round.expect(rows == common, "(\(query)) union (\(query))", "(\(query)) intersect (\(query))")
      guard let bound = try? QueryCase.bound("(\(query)) union (\(query))") else { return false }
      if bound.source.combination?.keepsItems == true {
        round.expect(counts(rows) == counts(all), query, "(\(query)) union (\(query))")
      } else {
        let distinct = "(\(query)) distinct"
        round.expect(rows == round.rows(distinct), distinct, "(\(query)) union (\(query))")
      }
      return true
    }
  }

  @Test func setsAreWhatConditionsSay() throws {
    try ask { round in
      let (query, condition) = round.queries.question()
      let name = query.prefix { $0.isLetter }
      let other = round.queries.question().query
      guard let all = round.rows("\(name)"), let bound = try? QueryCase.bound("(\(query)) union (\(other))"),
        bound.source.combination?.keepsItems == true
      else {
        let part = "(\(name) where \(condition))"
        let without = "(\(name)) except \(part)"
        let negated = "\(name) where not (\(condition))"
        guard let rows = round.rows(without) else { return false }
        round.expect(rows == round.rows(negated), without, negated)
        return true
      }
      let parts = [
        "(\(query)) except (\(other))", "(\(query)) intersect (\(other))", "(\(other)) except (\(query))",
      ]
      let union = "(\(query)) union (\(other))"
      guard let rows = round.rows(union), let found = parts.map({ round.rows($0) }) as? [[[Value]]] else {
        return false
      }
      round.expect(counts(rows) == counts(found.flatMap(\.self)) && isSubsequence(rows, of: all), union)
      return true
    }
  }

  // MARK: - Groups

  @Test func groupsHoldEveryRowOnce() throws {
    try ask { round in
      guard let (query, key) = round.queries.grouping(), let all = round.rows(query) else { return false }
      let script = "\(query) group by \(key) as key select key, count() as n totals"
      guard let rows = round.rows(script), let total = rows.last?[1].integer else { return false }
      let sum = rows.dropLast().compactMap { $0[1].integer }.reduce(0, +)
      round.expect(total == Int64(all.count) && sum == total, query, script)
      let pivot = "\(query) add constant_key = 1 > 0 pivot \(key) as key by constant_key totals"
      if let rows = round.rows(pivot) {
        round.expect(
          rows.last?.last?.integer == total && rows.allSatisfy { $0.count == rows[0].count }, pivot)
      }
      let distinct = "\(query) select \(key) as key distinct"
      let keys = round.rows("\(query) group by \(key) as key select key, count() as n where n > 0")
      round.expect(round.rows(distinct)?.count == keys?.count, distinct, script)
      return true
    }
  }
}
