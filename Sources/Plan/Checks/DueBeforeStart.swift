extension FindingRule {
  static let dueBeforeStart = FindingRule("due-before-start", .error, "an action is due before it starts") {
    plan, report in
    let starts = plan.periods(.actions, "starts")
    let due = plan.lists(.actions, "due")
    guard case .period(let periods) = due.elements else { return }
    for row in 0..<due.count where !starts.isBlank(at: row) {
      guard let last = periods.lasts[due.range(at: row)].max(), last < starts.firsts[row] else { continue }
      report.add(
        .actions, row, "it is due by \(Day(last).text), before it starts on \(Day(starts.firsts[row]).text)")
    }
  }
}
