import Language
import Plan

/// Aggregates over the rows of a group, or over all rows (language.md, aggregates).
extension ExpressionBinder {
  /// In the frame of groups. Names in the argument belong to the rows of the group, save where it is itself a list
  /// over the group (`count(unique(lead))`).
  func pooled(
    _ aggregate: Aggregate, _ arguments: [Expression], _ range: SourceRange, _ groups: Groups
  ) throws(Failure) -> BoundExpression {
    let name = aggregate.rawValue
    guard aggregate != .count || !arguments.isEmpty else { return try rowCount(groups, range) }
    try check(name, 1...1, arguments, range)
    let argument = arguments[0]
    if argument.isListAggregate { return try withinRow(aggregate, argument, range) }
    var operand = try inRows(groups).value(argument)
    let spelling = "\(name)(\(LanguageText.spelling(argument)))"
    if aggregate == .count && operand.type == .condition {
      return try groups.slot(.rows(BoundCondition(operand)), .integer, spelling: spelling, range)
    }
    if groups.isWhole && operand.type.isList {
      throw Failure(.rowAggregate(range, name, LanguageText.spelling(argument)))
    }
    if aggregate == .count { operand = operand.ofThoseThatHold }
    if aggregate != .count && aggregate != .list { operand = operand.labelled }
    guard let type = aggregate.result(over: operand.type.element) else {
      throw Failure(.aggregateType(argument.range, name, operand.type, expected: aggregate.operands))
    }
    return try groups.slot(.pooled(aggregate, operand), type, spelling: spelling, range)
  }

  /// `share(condition)`: of the rows of the group, or of the members of a list of conditions; blank of none.
  func share(_ arguments: [Expression], _ range: SourceRange) throws(Failure) -> BoundExpression {
    try check("share", 1...1, arguments, range)
    let argument = arguments[0]
    if case .groups(let groups) = scope.frame {
      let operand = try inRows(groups).value(argument)
      guard operand.type == .condition else {
        throw Failure(.notACondition(argument.range, LanguageText.spelling(argument), operand.type))
      }
      let spelling = "count(\(LanguageText.spelling(argument)))"
      let part = try groups.slot(.rows(BoundCondition(operand)), .integer, spelling: spelling, range)
      return try share(part, of: rowCount(groups, range), range)
    }
    let operand = try value(argument)
    if operand.type == .condition {
      throw filtered(wholeAggregate("share", range), argument, range, isShare: true)
    }
    guard operand.type == .list(.condition) else {
      throw Failure(.notACondition(argument.range, LanguageText.spelling(argument), operand.type))
    }
    return try share(counted(operand.ofThoseThatHold), of: counted(operand), range)
  }

  private func share(
    _ part: BoundExpression, of whole: BoundExpression, _ range: SourceRange
  ) throws(Failure) -> BoundExpression {
    try context.countOperation(range)
    let quotient = BoundExpression(
      .arithmetic(.divide, part.asDecimal, whole.asDecimal), type: .decimal, range: range)
    let none = BoundCondition.related(whole, .equal, constant(.integer(0), .integer, range), range: range)
    return BoundExpression(
      .choose(none, constant(.blank, .decimal, range), quotient), type: .decimal, range: range)
  }

  private func counted(_ list: BoundExpression) -> BoundExpression {
    BoundExpression(.aggregate(.count, list), type: .integer, range: list.range)
  }

  func rowCount(_ groups: Groups, _ range: SourceRange) throws(Failure) -> BoundExpression {
    try groups.slot(.rows(nil), .integer, spelling: "count()", range)
  }

  /// An aggregate over all rows stands in a `select`; where one is looked for, it is found.
  func wholeAggregate(_ name: String, _ range: SourceRange) -> Failure {
    wholeProbe?.isFound = true
    return Failure(.aggregatePlace(range, name))
  }

  private func inRows(_ groups: Groups) -> ExpressionBinder {
    var inner = self
    inner.scope = groups.before
    inner.wholeProbe = nil
    return inner
  }
}

extension Expression {
  /// `unique(…)` and `list(…)`, which give a list.
  fileprivate var isListAggregate: Bool {
    guard case .path(let path) = kind, let step = path.steps.first, step.arguments != nil else {
      return false
    }
    return ["list", "unique"].contains(step.name.node.lowercased())
  }
}
