// What SQL and spreadsheets write otherwise: noted with what is meant, and read as that wherever it is clear.

extension RecursiveDescent {
  // MARK: Before the source

  /// Throws where a query begins with a verb that asks how many there are, or that would change something.
  mutating func checkVerb(_ word: String) throws(Reported) {
    if Habits.changes.contains(word.lowercased()) { throw fail(.readOnly(current.range, word: word)) }
    for words in Habits.countings {
      var ahead = 0
      while ahead < words.count, token(ahead).name?.lowercased() == words[ahead] { ahead += 1 }
      guard ahead == words.count, token(ahead).name != nil, token(ahead).keyword?.continuesStatement != true
      else { continue }
      let place = current.range.joined(token(ahead - 1).range)
      let (middle, end) = clauseEnd(from: ahead + 1)
      var fix: Diagnostic.Fix?
      // A clause that shapes the rows would no longer say what is counted.
      if middle == end, !hasShape(ahead + 1, end) {
        let query = SourceRange(token(ahead).range.start, token(end - 1).range.end)
        fix = .init(
          range: SourceRange(place.start, query.end), replacement: source(query) + " select count()")
      }
      throw fail(.beginning(place, word: source(place), fix: fix))
    }
  }

  private mutating func hasShape(_ first: Int, _ end: Int) -> Bool {
    var ahead = first
    while ahead < end {
      switch token(ahead).keyword {
      case .select, .group, .pivot, .each, .add, .top, .distinct: if looksLikeClause(ahead) { return true }
      default: break
      }
      ahead += 1
    }
    return false
  }

  /// `select a, b from actions x where x.c = 1 order by a`, which becomes
  /// `actions where c = 1 select a, b order by a`.
  mutating func selectFirst() -> Diagnostic {
    let start = current.range
    var from = 1
    while from < 200, !token(from).isEnd, token(from).symbol != .semicolon,
      token(from).name?.lowercased() != "from"
    {
      from += 1
    }
    let entity = token(from + 1)
    guard token(from).name?.lowercased() == "from", let entityName = entity.name else {
      return .selectFirst(start, fix: nil)
    }
    var next = from + 2
    var owners = [entityName.lowercased()]
    if let (alias, length) = tableAlias(next) {
      owners.append(alias.lowercased())
      next += length
    }
    let isDistinct = token(1).keyword == .distinct && from > 2
    let first = isDistinct ? 2 : 1
    let isEverything = from == first + 1 && token(first).symbol == .times
    let (middle, end) = clauseEnd(from: next)
    var parts = [source(entity.range)]
    if middle > next { parts.append(text(next, middle, without: owners)) }
    if !isEverything { parts.append("select " + text(first, from, without: owners)) }
    if isDistinct { parts.append("distinct") }
    var last = middle - 1
    if middle < end {
      let tail = text(middle, end, without: owners)
      // Else it stays as it is.
      if tail != source(SourceRange(token(middle).range.start, token(end - 1).range.end)) {
        parts.append(tail)
        last = end - 1
      }
    }
    let place = SourceRange(start.start, token(last).range.end)
    return .selectFirst(start, fix: .init(range: place, replacement: parts.joined(separator: " ")))
  }

  /// `as a` or `a` behind the name of a table, and how many words it has.
  private mutating func tableAlias(_ ahead: Int) -> (name: String, length: Int)? {
    if token(ahead).keyword == .as, let name = token(ahead + 1).name, token(ahead + 1).keyword != .at {
      return (name, 2)
    }
    let token = token(ahead)
    guard let name = token.name, token.keyword == nil, !token.startsLine,
      Habits.right(for: name, in: Habits.clauses) == nil
    else { return nil }
    return (name, 1)
  }

  /// Where the clauses from a token on end, and where among them those begin that sort or cut what a `select` gave.
  private mutating func clauseEnd(from first: Int) -> (middle: Int, end: Int) {
    var ahead = first
    var depth = 0
    var middle: Int?
    while true {
      let token = token(ahead)
      switch token.kind {
      case .end, .pipe, .symbol(.semicolon): return (middle ?? ahead, ahead)
      case .symbol(.openParenthesis), .symbol(.openBracket): depth += 1
      case .symbol(.closeParenthesis), .symbol(.closeBracket):
        if depth == 0 { return (middle ?? ahead, ahead) }
        depth -= 1
      default: break
      }
      if depth == 0 {
        if token.keyword?.setOperator != nil { return (middle ?? ahead, ahead) }
        if token.startsLine, openBrackets == 0, token.keyword?.continuesStatement != true, ahead > first,
          Habits.right(for: token.name ?? "", in: Habits.clauses) == nil
        {
          return (middle ?? ahead, ahead)
        }
        let sorts = token.keyword == .order || token.keyword == .limit
        if middle == nil, sorts, looksLikeClause(ahead) { middle = ahead }
      }
      ahead += 1
    }
  }

  /// The text of some tokens ahead, where a field does not say to which table it belongs.
  private mutating func text(_ first: Int, _ end: Int, without owners: [String]) -> String {
    var text = ""
    var from = token(first).range.start
    var ahead = first
    while ahead < end {
      let isOwner = token(ahead).name.map { owners.contains($0.lowercased()) } ?? false
      if isOwner, token(ahead + 1).symbol == .dot, ahead == 0 || token(ahead - 1).symbol != .dot {
        text += source(SourceRange(from, token(ahead).range.start))
        from = token(ahead + 1).range.end
        ahead += 1
      }
      ahead += 1
    }
    return text + source(SourceRange(from, token(end - 1).range.end))
  }

  // MARK: Columns

  /// The items of a `select`, with the `distinct` that may stand before them elsewhere.
  mutating func items() throws(Reported) -> [SelectItem] {
    let word = current
    let next = token(1)
    let isStar =
      next.symbol == .times
      && (token(2).isEnd || token(2).symbol == .semicolon || token(2).keyword?.continuesStatement == true)
    let isHabit =
      word.keyword == .distinct && (isStar || next.startsOperand && next.symbol == nil) && !isInfix(1)
      && next.keyword?.continuesStatement != true && !next.startsLine
    if isHabit { advance() }
    let start = index
    let items = try list { parser throws(Reported) in try parser.item() }
    if isHabit {
      let columns = range(from: start)
      let fix = Diagnostic.Fix(
        range: word.range.joined(columns), replacement: source(columns) + " distinct")
      record(.distinctPlace(word.range, fix: fix))
    }
    return items
  }

  /// `sum score` for `sum(score)`, from the second word.
  mutating func missingParentheses() -> Diagnostic? {
    guard index > 0, let function = tokens[index - 1].name,
      Habits.aggregates.contains(function.lowercased()), current.name != nil,
      index < 2 || tokens[index - 2].symbol != .dot
    else { return nil }
    var last = 0
    while token(last + 1).symbol == .dot, token(last + 2).name != nil { last += 2 }
    let value = current.range.joined(token(last).range)
    let place = tokens[index - 1].range
    let fix = Diagnostic.Fix(
      range: place.joined(value), replacement: "\(source(place))(\(source(value)))")
    return .missingParentheses(place, function: function, fix: fix)
  }

  /// Takes the `(*)` of `count(*)`.
  mutating func countsStar(_ name: Name) -> Bool {
    guard name.node.lowercased() == "count", token(1).symbol == .times, token(2).symbol == .closeParenthesis
    else { return false }
    record(.starArgument(current.range.joined(token(2).range)))
    for _ in 0..<3 { advance() }
    return true
  }

  // MARK: Second words

  /// Whether the current word stands for another one that must come: `group on rag`, `worse then G`.
  mutating func isMeant(_ keyword: Keyword) -> Bool {
    let next = token(1)
    guard let word = current.name?.lowercased(), word.utf8.count > 1, current.keyword == nil,
      next.startsOperand, !isInfix(1), next.keyword?.continuesStatement != true
    else { return false }
    return Habits.secondWords.contains { $0.wrong == word && $0.right == keyword.rawValue }
      || Nearest.name(to: word, among: [keyword.rawValue]) != nil
  }

  /// Takes the sign between the ends of a period, or a word that is meant as it.
  mutating func takesDots() -> Bool {
    if take(.dots) { return true }
    guard continues, let word = current.name, Habits.untils.contains(word.lowercased()) else { return false }
    let before = tokens[index - 1].range.end
    let next = token(1)
    switch next.kind {
    case .date, .number, .string, .parameter: break
    case .name where !isInfix(1) && next.keyword?.continuesStatement != true: break
    default: return false
    }
    let gap = SourceRange(before, next.range.start)
    record(
      .operatorHabit(current.range, word: word, right: "..", fix: .init(range: gap, replacement: "..")))
    advance()
    return true
  }

  // MARK: Lists

  func isLiteral(_ token: Token) -> Bool {
    switch token.kind {
    case .string, .number, .date, .parameter: true
    default: false
    }
  }

  /// `in ["A", "B"]` and `in 8`: the former is noted and read.
  mutating func listHabit() throws(Reported) -> [Expression]? {
    if current.symbol == .openBracket {
      let start = index
      let values = try arguments(allowsNone: false, ofText: true)
      let place = range(from: start)
      let inner = SourceRange(tokens[start].range.end, tokens[index - 1].range.start)
      record(.listBrackets(place, replacement: "(\(source(inner)))"))
      return values
    }
    let next = token(1)
    guard case .number = current.kind, current.year == nil, next.symbol?.sum == nil, next.symbol != .dots,
      next.name == nil || isInfix(1) || next.keyword?.continuesStatement == true
    else { return nil }
    var last = 0
    while token(last + 1).symbol == .comma, case .number = token(last + 2).kind { last += 2 }
    let place = current.range.joined(token(last).range)
    throw fail(.listBrackets(place, replacement: "(\(source(place)))"))
  }

  /// `rag in R, A`, `lead = "A", "B"` and `rag = R, A`, from the comma; nil where no list of values is meant.
  mutating func leftoverValues(after condition: Expression) -> Reported? {
    guard current.symbol == .comma, let list = listFix(after: condition) else { return nil }
    if list.isSure {
      let notes = ["several values stand in parentheses after `in`"]
      return fail(.leftover(current.range, text: ",", notes: notes, fix: list.fix))
    }
    var diagnostic = commaForAnd()
    diagnostic.otherFixes = [list.fix]
    return fail(diagnostic)
  }

  /// A comma between two conditions.
  mutating func commaForAnd() -> Diagnostic {
    let token = current
    let next = self.token(1)
    // With the word behind it, which shows whether it is a condition.
    let isWord = next.name != nil
    let range = isWord ? token.range.joined(next.range) : token.range
    let gap = isWord ? source(SourceRange(token.range.end, next.range.end)) : ""
    return .leftover(
      token.range, text: ",", notes: ["join conditions with `and` or `or`"],
      fix: .init(range: range, replacement: " and" + gap))
  }

  /// The values in parentheses. A word behind `=` may as well be a condition.
  private mutating func listFix(after condition: Expression) -> (fix: Diagnostic.Fix, isSure: Bool)? {
    var last = condition
    while let inner = last.lastPart { last = inner }
    let value: Expression
    var sign: Located<ComparisonOperator>?
    switch last.kind {
    case .isIn(_, _, .period(let first)): value = first
    case .compare(_, let operation, .one(let first))
    where operation.node == .equal || operation.node == .notEqual:
      (value, sign) = (first, operation)
    default: return nil
    }
    var isSure = true
    var ahead = 0
    while token(ahead).symbol == .comma {
      let next = token(ahead + 1)
      let after = token(ahead + 2)
      let isWord = next.name != nil && after.symbol?.comparison == nil && after.symbol != .dot
      guard isLiteral(next) || isWord else { return nil }
      if sign != nil, !isLiteral(next) { isSure = false }
      ahead += 2
    }
    let list = "(" + source(SourceRange(value.range.start, token(ahead - 1).range.end)) + ")"
    let start = sign?.range.start ?? value.range.start
    let word = sign.map { $0.node == .equal ? "in " : "not in " } ?? ""
    let place = SourceRange(start, token(ahead - 1).range.end)
    return (.init(range: place, replacement: word + list), isSure)
  }

  // MARK: Operators

  /// `overdue is true`
  mutating func isTruth(_ left: Expression, _ words: SourceRange, negated: Bool) -> ExpressionKind? {
    guard let word = current.name?.lowercased(), word == "true" || word == "false", !continuesPath(1),
      case .path = left.kind
    else { return nil }
    let place = words.joined(current.range)
    let isNot = negated != (word == "false")
    let fix = Diagnostic.Fix(
      range: left.range.joined(place), replacement: (isNot ? "not " : "") + source(left.range))
    record(.isTruth(place, text: source(place), fix: fix))
    advance()
    return .isBlank(left, negated: isNot)
  }

  /// A word of another language in the place of an operator: noted, and read as what it is called here.
  mutating func habitComparison(of left: Expression) throws(Reported) -> ExpressionKind? {
    let negated = current.keyword == .not
    let ahead = negated ? 1 : 0
    guard let word = token(ahead).name, let right = Habits.right(for: word, in: Habits.operators),
      token(ahead + 1).startsOperand, !isInfix(ahead + 1)
    else { return nil }
    let place = current.range.joined(token(ahead).range)
    if negated { advance() }
    if right == "in" {
      let wanted = negated ? "not in" : "in"
      if case .duration = token(1).kind {
        let notes = ["a duration is counted from a date: `in today..today + \(spelling(token(1)))`"]
        throw fail(.operatorHabit(place, word: source(place), right: wanted, notes: notes, fix: nil))
      }
      record(.operatorHabit(place, word: source(place), right: wanted))
      return try membership(of: left, negated: negated)
    }
    advance()
    if Habits.patterns.contains(word.lowercased()), case .string(let pattern) = current.kind {
      return like(left, pattern, words: place, negated: negated)
    }
    let sign = ComparisonOperator(rawValue: right) ?? .equal
    record(operatorHabit(place, sign, of: left, negated: negated))
    return try comparison(of: left, Located(sign, place))
  }

  private func operatorHabit(
    _ place: SourceRange, _ sign: ComparisonOperator, of left: Expression, negated: Bool
  ) -> Diagnostic {
    let word = source(place)
    guard negated else { return .operatorHabit(place, word: word, right: sign.rawValue) }
    if sign == .equal || sign == .contains {
      return .operatorHabit(place, word: word, right: "!" + sign.rawValue)
    }
    // `not due < 2011` holds where there is no date, as `due not before 2011` does.
    let whole = "not \(source(left.range)) \(sign.rawValue)"
    return .operatorHabit(
      place, word: word, right: "not … \(sign.rawValue)",
      fix: .init(range: left.range.joined(place), replacement: whole))
  }

  /// `like "%audit%"`, from the pattern.
  private mutating func like(
    _ left: Expression, _ pattern: String, words: SourceRange, negated: Bool
  ) -> ExpressionKind {
    let text = Expression(.string(pattern), current.range)
    let place = words.joined(current.range)
    advance()
    let word = source(words)
    switch LikePattern(pattern) {
    case .contains(let part):
      let sign = negated ? "!~" : "~"
      record(
        .operatorHabit(
          words, word: word, right: sign,
          fix: .init(range: place, replacement: "\(sign) \(Printer.quoted(part))")))
    case .starts(let part): record(affix(left, "starts with", part, words, place, negated: negated))
    case .ends(let part): record(affix(left, "ends with", part, words, place, negated: negated))
    case nil: record(.patternHabit(words, word: word))
    }
    return .startsWith(left, text)
  }

  private func affix(
    _ left: Expression, _ right: String, _ part: String, _ words: SourceRange, _ place: SourceRange,
    negated: Bool
  ) -> Diagnostic {
    let comparison = "\(right) \(Printer.quoted(part))"
    let fix: Diagnostic.Fix =
      negated
      ? .init(range: left.range.joined(place), replacement: "not \(source(left.range)) \(comparison)")
      : .init(range: place, replacement: comparison)
    return .operatorHabit(
      words, word: source(words), right: negated ? "not … \(right)" : right, fix: fix)
  }
}

/// What a pattern of SQL's `like` looks for, where `%` stands at its ends alone.
private enum LikePattern {
  case contains(String), starts(String), ends(String)

  init?(_ pattern: String) {
    var text = Substring(pattern)
    let (opens, closes) = (text.hasPrefix("%"), text.hasSuffix("%"))
    while text.hasPrefix("%") { text.removeFirst() }
    while text.hasSuffix("%") { text.removeLast() }
    if text.isEmpty || text.contains(where: { $0 == "%" || $0 == "_" }) { return nil }
    switch (opens, closes) {
    case (false, true): self = .starts(String(text))
    case (true, false): self = .ends(String(text))
    case (true, true), (false, false): self = .contains(String(text))
    }
  }
}

extension Expression {
  /// The end of a chain of conditions, which stands last in the text.
  fileprivate var lastPart: Expression? {
    switch kind {
    case .and(let parts), .or(let parts): parts.last
    case .not(let part): part
    default: nil
    }
  }
}
