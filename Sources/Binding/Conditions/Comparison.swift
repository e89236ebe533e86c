import Language
import Plan
import Platform

/// `left OP right`, where each side is one value or a list of which some member counts. The negative operators are
/// the exact complements of the positive ones (language.md, blank and lists).
extension ExpressionBinder {
  func comparison(
    _ left: Expression, _ operation: Located<ComparisonOperator>, _ right: Expression, _ range: SourceRange
  ) throws(Failure) -> BoundCondition {
    let (positive, isNegated) = operation.node.positive
    let sides = Sides(
      left: left, right: right, range: range,
      isNegated: operation.node == .notEqual || operation.node == .notIdentical)
    if let values = joinedValues(sides, positive) { throw Failure(values) }
    let condition: BoundCondition
    switch positive {
    case .contains: condition = try contains(left, right, operation.range, range)
    case .equal, .identical: condition = try equality(sides, isExact: positive == .identical, operation.range)
    default: condition = try ordering(sides, operation)
    }
    return condition.negated(if: isNegated)
  }

  /// `rag = (R or A)`, where one of the values is meant; nil where the parentheses hold a condition.
  private func joinedValues(_ sides: Sides, _ operation: ComparisonOperator) -> Diagnostic? {
    guard operation == .equal, usedAt == nil, let values = joinedValues(sides, sides.right) else {
      return nil
    }
    let words = [
      LanguageText.spelling(sides.left), sides.isNegated ? "not in" : "in", "(\(values))",
    ]
    return .joinedValues(
      sides.right.range, fix: .init(range: sides.range, replacement: words.joined(separator: " ")))
  }

  /// Values with `or` between them, as the members of a list.
  func joinedValues(_ sides: Sides, _ right: Expression) -> String? {
    guard case .or(let parts) = right.kind, parts.allSatisfy(\.isValue),
      parts.contains(where: { (try? value($0))?.type != .condition })
    else { return nil }
    let sign = Located(ComparisonOperator.equal, sides.range)
    for part in parts where (try? comparison(sides.left, sign, part, sides.range)) == nil { return nil }
    return parts.map { LanguageText.spelling($0) }.joined(separator: ", ")
  }

  /// Two sides of a condition as written, and all of it.
  struct Sides {
    var left: Expression
    var right: Expression
    var range: SourceRange
    /// Between them stands `!=` or `!==`.
    var isNegated = false
  }

  // MARK: - Equality

  private func equality(
    _ sides: Sides, isExact: Bool, _ sign: SourceRange
  ) throws(Failure) -> BoundCondition {
    if case .regex = sides.right.kind { throw Failure(.regexPlace(sides.right.range, sign: sign)) }
    let pair = try boundPair(sides)
    return equality(pair.left, pair.right, isExact: isExact, sides.range)
  }

  func equality(
    _ left: BoundExpression, _ right: BoundExpression, isExact: Bool, _ range: SourceRange
  ) -> BoundCondition {
    // `October 2011 = due` asks what `due = October 2011` asks.
    let (left, right) = left.isConstant && !right.isConstant ? (right, left) : (left, right)
    if right.constant == .blank || right.isFoldedAway && !isExact {
      return isBlank(left, isExact: isExact)
    }
    if let answer = inexactEquality(left, right) { return answer }
    let relation = equalityRelation(of: left.type.element, isExact: isExact)
    let related = BoundCondition.related(left, relation, right, range: usedAt ?? range)
    if right.isConstant || !left.canBeBlank || !right.canBeBlank { return related }
    return .any([related, .bothBlank(left.unlabelled, right.unlabelled)])
  }

  /// Beside a blank. A constant may be blank for being folded away, too, on either side.
  func isBlank(_ left: BoundExpression, isExact: Bool = false) -> BoundCondition {
    left.isFoldedAway && !isExact ? .constant(true) : .isBlank(left.unlabelled)
  }

  /// Equal dates are contained in each other's place (language.md, partial dates).
  func equalityRelation(of element: ValueType, isExact: Bool) -> Relation {
    isExact ? .identical : element == .period ? .within : .equal
  }

  /// Both sides bound and of one type; throws where they do not meet.
  func boundPair(_ sides: Sides) throws(Failure) -> (left: BoundExpression, right: BoundExpression) {
    let (left, right): (BoundExpression, BoundExpression)
    do {
      (left, right) = try pair(sides.left, sides.right)
    } catch {
      throw mended(error, sides)
    }
    guard let unified = comparable(left.labelled, right.labelled) else {
      throw Failure(mismatch(sides, left.writtenType, right.writtenType))
    }
    return unified
  }

  /// `listed = true` is `listed`.
  private func mended(_ failure: Failure, _ sides: Sides) -> Failure {
    guard var diagnostic = failure.diagnostic, diagnostic.code == "condition-literal" else { return failure }
    let isRight = diagnostic.range == sides.right.range
    guard case .path(let path) = (isRight ? sides.right : sides.left).kind else { return failure }
    let isNot = ["false", "no"].contains(path.bareword?.lowercased() ?? "") != sides.isNegated
    let other = LanguageText.spelling(isRight ? sides.left : sides.right)
    diagnostic.fix = .init(range: sides.range, replacement: (isNot ? "not " : "") + other)
    return Failure(diagnostic)
  }

  func mismatch(_ sides: Sides, _ left: ValueType, _ right: ValueType) -> Diagnostic {
    // The literal is the likelier mistake.
    let isLeftLiteral = sides.left.isLiteral && !sides.right.isLiteral
    let (wrong, wrongType) = isLeftLiteral ? (sides.left, left) : (sides.right, right)
    let (other, otherType) = isLeftLiteral ? (sides.right, right) : (sides.left, left)
    var replacement: String?
    if case .number(let spelling) = wrong.kind, otherType.element == .text {
      replacement = LanguageText.quoted(spelling)
    }
    return .typeMismatch(
      usedAt ?? wrong.range, LanguageText.spelling(wrong), wrongType, other: LanguageText.spelling(other),
      otherType, replacement: replacement)
  }

  // MARK: - Order

  private func ordering(
    _ sides: Sides, _ operation: Located<ComparisonOperator>
  ) throws(Failure) -> BoundCondition {
    let pair = try boundPair(sides)
    let type = pair.left.type.element
    guard type.isOrdered, let relation = Relation(operation.node, of: type) else {
      throw Failure(
        .unordered(operation.range, operation.node, pair.left.type, text: LanguageText.spelling(sides.left)))
    }
    let (left, exact, right) = exactOrder(pair.left, relation, pair.right)
    return .related(left, exact, right, range: usedAt ?? sides.range)
  }

  // MARK: - Text

  private func contains(
    _ left: Expression, _ right: Expression, _ sign: SourceRange, _ range: SourceRange
  ) throws(Failure) -> BoundCondition {
    let fix = LooseMatch(sign: sign, right: right)
    let text = try self.text(left, beside: "~", fix)
    if case .regex(let pattern) = right.kind {
      return .matches(text, try compiled(pattern, right.range))
    }
    return .related(text, .contains, try pattern(right), range: usedAt ?? range)
  }

  func compiled(_ pattern: String, _ range: SourceRange) throws(Failure) -> CompiledPattern {
    do { return try CompiledPattern(pattern) } catch { throw Failure(.regex(range, error.message)) }
  }

  func affix(
    _ left: Expression, _ relation: Relation, _ right: Expression, _ range: SourceRange
  ) throws(Failure) -> BoundCondition {
    if case .regex = right.kind { throw Failure(.regexPlace(right.range)) }
    let words = relation == .startsWith ? "starts with" : "ends with"
    let text = try self.text(left, beside: words)
    return .related(text, relation, try pattern(right), range: usedAt ?? range)
  }

  private func text(
    _ expression: Expression, beside word: String, _ loose: LooseMatch? = nil
  ) throws(Failure) -> BoundExpression {
    var text = try field(expression, expecting: .text).labelled
    if text.constant == .blank { text.type = .text }
    context.probe?.beside = text
    guard text.type.element == .text else {
      throw Failure(
        .notAText(
          loose?.sign ?? expression.range, word, LanguageText.spelling(expression), text.writtenType,
          fix: loose?.fix(for: text.type.element, startMonth: environment.financialYearStart)))
    }
    return text
  }

  /// `~` and its right side, beside a value that is no text.
  private struct LooseMatch {
    var sign: SourceRange
    var right: Expression

    /// `=`, where the right side reads as a value of the type.
    func fix(for type: ValueType, startMonth: Int) -> Diagnostic.Fix? {
      guard case .string(let text) = right.kind,
        let value = Constant(reading: text, as: type, startMonth: startMonth)
      else { return nil }
      switch value {
      case .integer, .decimal: return .init(range: sign.joined(right.range), replacement: "= \(text)")
      default: return .init(range: sign, replacement: "=")
      }
    }
  }

  private func pattern(_ expression: Expression) throws(Failure) -> BoundExpression {
    var pattern = try value(expression, expecting: .text).labelled
    if pattern.constant == .blank { pattern.type = .text }
    if pattern.type.element == .text { return pattern }
    var replacement: String?
    if case .number(let spelling) = expression.kind { replacement = LanguageText.quoted(spelling) }
    throw Failure(
      .patternType(
        usedAt ?? expression.range, LanguageText.spelling(expression), pattern.writtenType,
        replacement: replacement))
  }

  // MARK: - RAG

  /// `worse than` and `better than`.
  func grading(
    _ left: Expression, _ relation: Relation, _ right: Expression, _ range: SourceRange
  ) throws(Failure) -> BoundCondition {
    let rag = ValueType.enumeration(.rag)
    var sides: [BoundExpression] = []
    for side in [left, right] {
      // A word on the left that is no RAG is a field, perhaps misspelt.
      var expected: ValueType? = rag
      if sides.isEmpty, case .path(let path) = side.kind, let word = path.bareword,
        Enumeration.rag.code(of: word) == nil
      {
        expected = nil
      }
      var value = try value(side, expecting: expected)
      if value.constant == .blank { value.type = rag }
      guard value.type.element == rag else {
        throw Failure(
          .notARag(usedAt ?? side.range, LanguageText.spelling(side), value.type, word: relation.rawValue))
      }
      sides.append(value)
      context.probe?.beside = value
    }
    return .related(sides[0], relation, sides[1], range: usedAt ?? range)
  }
}

extension ComparisonOperator {
  /// The operator without its negation.
  var positive: (operation: ComparisonOperator, isNegated: Bool) {
    switch self {
    case .notEqual: (.equal, true)
    case .notIdentical: (.identical, true)
    case .notContains: (.contains, true)
    default: (self, false)
    }
  }
}

extension Relation {
  /// What an operator of order means between two values of a type.
  init?(_ operation: ComparisonOperator, of type: ValueType) {
    let isPeriod = type == .period
    switch operation {
    case .less: self = isPeriod ? .before : .less
    case .lessOrEqual: self = isPeriod ? .endsBy : .lessOrEqual
    case .greater: self = isPeriod ? .after : .greater
    case .greaterOrEqual: self = isPeriod ? .startsFrom : .greaterOrEqual
    default: return nil
    }
  }
}

extension Expression {
  /// A literal, or a name that may be a value.
  var isValue: Bool {
    if case .path(let path) = kind { path.bareword != nil } else { isLiteral }
  }

  var isLiteral: Bool {
    switch kind {
    case .number, .string, .parameter, .date, .relativeDate, .blank: true
    case .negate(let operand): operand.isLiteral
    case .sum(let first, let rest): first.isLiteral && rest.allSatisfy { $0.expression.isDurationOrLiteral }
    default: false
    }
  }

  private var isDurationOrLiteral: Bool { if case .duration = kind { true } else { isLiteral } }
}

extension BoundExpression {
  /// Conditions and counts always have a value.
  var canBeBlank: Bool {
    if type == .condition { return false }
    if case .aggregate(.count, _) = kind { return false }
    return true
  }

  /// A text of which folding leaves nothing, which is blank.
  var isFoldedAway: Bool {
    if case .constant(.text(let text)) = kind { Folding.fold(text).isEmpty } else { false }
  }
}
