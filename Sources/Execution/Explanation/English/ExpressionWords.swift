import Binding
import Plan

/// Expressions as nouns.
extension Wording {
  /// As it stands alone or after "is": a constant, else with an article.
  func value(_ expression: BoundExpression, quoted: Bool = true) -> String {
    if let name = names.name(of: expression) { return "the \(name)" }
    if let constant = expression.plain.constant { return said(constant, quoted: quoted) }
    let words = noun(expression)
    return standsAlone(expression.plain) ? words : "the \(words)"
  }

  func standsAlone(_ expression: BoundExpression) -> Bool {
    switch expression.kind {
    case .choose(let condition, let first, let second): share(condition, first, second) == nil
    case .arithmetic, .negate, .condition, .constant, .member: true
    case .call(let function, _):
      ![.length, .year, .month, .quarter, .fy, .days, .abs, .first, .last].contains(function)
    case .slot(let slot): longSlots.contains(slot)
    case .field(let id): FieldPhrase.of(id).noun.hasPrefix("whether ")
    case .through(_, let inner): inner.plain.isCondition
    case .aggregate, .filtered, .convert: false
    }
  }

  /// After "whose" or "the": "description", "objective's title", "number of actions led by Rose Case".
  func noun(_ expression: BoundExpression) -> String {
    guard let inner = deeper else { return "…" }
    return inner.words(expression.plain)
  }

  private func words(_ expression: BoundExpression) -> String {
    if let name = names.name(of: expression) { return name }
    switch expression.kind {
    case .constant(let constant): return said(constant)
    case .field(let id): return FieldPhrase.of(id).noun
    case .slot(let slot): return slots.indices.contains(slot) ? slots[slot] : "value"
    case .member: return isMember ? "value" : Schema[entity ?? .plan].singular
    case .through(let target, let inner):
      let name = entering(target.type).noun(inner)
      if target.type.isList { return "\(name) of \(each(target))" }
      if name.hasPrefix("whether it ") {
        return "whether \(value(target)) \(name.dropFirst("whether it ".count))"
      }
      return "\(noun(target))'s \(name)"
    case .filtered: return plural(expression)
    case .arithmetic(let operation, let left, let right):
      let isSum = operation == .add || operation == .subtract
      return "\(operand(left, binds: !isSum)) \(operation.words) "
        + operand(right, binds: !isSum || operation == .subtract)
    case .negate(let operand): return "minus \(self.operand(operand, binds: true))"
    case .convert(.earliest, let list): return "first \(one(list))"
    case .convert(.latest, let list): return "last \(one(list))"
    case .convert(_, let inner): return noun(inner)
    case .call(let function, let arguments): return call(function, arguments)
    case .aggregate(let aggregate, let list): return self.aggregate(aggregate, list)
    case .condition(let condition): return whether(expression, condition)
    case .choose(let condition, let first, let second):
      if let share = share(condition, first, second) { return share }
      return "\(value(first)) for those \(clause(condition)), otherwise \(value(second))"
    }
  }

  /// "whether they are rated G", "whether it is overdue"
  private func whether(_ expression: BoundExpression, _ condition: BoundCondition) -> String {
    if let name = names.conditionName(of: expression) {
      if name == "overdue" { return isSingular ? "whether it is overdue" : "whether they are overdue" }
      if name == "began" { return isSingular ? "whether it has begun" : "whether they have begun" }
      return "whether \(name) holds"
    }
    let words = clause(condition)
    if isSingular { return "whether it is \(words.afterIs)" }
    let isLong = words.hasPrefix("whose ") || words.hasPrefix("where ") || words.hasPrefix("with ")
    return "whether they are \(isLong ? "ones " : "")\(words)"
  }

  /// In brackets where the words would bind otherwise.
  private func operand(_ expression: BoundExpression, binds: Bool) -> String {
    if names.name(of: expression) != nil { return value(expression) }
    switch expression.plain.kind {
    case .choose, .condition: return "(\(value(expression)))"
    case .arithmetic where binds: return "(\(value(expression)))"
    default: return value(expression)
    }
  }

  /// `share(…)` is bound as a quotient that is blank of none.
  private func share(
    _ condition: BoundCondition, _ first: BoundExpression, _ second: BoundExpression
  ) -> String? {
    guard case .related(let whole, .equal, let zero, range: _) = condition,
      zero.constant == .integer(0), first.constant == .blank,
      case .arithmetic(.divide, let part, _) = second.kind
    else { return nil }
    return "\(noun(part)) as a share of \(value(whole))"
  }

  // MARK: - Lists

  /// "some action due in October 2011"
  func each(_ list: BoundExpression) -> String { "\(quantifier) \(member(list))" }

  /// One member with what narrows it: "action due in October 2011".
  func member(_ list: BoundExpression) -> String {
    guard let inner = deeper else { return "…" }
    return inner.members(list.plain, isPlural: false)
  }

  /// All members: "actions due in October 2011".
  func plural(_ list: BoundExpression) -> String {
    guard let inner = deeper else { return "…" }
    return inner.members(list.plain, isPlural: true)
  }

  private func members(_ list: BoundExpression, isPlural: Bool) -> String {
    switch list.kind {
    case .field(let id):
      let phrase = FieldPhrase.of(id)
      let name = isPlural ? phrase.plural : phrase.noun
      return isLinked ? name : name + (phrase.tail.map { " " + $0 } ?? "")
    case .filtered(let inner, let condition):
      let kept = entering(list.type, isSingular: !isPlural).clause(condition)
      return "\(isPlural ? plural(inner) : member(inner)) \(kept)"
    case .through(let target, let inner):
      let nested = entering(target.type)
      let name = isPlural ? nested.plural(inner) : nested.one(inner)
      return "\(name) of \(target.type.isList ? each(target) : value(target))"
    case .convert(.toList, let inner): return noun(inner)
    case .slot(let slot):
      let isSeveral = isPlural && !list.type.isList
      return isSeveral ? plurals[slot] ?? "values of \(words(list))" : words(list)
    case .call: return words(list)
    default:
      let words = self.words(list)
      return isPlural ? words : "value of \(words)"
    }
  }

  // MARK: - Functions

  private func aggregate(_ aggregate: Aggregate, _ list: BoundExpression) -> String {
    if aggregate == .count { return "number of \(holding(list) ?? plural(list))" }
    return pooled(aggregate, list)
  }

  /// "worst RAG of the actions", "sum of the scores", "latest due date"
  func pooled(_ aggregate: Aggregate, _ list: BoundExpression) -> String {
    let isPlural = [.sum, .list, .unique].contains(aggregate)
    let words = pooled(list, isPlural: isPlural)
    if aggregate == .sum { return "sum of \(standsAlone(list.plain) ? words : "the \(words)")" }
    if list.type.element == .period, aggregate == .min || aggregate == .max {
      return "\(aggregate == .min ? "earliest" : "latest") \(words)"
    }
    return "\(aggregate.words) \(words)"
  }

  /// What an aggregate is taken over: "RAG of the actions", "due date".
  func pooled(_ list: BoundExpression, isPlural: Bool) -> String {
    if case .through(let target, let inner) = list.plain.kind {
      let nested = entering(target.type)
      let name = isPlural ? nested.plural(inner) : nested.one(inner)
      return "\(name) of the \(target.type.isList ? plural(target) : noun(target))"
    }
    return isPlural ? plural(list) : one(list)
  }

  /// One value of what may be a list.
  private func one(_ list: BoundExpression) -> String {
    if case .filtered = list.plain.kind { return member(list) }
    return noun(list)
  }

  /// "actions rated G", where the list is of conditions, or of those that hold.
  private func holding(_ list: BoundExpression) -> String? {
    var (conditions, isHolding) = (list.plain, false)
    if case .filtered(let inner, .holds(let member)) = conditions.kind, case .member = member.kind {
      (conditions, isHolding) = (inner.plain, true)
    }
    guard conditions.type.element == .condition, case .through(let target, let inner) = conditions.kind else {
      return nil
    }
    guard isHolding else { return plural(target) }
    return "\(plural(target)) \(entering(target.type, isSingular: false).clause(BoundCondition.holds(inner)))"
  }

  private func call(_ function: Function, _ arguments: [BoundExpression]) -> String {
    let values = arguments.map { value($0) }
    let first = values.first ?? ""
    let of = isOfMember(arguments) ? "" : " of \(first)"
    switch function {
    case .coalesce: return values.joined(separator: " or, if that is blank, ")
    case .lower: return "\(first) in lower case"
    case .upper: return "\(first) in upper case"
    case .length: return "length\(of)"
    case .concat: return "\(English.list(values)) put together"
    case .round:
      guard values.count > 1 else { return "\(first) rounded" }
      return "\(first) rounded to \(values[1]) digits"
    case .abs:
      if case .arithmetic(.subtract, let left, let right)? = arguments.first?.plain.kind {
        return "difference between \(value(left)) and \(value(right))"
      }
      return "absolute value of \(first)"
    case .first, .last:
      guard let list = arguments.first else { return function.rawValue }
      return "\(function.rawValue) \(member(list))"
    case .year, .month, .quarter: return "\(function.rawValue)\(of)"
    case .fy: return "financial year\(of)"
    case .days: return "number of days from the end of \(first) to the end of \(values.last ?? "")"
    }
  }
}

extension BoundExpression {
  var isCondition: Bool { if case .condition = kind { true } else { false } }
}

extension ArithmeticOperator {
  fileprivate var words: String {
    switch self {
    case .add: "plus"
    case .subtract: "minus"
    case .multiply: "times"
    case .divide: "divided by"
    case .modulo: "modulo"
    }
  }
}

extension Aggregate {
  var words: String {
    switch self {
    case .count: "number of"
    case .sum: "sum of"
    case .min: "least"
    case .max: "greatest"
    case .avg: "average"
    case .median: "median"
    case .list: "list of"
    case .unique: "different"
    case .worst: "worst"
    case .best: "best"
    }
  }
}
