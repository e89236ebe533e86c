extension FindingRule {
  static let officerUnlisted = FindingRule(
    "officer-unlisted", .warning, "somebody is named who is not in the plan's list of officers"
  ) { plan, report in
    for (row, listed) in plan.conditions(.officers, "listed").values.enumerated() where !listed {
      report.add(.officers, row, "they are not in the list of named officers")
    }
  }
}
