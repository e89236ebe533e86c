extension RecursiveDescent {
  /// `query = term { ( "union" | "intersect" | "except" ) term }`
  mutating func query() throws(Reported) -> Query {
    let start = index
    let first = try term()
    var rest: [Query.Continuation] = []
    while let operation = current.keyword?.setOperator {
      let range = current.range
      advance()
      rest.append(.init(operation: Located(operation, range), term: try term()))
    }
    return Query(first: first, rest: rest, range: range(from: start))
  }

  /// `term = "(" query ")" { clause } | source { clause }`
  private mutating func term() throws(Reported) -> Term {
    let start = index
    let source: TermSource
    if current.symbol == .openParenthesis {
      try enter()
      let opening = openBracket()
      let inner = try query()
      try close(opening)
      leave()
      source = .parenthesized(inner)
    } else {
      source = .source(try self.source())
    }
    let clauses = try clauses()
    return Term(source: source, clauses: clauses, range: range(from: start))
  }

  /// `source = NAME [ "(" args ")" ] [ VERSION ] [ STRING ] [ "as" "at" date ]`
  private mutating func source() throws(Reported) -> Source {
    try checkBeginning()
    if misses(.source) { return Source(name: hole) }
    guard current.name != nil else { throw fail(.expectedQuery(current.range)) }
    var source = Source(name: try expectName(of: "an entity"))
    if at(.openParenthesis) {
      let start = index
      source.arguments = try arguments(allowsNone: true)
      if source.arguments?.isEmpty == true { record(.emptyArguments(range(from: start))) }
    }
    if take(.versionSign) {
      let token = current
      switch token.kind {
      case .name(let name), .string(let name): source.version = Located(name, token.range)
      default:
        if misses(.name) { return source }
        throw fail(.expectedName(token.range, of: "a version"))
      }
      advance()
    }
    if continues, case .string(let text) = current.kind {
      source.search = Located(text, current.range)
      advance()
    }
    if at(.as) {
      advance()
      try expect(.at, after: "`as`")
      source.asAt = try date()
    }
    return source
  }

  /// `{ clause }`. An error in a clause is noted, and the next clause is parsed, to tell of several at once; then the
  /// whole fails.
  private mutating func clauses() throws(Reported) -> [Located<Clause>] {
    let sourceEnd = index
    var clauses: [Located<Clause>] = []
    var failed = false
    let state = (brackets: openBrackets, nesting: nesting)
    while current.keyword?.beginsClause == true, !hasTooManyErrors {
      let start = index
      do throws(Reported) {
        statementComments += claimComments(trailingOnly: true)
        let comments = claimComments(trailingOnly: false)
        let kind = try clause()
        let all = comments + claimComments(trailingOnly: true)
        clauses.append(Located(Clause(comments: all, kind: kind), range(from: start)))
        if !isAtClauseEnd { throw leftover(afterClause: kind, sourceEnd: sourceEnd) }
      } catch {
        failed = true
        (openBrackets, nesting, awaitsBy) = (state.brackets, state.nesting, false)
        skipToClauseEnd(from: start)
      }
    }
    if failed { throw Reported() }
    if clauses.isEmpty, !isAtClauseEnd { throw leftover(afterClause: nil, sourceEnd: sourceEnd) }
    return clauses
  }

  /// Whether something that may follow a clause comes next.
  private var isAtClauseEnd: Bool {
    mutating get {
      isAtStatementEnd || current.keyword?.continuesStatement == true
        || (openBrackets > 0 && current.symbol == .closeParenthesis)
    }
  }

  private mutating func skipToClauseEnd(from start: Int) {
    var depth = rawDepth(from: start)
    while !current.isEnd {
      let token = current
      switch token.symbol {
      case .semicolon: return
      case .openParenthesis, .openBracket: depth += 1
      case .closeParenthesis, .closeBracket:
        if depth == 0 { return }
        depth -= 1
      default: break
      }
      if depth == 0, isAtStatementEnd || looksLikeClause(0) { return }
      if case .pipe = token.kind { return }
      advance()
    }
  }

  // MARK: Clauses

  private mutating func clause() throws(Reported) -> ClauseKind {
    let keyword = current.keyword
    advance()
    switch keyword {
    case .where: return .where(try expr())
    case .add: return .add(try list { parser throws(Reported) in try parser.addItem() })
    case .each: return .each(try path(), alias: try alias())
    case .group:
      try expect(.by, after: "`group`", insert: true)
      return .groupBy(try list { parser throws(Reported) in try parser.groupkey() })
    case .pivot: return try pivot()
    case .select: return .select(try items())
    case .order:
      try expect(.by, after: "`order`", insert: true)
      return .orderBy(try keys())
    case .top: return try top()
    case .limit:
      let count = try count(after: "limit")
      guard take(.offset) else { return .limit(count, offset: nil) }
      return .limit(count, offset: try self.count(after: "offset"))
    case .distinct: return .distinct
    default: return .totals
    }
  }

  /// One or more of something, with commas between. A comma with nothing behind it is an error of its own.
  mutating func list<Item>(
    _ item: (inout RecursiveDescent) throws(Reported) -> Item
  ) throws(Reported) -> [Item] {
    var items = [try item(&self)]
    while at(.comma) {
      let comma = current
      advance()
      let next = current
      let endsHere =
        switch next.symbol {
        case .closeParenthesis, .closeBracket, .semicolon, .comma: true
        // A key of `group by` may begin with `each`.
        default: next.keyword != .each && looksLikeClause(0)
        }
      if endsHere {
        record(.trailingComma(comma.range))
        if next.symbol == .comma { continue }
        return items
      }
      items.append(try item(&self))
    }
    return items
  }

  private mutating func keys() throws(Reported) -> [OrderKey] {
    try list { parser throws(Reported) in try parser.key() }
  }

  private mutating func alias() throws(Reported) -> Name? {
    guard at(.as), !isAsAtDate else { return nil }
    advance()
    return try expectName(of: "a column")
  }

  /// Whether `as at` and a date follow, where `as` could also give the name `at`.
  private var isAsAtDate: Bool {
    mutating get {
      guard isAsAt(0), !token(2).startsLine else { return false }
      switch token(2).kind {
      case .date, .number, .string, .parameter: return true
      case .name: return token(2).keyword?.continuesStatement != true && token(2).keyword != .by
      default: return false
      }
    }
  }

  private mutating func addItem() throws(Reported) -> AddItem {
    let name = try expectName(of: "a column")
    try expect(.equal, after: "the name of the column")
    return AddItem(name: name, expression: try expr())
  }

  /// `groupkey = [ "each" ] sum [ "as" NAME ]`
  private mutating func groupkey() throws(Reported) -> GroupKey {
    let isEach = current.keyword == .each && isPrefix
    if isEach { advance() }
    let expression = try sum()
    return GroupKey(isEach: isEach, expression: expression, alias: try alias())
  }

  /// `"pivot" groupkey "by" groupkey`
  private mutating func pivot() throws(Reported) -> ClauseKind {
    awaitsBy = true
    let rows = try groupkey()
    awaitsBy = false
    try expect(.by, after: "the rows of the pivot")
    return .pivot(rows, by: try groupkey())
  }

  /// `item = "*" | expr [ "as" NAME ]`
  mutating func item() throws(Reported) -> SelectItem {
    if current.symbol == .times {
      let range = current.range
      advance()
      return .all(Located(AllFields(), range))
    }
    let expression = try expr()
    return .expression(expression, alias: try alias())
  }

  /// `key = sum [ "asc" | "desc" ]`
  private mutating func key() throws(Reported) -> OrderKey {
    let expression = try sum()
    guard continues, let word = current.name else { return OrderKey(expression: expression) }
    var direction = OrderDirection(rawValue: word.lowercased())
    if direction == nil, let right = Habits.right(for: word, in: Habits.directions) {
      record(.directionHabit(current.range, word: word, right: right))
      direction = OrderDirection(rawValue: right)
    }
    if direction != nil { advance() }
    return OrderKey(expression: expression, direction: direction)
  }

  /// `"top" COUNT [ "per" path { "," path } ] "by" key { "," key }`
  private mutating func top() throws(Reported) -> ClauseKind {
    let count = try count(after: "top")
    var paths: [Path] = []
    if current.keyword == .per {
      let per = current.range
      advance()
      if current.keyword == .by, token(1).startsOperand, token(1).keyword != .by {
        let fix = Diagnostic.Fix(range: SourceRange(per.start, current.range.start), replacement: "")
        throw fail(.expectedName(current.range, of: "a field", fix: fix))
      }
      awaitsBy = true
      paths = try list { parser throws(Reported) in try parser.path() }
      awaitsBy = false
    }
    try expect(.by, after: paths.isEmpty ? "`top \(source(count.range))`" : "`per`", insert: !paths.isEmpty)
    return .top(count, per: paths, by: try keys())
  }

  /// `COUNT = INT | PARAM`
  private mutating func count(after word: String) throws(Reported) -> Located<Count> {
    let token = current
    if misses(.count) { return Located(.number(1), token.range) }
    if case .parameter(let name) = token.kind {
      advance()
      return Located(.parameter(name), token.range)
    }
    guard let value = try integer() else { throw fail(.expectedCount(token.range, after: word)) }
    advance()
    return Located(.number(value), token.range)
  }
}
