/// A kind of doubt that `PlanBuilder` itself can report; loaders have further kinds of their own. A class, so that a
/// finding holds no more than a reference.
package final class FindingRule: Sendable {
  package let name: String
  package let severity: Severity
  package let help: String
  /// The plan no longer shows what was found, because reading put it right: a finding of this kind that travels in
  /// with a file is kept. Other kinds are found again, or are out of date.
  package let isAboutReading: Bool
  /// nil for kinds that are found while the plan is put together.
  let check: (@Sendable (Plan, inout CheckReport) -> Void)?

  init(_ name: String, _ severity: Severity, _ help: String) {
    self.name = name
    self.severity = severity
    self.help = help
    isAboutReading = true
    check = nil
  }

  init(
    _ name: String, _ severity: Severity, _ help: String,
    check: @escaping @Sendable (Plan, inout CheckReport) -> Void
  ) {
    self.name = name
    self.severity = severity
    self.help = help
    isAboutReading = false
    self.check = check
  }

  /// Every kind: first those of reading, then the checks in the order in which they run.
  package static let all: [FindingRule] = [
    numberMissing, nameCase, partyUnnamed, partyRepeated,
    parentMissing, numberRange, numberDuplicate, objectiveIncomplete, textMissing, ownerMissing, leadMissing,
    ragMissing, targetMissing, targetPeriod, targetDuplicate, dueMissing, dueBeforeStart, scale, scoreMissing,
    scoreMismatch, officerUnlisted, officerIdle, officerDuplicate, officerUnnamed, kindConflict,
  ]

  package static func named(_ name: String) -> FindingRule? { all.first { $0.name == name } }

  static let numberMissing = FindingRule(
    "number-missing", .warning, "an item has no number, and got its place among its siblings")
  static let nameCase = FindingRule(
    "name-case", .note, "a name is spelt in another way than before, and was read as the same name")
  static let partyUnnamed = FindingRule(
    "party-unnamed", .warning, "a party has no name, and was left out")
  static let partyRepeated = FindingRule(
    "party-repeated", .note, "a party stands twice in one list, and was kept once")
}

extension Plan {
  /// What a rule's check finds.
  func findings(of rule: FindingRule) -> [ItemFinding] {
    var report = CheckReport(rule: rule)
    rule.check?(self, &report)
    return report.findings
  }
}

/// What a check finds, in the order in which it finds it.
struct CheckReport {
  private(set) var findings: [ItemFinding] = []
  /// The rule whose check runs.
  let rule: FindingRule

  init(rule: FindingRule) { self.rule = rule }

  mutating func add(_ entity: Entity, _ row: Int, _ message: String) {
    findings.append(ItemFinding(rule: rule, entity: entity, row: row, message: message))
  }
}
