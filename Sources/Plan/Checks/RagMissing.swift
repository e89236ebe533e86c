extension FindingRule {
  static let ragMissing = FindingRule("rag-missing", .warning, "an action or indicator has no RAG") {
    plan, report in
    for entity in [Entity.indicators, .actions] {
      for (row, code) in plan.choices(entity, "rag").codes.enumerated() where code == 0 {
        report.add(entity, row, "it has no RAG")
      }
    }
  }
}
