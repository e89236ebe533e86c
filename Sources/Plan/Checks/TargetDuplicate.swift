extension FindingRule {
  static let targetDuplicate = FindingRule(
    "target-duplicate", .warning, "an indicator has two targets for one year"
  ) { plan, report in
    let targets = plan.lists(.indicators, "targets")
    let periods = plan.periods(.targets, "period")
    guard case .item(let items) = targets.elements else { return }
    for row in 0..<targets.count where targets.range(at: row).count > 1 {
      var known = KeyTable()
      for target in items.rows[targets.range(at: row)] {
        guard let period = periods.period(at: Int(target)), !known.insert(key(of: period)).isNew else {
          continue
        }
        report.add(.targets, Int(target), "an earlier target is for \(period.text()) too")
      }
    }
  }

  private static func key(of period: Period) -> UInt128 {
    CompactKey.make(UInt32(bitPattern: period.first.number), UInt32(bitPattern: period.last.number))
  }
}
