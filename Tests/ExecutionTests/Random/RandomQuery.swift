import Binding
import Plan

/// Random queries: steps of every kind over any entity.
enum RandomQuery {
  static func make(_ chance: inout Chance, depth: Int) -> BoundQuery {
    var random = RandomExpressions(chance: Chance(seed: chance.next()))
    let entity = chance.pick(Entity.allCases)
    let search: [UInt8]? = chance.one(in: 5) ? Folding.fold(RandomValues.text(&chance)) : nil
    var scope = RandomExpressions.Scope(entity: entity)
    var steps: [BoundStep] = []
    for _ in 0..<chance.number(0...4) {
      switch chance.number(0...9) {
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
      default:
        let outputs = outputs(&random, scope, depth)
        steps.append(.distinct(outputs))
        scope = RandomExpressions.Scope(entity: nil, slots: outputs.map(\.expression.type))
      }
    }
    return BoundQuery(
      source: BoundSource(entity: entity, search: search), steps: steps,
      outputs: outputs(&random, scope, depth), isBare: false, asAt: Day(15_000), usesDefaultDay: false)
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
