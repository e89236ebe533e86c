import Plan

// The values of an item's own fields, each by its kind. The scanner stands at the value.

extension JSONReading {
  mutating func scalar(_ field: FieldID, _ member: JSONShape.Member) throws(JSONFault) {
    if scanner.next == UInt8(ascii: "n"), scanner.takeWord("null") { return }
    switch member.kind {
    case .text: try text(field, member)
    case .integer:
      lastInteger = try integer(member)
      builder.set(field, integer: lastInteger)
    case .choice(let enumeration):
      let code = try choice(enumeration, member)
      builder.set(field, code: code)
    case .period:
      if let period = try period(member, "a string or null") { builder.set(field, period: period) }
    case .periods: try periods(field, member)
    case .parties: try parties(field, member)
    case .item, .items: break
    }
  }

  mutating func text(_ field: FieldID, _ member: JSONShape.Member) throws(JSONFault) {
    let text = try quotedText(member)
    builder.set(field, text: scanner.bytes(of: text))
  }

  /// A number that was meant as text.
  private var quoteHint: String? {
    JSONByte.beginsNumber(scanner.next) ? "write it in double quotes" : nil
  }

  mutating func integer(_ member: JSONShape.Member) throws(JSONFault) -> Int64 {
    if let plain = scanner.plainInteger() { return plain }
    let start = scanner.position
    guard JSONByte.beginsNumber(scanner.next) else {
      throw wrongType(member.name, "a whole number or null", hint: numberHint)
    }
    let number = try scanner.number()
    let digits = scanner.slice(number.start, number.end)
    switch WholeNumber.read(digits, isPlain: number.isPlain) {
    case .value(let value): return value
    case .notWhole: throw JSONFault(.notWhole(member.name, found: scanner.word(from: start)), at: start)
    case .tooLarge: throw JSONFault(.tooLarge(member.name, found: scanner.word(from: start)), at: start)
    }
  }

  /// A text that was meant as a number.
  private var numberHint: String? {
    guard scanner.next == JSONByte.quote else { return nil }
    var again = scanner
    guard let text = try? again.string() else { return nil }
    let content = again.string(of: text)
    return Int64(content) == nil ? nil : "write \(content) without quotes"
  }

  /// A code of an enumeration, 0 for blank.
  mutating func choice(
    _ enumeration: Enumeration, _ member: JSONShape.Member
  ) throws(JSONFault) -> UInt8 {
    let start = scanner.position
    guard scanner.next == JSONByte.quote else { throw wrongType(member.name, "a string or null") }
    let text = try scanner.string()
    if let code = texts.code(of: scanner.bytes(of: text), in: enumeration) { return code }
    let found = JSONProblem.quoted(scanner.string(of: text))
    throw JSONFault(.notChoice(member.name, values: enumeration.values, found: found), at: start)
  }

  // MARK: - Periods

  /// nil for blank text.
  private mutating func period(
    _ member: JSONShape.Member, _ expected: StaticString, inList: Bool = false
  ) throws(JSONFault) -> Period? {
    let start = scanner.position
    guard scanner.next == JSONByte.quote else {
      throw wrongType(inList ? "each of \(member.name)" : member.name, "\(expected)", hint: quoteHint)
    }
    let text = try scanner.string()
    if let period = texts.period(of: scanner.bytes(of: text)) { return period }
    if scanner.bytes(of: text).isEmpty { return nil }
    throw JSONFault(.notPeriod(JSONProblem.quoted(scanner.string(of: text))), at: start)
  }

  private mutating func periods(_ field: FieldID, _ member: JSONShape.Member) throws(JSONFault) {
    guard scanner.next == JSONByte.openBracket else {
      if let period = try period(member, "a string, a list of strings or null") {
        builder.append(field, period: period)
      }
      return
    }
    guard try scanner.beginMembers(close: JSONByte.closeBracket) else { return }
    repeat {
      if scanner.takeWord("null") { continue }
      if let period = try period(member, "a string", inList: true) {
        builder.append(field, period: period)
      }
    } while try scanner.nextMember(close: JSONByte.closeBracket)
  }

  // MARK: - Parties

  private mutating func parties(_ field: FieldID, _ member: JSONShape.Member) throws(JSONFault) {
    guard scanner.next == JSONByte.openBracket else { return try party(field, member, inList: false) }
    guard try scanner.beginMembers(close: JSONByte.closeBracket) else { return }
    repeat {
      if scanner.takeWord("null") { continue }
      try party(field, member, inList: true)
    } while try scanner.nextMember(close: JSONByte.closeBracket)
  }

  private mutating func party(
    _ field: FieldID, _ member: JSONShape.Member, inList: Bool
  ) throws(JSONFault) {
    let line = scanner.line
    var party = PlanBuilder.Party(name: "", line: line)
    switch scanner.next {
    case JSONByte.quote:
      let text = try scanner.string()
      let name = scanner.bytes(of: text)
      if !name.isEmpty { builder.append(field, name: name, line: line) }
      return
    case JSONByte.openBrace: try partyObject(&party)
    default:
      throw inList
        ? wrongType("each of \(member.name)", "a name or an object")
        : wrongType(member.name, "a name, an object, a list of these or null")
    }
    builder.append(field, party: party)
  }

  private mutating func partyObject(_ party: inout PlanBuilder.Party) throws(JSONFault) {
    let shape = shape(of: .parties)
    var cursor = Cursor()
    while let index = try nextMember(of: shape, &cursor) {
      let member = shape.members[index]
      if scanner.takeWord("null") { continue }
      switch member.field {
      case PartyField.name: party.name = try plainText(member)
      case PartyField.agency: party.agency = try plainText(member)
      default: party.kind = PartyKind(rawValue: try choice(.kind, member))
      }
    }
  }

  /// A text that goes into no column as it is.
  private mutating func plainText(_ member: JSONShape.Member) throws(JSONFault) -> String {
    let text = try quotedText(member)
    return texts.string(of: scanner.bytes(of: text))
  }

  mutating func quotedText(_ member: JSONShape.Member) throws(JSONFault) -> JSONText {
    guard scanner.next == JSONByte.quote else {
      throw wrongType(member.name, "a string or null", hint: quoteHint)
    }
    return try scanner.string()
  }
}

private enum PartyField {
  static let name = Schema.id(.parties, "name")
  static let agency = Schema.id(.parties, "agency")
}
