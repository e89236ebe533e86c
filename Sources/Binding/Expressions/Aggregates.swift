import Language
import Plan

/// Aggregates (language.md): over a list or child path they work within the row; the others are in the next file.
extension ExpressionBinder {
  func aggregate(
    _ aggregate: Aggregate, _ arguments: [Expression], _ range: SourceRange
  ) throws(Failure) -> BoundExpression {
    if case .groups(let groups) = scope.frame { return try pooled(aggregate, arguments, range, groups) }
    if arguments.isEmpty && aggregate == .count { throw wholeAggregate("count", range) }
    try check(aggregate.rawValue, 1...1, arguments, range)
    return try withinRow(aggregate, arguments[0], range)
  }

  func withinRow(
    _ aggregate: Aggregate, _ argument: Expression, _ range: SourceRange
  ) throws(Failure) -> BoundExpression {
    let name = aggregate.rawValue
    var list = try value(argument)
    guard list.type.isList else {
      let failure = wholeAggregate(name, range)
      throw aggregate == .count ? filtered(failure, argument, range, isShare: false) : failure
    }
    if aggregate == .count { list = list.ofThoseThatHold }
    if aggregate != .count && aggregate != .list { list = list.labelled }
    guard let type = aggregate.result(over: list.type.element) else {
      throw Failure(.aggregateType(argument.range, name, list.type, expected: aggregate.operands))
    }
    return BoundExpression(.aggregate(aggregate, list), type: type, range: range)
  }

  /// `count(actions.rag = A)`, where the members of which a condition holds stand in brackets.
  func filtered(
    _ failure: Failure, _ argument: Expression, _ range: SourceRange, isShare: Bool
  ) -> Failure {
    guard var diagnostic = failure.diagnostic, usedAt == nil,
      case .compare(let left, let operation, .one(let right)) = argument.kind,
      case .path(var list) = left.kind, let field = list.steps.popLast(), !list.steps.isEmpty,
      field.arguments == nil, field.filters.isEmpty,
      let bound = try? path(list.steps, argument.range), bound.type.isList, bound.type.element.isItem
    else { return failure }
    let all = LanguageText.spelling(list)
    let test = [
      LanguageText.spelling(Path(steps: [field], range: field.range)), operation.node.rawValue,
      LanguageText.spelling(right),
    ]
    let count = "count(\(all)[\(test.joined(separator: " "))])"
    diagnostic.notes = ["what is asked of a member stands in brackets: `\(all)[…]`"]
    diagnostic.fix = .init(range: range, replacement: isShare ? "\(count) / count(\(all))" : count)
    return Failure(diagnostic)
  }
}

extension BoundExpression {
  /// Of a list of conditions those that hold, which are what `count` and `share` count (language.md, aggregates).
  var ofThoseThatHold: BoundExpression {
    guard type == .list(.condition) else { return self }
    let member = BoundExpression(.member, type: .condition, range: range)
    return BoundExpression(.filtered(self, .holds(member)), type: type, range: range)
  }
}

extension Aggregate {
  /// nil where it has no meaning over such members.
  func result(over element: ValueType) -> ValueType? {
    switch self {
    case .count: .integer
    case .sum: element.isNumber ? element : nil
    case .avg, .median: element.isNumber ? .decimal : nil
    case .min, .max: element.isOrdered ? element : nil
    case .list, .unique: .list(element)
    case .worst, .best: element == .enumeration(.rag) ? element : nil
    }
  }

  var operands: String {
    switch self {
    case .worst, .best: "RAGs"
    case .min, .max: "numbers, dates, refs or texts"
    default: "numbers"
    }
  }
}

extension ValueType {
  /// `<` has a meaning between two of them.
  var isOrdered: Bool {
    switch self {
    case .text, .integer, .decimal, .period, .ref: true
    case .condition, .enumeration, .item, .list: false
    }
  }
}
