extension FindingRule {
  static let officerIdle = FindingRule("officer-idle", .note, "a listed officer has no part in anything") {
    plan, report in
    let actions = plan.lists(.officers, "actions")
    let owns = plan.lists(.officers, "owns")
    // Whoever is listed twice has their parts on the first row.
    let repeated = plan.repeatedOfficers
    let names = plan.labels(of: .officers)
    for (row, listed) in plan.conditions(.officers, "listed").values.enumerated()
    where listed && !repeated[row] && !names.isBlank(at: row) && actions.range(at: row).isEmpty
      && owns.range(at: row).isEmpty
    {
      report.add(.officers, row, "they are listed and have no part in anything")
    }
  }
}
