import Testing

@testable import Plan

@Suite struct DerivationTests {
  @Test func refsNumbersAndLinks() throws {
    let small = SmallPlan()
    small.objective(2)
    small.indicator(1)
    small.target("50%")
    small.target("75%")
    small.action(4)
    small.action(nil, line: 9)
    small.objective(nil, line: 7)
    small.risk(3, impact: 2, likelihood: 4, score: 8)
    let plan = try small.finish()
    #expect(plan.texts(.actions, "ref") == ["2.4", "2.2"])
    #expect(plan.texts(.actions, "objective") == ["2", "2"])
    #expect(plan.texts(.risks, "ref") == ["2.3"])
    #expect(plan.texts(.objectives, "number") == ["2", "2"])
    #expect(plan.texts(.objectives, "actions") == ["2.4; 2.2", ""])
    #expect(plan.texts(.objectives, "risks") == ["", "2.3"])
    #expect(plan.texts(.objectives, "indicators") == ["2.1", ""])
    #expect(plan.texts(.indicators, "targets") == ["50%; 75%"])
    #expect(plan.texts(.targets, "indicator") == ["2.1", "2.1"])
    #expect(plan.texts(.targets, "objective") == ["2", "2"])
    #expect(plan.texts(.targets, "value") == ["50", "75"])
    #expect(plan.texts(.targets, "unit") == ["%", "%"])
    #expect(plan.texts(.risks, "impact_label") == ["minor"])
    #expect(plan.texts(.risks, "likelihood_label") == ["almost certain"])
    #expect(
      plan.found(rule: "number-missing") == [
        "warning number-missing action 2.2 9: it has no number and is counted as 2",
        "warning number-missing objective 2 7: it has no number and is counted as 2",
      ])
  }

  @Test func partiesOfEveryKind() throws {
    let small = SmallPlan()
    small.officer("Rose Case", role: "Team Manager")
    small.officer("James Vaughan")
    small.objective(1)
    small.indicator(1, owner: ["Rose case"], rag: Rag.amber)
    small.indicator(2, owner: ["Pam", "Rose Case"], rag: Rag.red)
    small.action(
      1, lead: [PlanBuilder.Party(name: "James Vaughan", agency: "Wiltshire Police")], monitor: ["Rose Case"],
      evaluator: ["pam", PlanBuilder.Party(name: "SMT", kind: .group)])
    small.action(2, lead: ["James Vaughan"], monitor: ["smt"])
    let plan = try small.finish()
    #expect(plan.texts(.officers, "name") == ["Rose Case", "James Vaughan", "Pam"])
    #expect(plan.texts(.officers, "listed") == ["yes", "yes", "no"])
    #expect(plan.texts(.officers, "role") == ["Team Manager", "", ""])
    #expect(plan.texts(.officers, "owns") == ["1.1; 1.2", "", "1.2"])
    #expect(plan.texts(.officers, "leads") == ["", "1.1; 1.2", ""])
    #expect(plan.texts(.officers, "monitors") == ["1.1", "", ""])
    #expect(plan.texts(.officers, "evaluates") == ["", "", "1.1"])
    #expect(plan.texts(.officers, "actions") == ["1.1", "1.1; 1.2", "1.1"])
    #expect(plan.texts(.groups, "name") == ["Wiltshire Police", "SMT"])
    #expect(plan.texts(.groups, "kind") == ["agency", "group"])
    #expect(plan.texts(.groups, "leads") == ["1.1", ""])
    #expect(plan.texts(.groups, "actions") == ["1.1", "1.1; 1.2"])
    #expect(plan.texts(.parties, "name") == ["Rose Case", "Pam", "James Vaughan", "SMT", "James Vaughan"])
    #expect(plan.texts(.parties, "agency") == ["", "", "Wiltshire Police", "", ""])
    #expect(plan.texts(.parties, "role") == ["Team Manager", "", "", "", ""])
    #expect(plan.texts(.objectives, "owner") == ["Rose Case; Pam"])
    #expect(plan.texts(.objectives, "rag") == ["R"])
    #expect(
      plan.texts(.assignments, "item") == ["1.1", "1.2", "1.2", "1.1", "1.1", "1.1", "1.1", "1.2", "1.2"])
    #expect(
      plan.texts(.assignments, "part") == [
        "owner", "owner", "owner", "lead", "monitor", "evaluator", "evaluator", "lead", "monitor",
      ])
    #expect(plan.texts(.assignments, "party").first == "Rose Case")
    #expect(plan.texts(.assignments, "objective") == Array(repeating: "1", count: 9))
  }
}
