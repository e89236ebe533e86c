import Plan

// What was found when the plan was first read, and travels along.

extension JSONReading {
  mutating func finding() throws(JSONFault) {
    try countItem()
    guard scanner.next == JSONByte.openBrace else { throw wrongType("each of findings", "an object") }
    var finding = TravellingFinding()
    let shape = JSONShape[.findings]
    var cursor = Cursor()
    while let index = try nextMember(of: shape, &cursor) {
      let member = shape.members[index]
      if scanner.takeWord("null") { continue }
      switch member.field {
      case FindingField.severity: finding.severity = Severity(rawValue: try choice(.severity, member.name))
      case FindingField.rule: finding.rule = try plainText(member.name)
      case FindingField.entity: finding.entity = try entity(member.name)
      case FindingField.ref: finding.ref = try plainText(member.name)
      case FindingField.message: finding.message = try plainText(member.name)
      default: finding.line = Int(clamping: try integer(member.name))
      }
    }
    builder.addFinding(
      finding.severity ?? .warning, rule: finding.rule, entity: finding.entity, ref: finding.ref,
      message: finding.message, line: finding.line)
  }

  private mutating func entity(_ name: String) throws(JSONFault) -> Entity {
    let start = scanner.position
    let text = try plainText(name)
    if text.isEmpty { return .plan }
    if let found = FindingField.entities[text] { return found }
    throw JSONFault(.notEntity(JSONProblem.quoted(text)), at: start)
  }
}

private struct TravellingFinding {
  var severity: Severity?
  var rule = ""
  var entity = Entity.plan
  var ref = ""
  var message = ""
  var line = 0
}

private enum FindingField {
  static let severity = Schema.id(.findings, "severity")
  static let rule = Schema.id(.findings, "rule")
  static let entity = Schema.id(.findings, "entity")
  static let ref = Schema.id(.findings, "ref")
  static let message = Schema.id(.findings, "message")

  static let entities = Dictionary(
    Schema.entities.flatMap { [($0.singular, $0.entity), ($0.name, $0.entity)] },
    uniquingKeysWith: { first, _ in first })
}
