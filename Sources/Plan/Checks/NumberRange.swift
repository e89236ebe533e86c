extension FindingRule {
  static let numberRange = FindingRule(
    "number-range", .error, "a number is negative or too large to be part of a ref"
  ) { plan, report in
    for entity in [Entity.objectives, .indicators, .actions, .risks] {
      for (row, number) in plan.integers(entity, "number").values.enumerated()
      where number < 0 || number > Int64(Int32.max) {
        report.add(entity, row, "the number \(number) is not from 0 to \(Int32.max)")
      }
    }
  }
}
