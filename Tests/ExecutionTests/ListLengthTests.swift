import Binding
import Execution
import Language
import Plan
import RandomQueries
import Testing

/// Lists of no member, of few, of more than are looked at in one word, and of more than a block holds.
struct ListLengthTests {
  private static let lengths = (0..<1500).map { [0, 1, 2, 1, 3, 7, 8, 9, 2, 40][$0 % 10] } + [20_000, 0, 1]
  private static let count = lengths.reduce(0, +)
  private static let scores = (0..<count).map { Int64($0 * 7_919 % 12) }
  /// The rows of each list.
  private static let lists: [Range<Int>] = {
    var start = 0
    return lengths.map { length in
      defer { start += length }
      return start..<start + length
    }
  }()

  private static func plan(of lists: [Range<Int>], _ count: Int) -> Plan {
    var chance = Chance(seed: 1)
    let empty = RandomColumns.make(&chance, upTo: 0)
    func table(_ entity: Entity, _ rows: Int, _ columns: [String: Column]) -> Table {
      let filled = Schema[entity].fields.map { field in
        columns[field.name] ?? RandomColumns.blank(field.type, repeated: field.isRepeated, rows)
      }
      return Table(entity: entity, rowCount: rows, columns: filled)
    }
    let risks = ListColumn(
      offsets: [0] + lists.map { UInt32($0.upperBound) },
      elements: .item(ItemColumn(entity: .risks, rows: (0..<UInt32(count)).map { $0 })))
    return empty.replacing([
      table(.risks, count, ["score": .integer(IntegerColumn(values: Array(scores.prefix(count))))]),
      table(
        .objectives, lists.count,
        [
          "number": .integer(IntegerColumn(values: (0..<Int64(lists.count)).map { $0 })),
          "risks": .list(risks),
        ]),
    ])
  }

  private static let plan = plan(of: lists, count)

  private let risks = Support.field(.objectives, "risks")
  private let score = Support.field(.risks, "score")

  private func isHigh(_ limit: Int64) -> BoundCondition {
    .related(
      score, .greaterOrEqual, Support.expression(.constant(.integer(limit)), .integer),
      range: SourceRange(0, 0))
  }

  private func values(_ plan: Plan, _ query: BoundQuery) throws -> [Value] {
    let answers = try [
      Division(), Division(batch: 7, threads: 1), Division(batch: 100, threads: 3, sharedNanoseconds: 0),
    ].map { try Executor(plan: plan, division: $0).run(query).table.values.map { $0[0] } }
    #expect(answers.allSatisfy { $0 == answers[0] })
    return answers[0]
  }

  /// The numbers of the objectives for which the condition holds.
  private func numbers(_ condition: BoundCondition, _ plan: Plan = Self.plan) throws -> [Int] {
    try values(
      plan, Support.query(.objectives, [.filter(condition)], [Support.field(.objectives, "number")])
    ).compactMap(\.integer).map(Int.init)
  }

  private func expected(_ test: (Range<Int>) -> Bool) -> [Int] {
    Self.lists.indices.filter { test(Self.lists[$0]) }
  }

  @Test(arguments: [0, 6, 11, 12] as [Int64]) func asksMembers(limit: Int64) throws {
    let condition = isHigh(limit)
    #expect(
      try numbers(.someMember(risks, condition)) == expected { $0.contains { Self.scores[$0] >= limit } })
    #expect(
      try numbers(.everyMember(risks, condition))
        == expected { !$0.isEmpty && $0.allSatisfy { Self.scores[$0] >= limit } })
    let compared = BoundCondition.related(
      Support.expression(.through(risks, score), .list(.integer)), .greaterOrEqual,
      Support.expression(.constant(.integer(limit)), .integer), range: SourceRange(0, 0))
    #expect(try numbers(compared) == expected { $0.contains { Self.scores[$0] >= limit } })
  }

  @Test(arguments: [0, 6, 11, 12] as [Int64]) func countsMembers(limit: Int64) throws {
    let kept = Support.expression(.filtered(risks, isHigh(limit)), risks.type)
    let counts = Support.expression(.aggregate(.count, kept), .integer)
    #expect(
      try values(Self.plan, Support.query(.objectives, [], [counts])).compactMap(\.integer)
        == Self.lists.map { list in Int64(list.count { Self.scores[$0] >= limit }) })
  }

  @Test func countsEqualMembersOnce() throws {
    let scores = Support.expression(.through(risks, score), .list(.integer))
    let unique = Support.expression(.aggregate(.unique, scores), .list(.integer))
    let counts = Support.expression(.aggregate(.count, unique), .integer)
    #expect(
      try values(Self.plan, Support.query(.objectives, [], [counts])).compactMap(\.integer)
        == Self.lists.map { list in Int64(Set(list.map { Self.scores[$0] }).count) })
  }

  /// All lists are of one member, or of one and more: then some loops are left out.
  @Test(arguments: [[1], [1, 2], [2, 0]]) func knowsTheShapeOfLists(lengths: [Int]) throws {
    var start = 0
    let lists = (0..<500).map { list in
      let length = lengths[list % lengths.count]
      defer { start += length }
      return start..<start + length
    }
    let plan = Self.plan(of: lists, start)
    let found = lists.indices.filter { lists[$0].contains { Self.scores[$0] >= 9 } }
    #expect(try numbers(.someMember(risks, isHigh(9)), plan) == found)

    let scores = Support.expression(.through(risks, score), .list(.integer))
    let rows = BoundAggregate(.rows(nil), type: .integer, range: SourceRange(0, 0))
    let group = BoundStep.group(
      BoundGrouping(keys: [BoundGroupKey(expression: scores, isEach: true)], aggregates: [rows]))
    let count = Support.expression(.slot(1), .integer)
    let counts = (0..<12).map { score in
      lists.count { $0.contains { Self.scores[$0] == score } }
    }
    #expect(
      try values(plan, Support.query(.objectives, [group], [count])).compactMap(\.integer)
        == (counts + [lists.count { $0.isEmpty }]).filter { $0 > 0 }.map(Int64.init))
  }
}
