import Language
import Plan

/// Functions of one row (language.md, Functions). Aggregates are in the next file.
extension ExpressionBinder {
  static let functionNames =
    ["if", "share"] + Function.allCases.map(\.rawValue) + Aggregate.allCases.map(\.rawValue)

  func call(_ name: Name, _ arguments: [Expression], _ range: SourceRange) throws(Failure) -> BoundExpression
  {
    let word = name.node.lowercased()
    // What names mean here is not known, which has been reported.
    if case .broken = scope.frame { throw .reported }
    if word == "if" { return try choice(arguments, range) }
    if word == "share" { return try share(arguments, range) }
    if let aggregate = Aggregate(rawValue: word) { return try self.aggregate(aggregate, arguments, range) }
    guard let function = Function(rawValue: word) else {
      if arguments.isEmpty, let date = DateWord.call(word) {
        throw Failure(.dateWord(range, "\(name.node)()", replacement: date))
      }
      let nearest = Nearest.name(to: word, among: Self.functionNames)
      throw Failure(.unknownFunction(name.range, name.node, nearest: nearest, names: Self.functionNames))
    }
    return try call(function, arguments, range)
  }

  private func call(
    _ function: Function, _ arguments: [Expression], _ range: SourceRange
  ) throws(Failure) -> BoundExpression {
    try check(function.rawValue, function.argumentCount, arguments, range)
    switch function {
    case .coalesce: return try coalesce(arguments, range)
    case .concat:
      var parts: [BoundExpression] = []
      for argument in arguments { parts.append(try value(argument, as: .text, of: function, maps: false)) }
      return BoundExpression(.call(.concat, parts), type: .text, range: range)
    case .first, .last:
      let list = try value(arguments[0])
      guard list.type.isList else {
        throw Failure(.argumentType(arguments[0].range, function.rawValue, expected: "a list", list.type))
      }
      return BoundExpression(.call(function, [list]), type: list.type.element, range: range)
    case .days:
      let from = try value(arguments[0], as: .period, of: function, maps: false)
      let to = try value(arguments[1], as: .period, of: function, maps: false)
      if case (.period(let from)?, .period(let to)?) = (from.constant, to.constant) {
        return constant(.integer(Int64(to.last.number) - Int64(from.last.number)), .integer, range)
      }
      return BoundExpression(.call(.days, [from, to]), type: .integer, range: range)
    case .round: return try round(arguments, range)
    case .lower, .upper, .length, .abs, .year, .month, .quarter, .fy:
      return try mapped(function, arguments[0], range)
    }
  }

  func check(
    _ function: String, _ allowed: ClosedRange<Int>, _ arguments: [Expression], _ range: SourceRange
  ) throws(Failure) {
    guard allowed.contains(arguments.count) else {
      throw Failure(.argumentCount(range, function, allowed, found: arguments.count))
    }
  }

  /// A function of one value, member by member over a list.
  private func mapped(
    _ function: Function, _ argument: Expression, _ range: SourceRange
  ) throws(Failure) -> BoundExpression {
    var operands: [BoundExpression]
    let result: ValueType
    switch function {
    case .lower, .upper:
      operands = [try value(argument, as: .text, of: function, maps: true)]
      result = .text
    case .length:
      operands = [try value(argument, as: .text, of: function, maps: true)]
      result = .integer
    case .year, .month, .quarter:
      operands = [try value(argument, as: .period, of: function, maps: true)]
      result = .integer
      if let part = operands[0].constant?.part(function) { return constant(part, .integer, range) }
    case .fy:
      operands = [try value(argument, as: .period, of: function, maps: true)]
      let start = environment.financialYearStart
      if let year = operands[0].constant?.financialYear(startMonth: start) {
        return constant(year, .period, range)
      }
      operands.append(constant(.integer(Int64(start)), .integer, range))
      result = .period
    default:
      operands = [try number(argument, of: function)]
      result = operands[0].type.element
    }
    return BoundExpression(
      .call(function, operands), type: operands[0].type.with(element: result), range: range)
  }

  private func round(_ arguments: [Expression], _ range: SourceRange) throws(Failure) -> BoundExpression {
    let number = try number(arguments[0], of: .round)
    guard let second = arguments.dropFirst().first else {
      return BoundExpression(.call(.round, [number]), type: number.type, range: range)
    }
    let digits = try value(second)
    guard case .constant(.integer(let count)) = digits.kind, (0...15).contains(count) else {
      throw Failure(.roundDigits(second.range))
    }
    return BoundExpression(.call(.round, [number, digits]), type: number.type, range: range)
  }

  private func number(_ argument: Expression, of function: Function) throws(Failure) -> BoundExpression {
    var number = try value(argument)
    if number.constant == .blank { number.type = .integer }
    guard number.type.element.isNumber else {
      throw Failure(.argumentType(argument.range, function.rawValue, expected: "a number", number.type))
    }
    return number
  }

  private func value(
    _ argument: Expression, as type: ValueType, of function: Function, maps: Bool
  ) throws(Failure) -> BoundExpression {
    var value = try field(argument, expecting: type).labelled
    if value.constant == .blank { value.type = type }
    guard value.type.element == type, maps || !value.type.isList else {
      throw Failure(.argumentType(argument.range, function.rawValue, expected: type.named, value.writtenType))
    }
    return value
  }

  // MARK: - Choices

  private func choice(_ arguments: [Expression], _ range: SourceRange) throws(Failure) -> BoundExpression {
    try check("if", 3...3, arguments, range)
    let condition = try condition(arguments[0])
    let (left, right) = try pair(arguments[1], arguments[2])
    guard let (yes, no) = matched(left, right) else {
      throw Failure(.branchTypes(arguments[1].range.joined(arguments[2].range), "if"))
    }
    return BoundExpression(.choose(condition, yes, no), type: yes.type, range: range)
  }

  private func coalesce(_ arguments: [Expression], _ range: SourceRange) throws(Failure) -> BoundExpression {
    let certain = mostCertain(arguments)
    let expected = try value(arguments[certain])
    var parts: [BoundExpression] = []
    for (index, argument) in arguments.enumerated() {
      parts.append(index == certain ? expected : try value(argument, expecting: expected.type))
    }
    // The type that all can be read as: of the first that is no blank, decimal where any is.
    guard var common = parts.first(where: { $0.constant != .blank }) else {
      return constant(.blank, .text, range)
    }
    for part in parts where part.constant != .blank {
      guard let (left, right) = matched(common, part) else {
        throw Failure(.branchTypes(part.range, "coalesce"))
      }
      common = left.type == right.type ? left : common
    }
    for index in parts.indices {
      guard let (_, part) = matched(common, parts[index]) else {
        throw Failure(.branchTypes(parts[index].range, "coalesce"))
      }
      parts[index] = part
    }
    return BoundExpression(.call(.coalesce, parts), type: common.type, range: range)
  }

  /// Two values of exactly one type: a single value beside a list becomes a list. Items keep what they are.
  private func matched(
    _ left: BoundExpression, _ right: BoundExpression
  ) -> (BoundExpression, BoundExpression)? {
    var (left, right) = (left, right)
    if left.type.element != right.type.element && (left.type.element.isItem || right.type.element.isItem) {
      (left, right) = (left.labelled, right.labelled)
    }
    guard let (first, second) = unified(left, right) else { return nil }
    if first.type.isList == second.type.isList { return (first, second) }
    return (first.asList, second.asList)
  }
}

extension Constant {
  /// The year, month or quarter of a date's first day; nil of what is no date.
  fileprivate func part(_ function: Function) -> Constant? {
    guard case .period(let period) = self else { return nil }
    let (year, month, _) = period.first.components
    switch function {
    case .year: return .integer(Int64(year))
    case .month: return .integer(Int64(month))
    case .quarter: return .integer(Int64((month + 2) / 3))
    default: return nil
    }
  }

  /// The financial year of a date's first day; nil of what is no date.
  fileprivate func financialYear(startMonth: Int) -> Constant? {
    guard case .period(let period) = self else { return nil }
    let (year, month, _) = period.first.components
    return Period(financialYear: month < startMonth ? year - 1 : year, startMonth: startMonth).map {
      .period($0)
    }
  }
}

extension Function {
  fileprivate var argumentCount: ClosedRange<Int> {
    switch self {
    case .coalesce, .concat: 1...1_000
    case .round: 1...2
    case .days: 2...2
    case .lower, .upper, .length, .abs, .first, .last, .year, .month, .quarter, .fy: 1...1
    }
  }
}
