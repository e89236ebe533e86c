import Binding
import Language
import Plan

/// Conditions, none of which is ever NULL: a comparison is asked whether it `IS TRUE`, and `EXISTS`, `IS NULL` and
/// what is made of them always have an answer.
extension Writer {
  func condition(_ condition: BoundCondition, _ frame: Frame) throws(Diagnostic) -> String {
    try translation.part(SourceRange(0, 0)) { () throws(Diagnostic) in try unchecked(condition, frame) }
  }

  private func unchecked(_ condition: BoundCondition, _ frame: Frame) throws(Diagnostic) -> String {
    switch condition {
    case .constant(let value): return value ? "TRUE" : "FALSE"
    case .all(let parts): return try joined(parts, "AND", none: "TRUE", frame)
    case .any(let parts): return try joined(parts, "OR", none: "FALSE", frame)
    case .not(.isBlank(let operand)): return try presence(operand, isPresent: true, frame)
    case .not(let part): return "NOT (\(try self.condition(part, frame)))"
    case .related(let left, let relation, let right, range: _):
      return try related(labelled(left), relation, labelled(right), frame)
    case .isBlank(let operand): return try presence(operand, isPresent: false, frame)
    case .bothBlank(let left, let right):
      return
        "(\(try presence(left, isPresent: false, frame)) AND \(try presence(right, isPresent: false, frame)))"
    case .isOneOf(let operand, let constants, let relation):
      return try some(labelled(operand), frame) { value, type throws(Diagnostic) in
        try isOneOf(value, type, constants, relation)
      }
    case .allAreIn(let operand, let constants, let relation):
      return try every(labelled(operand), frame) { list throws(Diagnostic) in
        let value: Value = { form throws(Diagnostic) in try list.value(form) }
        return "(\(try isOneOf(value, list.type, constants, relation))) IS TRUE"
      }
    case .between(let operand, low: let low, high: let high):
      return try between(labelled(operand), labelled(low), labelled(high), frame)
    case .matches(let operand, let pattern):
      throw translation.untranslated(
        operand.range, "the regular expression /\(pattern.source)/", note: "ask for a text with `~ \"…\"`")
    case .holds(let operand):
      guard operand.type.isList else { return try value(operand, .plain, frame) }
      return try some(operand, frame) { value, _ throws(Diagnostic) in try value(.plain) }
    case .someMember(let list, let test):
      return try over(list, frame) { list throws(Diagnostic) in
        "EXISTS (\(list.select("1", and: [try self.condition(test, Frame(member: list.member))])))"
      }
    case .everyMember(let list, let test):
      return try every(list, frame) { list throws(Diagnostic) in
        try self.condition(test, Frame(member: list.member))
      }
    }
  }

  private func joined(
    _ parts: [BoundCondition], _ word: String, none: String, _ frame: Frame
  ) throws(Diagnostic) -> String {
    if parts.isEmpty { return none }
    var texts: [String] = []
    for part in parts { texts.append(try condition(part, frame)) }
    return texts.count == 1 ? texts[0] : "(\(texts.joined(separator: " \(word) ")))"
  }

  private func presence(
    _ operand: BoundExpression, isPresent: Bool, _ frame: Frame
  ) throws(Diagnostic) -> String {
    if operand.type.isList {
      let found = try over(operand, frame) { "EXISTS (\($0.select("1")))" }
      return isPresent ? found : found.hasPrefix("EXISTS") ? "NOT \(found)" : "NOT (\(found))"
    }
    if operand.type == .condition { return isPresent ? "TRUE" : "FALSE" }
    return "\(try value(operand, .plain, frame)) IS\(isPresent ? " NOT" : "") NULL"
  }

  /// Some member, or the one value, passes; the test may give NULL.
  private func some(
    _ operand: BoundExpression, _ frame: Frame,
    _ test: (Value, ValueType) throws(Diagnostic) -> String
  ) throws(Diagnostic) -> String {
    guard operand.type.isList else {
      let value: Value = { form throws(Diagnostic) in try self.value(operand, form, frame) }
      return "(\(try test(value, operand.type))) IS TRUE"
    }
    return try over(operand, frame) { list throws(Diagnostic) in
      let value: Value = { form throws(Diagnostic) in try list.value(form) }
      return "EXISTS (\(list.select("1", and: [try test(value, list.type)])))"
    }
  }

  /// There is a member, and none fails the test, which never gives NULL.
  private func every(
    _ operand: BoundExpression, _ frame: Frame, _ test: (ListQuery) throws(Diagnostic) -> String
  ) throws(Diagnostic) -> String {
    try over(operand, frame) { list throws(Diagnostic) in
      "(EXISTS (\(list.select("1"))) AND NOT EXISTS (\(list.select("1", and: ["NOT (\(try test(list)))"]))))"
    }
  }

  // MARK: - Relations

  private func related(
    _ left: BoundExpression, _ relation: Relation, _ right: BoundExpression, _ frame: Frame
  ) throws(Diagnostic) -> String {
    if left.isBlankConstant || right.isBlankConstant { return "FALSE" }
    let rightValue: Value = { form throws(Diagnostic) in
      if let pattern = right.pattern(of: relation), form == .folded { return SQLText.string(pattern) }
      return try self.value(right, form, frame)
    }
    if !right.type.isList {
      return try some(left, frame) { value, type throws(Diagnostic) in
        try compared(value, relation, rightValue, type, right)
      }
    }
    let leftValue: Value = { form throws(Diagnostic) in try self.value(left, form, frame) }
    if !left.type.isList {
      return try some(right, frame) { value, type throws(Diagnostic) in
        try compared(leftValue, relation, value, type, right)
      }
    }
    return try over(left, frame) { left throws(Diagnostic) in
      let leftValue: Value = { form throws(Diagnostic) in try left.value(form) }
      let pair = try some(right, frame) { value, type throws(Diagnostic) in
        try compared(leftValue, relation, value, type, right)
      }
      return "EXISTS (\(left.select("1", and: [pair])))"
    }
  }

  private func isOneOf(
    _ value: Value, _ type: ValueType, _ constants: [Constant], _ relation: Relation
  ) throws(Diagnostic) -> String {
    if type != .period, relation == .equal || relation == .identical {
      let form = relation == .equal ? type.equalForms.first ?? .plain : .plain
      return "\(try value(form)) IN (\(constants.map { literal($0, form) }.joined(separator: ", ")))"
    }
    var parts: [String] = []
    for constant in constants {
      let expression = BoundExpression(.constant(constant), type: type, range: SourceRange(0, 0))
      let right: Value = { form in
        if form == .folded, let pattern = expression.pattern(of: relation) { return SQLText.string(pattern) }
        return self.literal(constant, form)
      }
      parts.append("(\(try compared(value, relation, right, type, expression)))")
    }
    return parts.isEmpty ? "FALSE" : "(\(parts.joined(separator: " OR ")))"
  }

  private func between(
    _ operand: BoundExpression, _ low: BoundExpression, _ high: BoundExpression, _ frame: Frame
  ) throws(Diagnostic) -> String {
    let lowValue: Value = { form throws(Diagnostic) in try self.value(low, form, frame) }
    let highValue: Value = { form throws(Diagnostic) in try self.value(high, form, frame) }
    return try some(operand, frame) { value, type throws(Diagnostic) in
      try compared(value, .greaterOrEqual, lowValue, type, low) + " AND "
        + compared(value, .lessOrEqual, highValue, type, high)
    }
  }

  /// NULL or false where a side is blank.
  private func compared(
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
      return "\(try left(.first)) = \(try right(.first)) AND \(try left(.last)) = \(try right(.last))"
    case .less, .before: return "\(try left(.last)) < \(try right(.first))"
    case .lessOrEqual, .endsBy: return "\(try left(.last)) <= \(try right(.last))"
    case .greater, .after: return "\(try left(.first)) > \(try right(.last))"
    case .greaterOrEqual, .startsFrom: return "\(try left(.first)) >= \(try right(.first))"
    case .within:
      if isOpenFirst { return "\(try left(.last)) <= \(try right(.last))" }
      if isOpenLast { return "\(try left(.first)) >= \(try right(.first))" }
      return "\(try left(.first)) >= \(try right(.first)) AND \(try left(.last)) <= \(try right(.last))"
    case .overlaps:
      if isOpenFirst { return "\(try left(.first)) <= \(try right(.last))" }
      if isOpenLast { return "\(try left(.last)) >= \(try right(.first))" }
      return "\(try left(.first)) <= \(try right(.last)) AND \(try left(.last)) >= \(try right(.first))"
    case .contains, .startsWith, .endsWith, .worse, .better:
      throw translation.untranslated(operand.range, "`\(relation.rawValue)` of dates")
    }
  }
}

extension BoundExpression {
  fileprivate var isBlankConstant: Bool {
    guard case .constant(let constant) = kind else { return false }
    return constant == .blank || constant == .text("")
  }

  /// The folded text of a constant that is looked for within texts: white space at its ends counts.
  fileprivate func pattern(of relation: Relation) -> String? {
    guard [.contains, .startsWith, .endsWith].contains(relation), case .constant(.text(let text)) = kind
    else {
      return nil
    }
    return String(decoding: Folding.fold(text, trimmed: false), as: UTF8.self)
  }
}
