/// Language takes text and gives a syntax tree or diagnostics, and takes a syntax tree and gives text; it never
/// knows which entities and fields there are.
package enum Parser {
  /// The longest text, in bytes.
  package static let lengthLimit = 100_000
  /// How many brackets, `not` and minus signs may stand within each other.
  package static let nestingLimit = 200
  /// How many errors of one text are told.
  package static let errorLimit = 20

  /// Parses `line` of the grammar (language.md, Grammar), over several lines of text too. Never throws: what is wrong
  /// stands in the diagnostics, in the order of the text, and the script holds the statements without an error.
  package static func parse(_ text: String) -> ParseResult {
    let bytes = Array(text.utf8)
    guard bytes.count <= lengthLimit else {
      let range = SourceRange(lengthLimit, bytes.count)
      return ParseResult(
        script: Script(statements: []), diagnostics: [.textTooLong(range)], isIncomplete: false)
    }
    var parser = RecursiveDescent(bytes)
    let script = parser.line()
    return ParseResult(
      script: script, diagnostics: parser.diagnostics, isIncomplete: parser.isIncomplete)
  }
}

/// Something was wrong, and has been recorded.
struct Reported: Error {}

/// A recursive descent over the tokens: one function for each rule of the grammar, named after it. Every function
/// that consumes is `mutating`; every loop consumes at least one token in each round.
///
/// A line break ends a statement that is complete. So a token that must come is taken wherever it stands, and one
/// that may come (`continues`) only from the same line, within brackets, or if it is the word of a clause or a set
/// operator.
struct RecursiveDescent {
  var lexer: Lexer
  /// The tokens read so far. The parser looks a few tokens ahead, and never goes back.
  var tokens: [Token] = []
  var index = 0
  /// Brackets open here; within them line breaks mean nothing.
  var openBrackets = 0
  var nesting = 0
  /// Whether the `by` of a `pivot` or of `top … per` is still to come, so that `group by` can be a field and `by`.
  var awaitsBy = false
  /// Where the statement at hand begins.
  var statementStart = 0
  /// The comments of the statement at hand that belong to no clause.
  var statementComments: [String] = []
  private var claimedComments = 0
  private var problems: [Diagnostic] = []
  /// Whether the end of the text was the only thing wrong.
  private var metEnd = false
  /// What stands at the end is looked for (`Continuations`): whatever is missing there is taken for there.
  var completion: Completion?

  init(_ bytes: [UInt8], from offset: Int = 0) { lexer = Lexer(bytes, from: offset) }

  // MARK: What came of it

  var diagnostics: [Diagnostic] {
    let found =
      (lexer.diagnostics + (lexer.endsInsideLiteral && metEnd ? problems.dropLast() : problems[...]))
      .enumerated().sorted { ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset) }
      .map(\.element)
    guard found.count > Parser.errorLimit else { return found }
    return found.prefix(Parser.errorLimit) + [.tooManyErrors(found[Parser.errorLimit].range)]
  }

  var isIncomplete: Bool {
    if lexer.endsInsideLiteral { return lexer.diagnostics.count == 1 && problems.count == (metEnd ? 1 : 0) }
    return metEnd && problems.count == 1 && lexer.diagnostics.isEmpty
  }

  var problemsSoFar: Int { problems.count }
  var hasErrors: Bool { !problems.isEmpty || !lexer.diagnostics.isEmpty }
  var hasTooManyErrors: Bool { problems.count + lexer.diagnostics.count > Parser.errorLimit }

  /// Notes something wrong that does not keep the parser from going on.
  mutating func record(_ diagnostic: Diagnostic) { problems.append(diagnostic) }

  /// Notes something wrong at the current token, which the parser cannot pass.
  mutating func fail(_ diagnostic: Diagnostic) -> Reported {
    switch current.kind {
    case .invalid: break
    case .end:
      metEnd = true
      problems.append(diagnostic)
    default: problems.append(diagnostic)
    }
    return Reported()
  }

  // MARK: Tokens

  var current: Token { mutating get { token(0) } }

  /// The token so many places ahead.
  mutating func token(_ ahead: Int) -> Token {
    while tokens.count <= index + ahead {
      if let last = tokens.last, last.isEnd { return last }
      tokens.append(lexer.next())
    }
    return tokens[index + ahead]
  }

  /// Reads the current token again, as a regular expression.
  mutating func rereadAsRegex() {
    let token = current
    tokens.removeSubrange(index...)
    tokens.append(lexer.rereadAsRegex(token, at: index))
  }

  mutating func advance() {
    if !current.isEnd { index += 1 }
  }

  /// Whether the current token may go on a complete statement.
  var continues: Bool { mutating get { openBrackets > 0 || !current.startsLine } }

  mutating func at(_ keyword: Keyword) -> Bool { current.keyword == keyword && continues }
  mutating func at(_ symbol: Symbol) -> Bool { current.symbol == symbol && continues }

  mutating func take(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    advance()
    return true
  }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard at(symbol) else { return false }
    advance()
    return true
  }

  /// Takes a word that must come.
  mutating func expect(_ keyword: Keyword, after: String, insert: Bool = false) throws(Reported) {
    let token = current
    if misses(.word) { return }
    guard token.keyword == keyword else {
      var fix: Diagnostic.Fix?
      if insert {
        let place = SourceRange(token.range.start, token.range.start)
        fix =
          isMeant(keyword)
          ? .init(range: token.range, replacement: keyword.rawValue)
          : .init(range: place, replacement: keyword.rawValue + " ")
      }
      throw fail(.expectedWord(token.range, [keyword.rawValue], after: after, fix: fix))
    }
    advance()
  }

  mutating func expect(_ symbol: Symbol, after: String) throws(Reported) {
    if misses(.word) { return }
    guard current.symbol == symbol else {
      throw fail(.expectedWord(current.range, [symbol.rawValue], after: after))
    }
    advance()
  }

  mutating func expectName(of what: String) throws(Reported) -> Name {
    if misses(.name) { return hole }
    guard let name = current.name else { throw fail(.expectedName(current.range, of: what)) }
    let range = current.range
    completion?.names.insert(range.start)
    advance()
    return Name(name, range)
  }

  // MARK: Places

  /// From a token to the last one taken.
  func range(from start: Int) -> SourceRange {
    guard tokens.indices.contains(start) else { return SourceRange(lexer.bytes.count, lexer.bytes.count) }
    let first = tokens[start].range
    return index > start ? first.joined(tokens[index - 1].range) : SourceRange(first.start, first.start)
  }

  func source(_ range: SourceRange) -> String { lexer.text(range.start, range.end) }

  /// What a token spells, short enough for a message.
  func spelling(_ token: Token) -> String { Diagnostic.shortened(source(token.range)) }

  // MARK: Depth

  /// Goes one level deeper; the caller goes back by `leave`.
  mutating func enter() throws(Reported) {
    guard nesting < Parser.nestingLimit else { throw fail(.nestingTooDeep(current.range)) }
    nesting += 1
  }

  mutating func leave() { nesting -= 1 }

  // MARK: Comments

  /// The comments before a token that nothing has claimed yet; at the token itself only one on the line before it
  /// goes on, or all.
  mutating func claimComments(trailingOnly: Bool) -> [String] {
    _ = current
    var claimed: [String] = []
    while claimedComments < lexer.comments.count {
      let comment = lexer.comments[claimedComments]
      guard
        comment.tokenIndex < index || (comment.tokenIndex == index && (comment.isTrailing || !trailingOnly))
      else { break }
      claimed.append(comment.text)
      claimedComments += 1
    }
    return claimed
  }
}
