// Values whose meaning does not matter: checked as JSON, and named for errors.

extension JSONScanner {
  /// Checks a value and all that is in it; `depth` objects and lists are open around it.
  mutating func skipValue(depth: Int) throws(JSONFault) {
    skipSpace()
    switch next {
    case JSONByte.quote: _ = try string()
    case JSONByte.openBrace: try skipObject(depth: depth + 1)
    case JSONByte.openBracket: try skipList(depth: depth + 1)
    case let byte where JSONByte.beginsNumber(byte): _ = try number()
    default:
      if !takeWord("null"), !takeWord("true"), !takeWord("false") { throw expected("a value") }
    }
  }

  private mutating func skipObject(depth: Int) throws(JSONFault) {
    try checkDepth(depth)
    guard try beginMembers(close: JSONByte.closeBrace) else { return }
    repeat {
      _ = try key()
      try skipValue(depth: depth)
    } while try nextMember(close: JSONByte.closeBrace)
  }

  private mutating func skipList(depth: Int) throws(JSONFault) {
    try checkDepth(depth)
    guard try beginMembers(close: JSONByte.closeBracket) else { return }
    repeat { try skipValue(depth: depth) } while try nextMember(close: JSONByte.closeBracket)
  }

  private func checkDepth(_ depth: Int) throws(JSONFault) {
    if depth > JSONProblem.depthLimit { throw JSONFault(.tooDeep, at: position) }
  }

  /// Takes the bracket that comes next; false where the object or list is empty, and then its end is taken too.
  @inline(__always) mutating func beginMembers(close: UInt8) throws(JSONFault) -> Bool {
    skip()
    skipSpace()
    return !take(close)
  }

  /// Takes what stands after a member: a comma, or the end of the object or list, which gives false.
  @inline(__always) mutating func nextMember(close: UInt8) throws(JSONFault) -> Bool {
    skipSpace()
    let place = position
    if take(JSONByte.comma) {
      skipSpace()
      if next == close { throw JSONFault(.trailingComma, at: place) }
      return true
    }
    guard take(close) else { throw expectedEnd(close) }
    return false
  }

  /// Takes a key and its colon, up to the value.
  @inline(__always) mutating func key() throws(JSONFault) -> JSONText {
    guard next == JSONByte.quote else { throw expected("a key in double quotes") }
    let key = try string()
    skipSpace()
    guard take(JSONByte.colon) else { throw expected("a colon after the key") }
    skipSpace()
    return key
  }

  private func expectedEnd(_ close: UInt8) -> JSONFault {
    expected(close == JSONByte.closeBrace ? "a comma or }" : "a comma or ]")
  }

  @inline(never) func expected(_ what: String) -> JSONFault {
    JSONFault(.expected(what, found: found), at: position)
  }

  /// What comes next, as an error names it.
  var found: String {
    if isAtEnd { return "the end of the text" }
    switch next {
    case JSONByte.quote: return "a string"
    case JSONByte.openBrace: return "an object"
    case JSONByte.openBracket: return "a list"
    case let byte where JSONByte.beginsNumber(byte): return "a number"
    default: break
    }
    let word = word(from: position)
    if ["null", "true", "false"].contains(word) { return word }
    if !word.isEmpty { return JSONProblem.quoted(word) }
    return JSONProblem.quoted(String(Unicode.Scalar(next)))
  }
}
