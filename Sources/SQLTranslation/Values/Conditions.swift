import Binding
import Language
import Plan

/// Conditions. `condition` is never NULL: a comparison is asked whether it `IS TRUE`, and `EXISTS`, `IS NULL` and what
/// is made of them always have an answer. `test` stands where NULL counts as false (WHERE, CASE WHEN), and is what a
/// person would write.
extension Writer {
  func condition(_ condition: BoundCondition, _ frame: Frame) throws(Diagnostic) -> String {
    try written(condition, isTest: false, frame)
  }

  func test(_ condition: BoundCondition, _ frame: Frame) throws(Diagnostic) -> String {
    try written(condition, isTest: true, frame)
  }

  /// Adds a condition to the WHERE of a frame's query, a line for each part.
  func filter(_ condition: BoundCondition, _ frame: Frame) throws(Diagnostic) {
    guard case .all(let parts) = condition else { return frame.select.filter(try test(condition, frame)) }
    for part in parts { try filter(part, frame) }
  }

  private func written(
    _ condition: BoundCondition, isTest: Bool, _ frame: Frame
  ) throws(Diagnostic) -> String {
    try translation.deeper(SourceRange(0, 0)) { () throws(Diagnostic) in
      try unchecked(condition, isTest, frame)
    }
  }

  private func unchecked(
    _ condition: BoundCondition, _ isTest: Bool, _ frame: Frame
  ) throws(Diagnostic) -> String {
    switch condition {
    case .constant(let value): return value ? "TRUE" : "FALSE"
    case .all(let parts): return try joined(parts, "AND", none: "TRUE", isTest, frame)
    case .any(let parts): return try joined(parts, "OR", none: "FALSE", isTest, frame)
    case .not(.isBlank(let operand)): return try presence(operand, isPresent: true, frame)
    case .not(.related(let left, .equal, let right, range: _))
    where right.isPresentConstant && !left.type.isList:
      let left = labelled(left)
      let form = left.type.equalForms.first ?? .plain
      return dialect.differ(try value(left, form, frame), try value(right, form, frame))
    case .not(let part):
      let text = try self.condition(part, frame)
      // What is joined by AND or OR has its brackets already.
      return part.isJoined ? "NOT \(text)" : "NOT (\(text))"
    case .related(let left, let relation, let right, range: _):
      return try related(labelled(left), relation, labelled(right), isTest, frame)
    case .isBlank(let operand): return try presence(operand, isPresent: false, frame)
    case .bothBlank(let left, let right):
      let left = try presence(left, isPresent: false, frame)
      return "(\(left) AND \(try presence(right, isPresent: false, frame)))"
    case .isOneOf(let operand, let constants, let relation):
      let operand = labelled(operand)
      return try some(operand, isTest, frame) { value, type throws(Diagnostic) in
        try isOneOf(value, type, constants, relation, operand.range)
      }
    case .allAreIn(let operand, let constants, let relation):
      return try every(labelled(operand), frame) { list throws(Diagnostic) in
        let value: Value = { form throws(Diagnostic) in try list.value(form) }
        return "(\(try isOneOf(value, list.type, constants, relation, operand.range))) IS TRUE"
      }
    case .between(let operand, low: let low, high: let high):
      return try between(labelled(operand), labelled(low), labelled(high), isTest, frame)
    case .matches(let operand, let pattern):
      let text = try self.pattern(pattern, operand.range)
      return try some(labelled(operand), isTest, frame) { value, _ throws(Diagnostic) in
        dialect.matches(try value(.folded), text)
      }
    case .holds(let operand):
      guard operand.type.isList else { return try value(operand, .plain, frame) }
      return try some(operand, isTest, frame) { value, _ throws(Diagnostic) in try value(.plain) }
    case .someMember(let list, let test):
      return try over(list, frame) { list throws(Diagnostic) in
        try exists(list, self.test(test, list.frame))
      }
    case .everyMember(let list, let test):
      return try every(list, frame) { list throws(Diagnostic) in try self.condition(test, list.frame) }
    }
  }

  private func joined(
    _ parts: [BoundCondition], _ word: String, none: String, _ isTest: Bool, _ frame: Frame
  ) throws(Diagnostic) -> String {
    if parts.isEmpty { return none }
    var texts: [String] = []
    for part in parts { texts.append(try written(part, isTest: isTest, frame)) }
    return texts.count == 1 ? texts[0] : "(\(texts.joined(separator: " \(word) ")))"
  }

  private func presence(
    _ operand: BoundExpression, isPresent: Bool, _ frame: Frame
  ) throws(Diagnostic) -> String {
    if operand.type.isList {
      let found = try over(operand, frame) { list throws(Diagnostic) in try exists(list, nil) }
      return isPresent ? found : "NOT \(found.hasPrefix("CASE") ? "(\(found))" : found)"
    }
    if operand.type == .condition { return isPresent ? "TRUE" : "FALSE" }
    return "\(try value(operand.sameInOtherCase, .plain, frame)) IS\(isPresent ? " NOT" : "") NULL"
  }

  /// Some member, or the one value, passes; the test may give NULL.
  func some(
    _ operand: BoundExpression, _ isTest: Bool, _ frame: Frame,
    _ test: (Value, ValueType) throws(Diagnostic) -> String
  ) throws(Diagnostic) -> String {
    guard operand.type.isList else {
      let value: Value = { form throws(Diagnostic) in try self.value(operand, form, frame) }
      let text = try test(value, operand.type)
      return isTest ? text : "(\(text)) IS TRUE"
    }
    return try over(operand, frame) { list throws(Diagnostic) in
      let value: Value = { form throws(Diagnostic) in try list.value(form) }
      return try exists(list, try test(value, list.type))
    }
  }

  /// There is a member, and none fails the test, which never gives NULL.
  private func every(
    _ operand: BoundExpression, _ frame: Frame, _ test: (ListQuery) throws(Diagnostic) -> String
  ) throws(Diagnostic) -> String {
    // Two lists that are the same, each with tables of its own.
    let some = try over(operand, frame) { list throws(Diagnostic) in try exists(list, nil) }
    let failing = try over(operand, frame) { list throws(Diagnostic) in
      try exists(list, "NOT (\(try test(list)))")
    }
    return "(\(some) AND NOT \(failing.hasPrefix("CASE") ? "(\(failing))" : failing))"
  }

  private func isOneOf(
    _ value: Value, _ type: ValueType, _ constants: [Constant], _ relation: Relation, _ range: SourceRange
  ) throws(Diagnostic) -> String {
    let expressions = constants.map { BoundExpression(.constant($0), type: type, range: range) }
    if type != .period, relation == .equal || relation == .identical {
      let form = relation == .equal ? type.equalForms.first ?? .plain : .plain
      var texts: [String] = []
      for (constant, expression) in zip(constants, expressions) {
        texts.append(try literal(constant, form, expression))
      }
      return "\(try value(form)) IN (\(texts.joined(separator: ", ")))"
    }
    var parts: [String] = []
    for (constant, expression) in zip(constants, expressions) {
      let right: Value = { form throws(Diagnostic) in
        if form == .folded, let pattern = expression.pattern(of: relation) { return dialect.string(pattern) }
        return try self.literal(constant, form, expression)
      }
      parts.append(try compared(value, relation, right, type, expression))
    }
    return parts.isEmpty ? "FALSE" : "(\(parts.joined(separator: " OR ")))"
  }

  private func between(
    _ operand: BoundExpression, _ low: BoundExpression, _ high: BoundExpression, _ isTest: Bool,
    _ frame: Frame
  ) throws(Diagnostic) -> String {
    let lowValue: Value = { form throws(Diagnostic) in try self.value(low, form, frame) }
    let highValue: Value = { form throws(Diagnostic) in try self.value(high, form, frame) }
    return try some(operand, isTest, frame) { value, type throws(Diagnostic) in
      "(" + (try compared(value, .greaterOrEqual, lowValue, type, low)) + " AND "
        + (try compared(value, .lessOrEqual, highValue, type, high)) + ")"
    }
  }

  /// The pattern in the words of the dialect.
  private func pattern(_ pattern: CompiledPattern, _ range: SourceRange) throws(Diagnostic) -> String {
    let part = "the regular expression /\(pattern.source)/"
    if dialect == .sqlite {
      throw translation.untranslated(range, part, note: "ask for a text with `~ \"…\"`")
    }
    guard let text = pattern.commonPattern(maximumRepeat: dialect == .postgres ? 255 : 1_000) else {
      throw translation.untranslated(range, part)
    }
    return text
  }
}

extension BoundCondition {
  fileprivate var isJoined: Bool {
    switch self {
    case .all(let parts), .any(let parts): parts.count > 1
    default: false
    }
  }
}

extension BoundExpression {
  /// The folded text of a constant that is looked for within texts: white space at its ends counts.
  func pattern(of relation: Relation) -> String? {
    guard [.contains, .startsWith, .endsWith].contains(relation), case .constant(.text(let text)) = kind
    else {
      return nil
    }
    return String(decoding: Folding.fold(text, trimmed: false), as: UTF8.self)
  }

  /// What is blank where this is, and has the same folded form: `lower` and `upper` change neither.
  var sameInOtherCase: BoundExpression {
    guard case .call(let function, let arguments) = kind, function == .lower || function == .upper,
      let first = arguments.first
    else { return self }
    return first.sameInOtherCase
  }

  fileprivate var isPresentConstant: Bool {
    if case .constant = kind { !isBlankConstant } else { false }
  }
}
