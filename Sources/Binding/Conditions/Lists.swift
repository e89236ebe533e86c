import Language
import Plan

/// `in (…)`, and `any(…)`, `all(…)`, `only(…)` after an operator (language.md, lists).
extension ExpressionBinder {
  func membership(
    _ left: Expression, _ members: [Expression], _ range: SourceRange
  ) throws(Failure) -> BoundCondition {
    let list = try bound(left, members, range)
    let relation = equalityRelation(of: list.left.type.element, isExact: false)
    return someEqual(list, relation, range)
  }

  func comparison(
    _ left: Expression, _ operation: Located<ComparisonOperator>, _ quantifier: Located<ListQuantifier>,
    _ members: [Expression], _ range: SourceRange
  ) throws(Failure) -> BoundCondition {
    let (positive, isNegated) = operation.node.positive
    let isEquality = positive == .equal || positive == .identical
    let condition: BoundCondition
    switch quantifier.node {
    case .any where isEquality:
      let list = try bound(left, members, range)
      condition = someEqual(
        list, equalityRelation(of: list.left.type.element, isExact: positive == .identical), range)
    case .any, .all:
      var parts: [BoundCondition] = []
      for member in members {
        parts.append(try comparison(left, Located(positive, operation.range), member, range))
      }
      condition = quantifier.node == .any ? .any(parts) : .all(parts)
    case .only:
      guard operation.node == .equal || operation.node == .notEqual else {
        throw Failure(.onlyOperator(operation.range, operation.node.rawValue))
      }
      condition = try exactly(bound(left, members, range), members, range)
    }
    return condition.negated(if: isNegated)
  }

  /// A left side and what it is compared with, all of one element type.
  private struct BoundList {
    var left: BoundExpression
    /// Those that are known before the query runs, without blanks.
    var constants: [Constant]
    var others: [BoundExpression]
    var hasBlank: Bool
  }

  private func bound(
    _ left: Expression, _ members: [Expression], _ range: SourceRange
  ) throws(Failure) -> BoundList {
    let value = try value(left).labelled
    context.probe?.beside = value
    var bound: [BoundExpression] = []
    var failures: [Failure] = []
    for member in members {
      do {
        bound.append(try self.member(member, beside: value, Sides(left: left, right: member, range: range)))
      } catch {
        if usedAt != nil { throw error }
        failures.append(error)
      }
    }
    if let last = failures.popLast() {
      for failure in failures { context.record(failure) }
      throw last
    }
    var list = BoundList(left: value, constants: [], others: [], hasBlank: false)
    // Large decimals are integers; one decimal else among them makes all of them decimal.
    if value.type.element == .integer { bound = bound.map { $0.asLargeInteger ?? $0 } }
    if value.type.element.isNumber, ([value] + bound).contains(where: { $0.type.element == .decimal }) {
      list.left = value.asDecimal
      bound = bound.map(\.asDecimal)
    }
    var seen: Set<Constant> = []
    for other in bound {
      if other.constant == .blank || other.isFoldedAway {
        list.hasBlank = true
      } else if let constant = other.constant {
        if seen.insert(constant).inserted { list.constants.append(constant) }
      } else {
        list.others.append(other)
      }
    }
    return list
  }

  /// `rag in (R or A)`
  private func joined(_ member: Expression, _ sides: Sides) -> Diagnostic? {
    guard usedAt == nil, let parts = joinedValues(sides, member) else { return nil }
    return .joinedValues(member.range, fix: .init(range: member.range, replacement: parts))
  }

  private func member(
    _ member: Expression, beside value: BoundExpression, _ sides: Sides
  ) throws(Failure) -> BoundExpression {
    if case .regex = member.kind { throw Failure(.regexPlace(member.range)) }
    if let values = joined(member, sides) { throw Failure(values) }
    var other = try self.value(member, expecting: value.type).labelled
    guard let (_, right) = unified(value, other) else {
      throw Failure(mismatch(sides, value.writtenType, other.writtenType))
    }
    if other.constant == .blank { other.type = right.type }
    return other
  }

  private func someEqual(_ list: BoundList, _ relation: Relation, _ range: SourceRange) -> BoundCondition {
    var parts: [BoundCondition] = []
    if !list.constants.isEmpty { parts.append(.isOneOf(list.left, list.constants, relation)) }
    for other in list.others {
      parts.append(equality(list.left, other, isExact: relation == .identical, range))
    }
    if list.hasBlank { parts.append(isBlank(list.left)) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private func exactly(
    _ list: BoundList, _ members: [Expression], _ range: SourceRange
  ) throws(Failure) -> BoundCondition {
    if !list.others.isEmpty {
      let unknown = members.first { !$0.isLiteral }
      throw Failure(.onlyConstants(usedAt ?? unknown?.range ?? range))
    }
    if list.constants.isEmpty { return .isBlank(list.left.unlabelled) }
    let relation = equalityRelation(of: list.left.type.element, isExact: false)
    var parts: [BoundCondition] = list.hasBlank ? [.isBlank(list.left.unlabelled)] : []
    for constant in list.constants {
      let member = BoundExpression(.constant(constant), type: list.left.type.element, range: usedAt ?? range)
      parts.append(.related(list.left, relation, member, range: usedAt ?? range))
    }
    parts.append(.allAreIn(list.left, list.constants, relation))
    return .all(parts)
  }
}
