import Binding
import Plan

/// How one value stands to another, as what follows a noun.
extension Wording {
  func compared(
    _ left: BoundExpression, _ relation: Relation, _ right: BoundExpression, _ isNegated: Bool
  ) -> Phrase {
    if let phrase = counted(left, relation, right, isNegated) { return phrase }
    if let phrase = chosen(left, relation, right, isNegated) { return phrase }
    let known = right.plain.constant
    var other = self
    other.quantifier = "some"
    var isPath = false
    if case .through = left.plain.kind { isPath = true }
    let words = known == nil ? other.own(right, isPath: isPath) : ""
    return tested(left, isNegated) { wording, subject, isNegated in
      wording.direct(subject, relation, known, words, isNegated)
    }
  }

  /// Follows a path to the item or member that has the value, so that the test is one of its own field.
  func tested(
    _ left: BoundExpression, _ isNegated: Bool, _ test: (Wording, BoundExpression, Bool) -> Phrase
  ) -> Phrase {
    guard let inner = deeper else { return Phrase("…") }
    let left = left.plain
    if case .through(let target, let value) = left.kind {
      return inner.linked(target, isNegated) { $0.tested(value, false, test).text }
    }
    if case .filtered(let list, let condition) = left.kind {
      // Some member that is kept passes.
      return inner.linked(list, isNegated) { member in
        let value = BoundExpression(.member, type: list.type.element, range: list.range)
        return "\(member.clause(condition)) and \(test(member, value, false).text)"
      }
    }
    if let (list, call) = left.memberCall {
      return inner.linked(list, isNegated) { $0.tested(call, false, test).text }
    }
    return test(inner, left, isNegated)
  }

  /// What a function is of is said before: "a due date whose year".
  func isOfMember(_ arguments: [BoundExpression]) -> Bool {
    if isMember, case .member? = arguments.first?.plain.kind { true } else { false }
  }

  private func direct(
    _ subject: BoundExpression, _ relation: Relation, _ known: Constant?, _ words: String, _ isNegated: Bool
  ) -> Phrase {
    let object = known.map { name($0, of: subject) } ?? words
    let not = isNegated ? "not " : ""
    let type = subject.type.element
    if isMember, case .member = subject.kind {
      if type == .period { return Phrase("\(not)\(placed(relation, known, words))") }
      return Phrase("that \(predicate(relation, type, isNegated, isMany: false))", object, not: isNegated)
    }
    if type == .period, let phrase = dated(subject, relation, known, words, isNegated) { return phrase }
    if type != .period, let verb = verb(of: subject) {
      if relation == .equal, case .choice(.kind, let code)? = known, isOfParty(subject) {
        return kind(code, isNegated)
      }
      switch relation {
      case .equal where known == nil && type == .enumeration(.rag): break
      case .equal: return Phrase(not + verb, object, not: isNegated)
      case .worse, .better: return Phrase("\(not)\(verb) \(relation.rawValue) than", object, not: isNegated)
      case .identical: return Phrase(not + verb, "exactly \(object)", not: isNegated)
      default: break
      }
      if case .item = type, verb.hasSuffix(" by") || verb == "of" {
        return Phrase(
          "\(not)\(verb) someone whose name \(predicate(relation, .text, false, isMany: false))",
          known.map { said($0) } ?? words, not: isNegated)
      }
    }
    if let measure = measure(of: subject), !isNegated, let amount = relation.measured {
      return Phrase("\(measure) \(amount)".trimmed, object)
    }
    let isMany = subject.type.isList
    let predicate = predicate(relation, type, isNegated && !isMany, isMany: isMany)
    let owner =
      isMany ? "\(isNegated ? "none" : "one") of whose \(plural(subject))" : self.owner(subject)
    let quoted = known.map { said($0, quoted: true) } ?? words
    if type == .period {
      let verb = isNegated && !isMany ? "is not" : "is"
      return Phrase("\(owner) \(verb)", placed(relation, known, words), not: isNegated)
    }
    return Phrase("\(owner) \(agreeing(predicate, with: subject))", quoted, not: isNegated)
  }

  /// "due in October 2011"; nil where the noun says it better.
  private func dated(
    _ subject: BoundExpression, _ relation: Relation, _ known: Constant?, _ words: String, _ isNegated: Bool
  ) -> Phrase? {
    guard let verb = verb(of: subject) else { return nil }
    let stem = (isNegated ? "not " : "") + verb
    guard let known else {
      // One date is within another, not due it.
      if relation == .within || relation == .identical { return nil }
      return Phrase(stem, placed(relation, known, words), not: isNegated)
    }
    // A target is "for 2011/12", not "for in 2011/12" nor "for wholly after 2012".
    guard verb.hasSuffix("for") else {
      return Phrase(stem, placed(relation, known, words), not: isNegated)
    }
    guard relation == .within, case .period(let period) = known, period.first != Period.openFirst,
      period.last != Period.openLast
    else { return nil }
    return Phrase(stem, said(known), not: isNegated)
  }

  /// "whose links contain", "whose title contains"
  func agreeing(_ predicate: String, with subject: BoundExpression) -> String {
    guard case .field(let id) = subject.plain.kind, FieldPhrase.of(id).isPlural else { return predicate }
    let verbs = [
      "is": "are", "does": "do", "contains": "contain", "begins": "begin", "ends": "end", "comes": "come",
      "equals": "equal", "lies": "lie", "matches": "match",
    ]
    return predicate.split(separator: " ").map { verbs[String($0)] ?? String($0) }.joined(separator: " ")
  }

  private func placed(_ relation: Relation, _ known: Constant?, _ words: String) -> String {
    if case .period(let period)? = known {
      return English.place(relation, period, startMonth: names.startMonth)
    }
    return English.place(relation, words)
  }

  /// "is at least", "does not contain"
  private func predicate(
    _ relation: Relation, _ type: ValueType, _ isNegated: Bool, isMany: Bool
  ) -> String {
    let isWord: (String) -> String = { (isNegated ? "is not" : "is") + ($0.isEmpty ? "" : " " + $0) }
    let does: (String, String) -> String = { isNegated ? "does not \($0)" : $1 }
    let comes = type == .text || type == .ref
    switch relation {
    case .equal, .within: return isWord("")
    case .identical: return isWord("exactly")
    case .less: return comes ? does("come before", "comes before") : isWord("less than")
    case .lessOrEqual:
      return comes ? does("come before or equal", "comes before or equals") : isWord("at most")
    case .greater: return comes ? does("come after", "comes after") : isWord("more than")
    case .greaterOrEqual:
      return comes ? does("come after or equal", "comes after or equals") : isWord("at least")
    case .contains: return does("contain", "contains")
    case .startsWith: return does("begin with", "begins with")
    case .endsWith: return does("end with", "ends with")
    case .worse: return isWord("worse than")
    case .better: return isWord("better than")
    case .before, .endsBy, .after, .startsFrom, .overlaps: return isWord("")
    }
  }

  func between(
    _ operand: BoundExpression, _ low: BoundExpression, _ high: BoundExpression, _ isNegated: Bool
  ) -> Phrase {
    let ends = "\(value(low)) and \(value(high))"
    return tested(operand, isNegated) { wording, subject, isNegated in
      if let verb = wording.verb(of: subject), subject.type.element == .period, !verb.hasSuffix("for") {
        return Phrase("\(isNegated ? "not " : "")\(verb) between", ends)
      }
      if let measure = wording.measure(of: subject), !isNegated {
        return Phrase("\(measure.hasSuffix(" of") ? String(measure.dropLast(3)) : measure) between", ends)
      }
      let isMany = subject.type.isList
      if isMany {
        return Phrase(
          "\(isNegated ? "none" : "one") of whose \(wording.plural(subject)) lies between", ends)
      }
      return Phrase(
        "\(wording.owner(subject)) \(agreeing(isNegated ? "does not lie" : "lies", with: subject)) between",
        ends, not: isNegated)
    }
  }

  /// "whose score", "where the length of the description"
  func owner(_ subject: BoundExpression) -> String {
    switch subject.plain.kind {
    case .slot(let slot) where longSlots.contains(slot): "where \(noun(subject))"
    case .field, .slot, .member, .convert(.earliest, _), .convert(.latest, _): "whose \(noun(subject))"
    case .call(_, let arguments) where isOfMember(arguments): "whose \(noun(subject))"
    case .choose where names.name(of: subject) == nil && !standsAlone(subject.plain):
      "where \(value(subject))"
    case .choose where names.name(of: subject) == nil: "where \(value(subject)),"
    case .convert, .aggregate, .call, .arithmetic, .negate, .choose, .condition, .constant, .through,
      .filtered:
      names.name(of: subject).map { isNumber(subject) ? "where \($0)" : "whose \($0)" }
        ?? "where \(value(subject))"
    }
  }

  private func isNumber(_ subject: BoundExpression) -> Bool {
    subject.type.element == .integer || subject.type.element == .decimal
  }

  /// "their own monitor": a value that is compared with another of the same thing.
  private func own(_ expression: BoundExpression, isPath: Bool) -> String {
    switch expression.plain.kind {
    case .field, .convert:
      // Beside what a path leads to, "own" would be that thing's.
      if isPath, let entity { return "the \(Schema[entity].singular)'s \(noun(expression))" }
      return "\(isSingular ? "its" : "their") own \(noun(expression))"
    default: return value(expression)
    }
  }

  /// The kind of a party is what the party is.
  private func isOfParty(_ subject: BoundExpression) -> Bool {
    guard case .field(let id) = subject.plain.kind else { return false }
    return id.entity == .parties || id.entity == .groups
  }

  /// "that are groups"
  private func kind(_ code: UInt8, _ isNegated: Bool) -> Phrase {
    let name = Enumeration.kind.text(of: code) ?? ""
    let plural = code == PartyKind.agency.rawValue ? "agencies" : name + "s"
    let verb = (isSingular ? "that is" : "that are") + (isNegated ? " not" : "")
    return Phrase(verb, isSingular ? English.article(name) : plural, not: isNegated)
  }

  /// A value that is blank unless a condition holds compares where it holds.
  private func chosen(
    _ left: BoundExpression, _ relation: Relation, _ right: BoundExpression, _ isNegated: Bool
  ) -> Phrase? {
    guard case .choose(let condition, let value, let other) = left.plain.kind, other.plain.constant == .blank,
      names.name(of: left) == nil
    else { return nil }
    let both = BoundCondition.all([condition, .related(value, relation, right, range: left.range)])
    return Phrase(clause(both, not: isNegated))
  }

  // MARK: - Counts

  /// "with at least 2 overdue actions": the number of a list beside a known number.
  private func counted(
    _ left: BoundExpression, _ relation: Relation, _ right: BoundExpression, _ isNegated: Bool
  ) -> Phrase? {
    guard case .aggregate(.count, let list) = left.plain.kind, list.type.isList,
      let number = right.plain.constant, let amount = relation.amount(isNegated)
    else { return nil }
    let (link, linked) = linking(list)
    if isNegated, relation == .equal || relation == .identical {
      return Phrase("\(link) a number of \(linked.plural(list)) other than", said(number))
    }
    let members = number == .integer(1) ? linked.member(list) : linked.plural(list)
    return Phrase("\(link) \(amount) \(said(number)) \(members)")
  }

  /// "with exactly 2 or 3 actions": the number of a list is one of several.
  func counted(
    _ left: BoundExpression, _ relation: Relation, _ numbers: [String], _ isNegated: Bool
  ) -> Phrase? {
    guard case .aggregate(.count, let list) = left.plain.kind, list.type.isList, numbers.count > 1,
      relation == .equal || relation == .identical
    else { return nil }
    let (link, linked) = linking(list)
    let not = isNegated ? "not " : ""
    return Phrase("\(not)\(link) exactly \(English.list(numbers, "or")) \(linked.plural(list))")
  }

  // MARK: - Fields

  private func measure(of subject: BoundExpression) -> String? {
    if case .field(let id) = subject.plain.kind { FieldPhrase.of(id).measure } else { nil }
  }

  /// "led by", "last due"; nil where the field has none.
  func verb(of subject: BoundExpression) -> String? {
    switch subject.plain.kind {
    case .field(let id): return FieldPhrase.of(id).verb
    case .convert(.earliest, let list): return verb(of: list).map { "first \($0)" }
    case .convert(.latest, let list): return verb(of: list).map { "last \($0)" }
    default: return nil
    }
  }

  /// A constant as a value of a field: names without quotes.
  func name(_ constant: Constant, of subject: BoundExpression) -> String {
    var isName = false
    if case .field(let id) = subject.plain.kind {
      if case .item = Schema.field(id).type.element { isName = true }
      if FieldPhrase.of(id).isName { isName = true }
    }
    return said(constant, quoted: !isName)
  }
}

extension BoundExpression {
  /// A function that is asked of each member of a list: the list, and the function of one member.
  fileprivate var memberCall: (list: BoundExpression, call: BoundExpression)? {
    guard type.isList, case .call(let function, var arguments) = kind, let list = arguments.first?.plain,
      list.type.isList
    else { return nil }
    arguments[0] = BoundExpression(.member, type: list.type.element, range: list.range)
    return (list, BoundExpression(.call(function, arguments), type: type.element, range: range))
  }
}

extension Relation {
  /// After "with an impact of" and "scoring".
  fileprivate var measured: String? {
    switch self {
    case .equal, .identical: ""
    case .less: "less than"
    case .lessOrEqual: "at most"
    case .greater: "more than"
    case .greaterOrEqual: "at least"
    default: nil
    }
  }

  /// Before a number of things. A count always has a value, so the negation is the other way round.
  fileprivate func amount(_ isNegated: Bool) -> String? {
    switch self {
    case .equal, .identical: "exactly"
    case .less: isNegated ? "at least" : "fewer than"
    case .lessOrEqual: isNegated ? "more than" : "at most"
    case .greater: isNegated ? "at most" : "more than"
    case .greaterOrEqual: isNegated ? "fewer than" : "at least"
    default: nil
    }
  }
}

extension String {
  fileprivate var trimmed: String { last == " " ? String(dropLast()) : self }
}
