extension FindingRule {
  static let officerUnnamed = FindingRule(
    "officer-unnamed", .warning, "the list of officers has a row without a name"
  ) {
    plan, report in
    let names = plan.labels(of: .officers)
    for row in 0..<names.count where names.isBlank(at: row) {
      report.add(.officers, row, "an officer has no name")
    }
  }
}
