/// Makes a plan of what a builder holds: stored columns as they are, then what is derived from them, then findings.
/// Every step takes time linear in the rows, but for the
/// sorting of findings.
final class PlanAssembly {
  let builder: PlanBuilder
  let limits: BuildLimits
  private var columns: [[Column?]]
  private var rowCounts: [Int]
  private var lines: [[UInt32]]
  /// What reading found, in no order.
  var notes: [ItemFinding] = []

  let indicators: Grouping
  let actions: Grouping
  let risks: Grouping
  let targets: Grouping

  init(_ builder: PlanBuilder) {
    self.builder = builder
    limits = builder.limits
    rowCounts = builder.tables.map(\.rowCount)
    lines = builder.tables.map(\.lines)
    columns = builder.tables.map { table in
      table.columns.map { $0 is PartyListBuilder ? nil : $0?.column(rowCount: table.rowCount) }
    }
    let hands = builder.hands
    let (objectiveCount, indicatorCount) = (
      builder.table(.objectives).rowCount, builder.table(.indicators).rowCount
    )
    indicators = Grouping(keys: builder.table(.indicators).parents, groupCount: objectiveCount, hands)
    actions = Grouping(keys: builder.table(.actions).parents, groupCount: objectiveCount, hands)
    risks = Grouping(keys: builder.table(.risks).parents, groupCount: objectiveCount, hands)
    targets = Grouping(keys: builder.table(.targets).parents, groupCount: indicatorCount, hands)
  }

  func plan() throws(PlanBuilder.TooLarge) -> Plan {
    for step in [linkChildren, numberItems, deriveTargets, deriveRisks, resolveParties] {
      // Throws before anything is read: a limit leaves columns of the wrong length.
      try goOn()
      step()
    }
    try goOn()
    let unchecked = makePlan(findings: Table(entity: .findings, rowCount: 0, columns: emptyFindings))
    return makePlan(findings: try findings(of: unchecked))
  }

  private func goOn() throws(PlanBuilder.TooLarge) {
    if !limits.goesOn(), let failure = limits.failure { throw failure }
  }

  func rowCount(_ entity: Entity) -> Int { rowCounts[entity.rawValue] }

  func setRowCount(_ entity: Entity, _ count: Int) { rowCounts[entity.rawValue] = count }

  /// The lines of rows that were not begun by a loader, after those that were.
  func addLines(_ entity: Entity, _ added: [UInt32]) { lines[entity.rawValue] += added }

  func column(_ entity: Entity, _ name: String) -> Column {
    guard let column = columns[entity.rawValue][Schema.id(entity, name).index] else {
      schemaMistake("\(name) is not there yet")
    }
    return column
  }

  func set(_ entity: Entity, _ name: String, _ column: Column) {
    columns[entity.rawValue][Schema.id(entity, name).index] = column
  }

  func note(_ rule: FindingRule, _ entity: Entity, _ row: Int, _ message: String, line: UInt32 = 0) {
    notes.append(ItemFinding(rule: rule, entity: entity, row: row, message: message, line: line))
  }

  private var emptyFindings: [Column] { FindingTable(limits: limits).table().columns }

  private func makePlan(findings: Table) -> Plan {
    Plan(
      tables: Entity.allCases.map { entity in
        if entity == .findings { return findings }
        let described = Schema[entity].fields
        let filled = columns[entity.rawValue].enumerated().map { index, column in
          guard let column else { schemaMistake("\(entity).\(described[index].name) was not derived") }
          return column
        }
        return Table(entity: entity, rowCount: rowCount(entity), columns: filled)
      })
  }

  /// What the checks find, one check after the other.
  private func check(_ plan: Plan) throws(PlanBuilder.TooLarge) -> [ItemFinding] {
    // Several checks ask for the folded names; so none of them waits for another.
    if case .name(let names) = plan.labels(of: .officers) { _ = names.dictionary.folded }
    var found: [[ItemFinding]] = []
    let rules = FindingRule.all.filter { $0.check != nil }
    for start in stride(from: 0, to: rules.count, by: Self.checksAtOnce) {
      try goOn()
      let group = rules[start..<min(start + Self.checksAtOnce, rules.count)]
      found += builder.hands.map(group.count) { plan.findings(of: group[start + $0]) }
    }
    var all: [ItemFinding] = []
    all.reserve(found.reduce(0) { $0 + $1.count }, builder.hands)
    for findings in found { all += findings }
    return all
  }

  /// Between so many checks it is asked whether to go on.
  private static let checksAtOnce = 8

  // Loaders' findings first, then what reading found, then the checks', each in document order.
  private func findings(of plan: Plan) throws(PlanBuilder.TooLarge) -> Table {
    let table = builder.findings
    let checked = try check(plan)
    if notes.isEmpty, checked.isEmpty { return table.table() }
    let order = DocumentOrder(self)
    let names = ItemNames(plan)
    var name: [UInt8] = []
    for found in [notes, checked] {
      try goOn()
      for index in order.sorted(found) {
        let finding = found[index]
        let line = finding.line == 0 ? lines[finding.entity.rawValue][finding.row] : finding.line
        name.removeAll(keepingCapacity: true)
        names.append(finding.entity, finding.row, to: &name)
        name.withUnsafeBufferPointer { table.add(finding, ref: $0, line: Int64(line)) }
      }
    }
    return table.table()
  }
}
