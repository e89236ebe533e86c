extension RecursiveDescent {
  /// `period = date [ ".." [ date ] ] | ".." date`
  mutating func period() throws(Reported) -> Expression {
    let start = index
    if current.symbol == .dots {
      advance()
      let to = try date()
      return Expression(.periodRange(from: nil, to: to), range(from: start))
    }
    let from = try date()
    guard takesDots() else { return from }
    let to = beginsDate ? try date() : nil
    return Expression(.periodRange(from: from, to: to), range(from: start))
  }

  /// Whether a date goes on after `..`, where one need not.
  var beginsDate: Bool {
    mutating get {
      guard continues else { return false }
      switch current.kind {
      case .date, .number, .string, .parameter, .invalid: return true
      case .name: return !isInfix(0) && current.keyword?.continuesStatement != true
      default: return false
      }
    }
  }

  /// `date = day { ("+" | "-") DURATION }`
  mutating func date() throws(Reported) -> Expression {
    let start = index
    let first = try day()
    var rest: [Operand<SumOperator>] = []
    while continues, let operation = current.symbol?.sum {
      let range = current.range
      advance()
      rest.append(Operand(operation: Located(operation, range), expression: try duration()))
    }
    return rest.isEmpty ? first : Expression(.sum(first, rest), range(from: start))
  }

  private mutating func duration() throws(Reported) -> Expression {
    let token = current
    if misses(.count) { return Expression(.duration(Duration(count: 1, unit: .days)), token.range) }
    if let other = numberHabit() { return other }
    guard case .duration(let duration) = token.kind else {
      throw fail(.expectedDuration(token.range, replacement: token.integerSpelling.map { $0 + "d" }))
    }
    advance()
    return Expression(.duration(duration), token.range)
  }

  /// `day = DATE | RELATIVE | STRING | PARAM | path`
  private mutating func day() throws(Reported) -> Expression {
    let token = current
    let kind: ExpressionKind
    switch token.kind {
    case .date(let date): kind = .date(date)
    case .string(let text): kind = .string(text)
    case .parameter(let name): kind = .parameter(name)
    case .number:
      if let other = numberHabit() { return other }
      guard let year = token.year else { throw fail(.expectedDate(token.range)) }
      kind = .date(.year(year))
    case .name:
      if looksLikeClause(0) { throw fail(.expectedDate(token.range)) }
      if let date = try namedDate() { return date }
      let path = try path()
      return Expression(.path(path), path.range)
    default:
      if misses(.operand) { return holeExpression }
      throw fail(.expectedDate(token.range))
    }
    advance()
    return Expression(kind, token.range)
  }

  /// `RELATIVE` and `October 2011`; nil where the word is a plain name.
  mutating func namedDate() throws(Reported) -> Expression? {
    let start = index
    let next = token(1)
    if let year = next.year, let month = current.name.flatMap(Months.number),
      openBrackets > 0 || !next.startsLine
    {
      advance()
      advance()
      return Expression(.date(.month(year: year, month: month, isNamed: true)), range(from: start))
    }
    if current.keyword == .today, !continuesPath(1) {
      advance()
      return Expression(.relativeDate(.today), range(from: start))
    }
    guard let anchor = current.name.flatMap({ RelativeAnchor(rawValue: $0.lowercased()) }) else { return nil }
    if let span = try span(anchor, from: start) { return span }
    return nil
  }

  /// `( "this" | "next" | "last" ) [ INT ] unit`
  private mutating func span(_ anchor: RelativeAnchor, from start: Int) throws(Reported) -> Expression? {
    if token(1).isEnd {
      advance()
      if misses(.word) { return Expression(.relativeDate(.today), range(from: start)) }
      throw fail(.expectedUnit(current.range))
    }
    if let unit = token(1).name.flatMap(RelativeUnit.init(spelling:)) {
      advance()
      advance()
      return Expression(.relativeDate(.span(anchor, count: nil, unit)), range(from: start))
    }
    guard token(1).integerSpelling != nil else { return nil }
    advance()
    let count = try integer()
    advance()
    if misses(.word) { return Expression(.relativeDate(.today), range(from: start)) }
    guard let unit = current.name.flatMap(RelativeUnit.init(spelling:)) else {
      throw fail(.expectedUnit(current.range))
    }
    advance()
    return Expression(.relativeDate(.span(anchor, count: count, unit)), range(from: start))
  }

  /// `30 days` for `30d` and `31 October 2011` for `2011-10-31`: noted, and read as meant.
  mutating func numberHabit() -> Expression? {
    let start = index
    guard let spelling = current.integerSpelling, let value = Int(spelling), let word = token(1).name,
      openBrackets > 0 || !token(1).startsLine
    else { return nil }
    if let unit = RelativeUnit(spelling: word)?.duration, !isInfix(1) {
      advance()
      advance()
      let duration = Duration(count: value, unit: unit)
      let place = range(from: start)
      record(.wordDuration(place, text: source(place), replacement: Printer.spelling(duration)))
      return Expression(.duration(duration), place)
    }
    guard let year = token(2).year, let month = Months.number(named: word) else { return nil }
    for _ in 0..<3 { advance() }
    let place = range(from: start)
    let exists = Calendar.exists(year: year, month: month, day: value)
    let date = DateLiteral.day(year: year, month: month, day: value)
    record(.dayBeforeMonth(place, replacement: exists ? Printer.spelling(date) : nil))
    return Expression(.date(exists ? date : .year(year)), place)
  }
}
