extension RecursiveDescent {
  /// `atom = NUMBER | STRING | REGEX | PARAM | DURATION | DATE | RELATIVE | "blank" | path | "(" expr ")"`
  mutating func atom() throws(Reported) -> Expression {
    if current.symbol == .over { rereadAsRegex() }
    let token = current
    if let literal = literal(token) {
      advance()
      return Expression(literal, token.range)
    }
    switch token.kind {
    case .number(let spelling):
      if let other = numberHabit() { return other }
      advance()
      return Expression(.number(spelling), token.range)
    case .symbol(.openParenthesis):
      return try parenthesized()
    case .name:
      return try word()
    default:
      if misses(.operand) { return holeExpression }
      throw fail(missingOperand())
    }
  }

  /// What a token means by itself.
  private func literal(_ token: Token) -> ExpressionKind? {
    switch token.kind {
    case .string(let text): .string(text)
    case .regex(let pattern): .regex(pattern)
    case .parameter(let name): .parameter(name)
    case .duration(let duration): .duration(duration)
    case .date(let date): .date(date)
    default: nil
    }
  }

  private mutating func parenthesized() throws(Reported) -> Expression {
    let start = index
    try enter()
    let opening = openBracket()
    var expression = try expr()
    try close(opening)
    leave()
    expression.range = range(from: start)
    return expression
  }

  /// An operand that begins with a name.
  private mutating func word() throws(Reported) -> Expression {
    let token = current
    let next = self.token(1)
    if looksLikeClause(0) { throw fail(missingOperand()) }
    switch token.keyword {
    case .and, .or:
      if next.startsOperand, next.symbol == nil, !isInfix(1) { throw fail(missingOperand()) }
    case .is:
      if next.keyword == .blank { throw fail(missingOperand()) }
    case nil where token.name?.lowercased() == "case" && next.name?.lowercased() == "when":
      throw fail(.caseHabit(token.range.joined(next.range)))
    case .blank where !continuesPath(1):
      advance()
      return Expression(.blank, token.range)
    default: break
    }
    if let date = try namedDate() { return date }
    let path = try path()
    return Expression(.path(path), path.range)
  }

  /// Whether what stands there makes a path, rather than a word by itself, of the name before it.
  mutating func continuesPath(_ ahead: Int) -> Bool {
    let token = token(ahead)
    guard openBrackets > 0 || !token.startsLine else { return false }
    return token.symbol == .dot || token.symbol == .openBracket || token.symbol == .openParenthesis
  }

  /// `value` of a comparison: text of several words without quotes is noted, and read as the text that was meant.
  mutating func value() throws(Reported) -> Expression {
    let start = index
    return text(try sum(), from: start)
  }

  private mutating func text(_ expression: Expression, from start: Int, isMember: Bool = false) -> Expression
  {
    guard index == start + 1, let word = tokens[start].name else { return expression }
    if Habits.nulls.contains(word.lowercased()) {
      record(.blankWord(tokens[start].range, word: word))
      return Expression(.blank, tokens[start].range)
    }
    var count = 0
    while count < 16, let name = token(count).name, !name.isEmpty,
      openBrackets > 0 || !token(count).startsLine,
      token(count).keyword?.continuesStatement != true, !isInfix(count), token(count).keyword != .by
    {
      count += 1
    }
    // `lead = Rose Case rag = R`: the last name is a field, and lacks its `and`.
    if count > 0, token(count).symbol?.comparison != nil { count -= 1 }
    guard count > 0, Habits.right(for: token(0).name ?? "", in: Habits.clauses) == nil,
      Habits.right(for: token(0).name ?? "", in: Habits.operators) == nil
    else { return expression }
    for _ in 0..<count { advance() }
    let place = range(from: start)
    let words = tokens[start..<index]
    // `rag in (R A)`
    if isMember, words.allSatisfy({ $0.range.end - $0.range.start == 1 }) {
      let list = words.map { source($0.range) }.joined(separator: ", ")
      let second = tokens[start + 1]
      record(
        .missingComma(
          second.range, word: spelling(second), fix: .init(range: place, replacement: list)))
      return expression
    }
    record(.barewordText(place, text: source(place)))
    return Expression(.string(source(place)), place)
  }

  // MARK: Paths

  /// `path = step { "." step }`
  mutating func path() throws(Reported) -> Path {
    let start = index
    var steps = [try step()]
    while take(.dot) { steps.append(try step()) }
    return Path(steps: steps, range: range(from: start))
  }

  /// `step = NAME [ "(" [ args ] ")" ] { "[" expr "]" }`
  private mutating func step() throws(Reported) -> PathStep {
    let start = index
    if misses(.operand) { return PathStep(name: hole, range: hole.range) }
    let name = try expectName(of: "a field")
    var step = PathStep(name: name, range: name.range)
    if at(.openParenthesis) {
      step.arguments = countsStar(name) ? [] : try arguments(allowsNone: true)
    }
    while at(.openBracket) {
      try enter()
      let opening = openBracket()
      step.filters.append(try expr())
      try close(opening)
      leave()
    }
    step.range = range(from: start)
    return step
  }

  /// `"(" [ args ] ")"`
  mutating func arguments(allowsNone: Bool, ofText: Bool = false) throws(Reported) -> [Expression] {
    let start = index
    try enter()
    let opening = openBracket()
    var values: [Expression] = []
    if !(allowsNone && current.symbol == .closeParenthesis) {
      values = try list { parser throws(Reported) in
        let valueStart = parser.index
        let value = try parser.expr()
        return ofText ? parser.text(value, from: valueStart, isMember: true) : value
      }
      while ofText, isLiteral(current) {
        let place = tokens[index - 1].range.end
        record(
          .missingComma(
            current.range, word: spelling(current),
            fix: .init(range: SourceRange(place, place), replacement: ",")))
        values += try list { parser throws(Reported) in try parser.value() }
      }
      if ofText, current.symbol == .dots { throw try periodInBrackets(from: start) }
    }
    try close(opening)
    leave()
    return values
  }

  /// `in (2011-10..2011-12)`
  private mutating func periodInBrackets(from start: Int) throws(Reported) -> Reported {
    let dots = current.range
    let first = tokens[start].range
    advance()
    _ = try date()
    guard current.symbol == .closeParenthesis else { return fail(.periodPlace(dots, fix: nil)) }
    let inner = source(SourceRange(first.end, current.range.start))
    let fix = Diagnostic.Fix(range: first.joined(current.range), replacement: inner)
    return fail(.periodPlace(dots, fix: fix))
  }

  // MARK: Brackets

  struct Opening {
    var range: SourceRange
    var symbol: Symbol
    var closing: Symbol { symbol == .openBracket ? .closeBracket : .closeParenthesis }
  }

  /// Takes the current bracket.
  mutating func openBracket() -> Opening {
    let token = current
    advance()
    openBrackets += 1
    return Opening(range: token.range, symbol: token.symbol ?? .openParenthesis)
  }

  mutating func close(_ opening: Opening) throws(Reported) {
    if misses(.word) {
      openBrackets -= 1
      return
    }
    guard current.symbol == opening.closing else { throw fail(notClosed(opening)) }
    advance()
    openBrackets -= 1
  }
}
