import Language
import Plan

extension ValueType {
  var isNumber: Bool { self == .integer || self == .decimal }

  var isEnumeration: Bool { if case .enumeration = self { true } else { false } }

  var isItem: Bool { if case .item = self { true } else { false } }

  /// With its article, for messages: `a number`, `a list of dates`.
  var named: String {
    switch self {
    case .text: "a text"
    case .integer, .decimal: "a number"
    case .condition: "a condition"
    case .enumeration(.rag): "a RAG"
    case .enumeration(let enumeration): "a \(enumeration.rawValue)"
    case .period: "a date"
    case .ref: "a ref"
    case .item(let entity): article(entity)
    case .list(let element): "a list of \(element.plural)"
    }
  }

  private func article(_ entity: Entity) -> String {
    let singular = Schema[entity].singular
    let isVowel = singular.first.map { "aeiou".contains($0) } ?? false
    return (isVowel ? "an " : "a ") + singular
  }

  private var plural: String {
    switch self {
    case .text: "texts"
    case .integer, .decimal: "numbers"
    case .condition: "conditions"
    case .enumeration(.rag): "RAGs"
    case .enumeration(let enumeration): enumeration == .severity ? "severities" : "\(enumeration.rawValue)s"
    case .period: "dates"
    case .ref: "refs"
    case .item(let entity): Schema[entity].name
    case .list(let element): element.plural
    }
  }

  /// The same shape (list or not) with another element.
  func with(element: ValueType) -> ValueType { isList ? .list(element) : element }
}

extension BoundExpression {
  var isConstant: Bool { if case .constant = kind { true } else { false } }

  var constant: Constant? { if case .constant(let constant) = kind { constant } else { nil } }

  /// The type before an item was taken by what names it, for messages.
  var writtenType: ValueType { if case .convert(.label, let item) = kind { item.type } else { type } }

  /// The items, where they were taken by what names them: it is the same to ask whether there is one.
  var unlabelled: BoundExpression { if case .convert(.label, let item) = kind { item } else { self } }

  /// Items by what names them (language.md, items); other values as they are.
  var labelled: BoundExpression {
    guard case .item(let entity) = type.element else { return self }
    let label = type.with(element: Schema.labelType(of: entity))
    if isConstant { return BoundExpression(kind, type: label, range: range) }
    return BoundExpression(.convert(.label, self), type: label, range: range)
  }

  /// Integers as decimals, a constant at once.
  var asDecimal: BoundExpression {
    guard type.element == .integer else { return self }
    let decimal = type.with(element: .decimal)
    switch kind {
    case .constant(.integer(let value)):
      return BoundExpression(.constant(.decimal(Double(value))), type: decimal, range: range)
    case .constant: return BoundExpression(kind, type: decimal, range: range)
    default: return BoundExpression(.convert(.integerToDecimal, self), type: decimal, range: range)
    }
  }
}

extension ExpressionBinder {
  /// Binds two expressions that stand beside each other, the one whose type is certain first, so that it types the
  /// other. Their element types may still differ.
  func pair(
    _ left: Expression, _ right: Expression
  ) throws(Failure) -> (left: BoundExpression, right: BoundExpression) {
    if certainty(right) > certainty(left) {
      let bound = try value(right)
      let beside = self.beside(right)
      return (try beside.value(left, expecting: isMisspelling(left, beside: bound) ? nil : bound.type), bound)
    }
    let bound: BoundExpression
    do {
      bound = try value(left)
    } catch {
      throw fieldOfValue(error, left, right)
    }
    context.probe?.beside = bound
    return (bound, try beside(left).value(right, expecting: bound.type))
  }

  /// The same binder at the other side of an expression, which a misspelt name does not mean once more.
  private func beside(_ expression: Expression) -> ExpressionBinder {
    var binder = self
    if case .path(let path) = expression.kind { binder.otherSide = path.bareword }
    return binder
  }

  /// `status = R`: of an unknown name beside the value of an enumeration only a field with such values is meant.
  private func fieldOfValue(_ failure: Failure, _ left: Expression, _ right: Expression) -> Failure {
    guard let diagnostic = failure.diagnostic, diagnostic.code == "unknown-field",
      let entity = scope.entity, case .path(let path) = left.kind, let word = path.bareword,
      case .path(let other) = right.kind, let value = other.bareword,
      let enumeration = Enumeration.allCases.first(where: { $0.code(of: value) != nil })
    else { return failure }
    let fields = Schema[entity].fields.filter { $0.type.element == .enumeration(enumeration) }.map(\.name)
    let nearest = Nearest.name(to: word, among: fields) ?? (fields.count == 1 ? fields[0] : nil)
    return Failure(
      .unknownField(
        left.range, word, of: Schema[entity].name, nearest: nearest,
        names: environment.names(in: scope)))
  }

  /// Binds what is a field rather than a constant: an unknown word there is a misspelt field, save where a date may
  /// stand and the word is one elsewhere.
  func field(_ expression: Expression, expecting: ValueType) throws(Failure) -> BoundExpression {
    if case .path(let path) = expression.kind, let word = path.bareword,
      expecting != .period || !DateWord.isDate(word)
    {
      return try value(expression)
    }
    return try value(expression, expecting: expecting)
  }

  /// An unknown word before a constant is a misspelt field, no text without quotes. A constant of an enumeration
  /// may still stand beside one of its values.
  private func isMisspelling(_ left: Expression, beside right: BoundExpression) -> Bool {
    guard right.isConstant, certainty(left) == 0, !right.type.isEnumeration,
      case .path(let path) = left.kind, let word = path.bareword
    else { return false }
    return right.type != .period || !DateWord.isDate(word)
  }

  /// The index of the expression whose type is the most certain; of several the first.
  func mostCertain(_ expressions: [Expression]) -> Int {
    var best = 0
    for index in expressions.indices where certainty(expressions[index]) > certainty(expressions[best]) {
      best = index
    }
    return best
  }

  /// 0 for a bareword that names nothing in the frame, 1 for a literal, 2 for a name that also is an enumeration
  /// value, 3 for all else.
  private func certainty(_ expression: Expression) -> Int {
    switch expression.kind {
    case .path(let path):
      guard let word = path.bareword else { return 3 }
      guard let isEnumeration = isEnumeration(word) else { return 0 }
      return !isEnumeration && Enumeration.allCases.contains { $0.code(of: word) != nil } ? 2 : 3
    case .number, .string, .parameter, .blank: return 1
    case .negate(let operand): return certainty(operand)
    default: return 3
    }
  }

  /// Whether what a name stands for is of an enumeration; nil where the frame knows no such name.
  private func isEnumeration(_ word: String) -> Bool? {
    if let named = scope.named(word) { return named.expression?.type.element.isEnumeration ?? false }
    switch scope.frame {
    case .item(let entity):
      if let index = Schema[entity].index(of: word) {
        return Schema[entity].fields[index].type.element.isEnumeration
      }
      if environment.definition(entity, word) != nil { return false }
    case .member(let type, let names): if names.contains(word.lowercased()) { return type.isEnumeration }
    case .columns, .groups, .nothing, .broken: break
    }
    return word.lowercased() == asAtName ? false : nil
  }

  /// Two values of one element type: numbers become both integer or both decimal, a blank takes the other's type.
  /// nil where the types do not meet.
  func unified(
    _ left: BoundExpression, _ right: BoundExpression
  ) -> (left: BoundExpression, right: BoundExpression)? {
    var (left, right) = (left, right)
    if left.constant == .blank { left.type = left.type.with(element: right.type.element) }
    if right.constant == .blank { right.type = right.type.with(element: left.type.element) }
    if left.type.element == right.type.element { return (left, right) }
    if left.type.element.isNumber && right.type.element.isNumber { return (left.asDecimal, right.asDecimal) }
    return nil
  }
}
