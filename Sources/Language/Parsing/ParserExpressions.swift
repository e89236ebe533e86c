extension RecursiveDescent {
  /// `expr = conj { "or" conj }`
  mutating func expr() throws(Reported) -> Expression {
    let start = index
    let first = try conj()
    guard at(.or) else { return first }
    var operands = [first]
    while take(.or) { operands.append(try conj()) }
    return Expression(.or(operands), range(from: start))
  }

  /// `conj = neg { "and" neg }`
  private mutating func conj() throws(Reported) -> Expression {
    let start = index
    let first = try neg()
    guard at(.and) else { return first }
    var operands = [first]
    while take(.and) { operands.append(try neg()) }
    return Expression(.and(operands), range(from: start))
  }

  /// `neg = "not" neg | ( "any" | "no" | "every" ) path | compare`
  private mutating func neg() throws(Reported) -> Expression {
    let start = index
    guard isPrefix else { return try compare() }
    switch current.keyword {
    case .not:
      try enter()
      advance()
      let operand = try neg()
      leave()
      return Expression(.not(operand), range(from: start))
    case .any, .no, .every:
      guard let quantifier = current.keyword.flatMap({ Quantifier(rawValue: $0.rawValue) }) else { break }
      let word = current.range
      advance()
      let path = try path()
      try checkComparison(after: quantifier, word: word, path: path)
      return Expression(.quantified(Located(quantifier, word), path), range(from: start))
    default: break
    }
    return try compare()
  }

  /// Whether the current word stands before an operand that it is about (`not x`, `any x`, `each x`), and is no name
  /// itself.
  var isPrefix: Bool {
    mutating get {
      guard let keyword = current.keyword, [.not, .any, .no, .every, .each].contains(keyword) else {
        return false
      }
      let next = token(1)
      if next.isEnd || next.kind == .invalid { return true }
      let fits = keyword == .not || keyword == .each ? next.startsOperand : next.name != nil
      return fits && !isInfix(1) && !looksLikeClause(1)
    }
  }

  /// Whether a word stands there that goes on after a whole operand.
  mutating func isInfix(_ ahead: Int) -> Bool {
    let next = token(ahead + 1)
    switch token(ahead).keyword {
    case .and, .or, .is, .in, .between, .overlaps, .as, .asc, .desc:
      return next.symbol != .dot && next.symbol != .openBracket
    case .starts, .ends: return next.keyword == .with
    case .worse, .better: return next.keyword == .than
    case .not: return (next.keyword == .in || next.keyword == .between) && isInfix(ahead + 1)
    default: return false
    }
  }

  /// Whether a clause begins there, judged by what must follow its word. Needed only where a name could stand.
  mutating func looksLikeClause(_ ahead: Int) -> Bool {
    let next = token(ahead + 1)
    guard openBrackets > 0 || !next.startsLine else { return false }
    switch token(ahead).keyword {
    case .order, .group: return next.keyword == .by && !awaitsBy
    case .top, .limit:
      if case .parameter = next.kind { return true }
      return next.integerSpelling != nil
    case .each: return next.name != nil && !isInfix(ahead + 1) && next.keyword?.continuesStatement != true
    case .add: return next.name != nil && token(ahead + 2).symbol == .equal
    case .where, .select, .pivot:
      if next.symbol == .times, token(ahead).keyword == .select {
        let after = token(ahead + 2)
        return after.isEnd || after.symbol == .comma || after.keyword?.continuesStatement == true
      }
      return next.startsOperand && next.symbol == nil && !isInfix(ahead + 1)
        && next.keyword?.continuesStatement != true && next.keyword != .by
    default: return false
    }
  }

  // MARK: Comparisons

  /// `compare = sum [ OP … | [ "not" ] "in" … | … ]`, which does not chain.
  private mutating func compare() throws(Reported) -> Expression {
    let start = index
    let left = try sum()
    let operatorIndex = index
    guard let kind = try comparison(of: left) else { return left }
    let expression = Expression(kind, range(from: start))
    try checkChain(after: operatorIndex)
    return expression
  }

  private mutating func comparison(of left: Expression) throws(Reported) -> ExpressionKind? {
    guard continues else { return nil }
    let token = current
    if let operation = token.symbol?.comparison {
      advance()
      return try comparison(of: left, Located(operation, token.range))
    }
    guard token.name != nil else { return nil }
    if let kind = try wordComparison(of: left) { return kind }
    return try habitComparison(of: left)
  }

  /// What follows `OP`.
  mutating func comparison(
    of left: Expression, _ operation: Located<ComparisonOperator>
  ) throws(Reported) -> ExpressionKind {
    if token(1).symbol == .openParenthesis, let word = current.name,
      let quantifier = ListQuantifier(rawValue: word.lowercased())
    {
      let range = current.range
      advance()
      let values = try arguments(allowsNone: false, ofText: true)
      return .compare(left, operation, .several(Located(quantifier, range), values))
    }
    let right = try value()
    if current.symbol == .dots, continues, operation.node == .equal || operation.node == .notEqual {
      let right = operation.node == .equal ? "in" : "not in"
      let fix = Diagnostic.Fix(range: operation.range, replacement: right)
      throw fail(.periodPlace(current.range, fix: fix))
    }
    return .compare(left, operation, .one(right))
  }

  private mutating func wordComparison(of left: Expression) throws(Reported) -> ExpressionKind? {
    switch current.keyword {
    case .in, .between:
      return try membership(of: left, negated: false)
    case .not where token(1).keyword == .in || token(1).keyword == .between:
      advance()
      return try membership(of: left, negated: true)
    case .not where token(1).isEnd:
      advance()
      if misses(.word) { return .isIn(left, negated: true, .list([])) }
      throw fail(.expectedWord(current.range, ["in", "between"], after: "`not`"))
    case .overlaps:
      advance()
      return .overlaps(left, try period())
    case .is:
      return try isComparison(of: left)
    case .starts where followsOperand(.with):
      try expectSecond(.with)
      return .startsWith(left, try value())
    case .ends where followsOperand(.with):
      try expectSecond(.with)
      return .endsWith(left, try value())
    case .worse where followsOperand(.than):
      try expectSecond(.than)
      return .worseThan(left, try value())
    case .better where followsOperand(.than):
      try expectSecond(.than)
      return .betterThan(left, try value())
    default:
      return nil
    }
  }

  /// Whether the second word of an operator, or what could only follow it, comes next.
  private mutating func followsOperand(_ second: Keyword) -> Bool {
    let next = token(1)
    return next.keyword == second || next.isEnd || (next.startsOperand && next.keyword == nil)
  }

  private mutating func expectSecond(_ second: Keyword) throws(Reported) {
    let first = spelling(current)
    advance()
    try expect(second, after: "`\(first)`", insert: true)
  }

  /// `[ "not" ] "in" …` and `[ "not" ] "between" …`, from the `in` or `between`.
  mutating func membership(of left: Expression, negated: Bool) throws(Reported) -> ExpressionKind {
    let word = current.keyword
    advance()
    if word == .between {
      let low = try sum()
      try expect(.and, after: "the lower end of `between`")
      return .between(left, negated: negated, low: low, high: try sum())
    }
    if let list = try listHabit() { return .isIn(left, negated: negated, .list(list)) }
    guard current.symbol == .openParenthesis else {
      return .isIn(left, negated: negated, .period(try period()))
    }
    return .isIn(left, negated: negated, .list(try arguments(allowsNone: false, ofText: true)))
  }

  /// `"is" [ "not" ] "blank"`, and what people write instead.
  private mutating func isComparison(of left: Expression) throws(Reported) -> ExpressionKind {
    let start = index
    advance()
    let negated = current.keyword == .not && token(1).keyword != .in && token(1).keyword != .between
    if negated { advance() }
    let token = current
    if misses(.word) { return .isBlank(left, negated: negated) }
    if token.keyword == .blank {
      advance()
      return .isBlank(left, negated: negated)
    }
    if let word = token.name, Habits.blanks.contains(word.lowercased()) {
      record(.blankWord(token.range, word: word))
      advance()
      return .isBlank(left, negated: negated)
    }
    let words = range(from: start)
    if let truth = isTruth(left, words, negated: negated) { return truth }
    if !negated, isInfix(0) {
      record(.isBeforeOperator(words, next: token.range))
      if let kind = try wordComparison(of: left) { return kind }
    }
    let isOperator = token.name.map { Habits.right(for: $0, in: Habits.operators) != nil } ?? false
    if !negated, isOperator, self.token(1).startsOperand, !isInfix(1) {
      record(.isBeforeOperator(words, next: token.range))
      if let kind = try habitComparison(of: left) { return kind }
    }
    guard token.startsOperand, !looksLikeClause(0) else {
      throw fail(.expectedWord(token.range, negated ? ["blank"] : ["blank", "not blank"], after: "`is`"))
    }
    record(.isHabit(words, text: negated ? "is not" : "is", right: negated ? "!=" : "="))
    return try comparison(of: left, Located(negated ? .notEqual : .equal, words))
  }

  // MARK: Arithmetic

  /// `sum = product { ( "+" | "-" ) product }`
  mutating func sum() throws(Reported) -> Expression {
    let start = index
    let first = try product()
    var rest: [Operand<SumOperator>] = []
    while continues, let operation = current.symbol?.sum {
      let range = current.range
      advance()
      rest.append(Operand(operation: Located(operation, range), expression: try product()))
    }
    return rest.isEmpty ? first : Expression(.sum(first, rest), range(from: start))
  }

  /// `product = unary { ( "*" | "/" | "%" ) unary }`
  private mutating func product() throws(Reported) -> Expression {
    let start = index
    let first = try unary()
    var rest: [Operand<ProductOperator>] = []
    while continues, let operation = current.symbol?.product {
      let range = current.range
      advance()
      rest.append(Operand(operation: Located(operation, range), expression: try unary()))
    }
    return rest.isEmpty ? first : Expression(.product(first, rest), range(from: start))
  }

  /// `unary = "-" unary | atom`
  private mutating func unary() throws(Reported) -> Expression {
    guard current.symbol == .minus else { return try atom() }
    let start = index
    try enter()
    advance()
    let operand = try unary()
    leave()
    return Expression(.negate(operand), range(from: start))
  }
}
