extension FindingRule {
  static let scale = FindingRule("scale", .error, "a number is outside its scale, such as impact 1 to 4") {
    plan, report in
    for description in Schema.entities {
      for field in description.fields {
        guard let scale = field.scale else { continue }
        let column = plan.integers(description.entity, field.name)
        for (row, value) in column.values.enumerated()
        where !column.isBlank(at: row) && !scale.contains(value) {
          report.add(
            description.entity, row,
            "the \(field.name) \(value) is not from \(scale.lowerBound) to \(scale.upperBound)")
        }
      }
    }
  }
}
