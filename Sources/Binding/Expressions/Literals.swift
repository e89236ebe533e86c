import Language
import Plan

/// Constants, read as the type that is expected (language.md: barewords; a string beside a date is read as one; a
/// number beside a date is a year, beside a ref a ref by its spelling).
extension ExpressionBinder {
  func number(
    _ spelling: String, _ range: SourceRange, expecting: ValueType?
  ) throws(Failure) -> BoundExpression {
    switch expecting {
    case .ref:
      guard let ref = Ref(spelling) else { throw Failure(.notARef(range, spelling)) }
      return constant(.ref(ref), .ref, range)
    case .item(let entity):
      return try number(spelling, range, expecting: Schema.labelType(of: entity))
    case .period:
      guard spelling.utf8.count == 4, let year = Int(spelling), let period = Period(year: year) else {
        throw Failure(.notADate(range, spelling))
      }
      return constant(.period(period), .period, range)
    default: return try plainNumber(spelling, range)
    }
  }

  private func plainNumber(_ spelling: String, _ range: SourceRange) throws(Failure) -> BoundExpression {
    if spelling.utf8.contains(UInt8(ascii: ".")) {
      guard let value = Double(spelling), value.isFinite else {
        throw Failure(.numberTooLarge(range, spelling))
      }
      return constant(.decimal(value), .decimal, range)
    }
    guard let value = Int64(spelling) else { throw Failure(.numberTooLarge(range, spelling)) }
    return constant(.integer(value), .integer, range)
  }

  func string(_ text: String, _ range: SourceRange, expecting: ValueType?) throws(Failure) -> BoundExpression
  {
    if text.isEmpty { return constant(.blank, expecting ?? .text, range) }
    switch expecting {
    case .period:
      guard let period = Period(text, startMonth: environment.financialYearStart) else {
        throw Failure(.notADate(range, text))
      }
      return constant(.period(period), .period, range)
    case .ref:
      guard let ref = Ref(text) else { throw Failure(.notARef(range, text)) }
      return constant(.ref(ref), .ref, range)
    case .item(let entity):
      return try string(text, range, expecting: Schema.labelType(of: entity))
    case .enumeration(let enumeration):
      guard let code = enumeration.code(of: text) else {
        throw Failure(.unknownValue(range, text, of: enumeration))
      }
      return constant(.choice(enumeration, code), .enumeration(enumeration), range)
    case .integer, .decimal:
      throw Failure(.textBesideNumber(range, text, isNumber: Double(text) != nil))
    default: return constant(.text(text), .text, range)
    }
  }

  // MARK: - Parameters

  func parameterValue(
    _ name: String, _ range: SourceRange, expecting: ValueType?
  ) throws(Failure) -> BoundExpression {
    guard let parameter = environment.parameter(named: name) else {
      let nearest = Nearest.name(to: name, among: environment.parameters.map(\.name))
      throw Failure(.unknownParameter(range, name, nearest: nearest))
    }
    if parameter.usesDefaultDay { context.usesDatedParameter = true }
    var wanted = expecting
    while case .item(let entity) = wanted { wanted = Schema.labelType(of: entity) }
    guard let wanted, wanted != parameter.type, wanted != .condition else {
      return constant(parameter.value, parameter.type, range)
    }
    if parameter.value == .blank { return constant(.blank, wanted, range) }
    guard let text = parameter.text(for: wanted) else {
      return constant(parameter.value, parameter.type, range)
    }
    guard let value = Constant(reading: text, as: wanted, startMonth: environment.financialYearStart) else {
      throw Failure(.parameterValue(range, name, text, expected: wanted))
    }
    var type = wanted
    if case .integer = value { type = .integer }
    if case .decimal = value { type = .decimal }
    return constant(value, type, range)
  }

  /// Binds what `let` gives a name to.
  func parameter(_ name: String, _ expression: Expression) throws(Failure) -> Parameter {
    // Nothing stands beside a bareword here; the enumerations share no value, so it can name one all the same.
    if case .path(let path) = expression.kind, let word = path.bareword {
      for enumeration in Enumeration.allCases {
        guard let code = enumeration.code(of: word) else { continue }
        return Parameter(
          name: name, value: .choice(enumeration, code), type: .enumeration(enumeration))
      }
    }
    let bound = try value(expression)
    guard case .constant(let value) = bound.kind else { throw Failure(.notConstant(expression.range)) }
    var spelling: String?
    if case .number(let text) = expression.kind { spelling = text }
    if case .parameter(let other) = expression.kind {
      spelling = environment.parameter(named: other)?.spelling
    }
    return Parameter(
      name: name, value: value, type: bound.type, spelling: spelling, usesDefaultDay: context.usesDefaultDay)
  }
}

extension Parameter {
  /// The text that is read as a type which is not the parameter's own; nil where it cannot be.
  fileprivate func text(for wanted: ValueType) -> String? {
    if isUntyped { return spelling }
    switch (value, wanted) {
    case (.text(let text), _): return text
    case (.integer, .period), (.integer, .ref), (.decimal, .ref): return spelling
    default: return nil
    }
  }
}

extension Constant {
  /// Reads a text as a type; nil where it is none.
  init?(reading text: String, as type: ValueType, startMonth: Int) {
    switch type {
    case .text: self = .text(text)
    case .integer, .decimal:
      if let integer = Int64(text) {
        self = .integer(integer)
      } else if text.utf8.allSatisfy({ "+-.0123456789".utf8.contains($0) }), let decimal = Double(text),
        decimal.isFinite
      {
        self = .decimal(decimal)
      } else {
        return nil
      }
    case .enumeration(let enumeration):
      guard let code = enumeration.code(of: text) else { return nil }
      self = .choice(enumeration, code)
    case .ref:
      guard let ref = Ref(text) else { return nil }
      self = .ref(ref)
    case .period:
      guard let period = Period(text, startMonth: startMonth) else { return nil }
      self = .period(period)
    case .condition, .item, .list: return nil
    }
  }
}

extension Schema {
  /// The type of what names an item of an entity.
  static func labelType(of entity: Entity) -> ValueType {
    let description = Schema[entity]
    return description.fields[description.label].type
  }
}

extension Path {
  /// The name of a path that is nothing but a name.
  var bareword: String? {
    guard steps.count == 1, let step = steps.first, step.arguments == nil, step.filters.isEmpty else {
      return nil
    }
    return step.name.node
  }
}
