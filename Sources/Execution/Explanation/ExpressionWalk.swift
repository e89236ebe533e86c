import Binding
import Language

extension BoundQuery {
  /// Visits the constants with the place in the text that each was written at.
  func forEachConstant(_ visit: (Constant, SourceRange) -> Void) {
    forEachExpression { expression in
      if case .constant(let constant) = expression.kind { visit(constant, expression.range) }
    }
  }

  /// Visits every expression, outer ones first.
  func forEachExpression(_ visit: (BoundExpression) -> Void) {
    var walk = ExpressionWalk()
    walk.query(self, visit)
  }
}

extension BoundExpression {
  /// It asks for something that an earlier step worked out.
  var usesSlots: Bool {
    var isFound = false
    var walk = ExpressionWalk()
    walk.expression(self) { if case .slot = $0.kind { isFound = true } }
    return isFound
  }
}

/// Goes through all expressions of a query, down to a depth that only long sums exceed.
private struct ExpressionWalk {
  private var depth = 0
  private static let depthLimit = 400

  mutating func query(_ query: BoundQuery, _ visit: (BoundExpression) -> Void) {
    if depth > Self.depthLimit { return }
    depth += 1
    for part in query.source.combination?.parts ?? [] { self.query(part, visit) }
    for step in query.steps { self.step(step, visit) }
    for count in query.counts { expression(count, visit) }
    for output in query.outputs { expression(output.expression, visit) }
    if let pivot = query.pivot { expression(pivot.cell, visit) }
    depth -= 1
  }

  private mutating func step(_ step: BoundStep, _ visit: (BoundExpression) -> Void) {
    switch step {
    case .filter(let condition): self.condition(condition, visit)
    case .slot(let value), .each(let value): expression(value, visit)
    case .order(let keys): for key in keys { expression(key.expression, visit) }
    case .limitPer(_, let sets): for set in sets { expression(set, visit) }
    case .group(let grouping):
      for key in grouping.keys { expression(key.expression, visit) }
      for aggregate in grouping.aggregates {
        switch aggregate.kind {
        case .rows(let counted): if let counted { condition(counted, visit) }
        case .pooled(_, let value): expression(value, visit)
        }
      }
    case .distinct(let outputs): for output in outputs { expression(output.expression, visit) }
    case .limit: break
    }
  }

  mutating func expression(
    _ expression: BoundExpression, _ visit: (BoundExpression) -> Void
  ) {
    if depth > Self.depthLimit { return }
    depth += 1
    defer { depth -= 1 }
    visit(expression)
    switch expression.kind {
    case .constant, .field, .slot, .member: break
    case .through(let first, let second), .arithmetic(_, let first, let second):
      self.expression(first, visit)
      self.expression(second, visit)
    case .filtered(let list, let test):
      self.expression(list, visit)
      condition(test, visit)
    case .negate(let inner), .convert(_, let inner), .aggregate(_, let inner):
      self.expression(inner, visit)
    case .call(_, let arguments): for argument in arguments { self.expression(argument, visit) }
    case .condition(let inner): condition(inner, visit)
    case .choose(let test, let first, let second):
      condition(test, visit)
      self.expression(first, visit)
      self.expression(second, visit)
    }
  }

  private mutating func condition(_ condition: BoundCondition, _ visit: (BoundExpression) -> Void) {
    if depth > Self.depthLimit { return }
    depth += 1
    defer { depth -= 1 }
    switch condition {
    case .constant: break
    case .all(let parts), .any(let parts): for part in parts { self.condition(part, visit) }
    case .not(let inner): self.condition(inner, visit)
    case .related(let first, _, let second, range: _), .bothBlank(let first, let second):
      expression(first, visit)
      expression(second, visit)
    case .isBlank(let value), .isOneOf(let value, _, _), .allAreIn(let value, _, _), .matches(let value, _),
      .holds(let value):
      expression(value, visit)
    case .between(let value, low: let low, high: let high):
      for operand in [value, low, high] { expression(operand, visit) }
    case .someMember(let list, let test), .everyMember(let list, let test):
      expression(list, visit)
      self.condition(test, visit)
    }
  }
}
