import Binding
import Execution
import Language
import Plan
import RandomQueries
import Testing

/// What only many rows reach: blocks, radix passes, the search of a whole arena, long lists.
struct LargePlanTests {
  private static let count = 70_000
  private static let scores = (0..<count).map { Int64($0 * 7_919 % 1_000) - 500 }
  private static let texts = (0..<count).map {
    $0 % 997 == 0 ? "a Réferral here" : "some text of action \($0 % 5)"
  }

  private static let plan: Plan = {
    var chance = Chance(seed: 1)
    let empty = RandomColumns.make(&chance, upTo: 0)
    func table(_ entity: Entity, _ rows: Int, _ columns: [String: Column]) -> Table {
      let filled = Schema[entity].fields.map { field in
        columns[field.name] ?? RandomColumns.blank(field.type, repeated: field.isRepeated, rows)
      }
      return Table(entity: entity, rowCount: rows, columns: filled)
    }
    let blanks = (0..<count).map { $0 % 50 == 3 }
    let half = UInt32(count / 2)
    return empty.replacing([
      table(
        .risks, count,
        [
          "score": .integer(
            IntegerColumn(values: zip(scores, blanks).map { $1 ? 0 : $0 }, blanks: blanks)),
          "number": .integer(IntegerColumn(values: (0..<Int64(count)).map { $0 })),
          "description": .text(TextColumn(texts)),
          "impact_label": .name(
            NameColumn(
              codes: (0..<count).map { UInt32($0 % 3) }, dictionary: TextColumn(["", "Minor", "Rare"]))),
        ]),
      table(
        .objectives, 2,
        [
          "number": .integer(IntegerColumn(values: [1, 2])),
          "risks": .list(
            ListColumn(
              offsets: [0, half, UInt32(count)],
              elements: .item(ItemColumn(entity: .risks, rows: (0..<UInt32(count)).map { $0 })))),
        ]),
    ])
  }()

  private func rows(_ query: BoundQuery) throws -> [Value] {
    let answers = try [
      Division(), Division(batch: 1000, threads: 1), Division(batch: 1000, threads: 3, sharedNanoseconds: 0),
    ].map {
      try Executor(plan: Self.plan, division: $0).run(query).table.values.map { $0[0] }
    }
    #expect(answers.allSatisfy { $0 == answers[0] })
    return answers[0]
  }

  private var number: BoundExpression { Support.field(.risks, "number") }
  private var score: BoundExpression { Support.field(.risks, "score") }

  /// The numbers of the rows that pass.
  private func filtered(_ condition: BoundCondition) throws -> [Int64] {
    try rows(Support.query(.risks, [.filter(condition)], [number])).compactMap(\.integer)
  }

  private func constant(_ constant: Constant, _ type: ValueType) -> BoundExpression {
    Support.expression(.constant(constant), type)
  }

  private func expected(_ test: (Int) -> Bool) -> [Int64] {
    (0..<Self.count).filter(test).map { Int64($0) }
  }

  @Test func filtersInBlocks() throws {
    let condition = BoundCondition.related(
      score, .less, constant(.integer(-400), .integer), range: SourceRange(0, 0))
    #expect(try filtered(condition) == expected { $0 % 50 != 3 && Self.scores[$0] < -400 })
    #expect(try filtered(.not(condition)) == expected { $0 % 50 == 3 || Self.scores[$0] >= -400 })
  }

  @Test(arguments: ["referral", "action 3", "e", "xyz", "some text of action 4some"])
  func searchesTheWholeArena(_ part: String) throws {
    let condition = BoundCondition.related(
      Support.field(.risks, "description"), .contains, constant(.text(part), .text), range: SourceRange(0, 0))
    let folded = Self.texts.map { String(decoding: Folding.fold($0), as: UTF8.self) }
    #expect(try filtered(condition) == expected { folded[$0].contains(part) })
  }

  @Test func asksADictionaryOnce() throws {
    let condition = BoundCondition.related(
      Support.field(.risks, "impact_label"), .equal, constant(.text("rare"), .text), range: SourceRange(0, 0))
    #expect(try filtered(condition) == expected { $0 % 3 == 2 })
  }

  @Test(arguments: [false, true])
  func sortsAndCutsAlike(isDescending: Bool) throws {
    let keys = [
      BoundKey(expression: score, isDescending: isDescending),
      BoundKey(expression: Support.field(.risks, "description"), isDescending: false),
    ]
    let folded = Self.texts.map { String(decoding: Folding.fold($0), as: UTF8.self) }
    let sorted = (0..<Self.count).sorted { a, b in
      let (x, y) = (a % 50 == 3, b % 50 == 3)
      if x != y { return y }
      if !x, Self.scores[a] != Self.scores[b] { return (Self.scores[a] < Self.scores[b]) != isDescending }
      return folded[a] == folded[b] ? a < b : folded[a] < folded[b]
    }.map { Value.integer(Int64($0)) }
    #expect(try rows(Support.query(.risks, [.order(keys)], [number])) == sorted)
    for count in [20, 5000] {
      let cut = BoundStep.limit(count: count, offset: 5)
      let rows = try rows(Support.query(.risks, [.order(keys), cut], [number]))
      #expect(rows == Array(sorted[5..<count + 5]))
    }
  }

  /// Two keys that share a word with the row; of the first there are few values and blanks, or they are in order.
  @Test(arguments: ["score", "number"], [false, true])
  func sortsNumbers(by field: String, isDescending: Bool) throws {
    let keys = [
      BoundKey(expression: Support.field(.risks, field), isDescending: isDescending),
      BoundKey(expression: number, isDescending: true),
    ]
    let sorted = (0..<Self.count).sorted { a, b in
      guard field == "score" else { return (a < b) != isDescending }
      let (x, y) = (a % 50 == 3, b % 50 == 3)
      if x != y { return y }
      if !x, Self.scores[a] != Self.scores[b] { return (Self.scores[a] < Self.scores[b]) != isDescending }
      return a > b
    }
    #expect(
      try rows(Support.query(.risks, [.order(keys)], [number])) == sorted.map { .integer(Int64($0)) })
  }

  @Test(arguments: [false, true]) func keepsTheFirstOfEach(isSorted: Bool) throws {
    let order = BoundStep.order([BoundKey(expression: score, isDescending: false)])
    let steps = (isSorted ? [order] : []) + [.limitPer(count: 1, [score])]
    var seen: [Int64: Int] = [:]
    for row in 0..<Self.count {
      let key = row % 50 == 3 ? Int64.max : Self.scores[row]
      if seen[key] == nil { seen[key] = row }
    }
    let firsts = isSorted ? seen.sorted { $0.key < $1.key }.map(\.value) : seen.values.sorted()
    #expect(try rows(Support.query(.risks, steps, [number])) == firsts.map { .integer(Int64($0)) })
  }

  @Test func numbersManyValues() throws {
    let outputs = [score, Support.field(.risks, "impact_label")].map {
      BoundOutput(name: "x", expression: $0)
    }
    let first = Support.expression(.slot(0), .integer)
    let pairs = (0..<Self.count).map { [$0 % 50 == 3 ? Int64.min : Self.scores[$0], Int64($0 % 3)] }
    #expect(try rows(Support.query(.risks, [.distinct(outputs)], [first])).count == Set(pairs).count)
  }

  @Test func comparesLongLists() throws {
    // Thirty-five thousand members against as many: pairs would not end.
    let scores = Support.expression(
      .through(Support.field(.objectives, "risks"), score), .list(.integer))
    let more = Support.expression(
      .through(
        Support.field(.objectives, "risks"),
        Support.expression(.arithmetic(.add, score, constant(.integer(900), .integer)), .integer)),
      .list(.integer))
    for relation in [Relation.equal, .less, .greaterOrEqual] {
      let condition = BoundCondition.related(scores, relation, more, range: SourceRange(0, 0))
      let query = Support.query(.objectives, [.filter(condition)], [Support.field(.objectives, "number")])
      #expect(try rows(query) == [.integer(1), .integer(2)])
    }
  }

  @Test func stopsWhenAsked() {
    let calls = Counter()
    let executor = Executor(plan: Self.plan, isCancelled: { calls.next() > 3 })
    let keys = [BoundKey(expression: score, isDescending: false)]
    #expect(throws: ExecutionFailure.cancelled) {
      try executor.run(Support.query(.risks, [.order(keys)], [number]))
    }
  }

  /// How often a query looks whether to stop, as planq runs it on one thread.
  private func looks(_ query: BoundQuery) throws -> Int {
    let calls = Counter()
    let executor = Executor(
      plan: Self.plan, division: Division(threads: 1),
      isCancelled: {
        _ = calls.next()
        return false
      })
    _ = try executor.run(query)
    return calls.next()
  }

  @Test func looksOftenWhereTextsAreSlow() throws {
    let description = Support.field(.risks, "description")
    let range = SourceRange(0, 0)
    // A pattern without a text that every match holds, so that each row is matched.
    let pattern = try CompiledPattern("(a|b)[c-z]")
    let matching = try looks(Support.query(.risks, [.filter(.matches(description, pattern))], [number]))
    #expect(matching > Self.count / 2048)
    let contains = BoundCondition.related(description, .contains, description, range: range)
    #expect(try looks(Support.query(.risks, [.filter(contains)], [number])) > Self.count / 8192)
    // The rows that are kept of many are sorted at the end, which takes some thirteen comparisons each.
    let keys = [BoundKey(expression: description, isDescending: true)]
    let first = Support.query(.risks, [.order(keys), .limit(count: 8000, offset: 0)], [number])
    #expect(try looks(first) > Self.count / 1024 + 8000 * 8 / 1024)
  }

  @Test func sharesStoredColumns() throws {
    let table = try Executor(plan: Self.plan).run(Support.query(.risks, [], [number])).table
    guard case .integer(let column) = table.columns[0].values,
      case .integer(let stored) = Self.plan[Schema.id(.risks, "number")]
    else { return #expect(Bool(false)) }
    let same = column.values.withUnsafeBufferPointer { a in
      stored.values.withUnsafeBufferPointer { b in a.baseAddress == b.baseAddress }
    }
    #expect(same)
    #expect(table.columns[0].rows == nil)
  }
}
