import Language
import Plan

/// `in PERIOD`, `overlaps` and `between` (language.md, partial dates).
extension ExpressionBinder {
  func containment(
    _ left: Expression, _ period: Expression, _ range: SourceRange
  ) throws(Failure) -> BoundCondition {
    let value = try value(left).labelled
    context.probe?.beside = value
    guard value.type.element == .period || value.constant == .blank else {
      let spelling = LanguageText.spelling(period)
      throw Failure(
        .inPeriod(period.range, LanguageText.spelling(left), value.writtenType, spelling: spelling))
    }
    guard case .periodRange(let from, let to) = period.kind else {
      return .related(value, .within, try self.period(period), range: usedAt ?? range)
    }
    let low = try end(from)
    let high = try end(to)
    if let constant = try constantRange(low, high, period.range) {
      return .related(value, .within, constant, range: usedAt ?? range)
    }
    switch (low, high) {
    case (let low?, let high?): return .between(value, low: low, high: high)
    case (let low?, nil): return .related(value, .startsFrom, low, range: usedAt ?? range)
    case (nil, let high?): return .related(value, .endsBy, high, range: usedAt ?? range)
    case (nil, nil): return .constant(true)
    }
  }

  func overlap(_ left: Expression, _ right: Expression, _ range: SourceRange) throws(Failure)
    -> BoundCondition
  {
    let value = try field(left, expecting: .period)
    context.probe?.beside = value
    guard value.type.element == .period || value.constant == .blank else {
      throw Failure(.notADatePlace(usedAt ?? left.range, LanguageText.spelling(left), value.type, "overlaps"))
    }
    guard case .periodRange(let from, let to) = right.kind else {
      return .related(value, .overlaps, try period(right), range: usedAt ?? range)
    }
    guard let constant = try constantRange(end(from), end(to), right.range) else {
      throw Failure(.rangeOfFields(right.range))
    }
    return .related(value, .overlaps, constant, range: usedAt ?? range)
  }

  /// A date as the grammar's `date` has it.
  func period(_ expression: Expression) throws(Failure) -> BoundExpression {
    var value = try value(expression, expecting: .period)
    if value.constant == .blank { value.type = .period }
    guard value.type.element == .period else {
      throw Failure(
        .notADatePlace(usedAt ?? expression.range, LanguageText.spelling(expression), value.type, nil))
    }
    return value
  }

  private func end(_ expression: Expression?) throws(Failure) -> BoundExpression? {
    guard let expression else { return nil }
    let value = try period(expression)
    if value.type.isList { throw Failure(.listAsEnd(expression.range, LanguageText.spelling(expression))) }
    return value
  }

  /// Both ends as one period, where they are known and there is no blank.
  private func constantRange(
    _ low: BoundExpression?, _ high: BoundExpression?, _ range: SourceRange
  ) throws(Failure) -> BoundExpression? {
    if low?.constant == .blank || high?.constant == .blank { return constant(.blank, .period, range) }
    var first = Period.openFirst
    var last = Period.openLast
    if let low {
      guard case .constant(.period(let period)) = low.kind else { return nil }
      first = period.first
    }
    if let high {
      guard case .constant(.period(let period)) = high.kind else { return nil }
      last = period.last
    }
    guard first <= last else { throw Failure(.emptyRange(usedAt ?? range)) }
    return constant(.period(Period(first, last)), .period, range)
  }

  // MARK: - Between

  func between(
    _ value: Expression, _ low: Expression, _ high: Expression, _ range: SourceRange
  ) throws(Failure) -> BoundCondition {
    var parts = [try self.value(value).labelled]
    var type = parts[0].type
    context.probe?.beside = parts[0]
    if parts[0].isConstant {
      // `today between starts and due.last`: the ends tell the type.
      type = try self.value(low, expecting: type).labelled.type
      parts = [try self.value(value, expecting: type).labelled]
    }
    guard parts[0].constant == .blank || parts[0].type.element.isOrdered else {
      throw Failure(.betweenType(usedAt ?? value.range, LanguageText.spelling(value), parts[0].type))
    }
    for end in [low, high] {
      let bound = try self.value(end, expecting: type).labelled
      guard let (_, matched) = unified(parts[0], bound) else {
        throw Failure(
          mismatch(Sides(left: value, right: end, range: range), parts[0].writtenType, bound.writtenType))
      }
      if matched.type.isList { throw Failure(.listAsEnd(end.range, LanguageText.spelling(end))) }
      parts.append(matched)
    }
    if parts[0].type.element == .integer { parts = parts.map { $0.asLargeInteger ?? $0 } }
    if parts.contains(where: { $0.type.element == .decimal }) { parts = parts.map(\.asDecimal) }
    if parts[0].constant == .blank { parts[0].type = parts[1].type }
    return .between(parts[0], low: parts[1], high: parts[2])
  }
}
