import Plan

/// Values of every type: paths, functions, aggregates within the row and over groups.
extension RandomQuery {
  /// Types that are worth asking about in a frame.
  mutating func type(_ frame: Frame, isList: Bool? = nil) -> ValueType? {
    for _ in 0..<8 {
      let element: ValueType = chance.pick(weighted: [
        (5, .text), (5, .integer), (3, .decimal), (5, .period), (5, .enumeration(.rag)), (3, .ref),
        (2, .condition), (1, .enumeration(.kind)), (1, .enumeration(.part)), (1, .enumeration(.severity)),
        (1, .item(.objectives)), (1, .item(.parties)), (1, .item(.actions)), (1, .item(.indicators)),
      ])
      let isList = isList ?? chance.happens(0.25)
      if has(element, isList, frame) { return isList ? .list(element) : element }
    }
    return nil
  }

  private func has(_ element: ValueType, _ isList: Bool, _ frame: Frame) -> Bool {
    let type = isList ? ValueType.list(element) : element
    if frame.names.contains(where: { $0.type == type }) { return true }
    switch frame.base {
    case .item(let entity):
      // A mean or a median of numbers is a decimal, too.
      let found = SchemaPath.types[entity] ?? []
      return found.contains(type) || type == .decimal && found.contains(.list(.integer))
    case .member(let member): return member == type
    case .columns: return false
    case .groups(let before, let isWhole):
      return isList ? !isWhole && element != .condition : has(element, false, before) || element == .integer
    }
  }

  /// Any value, now and then a list.
  mutating func anything(_ frame: Frame, _ depth: Int) -> Value {
    for _ in 0..<6 {
      if let type = type(frame), let value = value(type, frame, depth) { return value }
    }
    return value(.integer, frame, 0) ?? Value(text: "1", type: .integer)
  }

  /// A value of a type, whose text can stand wherever an operand can; nil where the frame leads to none.
  mutating func value(_ type: ValueType, _ frame: Frame, _ depth: Int) -> Value? {
    for _ in 0..<3 {
      if depth > 0, chance.happens(0.35), let made = made(type, frame, depth - 1) { return made }
      if case .groups(let before, let isWhole) = frame.base, chance.happens(0.6),
        let aggregate = aggregate(type, before, isWhole, depth)
      {
        return aggregate
      }
      if let path = path(type.element, isList: type.isList, frame, depth) { return path }
    }
    if !type.isList, let literal = lonelyLiteral(type) { return Value(text: literal, type: type) }
    return nil
  }

  // MARK: - Paths

  mutating func path(_ element: ValueType, isList: Bool, _ frame: Frame, _ depth: Int) -> Value? {
    let wanted = isList ? ValueType.list(element) : element
    let known = frame.names.filter { $0.type == wanted }
    if !known.isEmpty, frame.entity == nil || chance.happens(0.5) { return chance.pick(known) }
    // Names that hold items lead on to their fields.
    let items = frame.names.filter { if case .item = $0.type.element { true } else { false } }
    if !items.isEmpty, frame.entity == nil || chance.happens(0.3) {
      let item = chance.pick(items)
      if case .item(let entity) = item.type.element,
        let path = schemaPath(entity, element, isList, throughList: item.type.isList)
      {
        return Value(text: "\(item.text).\(spelled(path, depth, isInList: item.type.isList))", type: wanted)
      }
    }
    switch frame.base {
    case .item(let entity):
      if let own = definitions.filter({ $0.entity == entity && $0.value.type == wanted }).last,
        chance.happens(0.3)
      {
        return own.value
      }
      guard let path = schemaPath(entity, element, isList, throughList: false), !frame.hides(path) else {
        return nil
      }
      return Value(text: spelled(path, depth, isInList: false), type: wanted)
    case .member(let member): return member == wanted ? Value(text: "period", type: member) : nil
    case .columns, .groups: return nil
    }
  }

  private mutating func schemaPath(
    _ entity: Entity, _ element: ValueType, _ isList: Bool, throughList: Bool
  ) -> SchemaPath? {
    let length = chance.pick(weighted: [(10, 1), (6, 2), (3, 3), (1, 4)])
    if length > SchemaPath.longest {
      let steps = SchemaPath.steps(of: entity).filter {
        if case .item = $0.type.element { true } else { false }
      }
      guard !steps.isEmpty else { return nil }
      let step = chance.pick(steps)
      guard case .item(let next) = step.type.element,
        let rest = listed(next, element, isList, throughList || step.type.isList, length - 1)
      else { return nil }
      return SchemaPath(steps: [step] + rest.steps)
    }
    return listed(entity, element, isList, throughList, length)
  }

  private mutating func listed(
    _ entity: Entity, _ element: ValueType, _ isList: Bool, _ throughList: Bool, _ length: Int
  ) -> SchemaPath? {
    if throughList && !isList { return nil }
    let shapes = throughList ? [false, true] : [isList]
    let found = shapes.flatMap {
      SchemaPath.table[.init(entity: entity, element: element, isList: $0, length: length)] ?? []
    }
    return found.isEmpty ? nil : chance.pick(found)
  }

  /// A path with brackets here and there, where they do not change what it is.
  mutating func spelled(_ path: SchemaPath, _ depth: Int, isInList: Bool) -> String {
    var text = ""
    var isList = isInList
    for step in path.steps {
      text += (text.isEmpty ? "" : ".") + step.name
      isList = isList || step.type.isList
      guard isList, depth > 0, chance.happens(step.type.isList ? 0.25 : 0.04) else { continue }
      if let brackets = brackets(step.type.element, depth - 1) { text += brackets }
    }
    return text
  }

  /// A condition on the members of a list, in brackets.
  mutating func brackets(_ element: ValueType, _ depth: Int) -> String? {
    switch element {
    case .item(let entity): return "[\(condition(Frame(base: .item(entity)), depth))]"
    case .period:
      let member = Value(text: "period", type: .period)
      let frame = Frame(base: .member(.period))
      if depth > 0, chance.happens(0.2) { return "[\(condition(frame, depth - 1))]" }
      return "[\(test(member, frame, 0))]"
    default: return nil
    }
  }

  // MARK: - Functions

  private mutating func made(_ type: ValueType, _ frame: Frame, _ depth: Int) -> Value? {
    if case .list(let element) = type { return madeList(element, frame, depth) }
    switch chance.number(0...9) {
    case 0, 1: return choice(type, frame, depth)
    case 2:
      guard let list = value(.list(type), frame, depth) else { return nil }
      return Value(
        text: "\(chance.pick(["first", "last"]))(\(list.text))", type: type, isExact: list.isExact)
    case 3:
      if type == .period || isOrdered(type), let list = value(.list(type), frame, depth) {
        if chance.happens(0.5), list.text.last != ")", type != .decimal, frame.entity != nil {
          return Value(text: list.text + chance.pick([".first", ".last"]), type: type)
        }
        return Value(text: "\(chance.pick(["min", "max"]))(\(list.text))", type: type, isExact: list.isExact)
      }
      return nil
    default: return madeScalar(type, frame, depth)
    }
  }

  func isOrdered(_ type: ValueType) -> Bool {
    switch type {
    case .text, .integer, .decimal, .period, .ref: true
    case .condition, .enumeration, .item, .list: false
    }
  }

  private mutating func choice(_ type: ValueType, _ frame: Frame, _ depth: Int) -> Value? {
    guard let first = value(type, frame, depth) else { return nil }
    var others: [String] = []
    var isExact = first.isExact
    let isChoice = type == .condition || chance.happens(0.6)
    for _ in 0..<(isChoice ? 1 : chance.number(0...2)) {
      if chance.happens(0.3), type != .condition {
        others.append(chance.happens(0.4) ? "blank" : literal(beside: first))
      } else if let other = value(type, frame, depth) {
        others.append(other.text)
        isExact = isExact && other.isExact
      } else {
        return nil
      }
    }
    if case .item = type, others.contains("blank") { return nil }
    if !isChoice {
      let list = ([first.text] + others).joined(separator: ", ")
      return Value(text: "coalesce(\(list))", type: type, isExact: isExact)
    }
    let other = others.joined()
    if case .item = type, other.first?.isLetter != true { return nil }
    let branches = chance.happens(0.5) ? "\(first.text), \(other)" : "\(other), \(first.text)"
    return Value(text: "if(\(condition(frame, depth)), \(branches))", type: type, isExact: isExact)
  }

  private mutating func one(_ type: ValueType, _ frame: Frame, _ depth: Int) -> String? {
    value(type, frame, depth)?.text
  }

  private mutating func madeScalar(_ type: ValueType, _ frame: Frame, _ depth: Int) -> Value? {
    switch type {
    case .integer: return madeInteger(frame, depth)
    case .decimal: return madeDecimal(frame, depth)
    case .text:
      // SQLite knows no lower and upper but of ASCII, and what is not translated is not compared.
      if chance.happens(0.7) {
        let parts = (0...chance.number(1...2)).compactMap { _ in one(.text, frame, depth) }
        return Value(text: "concat(\(parts.joined(separator: ", ")))", type: type)
      }
      return one(.text, frame, depth).map {
        Value(text: "\(chance.pick(["lower", "upper"]))(\($0))", type: type)
      }
    case .period: return one(.period, frame, depth).map { Value(text: "fy(\($0))", type: type) }
    case .enumeration(.rag):
      return one(.list(type), frame, depth).map {
        Value(text: "\(chance.pick(["worst", "best"]))(\($0))", type: type)
      }
    case .condition: return Value(text: "(\(condition(frame, depth)))", type: type)
    default: return nil
    }
  }

  private mutating func madeInteger(_ frame: Frame, _ depth: Int) -> Value? {
    let text: String?
    switch chance.number(0...10) {
    case 0, 1, 2:
      guard let list = type(frame, isList: true), let values = one(list, frame, depth + 1) else { return nil }
      text = chance.happens(0.2) ? "count(unique(\(values)))" : "count(\(values))"
    case 3:
      text = one(.list(.integer), frame, depth).map { "\(chance.pick(["sum", "min", "max"]))(\($0))" }
    case 4, 5: text = arithmetic(.integer, frame, depth, ["+", "-", "*", "%"])?.text
    case 6: text = one(.text, frame, depth).map { "length(\($0))" }
    case 7:
      guard let from = one(.period, frame, depth), let to = one(.period, frame, depth) else { return nil }
      text = "days(\(from), \(to))"
    case 8: text = one(.period, frame, depth).map { "\(chance.pick(["year", "month", "quarter"]))(\($0))" }
    case 9: text = one(.integer, frame, depth).map { "\(chance.pick(["abs", "round"]))(\($0))" }
    default: text = one(.integer, frame, depth).map { "-\($0)" }
    }
    return text.map { Value(text: $0.hasPrefix("--") ? "(\($0.dropFirst(2)))" : $0, type: .integer) }
  }

  private mutating func madeDecimal(_ frame: Frame, _ depth: Int) -> Value? {
    let digits = chance.pick(["", ", 0", ", 1", ", 2", ", 3"])
    switch chance.number(0...9) {
    case 0, 1:
      return numbers(frame, depth).map {
        Value(text: "median(\($0.text))", type: .decimal, isExact: $0.isExact)
      }
    case 2, 3:
      guard let list = numbers(frame, depth), list.isExact else { return nil }
      return Value(text: "avg(\(list.text))", type: .decimal, isExact: false)
    case 8:
      guard let list = value(.list(.decimal), frame, depth), list.isExact else { return nil }
      return Value(text: "sum(\(list.text))", type: .decimal)
    case 4:
      return one(.list(.condition), frame, depth).map {
        Value(text: "share(\($0))", type: .decimal, isExact: false)
      }
    case 5:
      guard let a = one(chance.pick([.integer, .decimal]), frame, depth), let b = one(.integer, frame, depth)
      else { return nil }
      return Value(text: "(\(a) / \(b))", type: .decimal, isExact: false)
    case 6:
      return one(.decimal, frame, depth).map {
        Value(text: "round(\($0)\(digits))", type: .decimal, isExact: digits.isEmpty)
      }
    case 7: return value(.decimal, frame, depth).map { $0.renamed("abs(\($0.text))") }
    default: return arithmetic(.decimal, frame, depth, ["+", "-", "*", "%"])
    }
  }

  private mutating func numbers(_ frame: Frame, _ depth: Int) -> Value? {
    value(.list(chance.pick([.integer, .integer, .decimal])), frame, depth)
  }

  private mutating func arithmetic(
    _ type: ValueType, _ frame: Frame, _ depth: Int, _ signs: [String]
  ) -> Value? {
    guard let first = value(type, frame, depth) else { return nil }
    var text = first.text
    var isExact = first.isExact
    for _ in 0..<chance.pick([1, 1, 1, 2]) {
      guard
        let next = chance.happens(0.4)
          ? Value(text: literal(beside: first), type: type) : value(type, frame, depth)
      else { return nil }
      isExact = isExact && next.isExact
      text += " \(chance.pick(signs)) \(next.text)"
    }
    return Value(text: "(\(text))", type: type, isExact: isExact)
  }

  private mutating func madeList(_ element: ValueType, _ frame: Frame, _ depth: Int) -> Value? {
    let type = ValueType.list(element)
    if chance.happens(0.3), let list = value(type, frame, depth), frame.entity != nil {
      return list.renamed("\(chance.pick(["unique", "list"]))(\(list.text))")
    }
    if chance.happens(0.2) { return choice(type, frame, depth) }
    let text: String?
    switch element {
    case .text: text = one(.list(.text), frame, depth).map { "\(chance.pick(["lower", "upper"]))(\($0))" }
    case .integer:
      switch chance.number(0...2) {
      case 0: text = one(.list(.text), frame, depth).map { "length(\($0))" }
      case 1: text = one(.list(.integer), frame, depth).map { "\(chance.pick(["abs", "round"]))(\($0))" }
      default:
        text = one(.list(.period), frame, depth).map { "\(chance.pick(["year", "month", "quarter"]))(\($0))" }
      }
    case .decimal:
      return value(type, frame, depth).map {
        $0.renamed("\(chance.pick(["abs(\($0.text))", "round(\($0.text))"]))")
      }
    case .period: text = one(type, frame, depth).map { "fy(\($0))" }
    default: text = nil
    }
    return text.map { Value(text: $0, type: type) }
  }
}
