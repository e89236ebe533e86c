extension RecursiveDescent {
  /// `line = [ statement ] { ";" [ statement ] } [ "|" shell-text ]`
  mutating func line() -> Script {
    var script = Script(statements: [])
    while !hasTooManyErrors {
      if current.symbol == .semicolon {
        advance()
      } else if case .pipe(let text) = current.kind {
        pipe(text, into: &script)
        break
      } else if current.isEnd {
        if let statement = missingStatement() { script.statements.append(statement) }
        break
      } else if let statement = recoveringStatement() {
        script.statements.append(statement)
      }
    }
    script.trailingComments = claimComments(trailingOnly: false)
    return script
  }

  private mutating func pipe(_ text: Located<String>, into script: inout Script) {
    advance()
    if text.node.isEmpty {
      if current.isEnd {
        _ = fail(.expectedShellText(text.range))
      } else {
        record(.expectedShellText(text.range))
      }
    } else if !current.isEnd {
      record(.textAfterPipe(current.range))
    }
    script.pipe = text
  }

  /// A statement up to its end. After an error it goes on behind the statement, and gives none.
  mutating func recoveringStatement() -> Located<Statement>? {
    let start = index
    statementStart = start
    do throws(Reported) {
      statementComments = claimComments(trailingOnly: false)
      let kind = try statement()
      guard isAtStatementEnd else { throw leftover(after: kind) }
      let comments = statementComments + claimComments(trailingOnly: true)
      return Located(Statement(comments: comments, kind: kind), range(from: start))
    } catch {
      openBrackets = 0
      nesting = 0
      awaitsBy = false
      skipToStatementEnd(from: start)
      return nil
    }
  }

  /// Whether a statement that is complete ends before the current token.
  var isAtStatementEnd: Bool {
    mutating get {
      let token = current
      switch token.kind {
      case .end, .pipe, .symbol(.semicolon): return true
      default:
        return token.startsLine && openBrackets == 0 && token.keyword?.continuesStatement != true
      }
    }
  }

  /// Goes to the end of the statement that begins at a token, past at least one token.
  private mutating func skipToStatementEnd(from start: Int) {
    var depth = rawDepth(from: start)
    if index == start { advance() }
    while true {
      let token = current
      switch token.kind {
      case .end, .pipe, .symbol(.semicolon): return
      case .symbol(.openParenthesis), .symbol(.openBracket): depth += 1
      case .symbol(.closeParenthesis), .symbol(.closeBracket): depth = max(0, depth - 1)
      default: break
      }
      if depth == 0, token.startsLine, token.keyword?.continuesStatement != true { return }
      advance()
    }
  }

  /// Brackets that were opened and not closed between a token and the current one.
  func rawDepth(from start: Int) -> Int {
    var depth = 0
    for token in tokens[min(start, index)..<index] {
      switch token.symbol {
      case .openParenthesis, .openBracket: depth += 1
      case .closeParenthesis, .closeBracket: depth = max(0, depth - 1)
      default: break
      }
    }
    return depth
  }

  // MARK: Statements

  /// `statement`; each of its words counts only before what must follow it.
  private mutating func statement() throws(Reported) -> StatementKind {
    let next = token(1)
    let nextIsPlainName = next.name != nil && next.keyword?.continuesStatement != true
    switch current.keyword {
    case .let where next.isEnd || next.symbol == .equal || (next.symbol == nil && !isClauseWord(next)):
      return try letStatement()
    case .view where next.isEnd || nextIsPlainName || (next.name != nil && isViewHead):
      return try viewStatement()
    case .def where next.isEnd || nextIsPlainName || (next.name != nil && token(2).symbol == .dot):
      return try defStatement()
    case .expect where next.isEnd || next.integerSpelling != nil || (nextIsPlainName && next.keyword != .as):
      return try expectStatement()
    case .explain where next.isEnd || next.symbol == .openParenthesis || (nextIsPlainName && !isAsAt(1)):
      return try explainStatement()
    default: return .query(try query())
    }
  }

  private func isClauseWord(_ token: Token) -> Bool {
    token.keyword?.continuesStatement == true || token.keyword == .as
  }

  /// Whether `view NAME` goes on like a view, where NAME is the word of a clause.
  private var isViewHead: Bool {
    mutating get {
      if token(2).symbol == .equal { return true }
      guard token(2).symbol == .openParenthesis, case .parameter = token(3).kind else { return false }
      return token(4).symbol == .comma || token(4).symbol == .closeParenthesis
    }
  }

  mutating func isAsAt(_ ahead: Int) -> Bool {
    token(ahead).keyword == .as && token(ahead + 1).keyword == .at
  }

  /// `"let" PARAM "=" expr`
  private mutating func letStatement() throws(Reported) -> StatementKind {
    advance()
    let name = try parameterName()
    try expect(.equal, after: "`let $\(name.node)`")
    return .letParameter(name, try expr())
  }

  private mutating func parameterName() throws(Reported) -> Name {
    let token = current
    if misses(.name) { return hole }
    switch token.kind {
    case .parameter(let name):
      advance()
      return Name(name, token.range)
    case .name(let name):
      completion?.names.insert(token.range.start)
      record(.expectedParameter(token.range, replacement: "$" + name))
      advance()
      return Name(name, token.range)
    default:
      throw fail(.expectedParameter(token.range, replacement: nil))
    }
  }

  /// `"view" NAME [ "(" PARAM { "," PARAM } ")" ] "=" query`
  private mutating func viewStatement() throws(Reported) -> StatementKind {
    advance()
    let name = try expectName(of: "a view")
    var parameters: [Name] = []
    if at(.openParenthesis) {
      let opening = openBracket()
      repeat { parameters.append(try parameterName()) } while take(.comma)
      try close(opening)
    }
    try expect(.equal, after: "the name of the view")
    return .view(name, parameters: parameters, try query())
  }

  /// `"def" NAME "." NAME "=" expr`
  private mutating func defStatement() throws(Reported) -> StatementKind {
    advance()
    if misses(.entity) { return .def(entity: hole, field: hole, holeExpression) }
    let entity = try expectName(of: "an entity")
    try expect(.dot, after: "the name of the entity")
    let field = try expectName(of: "a field")
    try expect(.equal, after: "the name of the field")
    return .def(entity: entity, field: field, try expr())
  }

  /// `"expect" ( "none" | "some" | INT ) query`
  private mutating func expectStatement() throws(Reported) -> StatementKind {
    advance()
    let token = current
    let expectation: Expectation
    if token.keyword == Keyword.none {
      expectation = .none
    } else if token.keyword == Keyword.some {
      expectation = .some
    } else if let count = try integer() {
      expectation = .count(count)
    } else if misses(.word) {
      expectation = .some
    } else {
      throw fail(.expectedExpectation(token.range))
    }
    advance()
    return .expect(Located(expectation, token.range), try query())
  }

  /// The value of the current token, if it is a whole number.
  mutating func integer() throws(Reported) -> Int? {
    guard let spelling = current.integerSpelling else { return nil }
    guard let value = Int(spelling) else { throw fail(.numberTooLarge(current.range)) }
    return value
  }

  /// `"explain" [ "sql" [ DIALECT ] ] query`
  private mutating func explainStatement() throws(Reported) -> StatementKind {
    let start = index
    advance()
    guard current.keyword == .sql, beginsQuery(1) else {
      return .explain(Located(.meaning, range(from: start)), try query())
    }
    advance()
    let dialect = try dialect()
    return .explain(Located(.sql(dialect: dialect), range(from: start)), try query())
  }

  /// Whether a query, or the end of the text, stands so far ahead.
  private mutating func beginsQuery(_ ahead: Int) -> Bool {
    let token = token(ahead)
    if token.isEnd || token.symbol == .openParenthesis { return true }
    return token.name != nil && token.keyword?.continuesStatement != true && !isAsAt(ahead)
  }

  /// One of the four, if a query follows it.
  private mutating func dialect() throws(Reported) -> Name? {
    guard let word = current.name, token(1).symbol != .openParenthesis || isDialect(word), beginsQuery(1)
    else {
      return nil
    }
    let range = current.range
    if !isDialect(word) {
      guard !token(1).isEnd, !token(1).startsLine else { return nil }
      let names = SQLDialectName.allCases.map(\.rawValue)
      record(.unknownDialect(range, word: spelling(current), nearest: Nearest.name(to: word, among: names)))
    }
    advance()
    return Name(word, range)
  }

  private func isDialect(_ word: String) -> Bool { SQLDialectName(rawValue: word.lowercased()) != nil }
}
