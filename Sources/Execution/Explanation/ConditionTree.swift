import Binding
import Plan

/// A condition with its negations moved down to what is asked of the rows, so that each part can be read and counted
/// by itself: `not (a or b)` is `not a` and `not b`.
indirect enum ConditionTree {
  case all([ConditionTree])
  case any([ConditionTree])
  case leaf(BoundCondition, isNegated: Bool)

  /// Trees nested deeper are one leaf.
  private static let depthLimit = 60

  init(_ condition: BoundCondition, not isNegated: Bool = false) {
    self.init(condition, isNegated, depth: 0)
  }

  private init(_ condition: BoundCondition, _ isNegated: Bool, depth: Int) {
    guard depth < Self.depthLimit, condition.onlyMembers == nil, condition.sameValue == nil else {
      self = .leaf(condition, isNegated: isNegated)
      return
    }
    switch condition {
    case .not(let inner): self.init(inner, !isNegated, depth: depth + 1)
    case .all(let parts): self = Self.joined(parts, isAll: !isNegated, isNegated, depth)
    case .any(let parts): self = Self.joined(parts, isAll: isNegated, isNegated, depth)
    case .holds(let expression):
      if case .condition(let inner) = expression.kind {
        self.init(inner, isNegated, depth: depth + 1)
      } else {
        self = .leaf(condition, isNegated: isNegated)
      }
    default: self = .leaf(condition, isNegated: isNegated)
    }
  }

  /// Parts of the same kind are parts of the whole.
  private static func joined(
    _ parts: [BoundCondition], isAll: Bool, _ isNegated: Bool, _ depth: Int
  ) -> ConditionTree {
    let trees = parts.flatMap { part -> [ConditionTree] in
      let tree = ConditionTree(part, isNegated, depth: depth + 1)
      switch (tree, isAll) {
      case (.all(let inner), true), (.any(let inner), false): return inner
      default: return [tree]
      }
    }
    if trees.count == 1 { return trees[0] }
    return isAll ? .all(trees) : .any(trees)
  }
}

extension BoundCondition {
  /// `= only(…)` as it is bound: each of the constants is there, and nothing else.
  var onlyMembers: (subject: BoundExpression, members: [Constant])? {
    guard case .all(let parts) = self, case .allAreIn(let subject, let members, let relation)? = parts.last
    else { return nil }
    for (part, member) in zip(parts, members) {
      guard case .related(_, let other, let right, range: _) = part, other == relation,
        right.constant == member
      else { return nil }
    }
    return parts.count == members.count + 1 ? (subject, members) : nil
  }

  /// `=` of two expressions that may both be blank.
  var sameValue: (left: BoundExpression, relation: Relation, right: BoundExpression)? {
    guard case .any(let parts) = self, parts.count == 2,
      case .related(let left, let relation, let right, range: _) = parts[0], case .bothBlank = parts[1],
      [.equal, .within, .identical].contains(relation)
    else { return nil }
    return (left, relation, right)
  }
}
