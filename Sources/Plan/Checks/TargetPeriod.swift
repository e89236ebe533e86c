extension FindingRule {
  static let targetPeriod = FindingRule(
    "target-period", .warning, "a target does not say for which year it is"
  ) {
    plan, report in
    let periods = plan.periods(.targets, "period")
    for row in 0..<plan[.targets].rowCount where periods.isBlank(at: row) {
      report.add(.targets, row, "a target is for no year")
    }
  }
}
