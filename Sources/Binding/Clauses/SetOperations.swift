import Language
import Plan

/// `union`, `intersect` and `except` (language.md, set operations), from left to right.
extension QueryState {
  init(_ query: Query, _ context: BindingContext) throws(Failure) {
    var state = try QueryState(query.first, context)
    for (index, continuation) in query.rest.enumerated() {
      try context.countTerm(continuation.operation.range)
      let leftAsAt = context.sourceAsAt
      let right = try QueryState(continuation.term, context)
      state = try state.combined(
        continuation.operation, with: right, fix: { query.shapedAsWhole(upTo: index) })
      if context.sourceAsAt != leftAsAt { context.sourceAsAt = context.viewAsAt }
    }
    self = state
  }

  private func combined(
    _ operation: Located<SetOperator>, with other: QueryState, fix: () -> Diagnostic.Fix?
  ) throws(Failure) -> QueryState {
    var (left, right) = (finish(), other.finish())
    if let part = [left, right].first(where: { $0.pivot != nil || $0.hasTotals }) {
      throw Failure(
        .shapedSet(operation.range, operation.node, part.pivot != nil ? "pivot" : "totals"))
    }
    let keepsItems = !isShaped && !other.isShaped && left.source.entity == right.source.entity
    if !keepsItems {
      guard let columns = common(left.outputs, right.outputs) else {
        // What could not be bound has been reported, and may be the difference.
        if !context.diagnostics.isEmpty { throw .reported }
        throw Failure(
          .differingColumns(
            operation.range, operation.node, left.outputs.map(\.name), right.outputs.map(\.name), fix: fix()))
      }
      (left.outputs, right.outputs) = columns
    }
    let combination = BoundCombination(
      operation: operation.node, parts: [left, right], keepsItems: keepsItems)
    let source = BoundSource(entity: left.source.entity, combination: combination)
    if keepsItems { return QueryState(context: context, source: source, scope: Scope(.item(source.entity))) }
    var state = QueryState(context: context, source: source, scope: Scope(.columns))
    for (index, output) in left.outputs.enumerated() {
      let slot = BoundExpression(.slot(index), type: output.expression.type, range: output.expression.range)
      state.scope.append(.init(name: output.name, expression: slot, isDetail: output.isDetail))
    }
    state.slotCount = left.outputs.count
    state.isShaped = true
    state.selected = left.isBare && right.isBare ? nil : state.columnOutputs
    return state
  }

  /// The columns of both sides with the same types; nil where the names or types differ.
  private func common(
    _ left: [BoundOutput], _ right: [BoundOutput]
  ) -> ([BoundOutput], [BoundOutput])? {
    guard left.map({ $0.name.lowercased() }) == right.map({ $0.name.lowercased() }) else { return nil }
    var (first, second): ([BoundOutput], [BoundOutput]) = (left, right)
    for index in left.indices {
      var (a, b) = (left[index].expression, right[index].expression)
      if a.type.element != b.type.element && (a.type.element.isItem || b.type.element.isItem) {
        (a, b) = (a.labelled, b.labelled)
      }
      guard a.type.isList == b.type.isList || a.constant == .blank || b.constant == .blank,
        var (x, y) = binder.unified(a, b)
      else { return nil }
      if x.type.isList != y.type.isList { (x, y) = (x.asList, y.asList) }
      (first[index].expression, second[index].expression) = (x, y)
    }
    return (first, second)
  }
}

extension Query {
  /// The fix for `a union b select ref`, where `select` was meant for both: `((a) union (b)) select ref`.
  fileprivate func shapedAsWhole(upTo index: Int) -> Diagnostic.Fix? {
    guard index == rest.count - 1, var last = rest.last else { return nil }
    let shaping = last.term.clauses.firstIndex {
      switch $0.node.kind {
      case .select, .groupBy, .pivot, .add, .each, .distinct: true
      default: false
      }
    }
    guard let shaping, first.clauses.allSatisfy({ if case .select = $0.node.kind { false } else { true } })
    else { return nil }
    let clauses = Array(last.term.clauses[shaping...])
    last.term.clauses.removeSubrange(shaping...)
    var inner = self
    inner.first = first.parenthesized
    inner.rest = rest.dropLast().map {
      Continuation(operation: $0.operation, term: $0.term.parenthesized)
    }
    inner.rest.append(Continuation(operation: last.operation, term: last.term.parenthesized))
    let whole = Query(
      first: Term(source: .parenthesized(inner), clauses: clauses, range: range), range: range)
    return Diagnostic.Fix(range: range, replacement: LanguageText.spelling(whole))
  }
}

extension Term {
  fileprivate var parenthesized: Term {
    Term(source: .parenthesized(Query(first: self, range: range)), range: range)
  }
}
