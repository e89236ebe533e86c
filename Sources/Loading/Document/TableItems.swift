import Plan

/// A row of the indicators table, with a target for each year that says something.
enum IndicatorRow {
  static func read(_ row: TableRow, _ item: DocumentContext.Item, _ context: DocumentContext) {
    let builder = context.builder
    row.readParties(.owner, DocumentField.indicatorOwner, .owner, item, context)
    row.readText(.measure, DocumentField.indicatorMeasure, builder)
    row.readText(.baseline, DocumentField.indicatorBaseline, builder)
    for (year, cell, line) in row.targets {
      builder.begin(.targets, line: line)
      if let period = year.period {
        builder.set(DocumentField.targetPeriod, period: period)
      } else {
        context.find(.yearHeading, item, "the target “\(cell.text)” has no year")
      }
      builder.set(DocumentField.targetText, text: cell.text)
    }
  }
}

/// A row of the priority actions.
enum ActionRow {
  static func read(_ row: TableRow, _ item: DocumentContext.Item, _ context: DocumentContext) {
    let builder = context.builder
    row.readText(.description, DocumentField.actionDescription, builder)
    row.readText(.links, DocumentField.actionLinks, builder)
    if let cell = row[.completion] { readCompletion(cell.text, item, context) }
    row.readParties(.lead, DocumentField.actionLead, .lead, item, context)
    row.readParties(.monitor, DocumentField.actionMonitor, .monitor, item, context)
    row.readParties(.evaluator, DocumentField.actionEvaluator, .evaluator, item, context)
  }

  private static func readCompletion(
    _ text: String, _ item: DocumentContext.Item, _ context: DocumentContext
  ) {
    let builder = context.builder
    builder.set(DocumentField.actionCompletion, text: text)
    let completion = context.completion(of: text)
    if let starts = completion.starts { builder.set(DocumentField.actionStarts, period: starts) }
    for period in completion.due { builder.append(DocumentField.actionDue, period: period) }
    if let doubt = completion.doubt(about: text) {
      context.find(doubt.rule, item, doubt.message)
    }
  }
}

/// A row of the risks.
enum RiskRow {
  static func read(_ row: TableRow, _ item: DocumentContext.Item, _ context: DocumentContext) {
    let builder = context.builder
    row.readText(.description, DocumentField.riskDescription, builder)
    row.readText(.mitigation, DocumentField.riskMitigation, builder)
    let numbers: [(TableKind.Field, FieldID)] = [
      (.impact, DocumentField.riskImpact), (.likelihood, DocumentField.riskLikelihood),
      (.score, DocumentField.riskScore),
    ]
    for (field, id) in numbers {
      guard let cell = row[field] else { continue }
      if let number = Int64(cell.text) {
        builder.set(id, integer: number)
      } else {
        let name = Schema.field(id).name
        context.find(.numberUnread, item, "“\(cell.text)” is no \(name); left blank")
      }
    }
  }
}

extension TableRow {
  fileprivate func readText(_ field: TableKind.Field, _ id: FieldID, _ builder: PlanBuilder) {
    guard let cell = self[field] else { return }
    cell.bytes.withUnsafeBufferPointer { builder.set(id, text: $0) }
  }

  fileprivate func readParties(
    _ field: TableKind.Field, _ id: FieldID, _ part: Part, _ item: DocumentContext.Item,
    _ context: DocumentContext
  ) {
    guard let cell = self[field] else { return }
    let parties = PartyCell(cell.text, part: part, officers: context.officers, line: line)
    for party in parties.parties { context.builder.append(id, party: party) }
    for doubt in parties.doubts { context.find(doubt.rule, item, doubt.message) }
  }
}
