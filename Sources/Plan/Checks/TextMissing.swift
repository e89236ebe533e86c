extension FindingRule {
  static let textMissing = FindingRule(
    "text-missing", .warning, "an item does not say what it is: a title, measure, description or target text"
  ) { plan, report in
    let fields: [(Entity, String)] = [
      (.objectives, "title"), (.indicators, "measure"), (.targets, "text"), (.actions, "description"),
      (.risks, "description"),
    ]
    for (entity, name) in fields {
      plan[Schema.id(entity, name)].eachBlank { report.add(entity, $0, "it has no \(name)") }
    }
  }
}
