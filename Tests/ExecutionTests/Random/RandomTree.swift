import Binding
import Language
import Plan
import RandomQueries

/// Random queries: steps of every kind over any entity.
enum RandomTree {
  static func make(_ chance: inout Chance, depth: Int) -> BoundQuery {
    make(&chance, depth: depth, nesting: 1)
  }

  private static func make(
    _ chance: inout Chance, depth: Int, nesting: Int, columns: [ValueType]? = nil
  ) -> BoundQuery {
    var random = RandomExpressions(chance: Chance(seed: chance.next()))
    let entity = chance.pick(Entity.allCases)
    let search: [UInt8]? = chance.one(in: 5) ? Folding.fold(RandomValues.text(&chance)) : nil
    var source = BoundSource(entity: entity, search: search)
    var scope = RandomExpressions.Scope(entity: entity)
    if nesting > 0, chance.one(in: 8) { (source, scope) = combination(&chance, depth, nesting) }
    var steps: [BoundStep] = []
    for _ in 0..<chance.number(0...4) {
      switch chance.number(0...13) {
      case 0...3:
        steps.append(.filter(random.condition(scope, depth: depth)))
      case 4, 5:
        let type = chance.pick(RandomExpressions.types)
        steps.append(.slot(random.expression(type, scope, depth: depth)))
        scope.slots.append(type)
      case 6, 7:
        steps.append(.order(keys(&random, scope, depth)))
        if chance.one(in: 2) { steps.append(limit(&chance)) }
      case 8:
        steps.append(limit(&chance))
      case 9:
        let sets = keys(&random, scope, depth).map(\.expression)
        steps.append(.limitPer(count: chance.number(0...3), sets))
      case 10:
        let type = chance.pick(lists)
        steps.append(.each(random.expression(type, scope, depth: depth)))
        scope.slots.append(type.element)
      case 11, 12:
        let grouping = grouping(&random, scope, depth)
        steps.append(.group(grouping))
        let keys = grouping.keys.map { $0.isEach ? $0.expression.type.element : $0.expression.type }
        scope = RandomExpressions.Scope(entity: nil, slots: keys + grouping.aggregates.map(\.type))
      default:
        let outputs = outputs(&random, scope, depth)
        steps.append(.distinct(outputs))
        scope = RandomExpressions.Scope(entity: nil, slots: outputs.map(\.expression.type))
      }
    }
    let outputs =
      columns.map { columns in
        columns.map { BoundOutput(name: "c", expression: random.expression($0, scope, depth: depth)) }
      } ?? outputs(&random, scope, depth)
    return BoundQuery(
      source: source, steps: steps, outputs: outputs, isBare: false, asAt: Day(15_000), usesDefaultDay: false)
  }

  private static let lists: [ValueType] = RandomExpressions.types.filter(\.isList)

  private static func combination(
    _ chance: inout Chance, _ depth: Int, _ nesting: Int
  ) -> (BoundSource, RandomExpressions.Scope) {
    let operation = chance.pick(SetOperator.allCases)
    let columns = (0..<chance.number(1...2)).map { _ in chance.pick(RandomExpressions.types) }
    var parts = (0..<2).map { _ in make(&chance, depth: depth, nesting: nesting - 1, columns: columns) }
    let keepsItems = chance.one(in: 2)
    if keepsItems {
      let entity = chance.pick(Entity.allCases)
      for index in parts.indices {
        var random = RandomExpressions(chance: Chance(seed: chance.next()))
        let condition = random.condition(RandomExpressions.Scope(entity: entity), depth: depth)
        parts[index].source = BoundSource(entity: entity)
        parts[index].steps = [.filter(condition)]
        parts[index].outputs = []
      }
    }
    let combination = BoundCombination(operation: operation, parts: parts, keepsItems: keepsItems)
    let entity = parts[0].source.entity
    return (
      BoundSource(entity: entity, combination: combination),
      keepsItems
        ? RandomExpressions.Scope(entity: entity) : RandomExpressions.Scope(entity: nil, slots: columns)
    )
  }

  private static func grouping(
    _ random: inout RandomExpressions, _ scope: RandomExpressions.Scope, _ depth: Int
  ) -> BoundGrouping {
    let keys = (0..<random.chance.number(0...3)).map { _ in
      let type = random.chance.pick(RandomExpressions.types + [.enumeration(.rag), .enumeration(.rag)])
      let isEach = type.isList && random.chance.one(in: 2)
      var declared: [Constant] = []
      if case .enumeration(let enumeration) = type {
        declared = enumeration.values.indices.map { .choice(enumeration, UInt8($0 + 1)) }
      }
      return BoundGroupKey(
        expression: random.expression(type, scope, depth: depth), isEach: isEach, declared: declared)
    }
    let aggregates = (0..<random.chance.number(0...3)).map { _ -> BoundAggregate in
      switch random.chance.number(0...4) {
      case 0: return BoundAggregate(.rows(nil), type: .integer, range: RandomExpressions.range)
      case 1:
        let condition = random.condition(scope, depth: depth)
        return BoundAggregate(.rows(condition), type: .integer, range: RandomExpressions.range)
      case 2:
        let type = random.chance.pick([ValueType.integer, .decimal, .list(.integer)])
        let operand = random.expression(type, scope, depth: depth)
        let function = random.chance.pick([Aggregate.sum, .avg, .median])
        return BoundAggregate(
          .pooled(function, operand), type: function == .sum ? type.element : .decimal,
          range: RandomExpressions.range)
      default:
        let type = random.chance.pick(RandomExpressions.types)
        let operand = random.expression(type, scope, depth: depth)
        let function = random.chance.pick([Aggregate.count, .list, .unique])
        return BoundAggregate(
          .pooled(function, operand), type: function == .count ? .integer : .list(type.element),
          range: RandomExpressions.range)
      }
    }
    return BoundGrouping(
      keys: keys, aggregates: aggregates, isComplete: keys.count == 2 && random.chance.one(in: 3))
  }

  private static func limit(_ chance: inout Chance) -> BoundStep {
    .limit(count: chance.pick([0, 1, 2, 5, 100, .max]), offset: chance.pick([0, 0, 1, 3, 100, .max]))
  }

  private static func keys(
    _ random: inout RandomExpressions, _ scope: RandomExpressions.Scope, _ depth: Int
  ) -> [BoundKey] {
    (0..<random.chance.number(1...3)).map { _ in
      let type = random.chance.pick(RandomExpressions.types)
      return BoundKey(
        expression: random.expression(type, scope, depth: depth), isDescending: random.chance.one(in: 2))
    }
  }

  private static func outputs(
    _ random: inout RandomExpressions, _ scope: RandomExpressions.Scope, _ depth: Int
  ) -> [BoundOutput] {
    (0..<random.chance.number(1...3)).map { index in
      let type = random.chance.pick(RandomExpressions.types)
      return BoundOutput(name: "c\(index)", expression: random.expression(type, scope, depth: depth))
    }
  }
}
