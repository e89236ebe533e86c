import Binding
import Plan

/// Conditions as what follows a noun.
extension Wording {
  /// All of a condition, as it narrows one noun: "led by Rose Case and rated A".
  func clause(_ condition: BoundCondition, not isNegated: Bool = false) -> String {
    clause(ConditionTree(condition, not: isNegated))
  }

  func clause(_ tree: ConditionTree, isInner: Bool = false) -> String {
    guard let inner = deeper else { return "…" }
    switch tree {
    case .leaf(let condition, let isNegated): return inner.phrase(condition, not: isNegated).text
    case .all(let parts): return inner.joined(parts, .and, isInner: isInner)
    case .any(let parts): return inner.joined(parts, .or, isInner: isInner)
    }
  }

  /// The parts of an outermost `and`, one phrase each.
  func conjuncts(_ tree: ConditionTree) -> [String] {
    guard case .all(let parts) = tree, !parts.isEmpty else { return [clause(tree, isInner: true)] }
    return phrases(parts, .and).map(\.text)
  }

  /// Leaves as they are, deeper trees as one phrase each.
  private func phrases(_ parts: [ConditionTree], _ conjunction: Conjunction) -> [Phrase] {
    parts.map { part in
      guard case .leaf(let condition, let isNegated) = part else {
        return Phrase(clause(part, isInner: true))
      }
      return phrase(condition, not: isNegated)
    }
    .merged(conjunction)
  }

  private func joined(_ parts: [ConditionTree], _ conjunction: Conjunction, isInner: Bool) -> String {
    if parts.isEmpty { return conjunction == .and ? "in any case" : "in no case" }
    var words = phrases(parts, conjunction).map(\.text)
    guard words.count > 1 else { return words.first ?? "" }
    if isRelative { words = words.prefix(1) + words.dropFirst().map(\.relative) }
    let list = English.list(words, conjunction.rawValue, isStrict: conjunction == .or)
    guard isInner else { return list }
    return conjunction == .or ? "either \(list)" : list
  }

  // MARK: - One condition

  /// Of more constants in a list the number is told.
  private static let constantLimit = 30

  func phrase(_ condition: BoundCondition, not isNegated: Bool) -> Phrase {
    guard let inner = deeper else { return Phrase("…") }
    return inner.decided(condition, isNegated)
  }

  private func decided(_ condition: BoundCondition, _ isNegated: Bool) -> Phrase {
    switch condition {
    case .constant(let value): return Phrase(value != isNegated ? "in any case" : "in no case")
    case .not(let inner): return phrase(inner, not: !isNegated)
    case .all:
      if let only = condition.onlyMembers { return self.only(only.subject, only.members, isNegated) }
      return Phrase(clause(condition, not: isNegated))
    case .any:
      if let same = condition.sameValue { return compared(same.left, same.relation, same.right, isNegated) }
      return Phrase(clause(condition, not: isNegated))
    case .related(let left, let relation, let right, range: _):
      return compared(left, relation, right, isNegated)
    case .isBlank(let operand): return present(operand, isNegated)
    case .bothBlank(let left, let right):
      return Phrase("whose \(noun(left)) and \(noun(right)) are \(isNegated ? "not both" : "both") blank")
    case .isOneOf(let operand, let constants, let relation):
      return oneOf(operand, relation, constants, isNegated)
    case .allAreIn(let operand, let constants, _): return only(operand, constants, isNegated)
    case .between(let operand, low: let low, high: let high):
      return between(operand, low, high, isNegated)
    case .matches(let operand, let pattern):
      return tested(operand, isNegated) { wording, text, isNegated in
        wording.pattern(text, pattern.source, isNegated)
      }
    case .holds(let operand): return holds(operand, isNegated)
    case .someMember(let list, let test):
      let (items, asked) = Self.items(list, test)
      return some(items, isNegated) { $0.clause(asked) }
    case .everyMember(let list, let test):
      let (items, asked) = Self.items(list, test)
      return every(items, isNegated, asked)
    }
  }

  /// "led by Rose Case or Sarah Webb", "with a lead named Rose Case or Sarah Webb"
  private func oneOf(
    _ operand: BoundExpression, _ relation: Relation, _ constants: [Constant], _ isNegated: Bool
  ) -> Phrase {
    let shown = constants.prefix(Self.constantLimit)
    let more = constants.count > shown.count ? ["\(constants.count - shown.count) more"] : []
    if let phrase = counted(operand, relation, shown.map { said($0) } + more, isNegated) {
      return phrase
    }
    // All values are told where the path ends: one and the same member has one of them.
    return tested(operand, isNegated) { wording, subject, isNegated in
      var phrases = shown.map { wording.compared(subject, relation, .known($0, like: subject), isNegated) }
      if let last = phrases.last, let rest = more.first {
        phrases.append(Phrase(last.stem, rest, not: last.isNegative))
      }
      let merged = phrases.merged(isNegated ? .and : .or)
      if merged.count == 1 { return merged[0] }
      let words = English.list(merged.map(\.text), isNegated ? "and" : "or")
      return Phrase(merged.isEmpty ? "in no case" : isNegated ? words : "either \(words)")
    }
  }

  private func pattern(_ text: BoundExpression, _ source: String, _ isNegated: Bool) -> Phrase {
    if case .field(let id) = text.kind, case .item = Schema.field(id).type.element, let verb = verb(of: text)
    {
      return Phrase(
        "\(isNegated ? "not " : "")\(verb) someone whose name matches", "/\(source)/", not: isNegated)
    }
    return Phrase(
      "\(owner(text)) \(agreeing(isNegated ? "does not match" : "matches", with: text))", "/\(source)/",
      not: isNegated)
  }

  /// "led only by Rose Case"
  private func only(_ subject: BoundExpression, _ members: [Constant], _ isNegated: Bool) -> Phrase {
    var named = subject.plain
    while case .through(_, let inner) = named.kind { named = inner.plain }
    var names = members.prefix(Self.constantLimit).map { name($0, of: named) }
    if names.count < members.count { names.append("\(members.count - names.count) more") }
    let values = English.list(names)
    if let verb = verb(of: subject) {
      if isNegated { return Phrase("not \(verb) exactly \(values)") }
      return Phrase(
        verb.hasSuffix(" by") ? "\(verb.dropLast(3)) only by \(values)" : "\(verb) only \(values)")
    }
    if case .through = subject.plain.kind {
      return Phrase(
        "where the \(pooled(subject, isPlural: true)) are \(isNegated ? "not " : "")exactly \(values)")
    }
    return Phrase("whose \(plural(subject)) are \(isNegated ? "not " : "")exactly \(values)")
  }

  /// Of a list of conditions that hold (`any actions.overdue`), the items for which they do.
  private static func items(
    _ list: BoundExpression, _ test: BoundCondition
  ) -> (list: BoundExpression, test: BoundCondition) {
    guard case .holds(let member) = test, case .member = member.kind,
      case .through(let items, let inner) = list.kind
    else { return (list, test) }
    return (items, .holds(inner))
  }

  private func holds(_ operand: BoundExpression, _ isNegated: Bool) -> Phrase {
    let not = isNegated ? "not " : ""
    if case .condition(let condition) = operand.kind { return phrase(condition, not: isNegated) }
    if isShallow, case .choose(let condition, let first, let second) = operand.kind {
      let either = BoundCondition.any([
        .all([condition, .holds(first)]), .all([.not(condition), .holds(second)]),
      ])
      return Phrase(clause(ConditionTree(either, not: isNegated), isInner: true))
    }
    if case .slot(let slot) = operand.kind, let condition = conditions[slot] {
      return phrase(condition, not: isNegated)
    }
    if case .member = operand.kind { return Phrase("\(not)holding") }
    if case .through(let target, let inner) = operand.plain.kind {
      return linked(target, isNegated) { $0.holds(inner, false).text }
    }
    if let verb = verb(of: operand) { return Phrase(not + verb) }
    return Phrase("for which \(value(operand)) is \(isNegated ? "no" : "yes")")
  }

  /// With a value, or without one.
  func present(_ operand: BoundExpression, _ isPresent: Bool) -> Phrase {
    let operand = operand.plain
    if operand.type.isList { return some(operand, !isPresent) { _ in "" } }
    switch operand.kind {
    case .through(let target, let inner):
      return linked(target, !isPresent) { $0.present(inner, true).text }
    case .field(let id):
      let noun = FieldPhrase.of(id).noun
      return Phrase(isPresent ? "with \(FieldPhrase.of(id).indefinite)" : "with no \(noun)")
    default:
      return Phrase("\(owner(operand)) is \(isPresent ? "not blank" : "blank")")
    }
  }

  // MARK: - Lists

  /// "with a lead named James Vaughan", "leading no action due in 2012", "of an objective with a risk …"
  func some(_ list: BoundExpression, _ isNegated: Bool, _ body: (Wording) -> String) -> Phrase {
    guard let inner = deeper else { return Phrase("…") }
    return inner.linked(list, isNegated, body)
  }

  func linked(_ target: BoundExpression, _ isNegated: Bool, _ body: (Wording) -> String) -> Phrase {
    let target = target.plain
    switch target.kind {
    case .through(let outer, let inner):
      return linked(outer, isNegated) { $0.some(inner, false, body).text }
    case .filtered(let list, let condition):
      return linked(list, isNegated) { inner in
        let (kept, rest) = (inner.clause(condition), body(inner))
        return rest.isEmpty ? kept : "\(kept) and \(rest.relative)"
      }
    case .field(let id):
      let phrase = FieldPhrase.of(id)
      var member = entering(target.type)
      member.isRelative = true
      let words = body(member)
      let tail = words.isEmpty ? "" : " \(words)"
      if !target.type.isList {
        return Phrase("\(isNegated ? "not " : "")\(phrase.link) \(phrase.indefinite)\(tail)")
      }
      let noun = isNegated ? "no \(phrase.noun)" : phrase.indefinite
      return Phrase("\(phrase.link) \(noun)\(tail)", not: isNegated)
    default:
      let words = body(entering(target.type))
      if target.type.isList {
        return Phrase("with \(isNegated ? "no" : "some") member of the \(noun(target)) \(words)".trimmedEnd)
      }
      if words.isEmpty { return Phrase("whose \(noun(target)) is \(isNegated ? "" : "not ")blank") }
      return Phrase("whose \(noun(target)) is \(isNegated ? "not " : "")\(words.afterIs)")
    }
  }

  /// "with actions, each of them rated G"
  private func every(_ list: BoundExpression, _ isNegated: Bool, _ test: BoundCondition) -> Phrase {
    let inner = entering(list.type)
    if isNegated {
      let none = present(list, false).text
      return Phrase("either \(none) or \(some(list, false) { $0.clause(test, not: true) }.text)")
    }
    let words = inner.clause(test)
    let (link, linked) = linking(list)
    return Phrase("\(link) \(linked.plural(list)), each of them \(words.afterIs)")
  }

  /// What stands before the members of a list, and the wording that names them after it: "leading" says already
  /// whose the actions are.
  func linking(_ list: BoundExpression) -> (link: String, wording: Wording) {
    var current = list.plain
    while case .filtered(let inner, _) = current.kind { current = inner.plain }
    guard case .field(let id) = current.kind else { return ("with", self) }
    var wording = self
    wording.isLinked = true
    return (FieldPhrase.of(id).link, wording)
  }
}

extension BoundExpression {
  /// A constant beside an expression, of its element type.
  static func known(_ constant: Constant, like other: BoundExpression) -> BoundExpression {
    BoundExpression(.constant(constant), type: other.type.element, range: other.range)
  }
}

extension String {
  /// What follows a noun, after "is": "rated G", "an officer", "one whose title …".
  var afterIs: String {
    if hasPrefix("that is ") { return String(dropFirst("that is ".count)) }
    return hasPrefix("whose ") || hasPrefix("where ") || hasPrefix("with ") ? "one \(self)" : self
  }

  /// Behind another clause of the same noun: "that has no agency".
  fileprivate var relative: String {
    hasPrefix("with ") ? "that has \(dropFirst("with ".count))" : self
  }

  fileprivate var trimmedEnd: String { last == " " ? String(dropLast()) : self }
}
