import Binding
import Language
import Plan
import RandomQueries

/// Random expressions of a wanted type. A new kind of expression is one more entry of `ways`.
struct RandomExpressions {
  /// What an expression can name.
  struct Scope {
    var entity: Entity?
    var slots: [ValueType] = []
    /// The type of the members, in a frame of values.
    var member: ValueType?
  }

  static let scalars: [ValueType] =
    [
      .text, .integer, .decimal, .condition, .period, .ref, .enumeration(.rag), .enumeration(.kind),
      .item(.objectives),
    ]
  static let types: [ValueType] =
    scalars + [.list(.item(.actions)), .list(.item(.parties)), .list(.period), .list(.text), .list(.integer)]

  var chance: Chance
  private typealias Way = (inout RandomExpressions) -> BoundExpressionKind?

  init(chance: Chance) { self.chance = chance }

  static let range = SourceRange(3, 7)

  mutating func expression(_ type: ValueType, _ scope: Scope, depth: Int) -> BoundExpression {
    var ways = leaves(type, scope)
    if depth > 0 { ways += branches(type, scope, depth - 1) + branches(type, scope, depth - 1) }
    for _ in 0..<5 {
      if let kind = chance.pick(ways)(&self) { return BoundExpression(kind, type: type, range: Self.range) }
    }
    return BoundExpression(
      .constant(type == .condition ? .condition(false) : .blank), type: type, range: Self.range)
  }

  private func leaves(_ type: ValueType, _ scope: Scope) -> [Way] {
    var ways: [Way] = [{ $0.constant(type) }]
    if let entity = scope.entity {
      for (index, field) in Schema[entity].fields.enumerated() where field.type == type {
        for _ in 0..<3 { ways.append { _ in .field(FieldID(entity: entity, index: index)) } }
      }
    }
    for (slot, known) in scope.slots.enumerated() where known == type {
      for _ in 0..<3 { ways.append { _ in .slot(slot) } }
    }
    if scope.member == type || scope.entity.map({ ValueType.item($0) }) == type {
      ways.append { _ in .member }
    }
    return ways
  }

  private mutating func constant(_ type: ValueType) -> BoundExpressionKind? {
    // A condition is never blank.
    if chance.one(in: 5), type != .condition { return .constant(.blank) }
    return RandomValues.constant(type, &chance).map { .constant($0) }
  }

  private func branches(_ type: ValueType, _ scope: Scope, _ depth: Int) -> [Way] {
    var ways: [Way] = [
      {
        .choose(
          $0.condition(scope, depth: depth), $0.expression(type, scope, depth: depth),
          $0.expression(type, scope, depth: depth))
      },
      { random in
        let target = random.itemField(of: scope, isList: false)
        return target.map { .through($0.0, random.expression(type, Scope(entity: $0.1), depth: depth)) }
      },
    ]
    if type != .condition {
      ways.append {
        .call(
          .coalesce, [$0.expression(type, scope, depth: depth), $0.expression(type, scope, depth: depth)])
      }
    }
    if case .list(let element) = type { return ways + listWays(element, scope, depth) }
    ways.append { .call($0.chance.pick([.first, .last]), [$0.expression(.list(type), scope, depth: depth)]) }
    if case .item = type {
    } else {
      ways.append {
        .aggregate($0.chance.pick([.min, .max]), $0.expression(.list(type), scope, depth: depth))
      }
    }
    return ways + scalarWays(type, scope, depth)
  }

  private func listWays(_ element: ValueType, _ scope: Scope, _ depth: Int) -> [Way] {
    var ways: [Way] = [
      { random in
        let target = random.itemField(of: scope, isList: true)
        let inner = random.chance.one(in: 2) ? element : .list(element)
        return target.map { .through($0.0, random.expression(inner, Scope(entity: $0.1), depth: depth)) }
      },
      {
        .filtered(
          $0.expression(.list(element), scope, depth: depth),
          $0.condition(Self.members(element), depth: depth))
      },
      { .convert(.toList, $0.expression(element, scope, depth: depth)) },
      { .aggregate($0.chance.pick([.list, .unique]), $0.expression(.list(element), scope, depth: depth)) },
    ]
    switch element {
    case .text:
      ways.append {
        .call($0.chance.pick([.lower, .upper]), [$0.expression(.list(.text), scope, depth: depth)])
      }
      ways.append { .convert(.label, $0.expression(.list(.item(.parties)), scope, depth: depth)) }
    case .integer:
      ways.append { .call(.length, [$0.expression(.list(.text), scope, depth: depth)]) }
      ways.append {
        .call(
          $0.chance.pick([.year, .month, .quarter]), [$0.expression(.list(.period), scope, depth: depth)])
      }
      ways.append {
        .call($0.chance.pick([.abs, .round]), [$0.expression(.list(.integer), scope, depth: depth)])
      }
    case .decimal:
      ways.append { .convert(.integerToDecimal, $0.expression(.list(.integer), scope, depth: depth)) }
      ways.append {
        .call(.round, [$0.expression(.list(.decimal), scope, depth: depth), $0.digits(scope, depth)])
      }
    default: break
    }
    return ways
  }

  private func scalarWays(_ type: ValueType, _ scope: Scope, _ depth: Int) -> [Way] {
    switch type {
    case .text:
      return [
        { .call($0.chance.pick([.lower, .upper]), [$0.expression(.text, scope, depth: depth)]) },
        {
          .call(
            .concat, [$0.expression(.text, scope, depth: depth), $0.expression(.text, scope, depth: depth)])
        },
        { .convert(.label, $0.expression(.item(.officers), scope, depth: depth)) },
      ]
    case .integer:
      return [
        {
          .arithmetic(
            $0.chance.pick([.add, .subtract, .multiply, .modulo]),
            $0.expression(.integer, scope, depth: depth), $0.expression(.integer, scope, depth: depth))
        },
        { .negate($0.expression(.integer, scope, depth: depth)) },
        { .call(.length, [$0.expression(.text, scope, depth: depth)]) },
        { .call(.abs, [$0.expression(.integer, scope, depth: depth)]) },
        { .call(.round, [$0.expression(.integer, scope, depth: depth), $0.digits(scope, depth)]) },
        { .call($0.chance.pick([.year, .month, .quarter]), [$0.datedExpression(scope, depth)]) },
        { .call(.days, [$0.datedExpression(scope, depth), $0.datedExpression(scope, depth)]) },
        {
          .aggregate(
            .count,
            $0.expression($0.chance.pick([.list(.item(.actions)), .list(.text)]), scope, depth: depth))
        },
        { .aggregate(.sum, $0.expression(.list(.integer), scope, depth: depth)) },
        { .convert(.label, $0.expression(.item(.objectives), scope, depth: depth)) },
      ]
    case .decimal:
      return [
        {
          .arithmetic(
            $0.chance.pick(ArithmeticOperator.allCases), $0.expression(.decimal, scope, depth: depth),
            $0.expression(.decimal, scope, depth: depth))
        },
        {
          .arithmetic(
            .divide, $0.expression(.integer, scope, depth: depth),
            $0.expression(.integer, scope, depth: depth))
        },
        { .convert(.integerToDecimal, $0.expression(.integer, scope, depth: depth)) },
        {
          .aggregate(
            $0.chance.pick([.avg, .median]),
            $0.expression($0.chance.pick([.list(.integer), .list(.decimal)]), scope, depth: depth))
        },
        { .aggregate(.sum, $0.expression(.list(.decimal), scope, depth: depth)) },
        { .call(.abs, [$0.expression(.decimal, scope, depth: depth)]) },
        { .call(.round, [$0.expression(.decimal, scope, depth: depth), $0.digits(scope, depth)]) },
      ]
    case .condition:
      return [{ .condition($0.condition(scope, depth: depth)) }]
    case .period:
      return [
        {
          .convert($0.chance.pick([.earliest, .latest]), $0.expression(.list(.period), scope, depth: depth))
        },
        { .call(.fy, [$0.datedExpression(scope, depth)]) },
        {
          .call(
            .fy,
            [
              $0.datedExpression(scope, depth),
              BoundExpression(.constant(.integer(1)), type: .integer, range: Self.range),
            ])
        },
      ]
    case .enumeration(.rag):
      return [
        {
          .aggregate(
            $0.chance.pick([.worst, .best]), $0.expression(.list(.enumeration(.rag)), scope, depth: depth))
        }
      ]
    case .ref:
      return [{ .convert(.label, $0.expression(.item(.actions), scope, depth: depth)) }]
    case .enumeration, .item, .list:
      return []
    }
  }

  /// Periods that lie within the calendar: no open constants, whose parts nobody defines.
  private mutating func datedExpression(_ scope: Scope, _ depth: Int) -> BoundExpression {
    let fields =
      scope.entity.map {
        Schema[$0].fields.indices.filter { [entity = $0] in Schema[entity].fields[$0].type == .period }
      } ?? []
    if let entity = scope.entity, !fields.isEmpty, !chance.one(in: 4) {
      return BoundExpression(
        .field(FieldID(entity: entity, index: chance.pick(fields))), type: .period, range: Self.range)
    }
    return BoundExpression(.constant(.period(RandomValues.period(&chance))), type: .period, range: Self.range)
  }

  private mutating func digits(_ scope: Scope, _ depth: Int) -> BoundExpression {
    let digits = chance.pick([-19, -2, -1, 0, 1, 2, 3])
    return BoundExpression(.constant(.integer(Int64(digits))), type: .integer, range: Self.range)
  }

  static func members(_ element: ValueType) -> Scope {
    if case .item(let entity) = element { return Scope(entity: entity) }
    return Scope(entity: nil, member: element)
  }

  /// A field of the scope that holds an item, or a list of items, and their entity.
  mutating func itemField(of scope: Scope, isList: Bool) -> (BoundExpression, Entity)? {
    guard let entity = scope.entity else { return nil }
    let fields = Schema[entity].fields.indices.filter {
      if case .item = Schema[entity].fields[$0].type.element {
        Schema[entity].fields[$0].type.isList == isList
      } else {
        false
      }
    }
    guard !fields.isEmpty else { return nil }
    let index = chance.pick(Array(fields))
    let type = Schema[entity].fields[index].type
    guard case .item(let child) = type.element else { return nil }
    return (
      BoundExpression(.field(FieldID(entity: entity, index: index)), type: type, range: Self.range), child
    )
  }
}
