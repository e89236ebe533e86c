/// What the grammar lets stand at a place of a text that is being typed. Nothing here is a list of what may follow:
/// each word of the grammar is put there, and the parser says whether it takes it as such.
package struct Continuations: Sendable {
  /// The part of the text before the cursor that a completion replaces.
  package enum Partial: Hashable, Sendable {
    case nothing
    case name(String)
    /// Without its quote; escapes resolved.
    case string(String)
    /// Without `$`.
    case parameter(String)
    /// A number or date that is being typed.
    case number(String)
    /// In a comment, a regular expression or a shell text: nothing of the language stands there.
    case foreign
  }

  package struct Word: Sendable {
    /// `order by`, `worse than`, `=`, `all(`
    package var text: String
    /// One line of help; empty where there is none.
    package var help: String
    package var kind: WordKind
    /// The text as if the word stood there, with the hole for what is missing behind it.
    package var script: Script
  }

  package enum WordKind: Hashable, Sendable {
    case statement, clause, setOperator
    /// A word or sign between values or before them.
    case `operator`
    /// A word that is a value by itself or begins one: `today`, `blank`.
    case value
    /// A second word, such as `by`.
    case other
  }

  package var partial: Partial
  /// The range of the partial, in UTF-8 of the whole text.
  package var range: SourceRange
  package var missing: MissingPart?
  package var words: [Word]
  /// The text before the partial, with the hole where something is missing.
  package var script: Script
  /// The parameters that the text itself names before.
  package var parameters: [String]

  /// Takes the statements of an entry up to the cursor.
  /// - Parameter offset: where the text stands in a larger one, for `range`.
  package init(_ text: String, offset: Int = 0) {
    let bytes = Array(text.utf8)
    let end = bytes.count
    guard end <= Self.lengthLimit else {
      self.init(partial: .foreign, range: SourceRange(offset + end, offset + end))
      return
    }
    var scan = RecursiveDescent(bytes)
    while !scan.current.isEnd { scan.advance() }
    let (partial, start) = Self.partial(&scan)
    self.init(partial: partial, range: SourceRange(offset + start, offset + end))
    for token in scan.tokens {
      if case .parameter(let name) = token.kind, token.range.end < end, !parameters.contains(name) {
        parameters.append(name)
      }
    }
    if case .foreign = partial { return }
    let head = Array(bytes[..<start])
    let parsed = Self.parse(head)
    (script, missing) = (parsed.script, parsed.missing)
    if case .string = partial { return }
    if case .parameter = partial { return }
    let separator: [UInt8] = head.last.map { $0.isWord || $0 == UInt8(ascii: "\"") } == true ? [0x20] : []
    for (text, help, kind) in Self.vocabulary {
      let with = Self.parse(head + separator + Array(text.utf8))
      guard with.problems == parsed.problems, !with.names.contains(head.count + separator.count) else {
        continue
      }
      words.append(Word(text: text, help: help, kind: kind, script: with.script))
    }
  }

  /// Longer texts are not completed: each word is tried on all of it.
  private static let lengthLimit = 4_000

  private init(partial: Partial, range: SourceRange) {
    self.partial = partial
    self.range = range
    words = []
    script = Script(statements: [])
    parameters = []
  }

  // MARK: - Trying

  private struct Parsed {
    var script: Script
    var missing: MissingPart?
    var names: Set<Int>
    var problems: Int
  }

  private static func parse(_ bytes: [UInt8]) -> Parsed {
    var parser = RecursiveDescent(bytes)
    parser.completion = Completion()
    let script = parser.line()
    return Parsed(
      script: script, missing: parser.completion?.missing, names: parser.completion?.names ?? [],
      problems: parser.problemCount)
  }

  // MARK: - What is being typed

  private static func partial(_ scan: inout RecursiveDescent) -> (Partial, start: Int) {
    let end = scan.lexer.bytes.count
    if let comment = scan.lexer.comments.last, comment.tokenIndex >= scan.index, !scan.endsWithLineBreak {
      return (.foreign, end)
    }
    guard scan.index > 0 else { return (.nothing, end) }
    let last = scan.tokens[scan.index - 1]
    let isOpen = scan.lexer.endsInsideLiteral
    if case .pipe = last.kind { return (.foreign, end) }
    guard last.range.end == end || isOpen else { return (.nothing, end) }
    let first = scan.lexer.byte(last.range.start)
    switch last.kind {
    case .string(let text):
      guard isOpen else { return (.nothing, end) }
      // White space at the end belongs to what is typed.
      return first == UInt8(ascii: "\"") ? (.string(text), last.range.start) : (.foreign, end)
    case .regex: return isOpen ? (.foreign, end) : (.nothing, end)
    case .name(let name) where first.isLetter: return (.name(name), last.range.start)
    case .parameter(let name): return (.parameter(name), last.range.start)
    case .invalid where first == UInt8(ascii: "$"): return (.parameter(""), last.range.start)
    case .number, .date, .duration:
      return (.number(scan.source(last.range)), last.range.start)
    case .invalid where first.isDigit: return (.number(scan.source(last.range)), last.range.start)
    default: return (.nothing, end)
    }
  }

  // MARK: - The words

  private static let vocabulary: [(text: String, help: String, kind: WordKind)] = {
    var found: [(text: String, help: String, kind: WordKind)] = []
    func add(_ text: String, _ help: String, _ kind: WordKind) {
      if !found.contains(where: { $0.text == text }) { found.append((text, help, kind)) }
    }
    for word in StatementWords.all { add(word.keyword, word.help, .statement) }
    for word in Operators.all {
      // `in` takes a list or a period, which the binder tells apart.
      add(word.keyword, word.help, .operator)
      if word.keyword.hasSuffix("in") { add(word.keyword + " (", word.help, .operator) }
    }
    for word in Clauses.all { add(word.keyword, word.help, .clause) }
    for word in SetOperators.all { add(word.keyword, word.help, .setOperator) }
    for word in ListQuantifier.allCases { add(word.rawValue + "(", "", .operator) }
    let phrases = found.map(\.text)
    for keyword in Keyword.allCases {
      // A word that only stands within a phrase is offered behind the phrase's first word.
      if phrases.contains(where: { $0.hasPrefix(keyword.rawValue + " ") }), keyword != .as { continue }
      switch keyword {
      case .today, .this, .next, .last, .blank: add(keyword.rawValue, "", .value)
      default: add(keyword.rawValue, "", .other)
      }
    }
    for unit in RelativeUnit.allCases { add(unit.rawValue, "", .other) }
    for dialect in SQLDialectName.allCases { add(dialect.rawValue, "", .other) }
    return found
  }()
}

extension RecursiveDescent {
  fileprivate var endsWithLineBreak: Bool { lexer.bytes.last?.isLineBreak ?? false }
}
