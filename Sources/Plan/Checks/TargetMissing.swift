extension FindingRule {
  static let targetMissing = FindingRule("target-missing", .note, "an indicator has no target") {
    plan, report in
    let targets = plan.lists(.indicators, "targets")
    for row in 0..<targets.count where targets.range(at: row).isEmpty {
      report.add(.indicators, row, "it has no target")
    }
  }
}
