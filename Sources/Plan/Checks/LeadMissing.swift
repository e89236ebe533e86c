extension FindingRule {
  static let leadMissing = FindingRule("lead-missing", .warning, "nobody leads an action") { plan, report in
    let leads = plan.lists(.actions, "lead")
    for row in 0..<leads.count where leads.range(at: row).isEmpty {
      report.add(.actions, row, "nobody leads it")
    }
  }
}
