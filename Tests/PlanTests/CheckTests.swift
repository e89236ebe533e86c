import Testing

@testable import Plan

/// What a faultless plan is given in addition, and every finding that follows.
struct CheckCase: CustomTestStringConvertible, Sendable {
  var rule: String
  var add: @Sendable (SmallPlan) -> Void
  var findings: [String]

  init(_ rule: String, _ add: @escaping @Sendable (SmallPlan) -> Void, _ findings: String...) {
    self.rule = rule
    self.add = add
    self.findings = findings
  }

  var testDescription: String { rule }

  static let rose: [PlanBuilder.Party] = ["Rose Case"]

  static let all = [
    CheckCase(
      "rag-missing", { $0.action(2, lead: rose, rag: 0, line: 12) },
      "warning rag-missing action 1.2 12: it has no RAG"),
    CheckCase(
      "rag-missing",
      {
        $0.indicator(2, owner: rose, rag: 0, line: 12)
        $0.target("1")
      }, "warning rag-missing indicator 1.2 12: it has no RAG"),
    CheckCase(
      "text-missing", { $0.target("", Period(financialYear: 2012), line: 9) },
      "warning text-missing target 1.1 9: it has no text"),
    CheckCase(
      "number-range", { $0.risk(-3, impact: 1, likelihood: 1, score: 1, line: 7) },
      "error number-range risk -3 7: the number -3 is not from 0 to 2147483647"),
    CheckCase(
      "number-range", { $0.action(1 << 32, lead: rose, line: 7) },
      "error number-range action 4294967296 7: the number 4294967296 is not from 0 to 2147483647"),
    CheckCase(
      "number-duplicate",
      {
        $0.action(3, lead: rose)
        $0.action(1, lead: rose, line: 20)
        $0.action(1, lead: rose, line: 21)
      }, "warning number-duplicate action 1.1 20: an earlier action has the number 1 too"),
    CheckCase(
      "number-duplicate",
      {
        $0.objective(1, line: 30)
        $0.indicator(1, owner: rose)
        $0.target("1")
        $0.action(1, lead: rose)
      }, "warning number-duplicate objective 1 30: an earlier objective has the number 1 too"),
    CheckCase(
      "number-missing", { $0.action(nil, lead: rose, line: 13) },
      "warning number-missing action 1.2 13: it has no number and is counted as 2"),
    CheckCase(
      "parent-missing",
      {
        $0.action(8, lead: rose, line: 14)
        $0.builder.setParent(of: .actions, to: 99)
      }, "error parent-missing action 8 14: it belongs to no objective"),
    CheckCase(
      "objective-incomplete", { $0.objective(2, line: 15) },
      "warning objective-incomplete objective 2 15: it has no indicator",
      "warning objective-incomplete objective 2 15: it has no action"),
    CheckCase(
      "owner-missing",
      {
        $0.indicator(2, line: 12)
        $0.target("1")
      }, "warning owner-missing indicator 1.2 12: it has no owner"),
    CheckCase(
      "lead-missing", { $0.action(2, line: 12) }, "warning lead-missing action 1.2 12: nobody leads it"),
    CheckCase(
      "target-missing", { $0.indicator(2, owner: rose, line: 12) },
      "note target-missing indicator 1.2 12: it has no target"),
    CheckCase(
      "target-period", { $0.target("75%", nil, line: 12) },
      "warning target-period target 1.1 12: a target is for no year"),
    CheckCase(
      "target-duplicate", { $0.target("75%", line: 12) },
      "warning target-duplicate target 1.1 12: an earlier target is for 2011/12 too"),
    CheckCase(
      "due-missing", { $0.action(2, lead: rose, due: [], line: 12) },
      "warning due-missing action 1.2 12: it has no date"),
    CheckCase(
      "due-before-start",
      {
        $0.action(2, lead: rose, starts: "2011-11", due: ["2011-09", "2011-10"], line: 12)
        $0.action(3, lead: rose, starts: "2011-11", due: ["2011-09", "2011-11"])
        $0.action(4, lead: rose, starts: "2011-10-15", due: ["2011-10"])
        $0.action(5, lead: rose, starts: "2011-10-15", due: [])
      },
      "error due-before-start action 1.2 12: it is due by 2011-10-31, before it starts on 2011-11-01"),
    CheckCase(
      "scale", { $0.risk(2, impact: 5, likelihood: 2, score: 10, line: 12) },
      "error scale risk 1.2 12: the impact 5 is not from 1 to 4"),
    CheckCase(
      "scale", { $0.risk(2, impact: 1, likelihood: 0, score: 0, line: 12) },
      "error scale risk 1.2 12: the likelihood 0 is not from 1 to 4"),
    CheckCase(
      "score-missing", { $0.risk(2, impact: 1, likelihood: nil, score: 1, line: 12) },
      "warning score-missing risk 1.2 12: it has no likelihood"),
    CheckCase(
      "score-mismatch", { $0.risk(2, impact: 2, likelihood: 3, score: 5, line: 12) },
      "error score-mismatch risk 1.2 12: the score 5 is not 2 × 3"),
    CheckCase(
      "officer-unlisted",
      { $0.action(2, lead: [PlanBuilder.Party(name: "Pam Robinson", line: 12)], monitor: ["Pam Robinson"]) },
      "warning officer-unlisted officer Pam Robinson 12: they are not in the list of named officers"),
    CheckCase(
      "officer-idle", { $0.officer("Ceri Burton", line: 12) },
      "note officer-idle officer Ceri Burton 12: they are listed and have no part in anything"),
    CheckCase(
      "officer-duplicate", { $0.officer("ROSE  CASE", line: 12) },
      "warning officer-duplicate officer ROSE  CASE 12: they are listed more than once; the first row has their parts"
    ),
    CheckCase(
      "officer-unnamed", { $0.officer("", line: 12) },
      "warning officer-unnamed officer  12: an officer has no name"),
    CheckCase(
      "kind-conflict",
      {
        $0.action(
          2, lead: [PlanBuilder.Party(name: "Rose Case", agency: "Police")],
          monitor: [PlanBuilder.Party(name: "police", kind: .group, line: 12)])
      },
      "warning kind-conflict group police 12: the name stands for more than one kind of party: agency, group"),
    CheckCase(
      "name-case",
      {
        $0.action(
          2, lead: [PlanBuilder.Party(name: "Rose case", line: 12)],
          monitor: [PlanBuilder.Party(name: "Rose case", line: 13)])
      }, "note name-case action 1.2 12: “Rose case” was read as “Rose Case”"),
    CheckCase(
      "party-unnamed",
      { $0.action(2, lead: [PlanBuilder.Party(name: " ", line: 12), "Rose Case"]) },
      "warning party-unnamed action 1.2 12: a party without a name was left out of lead"),
    CheckCase(
      "party-repeated",
      { $0.action(2, lead: ["Rose Case", PlanBuilder.Party(name: "Rose Case", line: 12)]) },
      "note party-repeated action 1.2 12: Rose Case stands twice in lead"),
  ]
}

@Suite struct CheckTests {
  @Test func nothingIsFoundInAFaultlessPlan() throws {
    let small = SmallPlan()
    small.faultless()
    #expect(try small.finish().found == [])
  }

  @Test(arguments: CheckCase.all) func finds(_ example: CheckCase) throws {
    let small = SmallPlan()
    small.faultless()
    example.add(small)
    #expect(try small.finish().found == example.findings)
    #expect(example.findings.contains { $0.contains(" \(example.rule) ") })
  }

  @Test func everyRuleHasACaseAndItsOwnName() {
    let rules = FindingRule.all.map(\.name)
    #expect(Set(rules).count == rules.count)
    #expect(Set(rules) == Set(CheckCase.all.map(\.rule)))
    #expect(FindingRule.all.allSatisfy { !$0.help.isEmpty && ($0.check == nil) == $0.isAboutReading })
  }
}
