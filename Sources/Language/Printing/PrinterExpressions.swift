/// How tightly a rule of the grammar binds; an expression of a looser rule needs parentheses.
enum Precedence: Int, Comparable {
  case or, and, neg, compare, sum, product, unary, atom

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension ExpressionKind {
  fileprivate var precedence: Precedence {
    switch self {
    case .or: .or
    case .and: .and
    case .not, .quantified: .neg
    case .compare, .isIn, .between, .overlaps, .isBlank, .startsWith, .endsWith, .worseThan, .betterThan:
      .compare
    case .sum: .sum
    case .product: .product
    case .negate: .unary
    default: .atom
    }
  }
}

extension Path {
  /// Whether it is a single word that could be read as something other than a name where an operand stands.
  fileprivate var needsParentheses: Bool {
    guard steps.count == 1, let step = steps.first, step.arguments == nil, step.filters.isEmpty else {
      return false
    }
    switch Keyword(spelling: step.name.node) {
    case .not, .any, .no, .every, .each, .this, .next, .last: return true
    case .and, .or, .is, .in, .between, .overlaps, .as, .asc, .desc: return true
    case nil: return Habits.nulls.contains(step.name.node.lowercased())
    default: return false
    }
  }
}

/// Everything below a statement, on one line.
struct Inline {
  var text = ""

  private mutating func append(_ string: String) { text += string }

  private mutating func list<Item>(_ items: [Item], _ body: (inout Inline, Item) -> Void) {
    for (index, item) in items.enumerated() {
      if index > 0 { append(", ") }
      body(&self, item)
    }
  }

  // MARK: Queries

  mutating func query(_ query: Query) {
    term(query.first)
    for continuation in query.rest {
      append(" \(continuation.operation.node.rawValue) ")
      term(continuation.term)
    }
  }

  private mutating func term(_ term: Term) {
    switch term.source {
    case .source(let source): self.source(source)
    case .parenthesized(let query):
      append("(")
      self.query(query)
      append(")")
    }
    for clause in term.clauses {
      append(" ")
      self.clause(clause.node.kind)
    }
  }

  mutating func source(_ source: Source) {
    append(source.name.node)
    if let arguments = source.arguments { self.arguments(arguments) }
    if let version = source.version { append(" @" + Printer.version(version.node)) }
    if let search = source.search { append(" " + Printer.quoted(search.node)) }
    if let date = source.asAt {
      append(" as at ")
      self.date(date)
    }
  }

  private mutating func arguments(_ arguments: [Expression]) {
    append("(")
    list(arguments) { $0.expression($1, within: .or) }
    append(")")
  }

  // MARK: Clauses

  mutating func clause(_ clause: ClauseKind) {
    switch clause {
    case .where(let condition):
      append("where ")
      expression(condition, within: .or)
    case .add(let items):
      append("add ")
      list(items) { inline, item in
        inline.append(item.name.node + " = ")
        inline.expression(item.expression, within: .or)
      }
    case .each(let path, let alias):
      append("each ")
      self.path(path)
      self.alias(alias)
    case .groupBy(let keys):
      append("group by ")
      list(keys) { $0.key($1) }
    case .pivot(let rows, let columns):
      append("pivot ")
      key(rows)
      append(" by ")
      key(columns)
    case .select(let items):
      append("select ")
      list(items) { $0.item($1) }
    case .orderBy(let keys):
      append("order by ")
      list(keys) { $0.key($1) }
    case .top(let count, let paths, let keys):
      append("top " + Printer.spelling(count.node))
      if !paths.isEmpty { append(" per ") }
      list(paths) { $0.path($1) }
      append(" by ")
      list(keys) { $0.key($1) }
    case .limit(let count, let offset):
      append("limit " + Printer.spelling(count.node))
      if let offset { append(" offset " + Printer.spelling(offset.node)) }
    case .distinct: append("distinct")
    case .totals: append("totals")
    }
  }

  private mutating func alias(_ alias: Name?) {
    if let alias { append(" as " + alias.node) }
  }

  private mutating func item(_ item: SelectItem) {
    switch item {
    case .all: append("*")
    case .expression(let expression, let alias):
      self.expression(expression, within: .or)
      self.alias(alias)
    }
  }

  private mutating func key(_ key: GroupKey) {
    if key.isEach { append("each ") }
    expression(key.expression, within: .sum)
    alias(key.alias)
  }

  private mutating func key(_ key: OrderKey) {
    expression(key.expression, within: .sum)
    if let direction = key.direction { append(" " + direction.rawValue) }
  }

  // MARK: Expressions

  /// In parentheses where the place asks for a rule that binds tighter.
  mutating func expression(_ expression: Expression, within place: Precedence) {
    let own = expression.kind.precedence
    var needsParentheses = own < place
    if case .path(let path) = expression.kind { needsParentheses = path.needsParentheses }
    if needsParentheses { append("(") }
    kind(expression.kind)
    if needsParentheses { append(")") }
  }

  private mutating func kind(_ kind: ExpressionKind) {
    switch kind {
    case .number(let spelling): append(spelling)
    case .string(let text): append(Printer.quoted(text))
    case .regex(let pattern): append(Printer.pattern(pattern))
    case .parameter(let name): append("$" + name)
    case .duration(let duration): append(Printer.spelling(duration))
    case .date(let date): append(Printer.spelling(date))
    case .relativeDate(let date): append(Printer.spelling(date))
    case .blank: append("blank")
    case .path(let path): self.path(path)
    case .periodRange(let from, let to):
      if let from { date(from) }
      append("..")
      if let to { date(to) }
    case .sum(let first, let rest): chain(first, rest, within: .product)
    case .product(let first, let rest): chain(first, rest, within: .unary)
    case .negate(let operand):
      append("-")
      expression(operand, within: .unary)
    default: condition(kind)
    }
  }

  private mutating func chain<Operator: RawRepresentable>(
    _ first: Expression, _ rest: [Operand<Operator>], within place: Precedence
  ) where Operator.RawValue == String {
    expression(first, within: place)
    for operand in rest {
      append(" \(operand.operation.node.rawValue) ")
      expression(operand.expression, within: place)
    }
  }

  private mutating func condition(_ kind: ExpressionKind) {
    switch kind {
    case .or(let operands): joined(operands, by: " or ", within: .and)
    case .and(let operands): joined(operands, by: " and ", within: .neg)
    case .not(let operand):
      append("not ")
      expression(operand, within: .neg)
    case .quantified(let quantifier, let path):
      append(quantifier.node.rawValue + " ")
      self.path(path)
    case .compare(let left, let operation, let right): compare(left, operation.node, right)
    case .isIn(let left, let negated, let membership): isIn(left, negated: negated, membership)
    case .between(let left, let negated, let low, let high):
      binary(left, negated ? "not between" : "between", low)
      append(" and ")
      expression(high, within: .sum)
    case .overlaps(let left, let period):
      expression(left, within: .sum)
      append(" overlaps ")
      date(period)
    case .isBlank(let operand, let negated):
      expression(operand, within: .sum)
      append(negated ? " is not blank" : " is blank")
    case .startsWith(let left, let right): binary(left, "starts with", right)
    case .endsWith(let left, let right): binary(left, "ends with", right)
    case .worseThan(let left, let right): binary(left, "worse than", right)
    case .betterThan(let left, let right): binary(left, "better than", right)
    default: break
    }
  }

  private mutating func joined(_ operands: [Expression], by word: String, within place: Precedence) {
    for (index, operand) in operands.enumerated() {
      if index > 0 { append(word) }
      expression(operand, within: place)
    }
  }

  private mutating func binary(_ left: Expression, _ word: String, _ right: Expression) {
    expression(left, within: .sum)
    append(" \(word) ")
    expression(right, within: .sum)
  }

  private mutating func compare(_ left: Expression, _ operation: ComparisonOperator, _ right: Comparand) {
    switch right {
    case .one(let right): binary(left, operation.rawValue, right)
    case .several(let quantifier, let values):
      expression(left, within: .sum)
      append(" \(operation.rawValue) \(quantifier.node.rawValue)")
      arguments(values)
    }
  }

  private mutating func isIn(_ left: Expression, negated: Bool, _ membership: Membership) {
    expression(left, within: .sum)
    append(negated ? " not in " : " in ")
    switch membership {
    case .period(let period): date(period)
    case .list(let values): arguments(values)
    }
  }

  /// A date or a period, where a year is a year and a path needs no parentheses.
  private mutating func date(_ expression: Expression) { kind(expression.kind) }

  // MARK: Paths

  mutating func path(_ path: Path) {
    for (index, step) in path.steps.enumerated() {
      if index > 0 { append(".") }
      append(step.name.node)
      if let arguments = step.arguments { self.arguments(arguments) }
      for filter in step.filters {
        append("[")
        expression(filter, within: .or)
        append("]")
      }
    }
  }
}

extension Printer {
  fileprivate static func spelling(_ count: Count) -> String {
    switch count {
    case .number(let number): String(number)
    case .parameter(let name): "$" + name
    }
  }

  /// A version's name, in quotes if it is none.
  fileprivate static func version(_ version: String) -> String {
    let isName = version.utf8.first?.isLetter == true && version.utf8.allSatisfy(\.isWord)
    return isName ? version : quoted(version)
  }
}
