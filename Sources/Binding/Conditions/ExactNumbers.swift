import Language
import Plan

/// Integers beside decimals (language.md, numbers): integers are exact to 64 bits, and a decimal of 2^53 or more is
/// whole. A constant there becomes a number of the other side's type where that is the same number, so that no
/// comparison rounds.
extension ExpressionBinder {
  /// As `unified`, for two sides of a comparison. An integer constant that no decimal equals stays beside a decimal;
  /// `inexactEquality` and `exactOrder` know what to make of it.
  func comparable(
    _ left: BoundExpression, _ right: BoundExpression
  ) -> (left: BoundExpression, right: BoundExpression)? {
    if left.type.element == .integer, let whole = right.asLargeInteger { return (left, whole) }
    if right.type.element == .integer, let whole = left.asLargeInteger { return (whole, right) }
    let isBetween =
      left.inexactInteger != nil && right.type.element == .decimal
      || right.inexactInteger != nil && left.type.element == .decimal
    return isBetween ? (left, right) : unified(left.beyondIntegers, right.beyondIntegers)
  }

  /// No decimal equals the integer beside it. nil where the sides are of one type.
  func inexactEquality(_ left: BoundExpression, _ right: BoundExpression) -> BoundCondition? {
    left.isNumber && right.isNumber && left.type.element != right.type.element ? .constant(false) : nil
  }

  /// A relation to such an integer, as a relation to the nearest decimal on the side that counts.
  func exactOrder(
    _ left: BoundExpression, _ relation: Relation, _ right: BoundExpression
  ) -> (BoundExpression, Relation, BoundExpression) {
    guard left.isNumber, right.isNumber, left.type.element != right.type.element else {
      return (left, relation, right)
    }
    let isUpward = relation == .less || relation == .lessOrEqual
    let inclusive: Relation = isUpward ? .lessOrEqual : .greaterOrEqual
    if let integer = right.inexactInteger {
      return (left, inclusive, right.with(isUpward ? integer.decimalBelow : integer.decimalAbove))
    }
    guard let integer = left.inexactInteger else { return (left, relation, right) }
    return (left.with(isUpward ? integer.decimalAbove : integer.decimalBelow), inclusive, right)
  }
}

extension BoundExpression {
  fileprivate var isNumber: Bool { type.element.isNumber }

  /// A decimal constant of 2^53 or more, as the integer that it is; nil for others.
  var asLargeInteger: BoundExpression? {
    guard case .constant(.decimal(let value)) = kind, value.magnitude >= 0x1p53,
      let integer = Int64(exactly: value)
    else { return nil }
    return BoundExpression(.constant(.integer(integer)), type: type.with(element: .integer), range: range)
  }

  /// 2^63 is more than every integer, and yet the greatest of them becomes it; the next decimal serves as well.
  fileprivate var beyondIntegers: BoundExpression {
    guard case .constant(.decimal(0x1p63)) = kind else { return self }
    return with((0x1p63).nextUp)
  }

  /// An integer constant that no decimal equals.
  fileprivate var inexactInteger: Int64? {
    guard case .constant(.integer(let value)) = kind, Int64(exactly: Double(value)) != value else {
      return nil
    }
    return value
  }

  fileprivate func with(_ decimal: Double) -> BoundExpression {
    BoundExpression(.constant(.decimal(decimal)), type: type.with(element: .decimal), range: range)
  }
}

extension Int64 {
  /// The nearest decimals around an integer that no decimal equals.
  fileprivate var decimalBelow: Double {
    let near = Double(self)
    // The greatest integers become 2^63, which is none.
    guard let whole = Int64(exactly: near) else { return near.nextDown }
    return whole > self ? near.nextDown : near
  }

  fileprivate var decimalAbove: Double { decimalBelow.nextUp }
}
