import Language
import Plan

/// Aggregates over a list or child path, which work within the row (language.md, aggregates). Those over a group
/// or over all rows are not here yet.
extension ExpressionBinder {
  func aggregate(
    _ aggregate: Aggregate, _ arguments: [Expression], _ range: SourceRange
  ) throws(Failure) -> BoundExpression {
    let name = aggregate.rawValue
    if arguments.isEmpty && aggregate == .count { throw Failure(.notYet(range, "`count()` over all rows")) }
    try check(name, 1...1, arguments, range)
    let argument = arguments[0]
    var list = try value(argument)
    if case .item = list.type { list = list.asList }
    guard list.type.isList else { throw Failure(.notYet(range, "`\(name)` over all rows")) }
    if aggregate != .count && aggregate != .list { list = list.labelled }
    guard let type = aggregate.result(over: list.type.element) else {
      throw Failure(.aggregateType(argument.range, name, list.type, expected: aggregate.operands))
    }
    return BoundExpression(.aggregate(aggregate, list), type: type, range: range)
  }
}

extension Aggregate {
  /// nil where it has no meaning over such members.
  fileprivate func result(over element: ValueType) -> ValueType? {
    switch self {
    case .count: .integer
    case .sum: element.isNumber ? element : nil
    case .avg, .median: element.isNumber ? .decimal : nil
    case .min, .max: element.isOrdered ? element : nil
    case .list, .unique: .list(element)
    case .worst, .best: element == .enumeration(.rag) ? element : nil
    }
  }

  fileprivate var operands: String {
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
