import Language
import Plan

/// `any`, `no` and `every` before a path (language.md, the same child and every).
extension ExpressionBinder {
  func quantified(_ quantifier: Located<Quantifier>, _ path: Path) throws(Failure) -> BoundCondition {
    guard let last = path.steps.last else { return .constant(false) }
    try checkLength(path.steps, path.range)
    // The last brackets stay out of the list: they are what is asked of a member.
    var steps = path.steps
    steps[steps.count - 1].filters = []
    let bare = try self.path(steps, path.range)
    guard bare.type.isList || bare.type.element.isItem else {
      throw Failure(
        .quantifiedValue(
          quantifier.range.joined(path.range), quantifier.node,
          LanguageText.spelling(Path(steps: steps, range: path.range)), bare.type))
    }
    switch quantifier.node {
    case .any: return try some(bare, last)
    case .no: return .not(try some(bare, last))
    case .every:
      guard let test = try test(bare, last) else {
        throw Failure(
          .everyTest(
            quantifier.range.joined(path.range), LanguageText.spelling(Path(steps: steps, range: path.range)))
        )
      }
      return .everyMember(test.list, test.condition)
    }
  }

  private func some(_ bare: BoundExpression, _ last: PathStep) throws(Failure) -> BoundCondition {
    if let test = try test(bare, last) { return .someMember(test.list, test.condition) }
    return .not(.isBlank(try list(bare, last)))
  }

  /// The last brackets as the test and the earlier ones as filters; a list of conditions is its own test. nil
  /// where there is none.
  private func test(
    _ bare: BoundExpression, _ last: PathStep
  ) throws(Failure) -> (list: BoundExpression, condition: BoundCondition)? {
    let filtered = try self.filtered(bare, last, last.filters.dropLast())
    let list = try self.list(filtered, last)
    if let test = last.filters.last {
      let outer = context.probe?.brackets
      defer { context.probe?.brackets = outer }
      return (list, try memberBinder(of: list, last).condition(test))
    }
    guard list.type.element == .condition else { return nil }
    return (list, .holds(BoundExpression(.member, type: .condition, range: list.range)))
  }
}
