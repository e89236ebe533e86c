import Plan

// What was found when the plan was first read, and travels along.

extension JSONReading {
  mutating func finding() throws(JSONFault) {
    try countItem()
    guard scanner.next == JSONByte.openBrace else { throw wrongType("each of findings", "an object") }
    var finding = TravellingFinding()
    let shape = shape(of: .findings)
    var cursor = Cursor()
    while let index = try nextMember(of: shape, &cursor) {
      let member = shape.members[index]
      if scanner.takeWord("null") { continue }
      switch FindingField.order[index] {
      case .severity: finding.severity = Severity(rawValue: try choice(.severity, member))
      case .rule: finding.rule = try findingText(.rule, member)
      case .entity: finding.entity = try entity(member)
      case .ref: finding.ref = try findingText(.ref, member)
      case .message: finding.message = try findingText(.message, member)
      case .line: finding.line = Int(clamping: try integer(member))
      }
    }
    builder.addFinding(
      finding.severity ?? .warning, rule: finding.rule, entity: finding.entity, ref: finding.ref,
      message: finding.message, line: finding.line)
  }

  private mutating func entity(_ member: JSONShape.Member) throws(JSONFault) -> Entity {
    let start = scanner.position
    let text = try quotedText(member)
    if scanner.bytes(of: text).isEmpty { return .plan }
    if let found = FindingField.named(scanner.bytes(of: text)) { return found }
    throw JSONFault(.notEntity(JSONProblem.quoted(scanner.string(of: text))), at: start)
  }

  private mutating func findingText(_ kind: FindingText, _ member: JSONShape.Member) throws(JSONFault)
    -> UInt32
  {
    let text = try quotedText(member)
    return builder.findingText(kind, scanner.bytes(of: text))
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
  case severity, rule, entity, ref, message, line

  /// By the index of its member in the shape.
  static let order = JSONShape[.findings].members.map { member -> FindingField in
    switch member.name {
    case "severity": .severity
    case "rule": .rule
    case "entity": .entity
    case "ref": .ref
    case "message": .message
    default: .line
    }
  }

  /// Entities by both their names.
  private static let entities = Schema.entities.flatMap { description in
    [description.singular, description.name].map { (Array($0.utf8), description.entity) }
  }

  static func named(_ text: UnsafeBufferPointer<UInt8>) -> Entity? {
    entities.first { $0.0.count == text.count && $0.0.elementsEqual(text) }?.1
  }
}
