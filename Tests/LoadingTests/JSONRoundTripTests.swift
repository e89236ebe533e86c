import Loading
import Plan
import TestSupport
import Testing

/// Write, read, write: the same plan, and the same bytes.
struct JSONRoundTripTests {
  private func checkRoundTrip(_ plan: Plan, _ what: String) throws {
    let first = try writeJSON(plan)
    let again = try readJSON(first)
    let second = try writeJSON(again)
    let difference = Difference.show(expected: first, actual: second)
    #expect(first.utf8.elementsEqual(second.utf8), "\(what): - first, + second:\n\(difference)")
    #expect(DocumentDump(plan: again).items == DocumentDump(plan: plan).items, "\(what)")
    #expect(again[.findings].rowCount == plan[.findings].rowCount, "\(what)")
  }

  @Test func seedPlan() throws { try checkRoundTrip(readDocument(seedBytes), "seed") }

  @Test func emptyPlan() throws {
    let plan = try PlanBuilder().finish()
    #expect(try writeJSON(plan) == "{\n  \"plan\": {},\n  \"objectives\": []\n}\n")
    try checkRoundTrip(plan, "empty")
  }

  @Test func randomPlans() throws {
    var actions = 0
    for seed in 0..<300 {
      let plan = try RandomPlan.make(seed: UInt64(seed))
      actions += plan[.actions].rowCount
      try checkRoundTrip(plan, "seed \(seed)")
    }
    #expect(actions > 500)
  }

  /// Files of several pieces, and texts longer than one.
  @Test func longPlan() throws {
    let builder = PlanBuilder()
    for number in 1...2000 {
      builder.begin(.objectives, line: number)
      builder.set(
        Schema.id(.objectives, "title"), text: String(repeating: "long \"title\" ", count: number % 50))
    }
    builder.set(Schema.id(.objectives, "title"), text: String(repeating: "é", count: 100_000))
    var sizes: [Int] = []
    let plan = try builder.finish()
    try JSONWriter.write(plan) { sizes.append($0.count) }
    #expect(sizes.count > 5)
    try checkRoundTrip(plan, "long")
  }

  @Test func layout() throws {
    let text = """
      {"objectives": [
        {"number": 2, "title": "Line\\nbreak", "risks": [{"impact": 5}], "actions": [
          {"rag": "r", "owner": ["Rose Case", {"name": "Audit", "kind": "group"}],
           "monitor": {"name": "Sam", "agency": "Police"}, "due": ["2011-10", "October 2012"],
           "completion": "as planned"},
          {"completion": "Ongoing", "due": []}],
         "indicators": [{"measure": "m", "targets": [{"text": "5%", "period": "2011/12"}, {}]}]}],
       "plan": {"date": "July 2011"}, "officers": ["Rose Case", {"role": "Manager", "name": "Sam"}],
       "risks": [{"number": 1, "impact": 1, "likelihood": 1, "score": 1, "description": "lost"}]}
      """
    expectGolden(actual: try writeJSON(readJSON(text)), file: "plans/layout.json")
  }

  /// A plain name would be read as the group of that name.
  @Test func officerNamedLikeAGroup() throws {
    let text = """
      {"objectives": [{"actions": [
        {"lead": {"name": "Audit", "kind": "group"}, "monitor": {"name": "audit", "kind": "officer"}}]}]}
      """
    let plan = try readJSON(text)
    #expect(DocumentDump(plan: plan).items[2].hasSuffix("\tAudit [group]\taudit\t\t\t"))
    try checkRoundTrip(plan, "like a group")
  }

  @Test func sinkErrorsEndTheWriting() throws {
    struct Full: Error {}
    let plan = try readDocument(seedBytes)
    #expect(throws: Full.self) { try JSONWriter.write(plan) { _ in throw Full() } }
  }
}
