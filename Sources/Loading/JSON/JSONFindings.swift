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
      case FindingField.rule: finding.rule = try findingText(.rule, member.name)
      case FindingField.entity: finding.entity = try entity(member.name)
      case FindingField.ref: finding.ref = try findingText(.ref, member.name)
      case FindingField.message: finding.message = try findingText(.message, member.name)
      default: finding.line = Int(clamping: try integer(member.name))
      }
    }
    builder.addFinding(
      finding.severity ?? .warning, rule: finding.rule, entity: finding.entity, ref: finding.ref,
      message: finding.message, line: finding.line)
  }

  private mutating func entity(_ name: String) throws(JSONFault) -> Entity {
    let start = scanner.position
    let text = try quotedText(name)
    if scanner.with(text, { $0.isEmpty }) { return .plan }
    if let found = scanner.with(text, FindingField.entity) { return found }
    throw JSONFault(.notEntity(JSONProblem.quoted(scanner.string(of: text))), at: start)
  }

  private mutating func findingText(_ kind: FindingText, _ name: String) throws(JSONFault) -> UInt32 {
    let text = try quotedText(name)
    return scanner.with(text) { builder.findingText(kind, $0) }
  }
}

private struct TravellingFinding {
  var severity: Severity?
  /// Codes of the builder's; 0 is the empty text.
  var rule: UInt32 = 0
  var entity = Entity.plan
  var ref: UInt32 = 0
  var message: UInt32 = 0
  var line = 0
}

private enum FindingField {
  static let severity = Schema.id(.findings, "severity")
  static let rule = Schema.id(.findings, "rule")
  static let entity = Schema.id(.findings, "entity")
  static let ref = Schema.id(.findings, "ref")
  static let message = Schema.id(.findings, "message")

  /// Entities by both their names.
  private static let entities = Schema.entities.flatMap { description in
    [description.singular, description.name].map { (Array($0.utf8), description.entity) }
  }

  static func entity(named text: UnsafeBufferPointer<UInt8>) -> Entity? {
    entities.first { $0.0.count == text.count && $0.0.elementsEqual(text) }?.1
  }
}
