import Language
import Plan

/// Binds expressions at one place of a query. Barewords and literals are typed by what stands on the other side,
/// which callers give as `expecting`; a value of another type is no error here but where the two sides meet.
struct ExpressionBinder {
  let context: BindingContext
  var scope: Scope
  /// How deep the recursion is, over nesting in the text and in definitions.
  var depth = 0
  /// The definitions that are being expanded, `actions.overdue`.
  var expanding: [String] = []
  /// What to tell where an aggregate over all rows is met; nil where there can be none.
  var wholeProbe: WholeProbe?
  /// Where a definition is used: all that it binds stands there.
  var usedAt: SourceRange?

  /// The name on the other side of a comparison, which a misspelt one does not mean once more.
  var otherSide: String?

  static let maximumDepth = 1_000

  var environment: BindingEnvironment { context.environment }

  init(context: BindingContext, scope: Scope) {
    self.context = context
    self.scope = scope
  }

  /// The same binder in another frame, where the query's own names do not count.
  func entering(_ frame: Scope.Frame) -> ExpressionBinder {
    var inner = self
    inner.scope = Scope(frame)
    inner.wholeProbe = nil
    inner.otherSide = nil
    return inner
  }

  func deeper(_ range: SourceRange) throws(Failure) -> ExpressionBinder {
    var inner = self
    inner.depth += 1
    if inner.depth > Self.maximumDepth { throw Failure(.tooDeep(range)) }
    return inner
  }

  // MARK: - Values

  func value(_ expression: Expression, expecting: ValueType? = nil) throws(Failure) -> BoundExpression {
    if usedAt != nil { try context.countExpansion(expression.range) }
    if scope.isOfColumns, let column = try column(expression) { return column }
    var bound = try deeper(expression.range).unplaced(expression, expecting: expecting?.element)
    bound.range = usedAt ?? expression.range
    return bound
  }

  /// After `distinct` and `group by` a column is named again by its spelling.
  private func column(_ expression: Expression) throws(Failure) -> BoundExpression? {
    switch expression.kind {
    case .string, .number, .parameter, .date, .relativeDate, .duration, .blank, .regex: return nil
    default: break
    }
    guard let named = scope.named(LanguageText.spelling(expression)) else { return nil }
    guard var bound = named.expression else { throw .reported }
    bound.range = expression.range
    return bound
  }

  private func unplaced(_ expression: Expression, expecting: ValueType?) throws(Failure) -> BoundExpression {
    let range = expression.range
    switch expression.kind {
    case .number(let spelling): return try number(spelling, range, expecting: expecting)
    case .string(let text): return try string(text, range, expecting: expecting)
    case .parameter(let name): return try parameterValue(name, range, expecting: expecting)
    case .date(let literal): return try constant(.period(period(literal, range)), .period, range)
    case .relativeDate(let date): return try constant(.period(period(date, range)), .period, range)
    case .blank: return constant(.blank, expecting ?? .text, range)
    case .regex: throw Failure(.regexPlace(range))
    case .duration: throw Failure(.durationPlace(range))
    case .periodRange: throw Failure(.periodPlace(range))
    case .path(let path): return try value(path, expecting: expecting)
    case .sum(let first, let rest): return try sum(first, rest, range)
    case .product(let first, let rest): return try product(first, rest, range)
    case .negate(let operand): return try negate(operand, range, expecting: expecting)
    default:
      return BoundExpression(.condition(try condition(expression)), type: .condition, range: range)
    }
  }

  func constant(_ value: Constant, _ type: ValueType, _ range: SourceRange) -> BoundExpression {
    BoundExpression(.constant(value), type: type, range: usedAt ?? range)
  }

  // MARK: - Conditions

  func condition(_ expression: Expression) throws(Failure) -> BoundCondition {
    let inner = try deeper(expression.range)
    context.probe?.beside = nil
    switch expression.kind {
    case .and(let parts): return .all(try inner.conditions(parts, areJoinedByOr: false))
    case .or(let parts): return .any(try inner.conditions(parts, areJoinedByOr: true))
    case .not(let part): return .not(try inner.negatedCondition(part, expression.range))
    case .quantified(let quantifier, let path): return try inner.quantified(quantifier, path)
    case .compare(let left, let operation, .one(let right)):
      return try inner.comparison(left, operation, right, expression.range)
    case .compare(let left, let operation, .several(let quantifier, let members)):
      return try inner.comparison(left, operation, quantifier, members, expression.range)
    case .isIn(let left, let negated, .list(let members)):
      return try inner.membership(left, members, expression.range).negated(if: negated)
    case .isIn(let left, let negated, .period(let period)):
      return try inner.containment(left, period, expression.range).negated(if: negated)
    case .between(let value, let negated, let low, let high):
      return try inner.between(value, low, high, expression.range).negated(if: negated)
    case .overlaps(let left, let right): return try inner.overlap(left, right, expression.range)
    case .isBlank(let value, let negated):
      return BoundCondition.isBlank(try inner.value(value)).negated(if: negated)
    case .startsWith(let left, let right): return try inner.affix(left, .startsWith, right, expression.range)
    case .endsWith(let left, let right): return try inner.affix(left, .endsWith, right, expression.range)
    case .worseThan(let left, let right): return try inner.grading(left, .worse, right, expression.range)
    case .betterThan(let left, let right): return try inner.grading(left, .better, right, expression.range)
    default: return try inner.holds(expression)
    }
  }

  /// Each part on its own, so that the mistakes of all are told.
  private func conditions(
    _ parts: [Expression], areJoinedByOr: Bool
  ) throws(Failure) -> [BoundCondition] {
    var bound: [BoundCondition] = []
    var first: Failure?
    for (index, part) in parts.enumerated() {
      do {
        bound.append(try condition(part))
      } catch {
        let error = repeated(error, part, after: parts[..<index], isOr: areJoinedByOr)
        // Inside a definition a mistake is told once, where it is used.
        if usedAt != nil { throw error }
        if let earlier = first { context.record(earlier) }
        first = error
      }
    }
    if let first { throw first }
    return bound
  }

  /// `lead = "A" or "B"`: the comparison is meant once more.
  private func repeated(
    _ failure: Failure, _ part: Expression, after parts: ArraySlice<Expression>, isOr: Bool
  ) -> Failure {
    guard var diagnostic = failure.diagnostic, diagnostic.range == part.range,
      let compared = parts.last(where: { !$0.isValue }),
      case .compare(let left, let operation, .one) = compared.kind
    else { return failure }
    if diagnostic.code != "not-a-condition" || !part.isLiteral {
      // `rag = R or A`: a name, if it is a value there.
      guard part.isValue, usedAt == nil,
        (try? comparison(left, operation, part, part.range)) != nil
      else { return failure }
      diagnostic = .repeatedValue(part.range, LanguageText.spelling(part))
    }
    let words = [LanguageText.spelling(left), operation.node.rawValue, LanguageText.spelling(part)]
    // `rag != R or A` would hold of every row, and `rag = R and A` of none.
    let isSure =
      isOr ? !operation.node.positive.isNegated : operation.node != .equal || isList(left)
    if isSure {
      diagnostic.fix = .init(range: part.range, replacement: words.joined(separator: " "))
    } else {
      diagnostic.notes.append(
        "`\(words[0]) \(isOr ? "not in" : "in") (…)` takes several values")
    }
    return Failure(diagnostic)
  }

  private func isList(_ expression: Expression) -> Bool { (try? value(expression))?.type.isList ?? false }

  /// What `not` is asked of; `not rag` is meant as `rag is blank`.
  private func negatedCondition(_ part: Expression, _ range: SourceRange) throws(Failure) -> BoundCondition {
    do {
      return try condition(part)
    } catch {
      guard var diagnostic = error.diagnostic, diagnostic.code == "not-a-condition",
        diagnostic.range == part.range, let right = diagnostic.fix?.replacement
      else { throw error }
      let text = LanguageText.spelling(part)
      if right == "any \(text)" {
        diagnostic.fix = .init(range: range, replacement: "no \(text)")
      } else if right == "\(text) is not blank" {
        diagnostic.fix = .init(range: range, replacement: "\(text) is blank")
      }
      throw Failure(diagnostic)
    }
  }

  /// A value that is a condition by its type: `listed`, `overdue`, `if(…)`.
  private func holds(_ expression: Expression) throws(Failure) -> BoundCondition {
    let value = try value(expression)
    guard value.type == .condition else {
      var diagnostic = Diagnostic.notACondition(
        expression.range, LanguageText.spelling(expression), value.type)
      // Whether a literal is blank is no question.
      if expression.isLiteral { diagnostic.fix = nil }
      throw Failure(diagnostic)
    }
    return BoundCondition(value)
  }
}

extension BoundCondition {
  /// A condition-typed expression as a condition.
  init(_ expression: BoundExpression) {
    switch expression.kind {
    case .condition(let condition): self = condition
    case .constant(.condition(let value)): self = .constant(value)
    default: self = .holds(expression)
    }
  }

  func negated(if isNegated: Bool) -> BoundCondition { isNegated ? .not(self) : self }
}
