import Platform

/// Why the reading of a JSON text stopped, and at which byte. `JSONPlace` makes a line, a column and a path of that.
struct JSONFault: Error {
  var problem: JSONProblem
  var offset: Int

  @inline(never) init(_ problem: JSONProblem, at offset: Int) {
    self.problem = problem
    self.offset = offset
  }
}

/// All that can be wrong with a JSON plan, and in which words planq says so.
enum JSONProblem {
  case badEscape
  case badNumber(String)
  case cancelled
  case controlCharacter(UInt8)
  case duplicateAlias(String, of: String)
  case duplicateKey(String)
  case expected(String, found: String)
  case keyNested(String, entity: String, parent: String)
  case keyUnknown(String, nearest: String?, known: [String], owner: String)
  case keyWorkedOut(String)
  case loneSurrogate
  case moreFollows
  case noPlan
  case notChoice(String, values: [String], found: String)
  case notEntity(String)
  case notPeriod(String)
  case notUTF8
  case notWhole(String, found: String)
  case system(SystemError)
  case tooDeep
  case tooLarge(String, found: String)
  case trailingComma
  case unclosedString
  case utf16
  case wrongType(String, expected: String, found: String, hint: String?)

  static let depthLimit = 512

  var message: String {
    switch self {
    case .badEscape:
      return "this is no escape of JSON, such as \\n or \\u00e9; a backslash itself is written \\\\"
    case .badNumber(let text):
      return "“\(text)” is no number as JSON writes one"
    case .cancelled:
      return "reading was cancelled"
    case .controlCharacter(0x0A), .controlCharacter(0x0D):
      return "a string may not go on in the next line; a line break in it is written \\n"
    case .controlCharacter(0x09):
      return "a tab in a string is written \\t"
    case .controlCharacter(let byte):
      return "the control character \(Self.codePoint(UInt32(byte))) in a string is written \\u00"
        + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    case .duplicateAlias(let alias, let name):
      return "\(alias) is another name for \(name), and both are given"
    case .duplicateKey(let key):
      return "\(key) is given twice"
    case .expected(let expected, let found):
      return "expected \(expected), found \(found)"
    case .keyNested(let key, let entity, let parent):
      return "\(key) is not written: it follows from the \(parent) in whose list “\(entity)” the item stands"
    case .keyUnknown(let key, let nearest?, _, let owner):
      return "\(owner) has no key \(Self.quoted(key)); did you mean “\(nearest)”?"
    case .keyUnknown(let key, nil, let known, let owner):
      return "\(owner) has no key \(Self.quoted(key)); its keys are \(known.joined(separator: ", "))"
    case .keyWorkedOut(let key):
      return "\(key) is worked out by planq; leave it out"
    case .loneSurrogate:
      return "half of a surrogate pair stands alone"
    case .moreFollows:
      return "the text is complete before this, but more follows"
    case .noPlan:
      return "this is JSON, but no plan: a plan file looks like "
        + #"{"plan": {"title": "…"}, "objectives": [{"number": 1, "title": "…", "actions": [{"description": "…"}]}]}"#
    case .notChoice(let name, let values, let found):
      return "\(name) must be \(values.joined(separator: ", ")) or blank (null), found \(found)"
    case .notEntity(let found):
      return "\(found) is no kind of item in a plan"
    case .notPeriod(let found):
      return
        "\(found) is no date; write it as 2011-10-31, 2011-10, 2011-Q4, 2011/12, 2011 or 2011-10-03..2011-11-02"
    case .notUTF8:
      return "the text is not UTF-8"
    case .notWhole(let name, let found):
      return "\(name) must be a whole number or null, found \(found)"
    case .system(let error):
      return error.description
    case .tooDeep:
      return "lists and objects are nested more than \(Self.depthLimit) deep"
    case .tooLarge(let name, let found):
      return "\(name) must be from \(Int64.min) to \(Int64.max), found \(found)"
    case .trailingComma:
      return "nothing follows this comma; leave it out"
    case .unclosedString:
      return "the string that begins here is never closed"
    case .utf16:
      return "the text is UTF-16; save it as UTF-8"
    case .wrongType(let name, let expected, let found, let hint):
      return "\(name) must be \(expected), found \(found)" + (hint.map { "; " + $0 } ?? "")
    }
  }

  /// A text from the file as an error shows it: not too long, on one line, what cannot be seen as its number, and
  /// what only looks like a Latin letter with its number.
  static func quoted(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(longestShown) {
      shown += isInvisible(scalar) ? codePoint(scalar.value) : String(scalar)
    }
    if text.unicodeScalars.count > longestShown { shown += "…" }
    guard let only = text.unicodeScalars.first, text.unicodeScalars.count == 1, !only.isASCII,
      !isInvisible(only)
    else { return "“\(shown)”" }
    return "“\(shown)” (\(codePoint(only.value)))"
  }

  private static let longestShown = 40

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  static func codePoint(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
