import Language
import Plan

/// What a query has come to, clause by clause.
struct QueryState {
  let context: BindingContext
  let source: BoundSource
  /// What names mean for the next clause.
  var scope: Scope
  var steps: [BoundStep] = []
  private var slotCount = 0
  /// The columns of the last `select`; nil while there was none.
  var selected: [BoundOutput]?
  /// The columns that `add` put behind those of a query without a `select`.
  var added: [BoundOutput] = []

  /// Binds a query up to its last clause; mistakes of a clause are recorded and the next clause is bound.
  init(_ query: Query, _ context: BindingContext) throws(Failure) {
    if let continuation = query.rest.first {
      let word = continuation.operation.node.rawValue
      throw Failure(.notYet(continuation.operation.range, "`\(word)`"))
    }
    switch query.first.source {
    case .parenthesized(let inner):
      self = try QueryState(inner, context)
    case .source(let source):
      self.context = context
      self.source = try QueryState.bound(source, context)
      scope = Scope(.item(self.source.entity))
    }
    for clause in query.first.clauses {
      if let name = clause.node.kind.notYet { throw Failure(.notYet(clause.range, "`\(name)`")) }
      do { try apply(clause.node.kind) } catch { context.record(error) }
    }
  }

  func finish() -> BoundQuery {
    BoundQuery(
      source: source, steps: steps, outputs: outputs, isBare: selected == nil, asAt: context.asAt,
      usesDefaultDay: context.usesDefaultDay)
  }

  var binder: ExpressionBinder { ExpressionBinder(context: context, scope: scope) }

  // MARK: - Source

  private static func bound(_ source: Source, _ context: BindingContext) throws(Failure) -> BoundSource {
    guard let description = Schema.source(named: source.name.node) else {
      let names = Schema.sources.map(\.name)
      let nearest = Nearest.name(to: source.name.node, among: names + Schema.sources.map(\.singular))
      throw Failure(
        .unknownEntity(source.name.range, source.name.node, nearest: nearest, names: names))
    }
    if source.arguments != nil { throw Failure(.sourceArguments(source.name.range, description.name)) }
    if let version = source.version { throw Failure(.notYet(version.range, "`@` with a version")) }
    if let expression = source.asAt { context.sourceAsAt = try asAt(expression, context) }
    let search = source.search.map { Folding.fold($0.node, trimmed: false) }
    return BoundSource(entity: description.entity, search: search?.isEmpty == false ? search : nil)
  }

  /// A longer `as at` means its last day.
  private static func asAt(_ expression: Expression, _ context: BindingContext) throws(Failure) -> Day {
    let binder = ExpressionBinder(context: context, scope: Scope(.nothing))
    let date = try binder.period(expression)
    guard case .constant(.period(let period)) = date.kind else {
      throw Failure(.notConstant(expression.range))
    }
    return period.last
  }

  // MARK: - Clauses

  private mutating func apply(_ clause: ClauseKind) throws(Failure) {
    switch clause {
    case .where(let expression): steps.append(.filter(try binder.condition(expression)))
    case .add(let items): add(items)
    case .select(let items): select(items)
    case .orderBy(let keys): order(keys)
    case .limit(let count, let offset):
      let count = try whole(count)
      var skipped = 0
      if let offset { skipped = try whole(offset) }
      steps.append(.limit(count: count, offset: skipped))
    case .distinct: distinct()
    case .each, .groupBy, .pivot, .top, .totals: break
    }
  }

  private func whole(_ count: Located<Count>) throws(Failure) -> Int {
    switch count.node {
    case .number(let number): return number
    case .parameter(let name):
      let value = try binder.parameterValue(name, count.range, expecting: .integer)
      guard case .constant(.integer(let integer)) = value.kind, let number = Int(exactly: integer),
        number >= 0
      else { throw Failure(.countParameter(count.range, name)) }
      return number
    }
  }

  private mutating func order(_ keys: [OrderKey]) {
    var bound: [BoundKey] = []
    for key in keys {
      context.collecting { () throws(Failure) in
        let value = try binder.value(key.expression).labelled
        if value.isConstant { throw Failure(constantKey(key.expression, value)) }
        bound.append(BoundKey(expression: value, isDescending: key.direction == .descending))
      }
    }
    steps.append(.order(bound))
  }

  /// `order by 2` is meant as the second column elsewhere.
  private func constantKey(_ expression: Expression, _ value: BoundExpression) -> Diagnostic {
    var column: String?
    if case .constant(.integer(let number)) = value.kind, let index = Int(exactly: number),
      (1...max(1, outputs.count)).contains(index), !outputs.isEmpty
    {
      column = outputs[index - 1].name
    }
    return .constantKey(expression.range, LanguageText.spelling(expression), column: column)
  }

  /// The columns become the frame, whose items are over.
  private mutating func distinct() {
    let columns = outputs
    steps.append(.distinct(columns))
    // Aliases that could not be bound stay known, so that they are not reported again.
    let broken = scope.named.filter { $0.expression == nil }
    scope = Scope(.columns)
    slotCount = columns.count
    for (index, column) in columns.enumerated() {
      let slot = BoundExpression(.slot(index), type: column.expression.type, range: column.expression.range)
      scope.append(.init(name: column.name, expression: slot, isDetail: column.isDetail))
    }
    if selected != nil { selected = columnOutputs }
    added = []
    for name in broken { scope.append(name) }
  }

  // MARK: - Slots

  /// Keeps an expression for each row, unless it is as cheap as what keeps it.
  mutating func keep(_ expression: BoundExpression) -> BoundExpression {
    switch expression.kind {
    case .field, .slot, .constant: return expression
    default: break
    }
    steps.append(.slot(expression))
    let slot = BoundExpression(.slot(slotCount), type: expression.type, range: expression.range)
    slotCount += 1
    return slot
  }
}

extension ClauseKind {
  /// The word of a clause that is not here yet.
  fileprivate var notYet: String? {
    switch self {
    case .each: "each"
    case .groupBy: "group by"
    case .pivot: "pivot"
    case .top: "top"
    case .totals: "totals"
    case .where, .add, .select, .orderBy, .limit, .distinct: nil
    }
  }
}
