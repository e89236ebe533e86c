// What to say where the grammar does not go on: the likeliest mistake, and its fix.

extension RecursiveDescent {
  func missingOperand() -> Diagnostic {
    let before = index > 0 ? tokens[index - 1] : nil
    let range = tokens.indices.contains(index) ? tokens[index].range : range(from: index)
    return .missingOperand(range, after: before.map { spelling($0) })
  }

  // MARK: Before the source

  /// Throws where a query begins with something other than what it is about.
  mutating func checkBeginning() throws(Reported) {
    let token = current
    let breaksLine =
      index == statementStart && index > 0 && token.startsLine
      && tokens[index - 1].symbol != .semicolon
    let nextIsName =
      self.token(1).name != nil && !isInfix(1)
      && self.token(1).keyword?.continuesStatement != true
    if breaksLine, isOperator(token) { throw fail(brokenLine(token)) }
    guard let word = token.name else { return }
    if token.keyword == .select,
      looksLikeClause(0) || self.token(1).symbol == .times
        || self.token(1).keyword == .distinct && (self.token(2).name != nil || self.token(2).symbol == .times)
    {
      throw fail(selectFirst())
    }
    if looksLikeClause(0) { throw fail(.clauseBeforeSource(token.range, word: word)) }
    let isBy = self.token(1).keyword == .by
    if breaksLine, let right = habitOfClause(token) { throw fail(clauseHabit(word, right: right)) }
    if isBy, Habits.right(for: word, in: Habits.clauses) != nil {
      throw fail(.clauseBeforeSource(token.range, word: word))
    }
    if nextIsName { try checkVerb(word) }
    if nextIsName, Habits.beginnings.contains(word.lowercased()) {
      let rest = SourceRange(token.range.start, self.token(1).range.start)
      throw fail(.beginning(token.range, word: word, fix: .init(range: rest, replacement: "")))
    }
  }

  /// Whether a line that begins with the current token is meant to go on from the line before, and cannot.
  mutating func seemsToGoOn() -> Bool {
    let token = current
    return isOperator(token) || habitOfClause(token) != nil
  }

  /// The right word for a clause that is called otherwise elsewhere.
  private mutating func habitOfClause(_ token: Token) -> String? {
    guard let word = token.name, let right = Habits.right(for: word, in: Habits.clauses) else { return nil }
    let next = self.token(1)
    let isName = next.name != nil && !isInfix(1) && next.keyword?.continuesStatement != true
    return isName || next.integerSpelling != nil ? right : nil
  }

  /// Whether a line that begins with this goes on from the line before.
  private mutating func isOperator(_ token: Token) -> Bool {
    if token.keyword == .and || token.keyword == .or { return self.token(1).startsOperand && !isInfix(1) }
    guard let symbol = token.symbol else { return false }
    return symbol == .comma || symbol == .dots || symbol.comparison != nil || symbol.sum != nil
      || symbol.product != nil
  }

  private func brokenLine(_ token: Token) -> Diagnostic {
    let gap = SourceRange(tokens[index - 1].range.end, token.range.start)
    let isBlank = source(gap).utf8.allSatisfy { $0.isBlank || $0.isLineBreak }
    return .brokenLine(
      token.range, word: spelling(token), fix: isBlank ? .init(range: gap, replacement: " ") : nil)
  }

  // MARK: After a whole statement

  mutating func leftover(after kind: StatementKind) -> Reported {
    switch kind {
    case .letParameter, .def: return leftover(after: .condition, sourceEnd: nil)
    default: return leftover(after: .query, sourceEnd: nil)
    }
  }

  /// What stands before something left over.
  enum Before { case source, condition, columns, query }

  mutating func leftover(afterClause kind: ClauseKind?, sourceEnd: Int?) -> Reported {
    switch kind {
    case nil: leftover(after: .source, sourceEnd: sourceEnd)
    case .where(let condition):
      leftoverValues(after: condition) ?? leftover(after: .condition, sourceEnd: sourceEnd)
    case .select, .groupBy, .pivot, .each: leftover(after: .columns, sourceEnd: sourceEnd)
    default: leftover(after: .query, sourceEnd: sourceEnd)
    }
  }

  private mutating func leftover(after before: Before, sourceEnd: Int?) -> Reported {
    let token = current
    switch token.kind {
    case .symbol(.closeParenthesis), .symbol(.closeBracket):
      return fail(.unmatchedBracket(token.range, bracket: spelling(token)))
    case .symbol(.comma) where before == .condition:
      return fail(commaForAnd())
    case .symbol(.dots):
      return fail(.periodPlace(token.range, fix: nil))
    case .name(let word):
      if isAsAt(0) { return misplacedAsAt(sourceEnd: sourceEnd) }
      return fail(leftoverName(word, after: before))
    default:
      return fail(.leftover(token.range, text: spelling(token), notes: [Self.clauseNote]))
    }
  }

  private static let clauseNote =
    "expected a clause: " + Clauses.all.map(\.keyword).joined(separator: ", ")

  private mutating func leftoverName(_ word: String, after before: Before) -> Diagnostic {
    let token = current
    let next = self.token(1)
    let isCondition = next.symbol?.comparison != nil || isInfix(1) && next.keyword != .as
    let place = SourceRange(token.range.start, token.range.start)
    if token.keyword?.continuesStatement == true {
      return .leftover(token.range, text: word, notes: [])
    }
    if !isCondition, let right = Habits.right(for: word, in: Habits.clauses) {
      return clauseHabit(word, right: right)
    }
    if token.keyword == .not, case .condition = before, let sign = next.symbol?.comparison,
      sign == .equal || sign == .contains
    {
      let place = SourceRange(token.range.start, next.range.end)
      return .operatorHabit(place, word: "not \(sign.rawValue)", right: "!\(sign.rawValue)")
    }
    switch before {
    case .condition where isCondition: return .missingAnd(token.range, word: spelling(token))
    case .source where isCondition:
      return .missingWhere(
        token.range, word: spelling(token), fix: .init(range: place, replacement: "where "))
    default: break
    }
    if let nearest = nearestClause(to: word) {
      return .unknownClause(token.range, word: spelling(token), nearest: nearest)
    }
    switch before {
    case .source: return .missingWhere(token.range, word: spelling(token), fix: nil)
    case .columns where missingParentheses() != nil:
      return missingParentheses() ?? .leftover(token.range, text: spelling(token), notes: [Self.clauseNote])
    case .columns where next.symbol == .comma || next.isEnd || next.keyword?.continuesStatement == true:
      return .missingAs(token.range, word: spelling(token), previousEnd: tokens[index - 1].range.end)
    default: return .leftover(token.range, text: spelling(token), notes: [Self.clauseNote])
    }
  }

  private func nearestClause(to word: String) -> String? {
    let words = Keyword.allCases.filter(\.continuesStatement).map(\.rawValue)
    return Nearest.name(to: word, among: words)
  }

  /// `sort by` and the like, with their `by`.
  private mutating func clauseHabit(_ word: String, right: String) -> Diagnostic {
    var range = current.range
    if token(1).keyword == .by { range = range.joined(token(1).range) }
    return .clauseHabit(range, word: source(range), right: right)
  }

  /// `where … as at D`, which belongs to the source.
  private mutating func misplacedAsAt(sourceEnd: Int?) -> Reported {
    let start = index
    advance()
    advance()
    guard (try? date()) != nil else { return Reported() }
    let place = range(from: start)
    var fix: Diagnostic.Fix?
    if let sourceEnd, sourceEnd > 0, tokens[sourceEnd - 1].symbol == nil {
      let end = tokens[sourceEnd - 1].range.end
      let between = source(SourceRange(end, tokens[start - 1].range.end))
      fix = .init(range: SourceRange(end, place.end), replacement: " " + source(place) + between)
    }
    record(.asAtPlace(place, fix: fix))
    return Reported()
  }

  // MARK: Within a condition

  /// Throws where a comparison follows `any path`.
  mutating func checkComparison(
    after quantifier: Quantifier, word: SourceRange, path: Path
  ) throws(Reported) {
    guard isComparison else { return }
    var fix: Diagnostic.Fix?
    switch quantifier {
    case .any: fix = .init(range: SourceRange(word.start, path.range.start), replacement: "")
    case .no where current.symbol == .equal:
      fix = .init(range: word.joined(current.range), replacement: source(path.range) + " !=")
    default: break
    }
    throw fail(.anyComparison(word, quantifier: quantifier, fix: fix))
  }

  /// Throws where another comparison follows the one whose operator stands at an index.
  mutating func checkChain(after operatorIndex: Int) throws(Reported) {
    guard isComparison else { return }
    var fix: Diagnostic.Fix?
    if tokens[operatorIndex].symbol?.comparison != nil {
      let right = source(SourceRange(tokens[operatorIndex].range.end, tokens[index - 1].range.end))
      let place = SourceRange(current.range.start, current.range.start)
      let middle = right.drop { $0 == " " }
      fix = .init(range: place, replacement: "and \(middle) ")
    }
    throw fail(.chainedComparison(current.range, fix: fix))
  }

  /// Whether an operator of `compare` comes next.
  private var isComparison: Bool {
    mutating get {
      guard continues else { return false }
      if current.symbol?.comparison != nil { return true }
      switch current.keyword {
      case .and, .or, .as, .asc, .desc: return false
      default: return isInfix(0)
      }
    }
  }

  /// What to say where a bracket should be closed.
  mutating func notClosed(_ opening: Opening) -> Diagnostic {
    let token = current
    let next = self.token(1)
    if token.name != nil, next.symbol?.comparison != nil, token.keyword?.continuesStatement != true {
      return .missingAnd(token.range, word: spelling(token))
    }
    switch token.kind {
    case .end, .pipe, .symbol(.semicolon), .symbol(.closeParenthesis), .symbol(.closeBracket): break
    case .name where token.keyword?.continuesStatement == true && !isClosedLater(opening): break
    default:
      return .leftover(token.range, text: spelling(token), notes: ["expected `\(opening.closing.rawValue)`"])
    }
    let end = index > 0 ? tokens[index - 1].range.end : opening.range.end
    let isCertain = token.symbol == nil || token.symbol == .semicolon
    return .unclosedBracket(
      opening.range, bracket: opening.symbol.rawValue, closing: opening.closing.rawValue,
      fix: isCertain
        ? .init(range: SourceRange(end, end), replacement: opening.closing.rawValue) : nil)
  }

  /// Whether the statement goes on to a bracket that closes this one.
  private mutating func isClosedLater(_ opening: Opening) -> Bool {
    var depth = 0
    var ahead = 0
    while depth >= 0 {
      let token = token(ahead)
      switch token.symbol {
      case .openParenthesis, .openBracket: depth += 1
      case .closeParenthesis, .closeBracket: depth -= 1
      case .semicolon: return false
      default: if token.isEnd { return false }
      }
      ahead += 1
    }
    return token(ahead - 1).symbol == opening.closing
  }
}
