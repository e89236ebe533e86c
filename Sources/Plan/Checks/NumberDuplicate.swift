extension FindingRule {
  static let numberDuplicate = FindingRule(
    "number-duplicate", .warning, "two objectives, or two items of one kind in an objective, have one number"
  ) { plan, report in
    let objectives = Array(0..<UInt32(truncatingIfNeeded: plan[.objectives].rowCount))
    repeated(.objectives, objectives[...], plan.integers(.objectives, "number").values, &report)
    for entity in [Entity.indicators, .actions, .risks] {
      let lists = plan.lists(.objectives, Schema[entity].name)
      guard case .item(let items) = lists.elements else { continue }
      let numbers = plan.integers(entity, "number").values
      for row in 0..<lists.count { repeated(entity, items.rows[lists.range(at: row)], numbers, &report) }
    }
  }

  private static func repeated(
    _ entity: Entity, _ rows: ArraySlice<UInt32>, _ numbers: [Int64], _ report: inout CheckReport
  ) {
    func number(_ row: UInt32) -> Int64 { numbers[Int(row)] }
    // As a rule numbers rise, and nothing needs to be sorted.
    var rises = true
    for index in rows.indices.dropFirst() where number(rows[index - 1]) >= number(rows[index]) {
      rises = false
      break
    }
    if rises { return }
    let sorted = rows.sorted { (number($0), $0) < (number($1), $1) }
    for (earlier, later) in zip(sorted, sorted.dropFirst()) where number(earlier) == number(later) {
      report.add(
        entity, Int(later), "an earlier \(Schema[entity].singular) has the number \(number(later)) too")
    }
  }
}
