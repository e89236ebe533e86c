import Testing

@testable import Plan

@Suite struct FindingTests {
  /// A plan in which the check `rag-missing` finds action 1.2 on line 4.
  private func doubtful() -> SmallPlan {
    let small = SmallPlan()
    small.faultless()
    small.action(2, lead: ["Rose case"], rag: 0)
    return small
  }

  @Test func loadersComeFirstThenReadingThenChecksAndRepeatsAreDropped() throws {
    let small = doubtful()
    small.builder.addFinding(
      .note, rule: "rag-letter", entity: .actions, ref: "1.1", message: "folded", line: 40)
    small.builder.addFinding(.warning, rule: "heading", entity: .plan, ref: "", message: "odd", line: 0)
    small.builder.addFinding(
      .note, rule: "rag-letter", entity: .actions, ref: "1.1", message: "folded", line: 50)
    small.builder.addFinding(
      .note, rule: "rag-letter", entity: .actions, ref: "1.2", message: "folded", line: 51)
    let plan = try small.finish()
    #expect(
      plan.found == [
        "note rag-letter action 1.1 40: folded", "warning heading plan  : odd",
        "note rag-letter action 1.2 51: folded",
        "note name-case action 1.2 4: “Rose case” was read as “Rose Case”",
        "warning rag-missing action 1.2 4: it has no RAG",
      ])
    #expect(plan[Schema.id(.findings, "line")].isBlank(at: 1))
  }

  @Test func whatTravelledInKeepsItsLineIfItIsFoundAgainAndGoesIfNot() throws {
    let small = doubtful()
    small.builder.addFinding(
      .warning, rule: "rag-missing", entity: .actions, ref: "1.2", message: "it has no RAG", line: 77)
    small.builder.addFinding(
      .warning, rule: "rag-missing", entity: .actions, ref: "1.1", message: "it has no RAG", line: 76)
    small.builder.addFinding(
      .note, rule: "name-case", entity: .actions, ref: "1.1", message: "read otherwise", line: 75)
    #expect(
      try small.finish().found == [
        "note name-case action 1.1 75: read otherwise",
        "note name-case action 1.2 4: “Rose case” was read as “Rose Case”",
        "warning rag-missing action 1.2 77: it has no RAG",
      ])
  }

  @Test func findingsAreTheSameWhenTheyTravel() throws {
    let first = try doubtful().finish()
    // The second plan is written with the names that the first one read.
    let again = SmallPlan()
    again.faultless()
    again.action(2, lead: ["Rose Case"], rag: 0, line: 900)
    let columns = ["rule", "entity", "ref", "message", "line"].map { first.texts(.findings, $0) }
    for row in 0..<first[.findings].rowCount {
      let severity = Severity(rawValue: first.choices(.findings, "severity").codes[row]) ?? .note
      let entity = try #require(Schema.source(named: columns[1][row])).entity
      again.builder.addFinding(
        severity, rule: columns[0][row], entity: entity, ref: columns[2][row], message: columns[3][row],
        line: Int(columns[4][row]) ?? 0)
    }
    #expect(try again.finish().found == first.found)
  }

  @Test func checksReportInDocumentOrder() throws {
    let small = SmallPlan()
    small.objective(1)
    small.indicator(1, owner: ["Pam"], rag: 0)
    small.objective(2)
    small.indicator(1, rag: 0)
    small.action(1, due: [], rag: 0)
    small.action(5, due: [])
    small.builder.setParent(of: .actions, to: 0)
    #expect(
      try small.finish().found.map { $0.split(separator: " ")[1...3].joined(separator: " ") } == [
        "rag-missing indicator 1.1", "target-missing indicator 1.1",
        "lead-missing action 1.5", "due-missing action 1.5", "owner-missing indicator 2.1",
        "rag-missing indicator 2.1", "target-missing indicator 2.1", "lead-missing action 2.1",
        "rag-missing action 2.1", "due-missing action 2.1", "officer-unlisted officer Pam",
      ])
  }
}
