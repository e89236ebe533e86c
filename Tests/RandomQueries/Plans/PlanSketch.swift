package import Plan

/// A plan as a tree of items, before it is built, so that the same plan can be built with its items in another order.
package struct PlanSketch: Sendable {
  enum Value: Sendable {
    case text(String)
    case integer(Int64)
    case code(UInt8)
    case period(Period)
    case periods([Period])
    case parties([Party])
  }

  struct Party: Sendable {
    var name: String
    var agency: String
    var kind: PartyKind?
  }

  struct Item: Sendable {
    var entity: Entity
    var values: [(field: String, value: Value)] = []
    var children: [Item] = []
    /// It names no parent.
    var isOrphan = false
  }

  struct Finding: Sendable {
    var severity: Severity
    var rule: String
    var entity: Entity
    var ref: String
    var message: String
    var line: Int
  }

  var items: [Item] = []
  var findings: [Finding] = []

  package func plan() throws -> Plan {
    let builder = PlanBuilder()
    for item in items { Self.add(item, builder) }
    for finding in findings {
      builder.addFinding(
        finding.severity, rule: finding.rule, entity: finding.entity, ref: finding.ref,
        message: finding.message, line: finding.line)
    }
    return try builder.finish()
  }

  private static func add(_ item: Item, _ builder: PlanBuilder) {
    builder.begin(item.entity, line: 0)
    if item.isOrphan { builder.setParent(of: item.entity, to: Column.noRow) }
    for (name, value) in item.values {
      let field = Schema.id(item.entity, name)
      switch value {
      case .text(let text): builder.set(field, text: text)
      case .integer(let integer): builder.set(field, integer: integer)
      case .code(let code): builder.set(field, code: code)
      case .period(let period): builder.set(field, period: period)
      case .periods(let periods): for period in periods { builder.append(field, period: period) }
      case .parties(let parties):
        for party in parties {
          builder.append(
            field, party: PlanBuilder.Party(name: party.name, agency: party.agency, kind: party.kind))
        }
      }
    }
    for child in item.children { add(child, builder) }
  }

  /// The same plan with the items of each parent in another order. Missing numbers, which are filled by place, must
  /// be there already.
  package func shuffled(_ chance: inout Chance) -> PlanSketch {
    var result = self
    result.items = Self.shuffled(items, &chance)
    return result
  }

  private static func shuffled(_ items: [Item], _ chance: inout Chance) -> [Item] {
    items.shuffled(using: &chance).map { item in
      var item = item
      item.children = shuffled(item.children, &chance)
      return item
    }
  }
}
