extension FindingRule {
  static let objectiveIncomplete = FindingRule(
    "objective-incomplete", .warning, "an objective has no indicator or no action"
  ) { plan, report in
    for entity in [Entity.indicators, .actions] {
      let lists = plan.lists(.objectives, Schema[entity].name)
      for row in 0..<lists.count where lists.range(at: row).isEmpty {
        report.add(.objectives, row, "it has no \(Schema[entity].singular)")
      }
    }
  }
}
