import Language
import Plan

/// Sums and products of numbers, dates moved by durations; what is constant is worked out at once (language.md,
/// numbers: integers exact to 64 bits, overflow is an error, `/` gives a decimal).
extension ExpressionBinder {
  func sum(
    _ first: Expression, _ rest: [Operand<SumOperator>], _ range: SourceRange
  ) throws(Failure) -> BoundExpression {
    let isDate = rest.contains { if case .duration = $0.expression.kind { true } else { false } }
    var current = try value(first, expecting: isDate ? .period : nil)
    for operand in rest {
      if case .duration(let duration) = operand.expression.kind {
        current = try moved(
          current, duration, isBack: operand.operation.node == .minus, operand.expression.range)
      } else {
        let right = try value(operand.expression)
        let operation: ArithmeticOperator = operand.operation.node == .plus ? .add : .subtract
        current = try arithmetic(current, operation, right, operand.operation.range)
      }
    }
    return current
  }

  func product(
    _ first: Expression, _ rest: [Operand<ProductOperator>], _ range: SourceRange
  ) throws(Failure) -> BoundExpression {
    var current = try value(first)
    for operand in rest {
      let right = try value(operand.expression)
      let operation: ArithmeticOperator =
        switch operand.operation.node {
        case .times: .multiply
        case .over: .divide
        case .modulo: .modulo
        }
      current = try arithmetic(current, operation, right, operand.operation.range)
    }
    return current
  }

  func negate(
    _ operand: Expression, _ range: SourceRange, expecting: ValueType?
  ) throws(Failure) -> BoundExpression {
    // The smallest integer has no positive counterpart.
    if case .number(let spelling) = operand.kind {
      return try number("-" + spelling, range, expecting: expecting)
    }
    let value = try value(operand)
    try checkNumber(value)
    switch value.kind {
    case .constant(.integer(let integer)):
      let (result, overflow) = Int64(0).subtractingReportingOverflow(integer)
      if overflow { throw Failure(.overflow(range)) }
      return constant(.integer(result), .integer, range)
    case .constant(.decimal(let decimal)): return constant(.decimal(-decimal), .decimal, range)
    default: return BoundExpression(.negate(value), type: value.type, range: range)
    }
  }

  private func moved(
    _ date: BoundExpression, _ duration: Duration, isBack: Bool, _ range: SourceRange
  ) throws(Failure) -> BoundExpression {
    if date.constant == .blank { return constant(.blank, .period, range) }
    guard date.type.element == .period else { throw Failure(.durationPlace(range)) }
    guard case .constant(.period(let period)) = date.kind else {
      throw Failure(.movedField(range, isBack: isBack))
    }
    guard let moved = period.moved(by: duration, isBack: isBack) else {
      throw Failure(.dateOutOfRange(range))
    }
    return constant(.period(moved), .period, date.range.joined(range))
  }

  private func arithmetic(
    _ left: BoundExpression, _ operation: ArithmeticOperator, _ right: BoundExpression, _ sign: SourceRange
  ) throws(Failure) -> BoundExpression {
    if left.type.element == .period && right.type.element == .period && operation == .subtract {
      throw Failure(.datesSubtracted(sign))
    }
    // `today + 30` is meant in days.
    if left.type == .period, left.isConstant, case .constant(.integer(let count)) = right.kind, count >= 0 {
      throw Failure(.expectedDuration(right.range, count))
    }
    if left.type == .text && right.type == .text && operation == .add && left.constant != .blank {
      throw Failure(.textsAdded(sign))
    }
    try checkNumber(left)
    try checkNumber(right)
    let range = left.range.joined(right.range)
    guard var (left, right) = unified(left, right) else { return left }
    if operation == .divide { (left, right) = (left.asDecimal, right.asDecimal) }
    if let folded = try folded(left, operation, right, range) { return folded }
    try context.countOperation(usedAt ?? sign)
    let type: ValueType = operation == .divide ? .decimal : left.type
    return BoundExpression(.arithmetic(operation, left, right), type: type, range: usedAt ?? range)
  }

  func checkNumber(_ value: BoundExpression) throws(Failure) {
    if value.type.isNumber || value.constant == .blank { return }
    if value.type.isList && value.type.element.isNumber { throw Failure(.listInArithmetic(value.range)) }
    throw Failure(.notANumber(value.range, value.type))
  }

  /// nil where something is known only when the query runs; a division by zero is left to it, for its note.
  private func folded(
    _ left: BoundExpression, _ operation: ArithmeticOperator, _ right: BoundExpression, _ range: SourceRange
  ) throws(Failure) -> BoundExpression? {
    switch (left.constant, right.constant) {
    case (.blank, .some), (.some, .blank):
      let type: ValueType = left.type.isNumber ? left.type : .integer
      return constant(.blank, operation == .divide ? .decimal : type, range)
    case (.integer(let a), .integer(let b)):
      let result: (partialValue: Int64, overflow: Bool)
      switch operation {
      case .add: result = a.addingReportingOverflow(b)
      case .subtract: result = a.subtractingReportingOverflow(b)
      case .multiply: result = a.multipliedReportingOverflow(by: b)
      case .divide: return nil
      case .modulo:
        if b == 0 { return nil }
        // The remainder of the smallest integer by -1 is 0, though the quotient overflows.
        result = (b == -1 ? 0 : a % b, false)
      }
      if result.overflow { throw Failure(.overflow(range)) }
      return constant(.integer(result.partialValue), .integer, range)
    case (.decimal(let a), .decimal(let b)):
      let result: Double
      switch operation {
      case .add: result = a + b
      case .subtract: result = a - b
      case .multiply: result = a * b
      case .divide, .modulo:
        if b == 0 { return nil }
        result = operation == .divide ? a / b : a.truncatingRemainder(dividingBy: b)
      }
      guard result.isFinite else { throw Failure(.overflow(range)) }
      return constant(.decimal(result), .decimal, range)
    default: return nil
    }
  }
}
