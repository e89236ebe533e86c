import Binding
import Language
import Plan

/// How two values stand to each other.
extension Writer {
  func related(
    _ left: BoundExpression, _ relation: Relation, _ right: BoundExpression, _ isTest: Bool, _ frame: Frame
  ) throws(Diagnostic) -> String {
    if left.isBlankConstant || right.isBlankConstant { return "FALSE" }
    let rightValue: Value = { form throws(Diagnostic) in
      if let pattern = right.pattern(of: relation), form == .folded { return dialect.string(pattern) }
      return try self.value(right, form, frame)
    }
    if !right.type.isList {
      return try some(left, isTest, frame) { value, type throws(Diagnostic) in
        try compared(value, relation, rightValue, type, right)
      }
    }
    let leftValue: Value = { form throws(Diagnostic) in try self.value(left, form, frame) }
    if !left.type.isList {
      return try some(right, isTest, frame) { value, type throws(Diagnostic) in
        try compared(leftValue, relation, value, type, right)
      }
    }
    return try over(left, frame) { left throws(Diagnostic) in
      try over(right, frame) { right throws(Diagnostic) in
        let leftValue: Value = { form throws(Diagnostic) in try left.value(form) }
        let rightValue: Value = { form throws(Diagnostic) in try right.value(form) }
        let operand = BoundExpression(.member, type: right.type, range: SourceRange(0, 0))
        let test = try compared(leftValue, relation, rightValue, left.type, operand)
        return try exists(left, right, test)
      }
    }
  }

  /// NULL or false where a side is blank.
  func compared(
    _ left: Value, _ relation: Relation, _ right: Value, _ type: ValueType, _ operand: BoundExpression
  ) throws(Diagnostic) -> String {
    if type == .period { return try comparedPeriods(left, relation, right, operand) }
    let form: Form = type.orderForms.first ?? .plain
    func plainly(_ sign: String, _ form: Form) throws(Diagnostic) -> String {
      "\(try left(form)) \(sign) \(try right(form))"
    }
    switch relation {
    case .equal: return try plainly("=", type.equalForms.first ?? .plain)
    case .identical: return try plainly("=", .plain)
    case .less, .worse, .before: return try plainly("<", form)
    case .lessOrEqual, .endsBy: return try plainly("<=", form)
    case .greater, .better, .after: return try plainly(">", form)
    case .greaterOrEqual, .startsFrom: return try plainly(">=", form)
    case .contains: return "\(dialect.position(of: try right(.folded), in: try left(.folded))) > 0"
    case .startsWith:
      let part = try right(.folded)
      return "substr(\(try left(.folded)), 1, length(\(part))) = \(part)"
    case .endsWith:
      let text = try left(.folded)
      let part = try right(.folded)
      return "substr(\(text), length(\(text)) - length(\(part)) + 1) = \(part)"
    case .within, .overlaps:
      throw translation.untranslated(operand.range, "`\(relation.rawValue)` of what is no date")
    }
  }

  private func comparedPeriods(
    _ left: Value, _ relation: Relation, _ right: Value, _ operand: BoundExpression
  ) throws(Diagnostic) -> String {
    var isOpenFirst = false
    var isOpenLast = false
    if case .constant(.period(let period)) = operand.kind {
      isOpenFirst = period.first == Period.openFirst
      isOpenLast = period.last == Period.openLast
    }
    switch relation {
    case .equal, .identical:
      return "(\(try left(.first)) = \(try right(.first)) AND \(try left(.last)) = \(try right(.last)))"
    case .less, .before: return "\(try left(.last)) < \(try right(.first))"
    case .lessOrEqual, .endsBy: return "\(try left(.last)) <= \(try right(.last))"
    case .greater, .after: return "\(try left(.first)) > \(try right(.last))"
    case .greaterOrEqual, .startsFrom: return "\(try left(.first)) >= \(try right(.first))"
    case .within:
      if isOpenFirst { return "\(try left(.last)) <= \(try right(.last))" }
      if isOpenLast { return "\(try left(.first)) >= \(try right(.first))" }
      return "(\(try left(.first)) >= \(try right(.first)) AND \(try left(.last)) <= \(try right(.last)))"
    case .overlaps:
      if isOpenFirst { return "\(try left(.first)) <= \(try right(.last))" }
      if isOpenLast { return "\(try left(.last)) >= \(try right(.first))" }
      return "(\(try left(.first)) <= \(try right(.last)) AND \(try left(.last)) >= \(try right(.first)))"
    case .contains, .startsWith, .endsWith, .worse, .better:
      throw translation.untranslated(operand.range, "`\(relation.rawValue)` of dates")
    }
  }
}
