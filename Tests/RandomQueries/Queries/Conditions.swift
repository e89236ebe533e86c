import Plan

/// Conditions of every form.
extension RandomQuery {
  /// Can stand where the whole of an expression can; brackets are put around it where it is a part.
  mutating func condition(_ frame: Frame, _ depth: Int) -> String {
    guard depth > 0 else { return simple(frame, 0) }
    switch chance.number(0...13) {
    case 0, 1: return "\(part(frame, depth - 1)) and \(part(frame, depth - 1))"
    case 2: return "\(part(frame, depth - 1)) or \(part(frame, depth - 1))"
    case 3: return "not \(part(frame, depth - 1))"
    case 4:
      return
        "\(simple(frame, depth - 1)) \(chance.pick(["and", "or"])) \(simple(frame, depth - 1)) "
        + "\(chance.pick(["and", "or"])) not \(simple(frame, depth - 1))"
    case 5, 6, 7: return quantified(frame, depth - 1) ?? simple(frame, depth)
    default: return simple(frame, depth)
    }
  }

  private mutating func part(_ frame: Frame, _ depth: Int) -> String {
    if depth > 0, chance.happens(0.4) { return "(\(condition(frame, depth)))" }
    return simple(frame, depth)
  }

  /// One comparison.
  mutating func simple(_ frame: Frame, _ depth: Int) -> String {
    if chance.happens(0.16), let quantified = quantified(frame, depth) { return quantified }
    for _ in 0..<6 {
      guard let type = type(frame, isList: chance.happens(0.35) ? true : nil),
        let value = value(type, frame, depth)
      else { continue }
      // Two constants beside each other ask nothing of a row.
      if isConstant(value), chance.happens(0.9) { continue }
      return test(value, frame, depth)
    }
    let value = value(.integer, frame, 0) ?? Value(text: "1", type: .integer)
    return test(value, frame, 0)
  }

  // MARK: - Any, no, every

  private mutating func quantified(_ frame: Frame, _ depth: Int) -> String? {
    let word = chance.pick(["any", "any", "no", "every", "every"])
    let element: ValueType = chance.pick([
      .item(.actions), .item(.parties), .item(.indicators), .item(.risks), .item(.targets), .period, .period,
      .item(.objectives), .condition,
    ])
    let isList = chance.happens(0.9)
    if !isList, element == .period || element == .condition { return nil }
    guard let list = path(element, isList: isList, frame, depth), list.text.last != ")" else { return nil }
    if element == .condition { return "\(word) \(list.text)" }
    if word != "every", chance.happens(0.2) { return "\(word) \(list.text)" }
    guard let test = brackets(element, depth) else { return nil }
    let filter = chance.happens(0.2) ? brackets(element, 0) ?? "" : ""
    return "\(word) \(list.text)\(filter)\(test)"
  }

  // MARK: - Comparisons

  mutating func test(_ value: Value, _ frame: Frame, _ depth: Int) -> String {
    let text = value.text
    let type = labelType(value.type.element)
    if type == .condition, !value.type.isList {
      switch chance.number(0...5) {
      case 0: return "not \(text)"
      case 1:
        if let other = self.value(.condition, frame, 0) {
          return "\(text) \(chance.pick(["=", "!=", "==", "!=="])) \(other.text)"
        }
      default: break
      }
      return text
    }
    switch chance.number(0...11) {
    case 0: return text + chance.pick([" is blank", " is not blank"])
    case 1: return text + chance.pick([" in ", " not in "]) + "(\(members(value, frame, depth)))"
    case 2:
      if value.type.isList, chance.happens(0.6), type != .condition {
        return "\(text) \(chance.pick(["=", "=", "!="])) only(\(constants(value)))"
      }
      return "\(text) \(sign(type)) \(chance.pick(["any", "all"]))(\(members(value, frame, depth)))"
    case 3 where isOrdered(type): return between(value, frame, depth)
    case 4, 5, 6:
      if let special = special(value, type, frame, depth) { return special }
    default: break
    }
    return "\(text) \(sign(type)) \(operand(value, frame, depth))"
  }

  /// What only some types can be asked.
  private mutating func special(
    _ value: Value, _ type: ValueType, _ frame: Frame, _ depth: Int
  ) -> String? {
    switch type {
    case .period:
      if chance.happens(0.35) { return "\(value.text) overlaps \(period(frame, isConstant: true))" }
      if case .columns = frame.base, value.text.hasPrefix("(") { return nil }
      return value.text + chance.pick([" in ", " not in "]) + period(frame, isConstant: false)
    case .text:
      switch chance.number(0...5) {
      case 0: return "\(value.text) \(chance.pick(["~", "!~"])) /\(pattern())/"
      case 1, 2: return "\(value.text) \(chance.pick(["~", "!~"])) \(textOperand(value, frame, depth))"
      default:
        return value.text + chance.pick([" starts with ", " ends with "]) + textOperand(value, frame, depth)
      }
    case .enumeration(.rag):
      return value.text + chance.pick([" worse than ", " better than "]) + operand(value, frame, depth)
    default: return nil
    }
  }

  private mutating func textOperand(_ value: Value, _ frame: Frame, _ depth: Int) -> String {
    chance.happens(0.3) ? operand(value, frame, depth) : quoted(piece())
  }

  private mutating func between(_ value: Value, _ frame: Frame, _ depth: Int) -> String {
    func end(_ query: inout RandomQuery) -> String {
      if query.chance.happens(0.25), let other = query.value(value.type.element, frame, 0) {
        return other.text
      }
      return query.literal(beside: value)
    }
    return value.text + chance.pick([" between ", " between ", " not between "]) + end(&self) + " and "
      + end(&self)
  }

  private mutating func sign(_ type: ValueType) -> String {
    switch type {
    case .enumeration, .condition: chance.pick(["=", "=", "!=", "==", "!=="])
    case .text:
      chance.pick(weighted: [
        (5, "="), (3, "!="), (2, "=="), (1, "!=="), (1, "<"), (1, "<="), (1, ">"), (1, ">="), (2, "~"),
        (1, "!~"),
      ])
    default:
      chance.pick(weighted: [
        (4, "="), (2, "!="), (1, "=="), (1, "!=="), (2, "<"), (2, "<="), (2, ">"), (2, ">="),
      ])
    }
  }

  /// The other side: a constant, or a value of the frame.
  private mutating func operand(_ value: Value, _ frame: Frame, _ depth: Int) -> String {
    let element = value.type.element
    if chance.happens(0.25) || labelType(element) == .condition {
      let type = chance.happens(0.3) ? ValueType.list(element) : element
      if let other = self.value(type, frame, max(0, depth - 1)) { return other.text }
    }
    return chance.happens(0.04) ? "blank" : literal(beside: value)
  }

  private mutating func members(_ value: Value, _ frame: Frame, _ depth: Int) -> String {
    (0..<chance.pick([1, 2, 2, 3])).map { _ in
      chance.happens(0.08)
        ? "blank" : chance.happens(0.1) ? operand(value, frame, depth) : literal(beside: value)
    }.joined(separator: ", ")
  }

  private mutating func constants(_ value: Value) -> String {
    (0..<chance.pick([1, 1, 2, 3])).map { _ in chance.happens(0.05) ? "blank" : literal(beside: value) }
      .joined(separator: ", ")
  }
}
