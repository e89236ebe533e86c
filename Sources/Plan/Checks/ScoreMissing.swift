extension FindingRule {
  static let scoreMissing = FindingRule(
    "score-missing", .warning, "a risk has no impact, likelihood or score"
  ) {
    plan, report in
    for name in ["impact", "likelihood", "score"] {
      let column = plan.integers(.risks, name)
      for row in column.values.indices where column.isBlank(at: row) {
        report.add(.risks, row, "it has no \(name)")
      }
    }
  }
}
