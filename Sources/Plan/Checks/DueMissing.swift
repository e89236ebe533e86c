extension FindingRule {
  static let dueMissing = FindingRule(
    "due-missing", .warning, "an action says neither when it starts nor when it is due"
  ) {
    plan, report in
    let starts = plan.periods(.actions, "starts")
    let due = plan.lists(.actions, "due")
    for row in 0..<due.count where due.range(at: row).isEmpty && starts.isBlank(at: row) {
      report.add(.actions, row, "it has no date")
    }
  }
}
