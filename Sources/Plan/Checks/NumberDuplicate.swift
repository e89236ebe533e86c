extension FindingRule {
  static let numberDuplicate = FindingRule(
    "number-duplicate", .warning, "two objectives, or two items of one kind in an objective, have one number"
  ) { plan, report in
    repeated(.objectives, Array(0..<UInt32(truncatingIfNeeded: plan[.objectives].rowCount)), plan, &report)
    for entity in [Entity.indicators, .actions, .risks] {
      let lists = plan.lists(.objectives, Schema[entity].name)
      guard case .item(let items) = lists.elements else { continue }
      for row in 0..<lists.count { repeated(entity, Array(items.rows[lists.range(at: row)]), plan, &report) }
    }
  }

  private static func repeated(_ entity: Entity, _ rows: [UInt32], _ plan: Plan, _ report: inout CheckReport)
  {
    let numbers = plan.integers(entity, "number").values
    func number(_ row: UInt32) -> Int64 { numbers[Int(row)] }
    // As a rule numbers rise, and nothing needs to be sorted.
    if rows.indices.dropFirst().allSatisfy({ number(rows[$0 - 1]) < number(rows[$0]) }) { return }
    let sorted = rows.sorted { (number($0), $0) < (number($1), $1) }
    for (earlier, later) in zip(sorted, sorted.dropFirst()) where number(earlier) == number(later) {
      report.add(
        entity, Int(later), "an earlier \(Schema[entity].singular) has the number \(number(later)) too")
    }
  }
}
