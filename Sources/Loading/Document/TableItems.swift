import Plan

/// A row of the indicators table, with a target for each year that says something.
enum IndicatorRow {
  static func read(_ row: TableRow, _ item: DocumentContext.Item, _ context: DocumentContext) {
    let builder = context.builder
    row.readParties(.owner, Schema.id(.indicators, "owner"), .owner, item, context)
    row.readText(.measure, Schema.id(.indicators, "measure"), builder)
    row.readText(.baseline, Schema.id(.indicators, "baseline"), builder)
    for (year, cell) in row.targets {
      builder.begin(.targets, line: row.line)
      if let period = year.period {
        builder.set(Schema.id(.targets, "period"), period: period)
      } else {
        context.find(.warning, "year-heading", item, "the target \"\(cell.text)\" has no year")
      }
      builder.set(Schema.id(.targets, "text"), text: cell.text)
    }
  }
}

/// A row of the priority actions.
enum ActionRow {
  static func read(_ row: TableRow, _ item: DocumentContext.Item, _ context: DocumentContext) {
    let builder = context.builder
    row.readText(.description, Schema.id(.actions, "description"), builder)
    row.readText(.links, Schema.id(.actions, "links"), builder)
    if let cell = row[.completion] { readCompletion(cell.text, item, context) }
    row.readParties(.lead, Schema.id(.actions, "lead"), .lead, item, context)
    row.readParties(.monitor, Schema.id(.actions, "monitor"), .monitor, item, context)
    row.readParties(.evaluator, Schema.id(.actions, "evaluator"), .evaluator, item, context)
  }

  private static func readCompletion(
    _ text: String, _ item: DocumentContext.Item, _ context: DocumentContext
  ) {
    let builder = context.builder
    builder.set(Schema.id(.actions, "completion"), text: text)
    let completion = context.completion(of: text)
    if let starts = completion.starts { builder.set(Schema.id(.actions, "starts"), period: starts) }
    for period in completion.due { builder.append(Schema.id(.actions, "due"), period: period) }
    if let doubt = completion.doubt(about: text) {
      context.find(.warning, doubt.rule, item, doubt.message)
    }
  }
}

/// A row of the risks.
enum RiskRow {
  static func read(_ row: TableRow, _ item: DocumentContext.Item, _ context: DocumentContext) {
    let builder = context.builder
    row.readText(.description, Schema.id(.risks, "description"), builder)
    row.readText(.mitigation, Schema.id(.risks, "mitigation"), builder)
    for (field, name) in [(TableKind.Field.impact, "impact"), (.likelihood, "likelihood"), (.score, "score")]
    {
      guard let cell = row[field] else { continue }
      if let number = Int64(cell.text) {
        builder.set(Schema.id(.risks, name), integer: number)
      } else {
        context.find(.warning, "number-unread", item, "\"\(cell.text)\" is no \(name); left blank")
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
    for doubt in parties.doubts { context.find(doubt.severity, doubt.rule, item, doubt.message) }
  }
}
