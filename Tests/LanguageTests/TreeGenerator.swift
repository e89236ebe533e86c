@testable import Language

/// A small generator of random numbers with a fixed course (SplitMix64).
struct Dice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }

  mutating func chance(_ oneIn: Int) -> Bool { next(below: oneIn) == 0 }
  mutating func pick<T>(_ items: [T]) -> T { items[next(below: items.count)] }
  mutating func several<T>(_ range: ClosedRange<Int>, _ make: (inout Dice) -> T) -> [T] {
    let count = range.lowerBound + next(below: range.count)
    return (0..<count).map { _ in make(&self) }
  }
}

/// Random trees over the whole syntax, of those that the grammar can spell.
struct TreeGenerator {
  var dice: Dice
  private static let nowhere = SourceRange(0, 0)

  init(seed: UInt64) { dice = Dice(seed) }

  private func located<T>(_ node: T) -> Located<T> { Located(node, Self.nowhere) }
  private func expression(_ kind: ExpressionKind) -> Expression { Expression(kind, Self.nowhere) }

  // MARK: Words

  /// Names that are words of the grammar, and common ones. `blank` and `today` are never fields by themselves.
  private static let names =
    [
      "a", "lead", "due", "X_1", "Where", "sort", "null", "day", "October", "filter", "with", "like", "show",
      "select1",
    ]
    + Keyword.allCases.filter { ![.blank, .today].contains($0) }.map(\.rawValue)

  mutating func name() -> Name { located(dice.pick(Self.names)) }

  /// What an entity may be called where a statement begins: no word that begins statements.
  private mutating func entity() -> Name {
    located(
      dice.pick(["actions", "risks", "x", "order", "union", "top", "blank", "not", "sqlite", "today", "each"])
    )
  }

  private static let texts = [
    "Rose Case", "", "\"", "\\", "a\\\"b", "line\nbreak\r\ttab", "\u{0}\u{7F}\u{202E}", "e\u{301}é",
    "“curly”", "# no comment",
    "a;b|c", "\u{A0}", "👩‍👩‍👧", "\\n", "'", "$x", "]", "\u{2028}", "/",
  ]

  private static let patterns = ["", "a", "b/c", "\\d+", "\\\\", "(a|b)#", "\"", "\\\\/", "[/]", "é"]

  private mutating func comments() -> [String] {
    guard dice.chance(12) else { return [] }
    return dice.several(1...2) {
      $0.pick(["", "why", "where x", "# #", "\"open (", " indented", "a | b; c"])
    }
  }

  // MARK: Statements

  mutating func script() -> Script {
    let pipe = dice.chance(8) ? located(dice.pick(["sort", "grep '#' | wc", "a; b"])) : nil
    return Script(
      statements: some(1...3) { $0.statement() }.map { located($0) }, pipe: pipe, trailingComments: comments()
    )
  }

  private mutating func some<T>(_ range: ClosedRange<Int>, _ make: (inout TreeGenerator) -> T) -> [T] {
    let count = range.lowerBound + dice.next(below: range.count)
    return (0..<count).map { _ in make(&self) }
  }

  private mutating func statement() -> Statement {
    let kind: StatementKind
    switch dice.next(below: 12) {
    case 0: kind = .letParameter(name(), expr(3))
    case 1: kind = .view(located("v"), parameters: some(0...2) { $0.name() }, query(2))
    case 2: kind = .def(entity: located("actions"), field: name(), expr(3))
    case 3:
      kind = .expect(located(dice.pick([.none, .some, .count(0), .count(12)])), named(query(2), "actions"))
    case 4:
      let dialect = dice.pick([nil, "sqlite", "Postgres", "duckdb", "spark"]).map { located($0) }
      let explanation: Explanation = dice.chance(2) ? .meaning : .sql(dialect: dialect)
      kind = .explain(located(explanation), named(query(2), "actions"))
    default: kind = .query(query(3))
    }
    return Statement(comments: comments(), kind: kind)
  }

  /// The query about something that is no word of the grammar, which would be read otherwise behind `explain`.
  private func named(_ query: Query, _ name: String) -> Query {
    var query = query
    if case .source(var source) = query.first.source {
      source.name = located(name)
      query.first.source = .source(source)
    }
    return query
  }

  private mutating func query(_ depth: Int) -> Query {
    let rest =
      dice.chance(4)
      ? some(1...2) { generator in
        Query.Continuation(
          operation: generator.located(generator.dice.pick(SetOperator.allCases)),
          term: generator.term(depth - 1))
      } : []
    return Query(first: term(depth), rest: rest, range: Self.nowhere)
  }

  private mutating func term(_ depth: Int) -> Term {
    let source: TermSource =
      depth > 0 && dice.chance(4) ? .parenthesized(query(depth - 1)) : .source(self.source())
    let clauses = some(0...4) { generator in
      generator.located(Clause(comments: generator.comments(), kind: generator.clause()))
    }
    return Term(source: source, clauses: clauses, range: Self.nowhere)
  }

  private mutating func source() -> Source {
    var source = Source(name: entity())
    if dice.chance(6) { source.arguments = some(1...2) { $0.expr(2) } }
    if dice.chance(8) { source.version = located(dice.pick(["draft", "2011 draft", "\"", "where"])) }
    if dice.chance(6) { source.search = located(dice.pick(Self.texts)) }
    if dice.chance(6) { source.asAt = date() }
    return source
  }

  private mutating func clause() -> ClauseKind {
    switch dice.next(below: 11) {
    case 0: return .where(expr(4))
    case 1: return .add(some(1...2) { AddItem(name: $0.name(), expression: $0.expr(3)) })
    case 2: return .each(path(1), alias: alias())
    case 3: return .groupBy(some(1...2) { $0.groupKey() })
    case 4: return .pivot(groupKey(), by: groupKey())
    case 5:
      return .select(
        some(1...3) {
          $0.dice.chance(6) ? .all($0.located(AllFields())) : .expression($0.expr(3), alias: $0.alias())
        })
    case 6: return .orderBy(keys())
    case 7: return .top(count(), per: some(0...2) { $0.path(1) }, by: keys())
    case 8: return .limit(count(), offset: dice.chance(2) ? count() : nil)
    case 9: return .distinct
    default: return .totals
    }
  }

  private mutating func alias() -> Name? {
    dice.chance(3) ? located(dice.pick(["n", "at", "as", "where"])) : nil
  }

  private mutating func groupKey() -> GroupKey {
    GroupKey(isEach: dice.chance(3), expression: expr(2), alias: alias())
  }

  private mutating func keys() -> [OrderKey] {
    some(1...2) { OrderKey(expression: $0.expr(2), direction: $0.dice.pick([nil, .ascending, .descending])) }
  }

  private mutating func count() -> Located<Count> {
    located(dice.chance(3) ? .parameter("n") : .number(dice.next(below: 100)))
  }

  // MARK: Expressions

  mutating func expr(_ depth: Int) -> Expression {
    guard depth > 0 else { return expression(leaf()) }
    switch dice.next(below: 20) {
    case 0: return expression(.or(some(2...3) { $0.expr(depth - 1) }))
    case 1: return expression(.and(some(2...3) { $0.expr(depth - 1) }))
    case 2: return expression(.not(expr(depth - 1)))
    case 3: return expression(.quantified(located(dice.pick(Quantifier.allCases)), plainPath(depth)))
    case 4, 5:
      let operation = located(dice.pick(ComparisonOperator.allCases))
      let several = dice.chance(4)
      let right: Comparand =
        several
        ? .several(located(dice.pick(ListQuantifier.allCases)), some(1...3) { $0.expr(depth - 1) })
        : .one(expr(depth - 1))
      return expression(.compare(expr(depth - 1), operation, right))
    case 6:
      return expression(
        .isIn(expr(depth - 1), negated: dice.chance(2), .list(some(1...3) { $0.expr(depth - 1) })))
    case 7: return expression(.isIn(expr(depth - 1), negated: dice.chance(2), .period(period())))
    case 8:
      return expression(
        .between(expr(depth - 1), negated: dice.chance(2), low: expr(depth - 1), high: expr(depth - 1)))
    case 9: return expression(.overlaps(expr(depth - 1), period()))
    case 10: return expression(.isBlank(expr(depth - 1), negated: dice.chance(2)))
    case 11: return expression(.startsWith(expr(depth - 1), expr(depth - 1)))
    case 12: return expression(.endsWith(expr(depth - 1), expr(depth - 1)))
    case 13: return expression(.worseThan(expr(depth - 1), expr(depth - 1)))
    case 14: return expression(.betterThan(expr(depth - 1), expr(depth - 1)))
    case 15: return expression(.negate(expr(depth - 1)))
    case 16: return expression(.sum(expr(depth - 1), operands(SumOperator.allCases, depth)))
    case 17: return expression(.product(expr(depth - 1), operands(ProductOperator.allCases, depth)))
    default: return expression(leaf(depth - 1))
    }
  }

  private mutating func operands<Operator>(_ all: [Operator], _ depth: Int) -> [Operand<Operator>] {
    some(1...2) { Operand(operation: $0.located($0.dice.pick(all)), expression: $0.expr(depth - 1)) }
  }

  private mutating func leaf(_ depth: Int = 0) -> ExpressionKind {
    switch dice.next(below: 10) {
    case 0: .number(dice.pick(["0", "7", "2.10", "2011", "99999999999999999999", "0.5"]))
    case 1: .string(dice.pick(Self.texts))
    case 2: .regex(dice.pick(Self.patterns))
    case 3: .parameter(dice.pick(["me", "where", "X1"]))
    case 4: .duration(Duration(count: dice.next(below: 400), unit: dice.pick(DurationUnit.allCases)))
    case 5: .date(dateLiteral())
    case 6: .relativeDate(relativeDate())
    case 7: .blank
    default: .path(path(depth))
    }
  }

  private mutating func dateLiteral() -> DateLiteral {
    let year = dice.pick([1999, 2011, 2012, 9999, 1000])
    return switch dice.next(below: 5) {
    case 0: .day(year: year, month: 1 + dice.next(below: 12), day: 1 + dice.next(below: 28))
    case 1: .month(year: year, month: 1 + dice.next(below: 12), isNamed: dice.chance(2))
    case 2: .quarter(year: year, quarter: 1 + dice.next(below: 4))
    case 3: .financialYear(first: year)
    default: .financialQuarter(first: year, quarter: 1 + dice.next(below: 4))
    }
  }

  private mutating func relativeDate() -> RelativeDate {
    guard !dice.chance(4) else { return .today }
    let count = dice.chance(2) ? nil : dice.next(below: 5)
    return .span(dice.pick(RelativeAnchor.allCases), count: count, dice.pick(RelativeUnit.allCases))
  }

  private mutating func date() -> Expression {
    let kinds: [ExpressionKind] = [
      .date(dice.chance(4) ? .year(2011) : dateLiteral()), .relativeDate(relativeDate()),
      .string(dice.pick(Self.texts)), .parameter("p"), .path(plainPath(0)),
    ]
    let day = expression(dice.pick(kinds))
    guard dice.chance(3) else { return day }
    return expression(
      .sum(
        day,
        some(1...2) { generator in
          let duration = Duration(count: 3, unit: generator.dice.pick(DurationUnit.allCases))
          return Operand(
            operation: generator.located(generator.dice.pick(SumOperator.allCases)),
            expression: generator.expression(.duration(duration)))
        }))
  }

  private mutating func period() -> Expression {
    switch dice.next(below: 4) {
    case 0: expression(.periodRange(from: date(), to: date()))
    case 1: expression(.periodRange(from: nil, to: date()))
    case 2: expression(.periodRange(from: date(), to: nil))
    default: date()
    }
  }

  // MARK: Paths

  private mutating func path(_ depth: Int) -> Path {
    var path = plainPath(depth)
    if dice.chance(2) { path.steps[0].name = name() }
    // With parentheses these words are something else: `not (a)`.
    if path.steps[0].arguments != nil, Keyword(spelling: path.steps[0].name.node) != nil {
      path.steps[0].name = located("count")
    }
    return path
  }

  /// A path whose first word is no word of the grammar, as where none could be told apart.
  private mutating func plainPath(_ depth: Int) -> Path {
    var steps = some(1...3) { $0.step(depth) }
    steps[0].name = located(dice.pick(["a", "lead", "due", "objective"]))
    return Path(steps: steps, range: Self.nowhere)
  }

  private mutating func step(_ depth: Int) -> PathStep {
    var step = PathStep(name: name(), range: Self.nowhere)
    if depth > 0, dice.chance(4) { step.arguments = some(0...2) { $0.expr(depth - 1) } }
    if depth > 0, dice.chance(4) { step.filters = some(1...2) { $0.expr(depth - 1) } }
    return step
  }
}
