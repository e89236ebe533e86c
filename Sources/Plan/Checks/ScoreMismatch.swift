extension FindingRule {
  static let scoreMismatch = FindingRule(
    "score-mismatch", .error, "a risk's score is not its impact times its likelihood"
  ) { plan, report in
    let impact = plan.integers(.risks, "impact")
    let likelihood = plan.integers(.risks, "likelihood")
    let score = plan.integers(.risks, "score")
    for row in score.values.indices
    where !impact.isBlank(at: row) && !likelihood.isBlank(at: row) && !score.isBlank(at: row) {
      let product = impact.values[row].multipliedReportingOverflow(by: likelihood.values[row])
      if !product.overflow, product.partialValue == score.values[row] { continue }
      report.add(
        .risks, row,
        "the score \(score.values[row]) is not \(impact.values[row]) × \(likelihood.values[row])")
    }
  }
}
