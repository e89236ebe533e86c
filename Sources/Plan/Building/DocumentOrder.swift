/// The place of every item in the document: each objective, its indicators with their targets, its actions, its
/// risks; then what belongs to no objective; then officers and groups.
struct DocumentOrder {
  private var ranks: [[UInt32]]

  init(_ assembly: PlanAssembly) {
    ranks = Entity.allCases.map { [UInt32](repeating: 0, count: assembly.rowCount($0)) }
    var next: UInt32 = 1
    func place(_ entity: Entity, _ row: Int) {
      ranks[entity.rawValue][row] = next
      next &+= 1
    }
    let objectiveCount = assembly.rowCount(.objectives)
    for group in 0...objectiveCount {
      if group < objectiveCount { place(.objectives, group) }
      for indicator in assembly.indicators[group] {
        place(.indicators, Int(indicator))
        for target in assembly.targets[Int(indicator)] { place(.targets, Int(target)) }
      }
      for action in assembly.actions[group] { place(.actions, Int(action)) }
      for risk in assembly.risks[group] { place(.risks, Int(risk)) }
    }
    for target in assembly.targets[assembly.targets.groupCount] { place(.targets, Int(target)) }
    for entity in [Entity.officers, .groups] {
      for row in 0..<assembly.rowCount(entity) { place(entity, row) }
    }
  }

  /// The indexes of findings by the place of their item; those of one item stay in order.
  func sorted(_ findings: [ItemFinding]) -> [Int] {
    let keys = findings.indices.map { index in
      let rank = ranks[findings[index].entity.rawValue][findings[index].row]
      return UInt64(rank) << 32 | UInt64(UInt32(truncatingIfNeeded: index))
    }
    return keys.sorted().map { Int($0 & 0xFFFF_FFFF) }
  }
}
