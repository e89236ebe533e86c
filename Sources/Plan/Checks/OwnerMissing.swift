extension FindingRule {
  static let ownerMissing = FindingRule("owner-missing", .warning, "an indicator has no owner") {
    plan, report in
    let owners = plan.lists(.indicators, "owner")
    for row in 0..<owners.count where owners.range(at: row).isEmpty {
      report.add(.indicators, row, "it has no owner")
    }
  }
}
