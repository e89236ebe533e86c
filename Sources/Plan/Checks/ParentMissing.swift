extension FindingRule {
  static let parentMissing = FindingRule(
    "parent-missing", .error, "an item belongs to no objective, or a target to no indicator"
  ) { plan, report in
    let parents: [(Entity, String)] = [
      (.indicators, "objective"), (.targets, "indicator"), (.actions, "objective"), (.risks, "objective"),
    ]
    for (entity, name) in parents {
      for (row, parent) in plan.items(entity, name).rows.enumerated() where parent == Column.noRow {
        report.add(entity, row, "it belongs to no \(name)")
      }
    }
  }
}
