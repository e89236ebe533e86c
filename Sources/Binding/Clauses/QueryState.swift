import Language
import Plan

/// What a query has come to, clause by clause.
struct QueryState {
  let context: BindingContext
  var source: BoundSource
  /// What names mean for the next clause.
  var scope: Scope
  var steps: [BoundStep] = []
  var slotCount = 0
  /// The columns of the last `select`; nil while there was none.
  var selected: [BoundOutput]?
  /// The columns that `add` and `each` put behind those of a query without a `select`.
  var added: [BoundOutput] = []
  /// The groupings, with their steps, which get their aggregates when all clauses are bound.
  var groups: [(groups: Groups, step: Int)] = []
  /// Set operations no longer compare the items.
  var isShaped = false
  /// What stands in a cell of the `pivot` that was the last clause but `select` and `totals`.
  var pivotCell: BoundExpression?
  /// How the query names that pivot's second key.
  var pivotColumnKey = ""
  private var hasTotals = false
  /// The parameters that stand for a number of rows.
  private var counts: [BoundExpression] = []

  init(context: BindingContext, source: BoundSource, scope: Scope) {
    self.context = context
    self.source = source
    self.scope = scope
  }

  /// Binds a term up to its last clause; mistakes of a clause are recorded and the next clause is bound.
  init(_ term: Term, _ context: BindingContext) throws(Failure) {
    switch term.source {
    case .parenthesized(let inner):
      self = try QueryState(inner, context)
    case .source(let source):
      if let view = context.environment.view(named: source.name.node),
        Schema.source(named: source.name.node) == nil
      {
        self = try QueryState(view, source, context)
      } else {
        let bound = try QueryState.bound(source, context)
        self.init(context: context, source: bound, scope: Scope(.item(bound.entity)))
      }
    }
    for clause in term.clauses {
      do {
        context.clauseRange = clause.range
        try checkOrder(clause)
        try apply(clause.node.kind)
      } catch {
        context.record(error)
      }
    }
  }

  func finish() -> BoundQuery {
    var steps = steps
    for (groups, step) in groups {
      guard case .group(var grouping) = steps[step] else { continue }
      grouping.aggregates = groups.aggregates
      steps[step] = .group(grouping)
    }
    return BoundQuery(
      source: source, steps: steps, outputs: outputs, isBare: selected == nil && pivotCell == nil,
      asAt: context.asAt, usesDefaultDay: context.usesDefaultDay,
      pivot: pivotCell.map { BoundPivot(cell: $0, columnKey: pivotColumnKey) },
      hasTotals: hasTotals, financialYearStart: context.environment.financialYearStart, counts: counts)
  }

  var binder: ExpressionBinder {
    var binder = ExpressionBinder(context: context, scope: scope)
    binder.usedAt = context.viewPlace
    return binder
  }

  /// Nothing follows `totals`, and only `select` and `totals` a pivot.
  private func checkOrder(_ clause: Located<Clause>) throws(Failure) {
    if hasTotals { throw Failure(.afterTotals(clause.range)) }
    guard pivotCell != nil else { return }
    switch clause.node.kind {
    case .select, .totals: return
    default: throw Failure(.afterPivot(clause.range))
    }
  }

  // MARK: - Source

  private static func bound(_ source: Source, _ context: BindingContext) throws(Failure) -> BoundSource {
    if source.name.node == Hole.name { throw .reported }
    guard let description = Schema.source(named: source.name.node) else {
      let names = Schema.sources.map(\.name)
      let views = context.environment.views.map(\.name)
      let nearest = Nearest.name(
        to: source.name.node, among: names + Schema.sources.map(\.singular) + views)
      throw Failure(
        .unknownEntity(source.name.range, source.name.node, nearest: nearest, names: names))
    }
    if source.arguments != nil { throw Failure(.sourceArguments(source.name.range, description.name)) }
    if let version = source.version { throw Failure(.notYet(version.range, "`@` with a version")) }
    context.sourceAsAt = context.viewAsAt
    if let expression = source.asAt { context.sourceAsAt = try asAt(expression, context) }
    let search = source.search.map { Folding.fold($0.node, trimmed: false) }
    return BoundSource(entity: description.entity, search: search?.isEmpty == false ? search : nil)
  }

  /// A longer `as at` means its last day.
  static func asAt(_ expression: Expression, _ context: BindingContext) throws(Failure) -> Day {
    // Whoever writes `as at today` has chosen the day, here and at the use of a view.
    let usesDay = context.usesDay
    defer { context.usesDay = usesDay }
    let binder = ExpressionBinder(context: context, scope: Scope(.nothing))
    let date = try binder.period(expression)
    // What is not typed yet.
    if context.probe != nil, date.constant == .blank { return context.asAt }
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
    case .select(let items):
      if pivotCell == nil { select(items) } else { try selectCell(items) }
    case .orderBy(let keys): order(keys)
    case .limit(let count, let offset):
      let count = try whole(count)
      var skipped = 0
      if let offset { skipped = try whole(offset) }
      steps.append(.limit(count: count, offset: skipped))
    case .distinct: distinct()
    case .groupBy(let keys): group(keys)
    case .each(let path, let alias): try each(path, alias: alias)
    case .top(let count, let per, let keys): try top(count, per: per, by: keys)
    case .pivot(let row, let column): pivot(row, by: column)
    case .totals:
      if case .broken = scope.frame { return }
      guard case .groups(let groups) = scope.frame, !groups.isWhole else {
        throw Failure(.totalsPlace(context.clauseRange))
      }
      hasTotals = true
    }
  }

  mutating func whole(_ count: Located<Count>) throws(Failure) -> Int {
    switch count.node {
    case .number(let number): return number
    case .parameter(let name):
      let value = try binder.parameterValue(name, count.range, expecting: .integer)
      guard case .constant(.integer(let integer)) = value.kind, let number = Int(exactly: integer),
        number >= 0
      else { throw Failure(.countParameter(count.range, name)) }
      counts.append(value)
      return number
    }
  }

  private mutating func order(_ keys: [OrderKey]) { steps.append(.order(bound(keys))) }

  func bound(_ keys: [OrderKey]) -> [BoundKey] {
    var bound: [BoundKey] = []
    for key in keys {
      context.collecting { () throws(Failure) in
        let value = try binder.value(key.expression).labelled
        if value.isConstant { throw Failure(constantKey(key.expression, value)) }
        bound.append(BoundKey(expression: value, isDescending: key.direction == .descending))
      }
    }
    return bound
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
    let isBare = selected == nil
    endItems(names: [])
    slotCount = columns.count
    for (index, column) in columns.enumerated() {
      let slot = BoundExpression(.slot(index), type: column.expression.type, range: column.expression.range)
      scope.append(.init(name: column.name, expression: slot, isDetail: column.isDetail))
    }
    if !isBare { selected = columnOutputs }
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
