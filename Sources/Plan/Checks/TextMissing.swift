extension FindingRule {
  static let textMissing = FindingRule(
    "text-missing", .warning, "an item does not say what it is: a title, measure, description or target text"
  ) { plan, report in
    let fields: [(Entity, String)] = [
      (.objectives, "title"), (.indicators, "measure"), (.targets, "text"), (.actions, "description"),
      (.risks, "description"),
    ]
    for (entity, name) in fields {
      let column = plan[Schema.id(entity, name)]
      for row in 0..<column.count where column.isBlank(at: row) {
        report.add(entity, row, "it has no \(name)")
      }
    }
  }
}
