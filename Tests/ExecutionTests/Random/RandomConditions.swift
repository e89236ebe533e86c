import Binding
import Plan
import RandomQueries

extension RandomExpressions {
  mutating func condition(_ scope: Scope, depth: Int) -> BoundCondition {
    let kind = chance.number(0...(depth > 0 ? 13 : 6))
    switch kind {
    case 0...4: return related(scope, depth)
    case 5: return .isBlank(expression(chance.pick(Self.types), scope, depth: depth))
    case 6: return oneOf(scope, depth)
    case 7: return .all((0..<chance.number(0...3)).map { _ in condition(scope, depth: depth - 1) })
    case 8: return .any((0..<chance.number(0...3)).map { _ in condition(scope, depth: depth - 1) })
    case 9: return .not(condition(scope, depth: depth - 1))
    case 10: return between(scope, depth)
    case 11: return textual(scope, depth)
    default: return ofMembers(scope, depth)
    }
  }

  static func relations(of type: ValueType) -> [Relation] {
    switch type {
    case .text:
      [.equal, .identical, .less, .lessOrEqual, .greater, .greaterOrEqual, .contains, .startsWith, .endsWith]
    case .integer, .decimal, .ref: [.equal, .identical, .less, .lessOrEqual, .greater, .greaterOrEqual]
    case .enumeration(.rag): [.equal, .identical, .worse, .better]
    case .enumeration, .condition, .item: [.equal, .identical]
    case .period: [.equal, .identical, .before, .endsBy, .after, .startsFrom, .within, .overlaps]
    case .list(let element): relations(of: element)
    }
  }

  private mutating func side(_ type: ValueType, _ scope: Scope, _ depth: Int) -> BoundExpression {
    expression(chance.one(in: 3) ? .list(type) : type, scope, depth: depth)
  }

  private mutating func related(_ scope: Scope, _ depth: Int) -> BoundCondition {
    let type = chance.pick(Self.scalars)
    let relation = chance.pick(Self.relations(of: type))
    var right = side(type, scope, depth)
    if chance.one(in: 2), let constant = RandomValues.constant(type, &chance) {
      right = BoundExpression(.constant(constant), type: type, range: Self.range)
    }
    if type == .text, relation == .contains, chance.one(in: 2) {
      let part = chance.pick(["a", "r", "re", "same", " c", "e ", " ", "ending", "two", "Ë", "“"])
      right = BoundExpression(.constant(.text(part)), type: .text, range: Self.range)
    }
    return .related(side(type, scope, depth), relation, right, range: Self.range)
  }

  private mutating func oneOf(_ scope: Scope, _ depth: Int) -> BoundCondition {
    let type = chance.pick(Self.scalars.filter { if case .item = $0 { false } else { true } })
    let constants = (0..<chance.number(0...4)).compactMap { _ in RandomValues.constant(type, &chance) }
    let relation = chance.pick(Self.relations(of: type))
    let operand = side(type, scope, depth)
    return chance.one(in: 2)
      ? .isOneOf(operand, constants, relation) : .allAreIn(operand, constants, relation)
  }

  private mutating func between(_ scope: Scope, _ depth: Int) -> BoundCondition {
    let type = chance.pick([ValueType.integer, .decimal, .ref, .text, .period])
    return .between(
      side(type, scope, depth), low: expression(type, scope, depth: 0),
      high: expression(type, scope, depth: 0))
  }

  private mutating func textual(_ scope: Scope, _ depth: Int) -> BoundCondition {
    if chance.one(in: 2) {
      let type = chance.pick(Self.types)
      return .bothBlank(expression(type, scope, depth: depth), expression(type, scope, depth: depth))
    }
    let source = chance.pick(["a", "^a", "re(fer|mit)", "s+", "case$", ".", "É"])
    guard let pattern = try? CompiledPattern(source) else { return .constant(false) }
    return .matches(side(.text, scope, depth), pattern)
  }

  private mutating func ofMembers(_ scope: Scope, _ depth: Int) -> BoundCondition {
    if chance.one(in: 4) { return .holds(expression(.condition, scope, depth: depth)) }
    var list = expression(.list(.period), scope, depth: depth)
    if chance.one(in: 2) { list = expression(.list(.integer), scope, depth: depth) }
    if let field = itemField(of: scope, isList: true), !chance.one(in: 3) { list = field.0 }
    let test = condition(Self.members(list.type.element), depth: depth - 1)
    return chance.one(in: 2) ? .someMember(list, test) : .everyMember(list, test)
  }
}
