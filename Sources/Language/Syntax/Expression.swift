/// An expression with its place. Chains (`and`, `or`, sums, products) are flat arrays, so that the depth of the
/// tree is the nesting that was written, which the parser bounds.
package struct Expression: Equatable, Sendable {
  package var kind: ExpressionKind
  package var range: SourceRange

  package init(_ kind: ExpressionKind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  package static func == (a: Self, b: Self) -> Bool { a.kind == b.kind }
}

package indirect enum ExpressionKind: Equatable, Sendable {
  // Atoms
  /// The spelling counts: `2.10` beside a ref is not `2.1`.
  case number(String)
  /// The text meant, escapes resolved.
  case string(String)
  /// The pattern between the slashes, `\/` resolved.
  case regex(String)
  /// Without `$`.
  case parameter(String)
  case duration(Duration)
  case date(DateLiteral)
  case relativeDate(RelativeDate)
  case blank
  case path(Path)
  /// `date { ("+"|"-") DURATION }` is an ordinary `.sum`; a period `a..b` stands only after `in` and `overlaps`.
  case periodRange(from: Expression?, to: Expression?)

  // Arithmetic; each chain holds at least two operands
  case sum(Expression, [Operand<SumOperator>])
  case product(Expression, [Operand<ProductOperator>])
  case negate(Expression)

  // Conditions
  case or([Expression])
  case and([Expression])
  case not(Expression)
  /// `any path`, `no path`, `every path`
  case quantified(Located<Quantifier>, Path)
  case compare(Expression, Located<ComparisonOperator>, Comparand)
  case isIn(Expression, negated: Bool, Membership)
  case between(Expression, negated: Bool, low: Expression, high: Expression)
  case overlaps(Expression, Expression)
  case isBlank(Expression, negated: Bool)
  case startsWith(Expression, Expression)
  case endsWith(Expression, Expression)
  case worseThan(Expression, Expression)
  case betterThan(Expression, Expression)
}

package struct Operand<Operator: Equatable & Sendable>: Equatable, Sendable {
  package var operation: Located<Operator>
  package var expression: Expression

  package init(operation: Located<Operator>, expression: Expression) {
    self.operation = operation
    self.expression = expression
  }
}

package enum SumOperator: String, CaseIterable, Sendable { case plus = "+", minus = "-" }
package enum ProductOperator: String, CaseIterable, Sendable { case times = "*", over = "/", modulo = "%" }
package enum Quantifier: String, CaseIterable, Sendable { case any, no, every }

package enum ComparisonOperator: String, CaseIterable, Sendable {
  case equal = "="
  case notEqual = "!="
  case identical = "=="
  case notIdentical = "!=="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contains = "~"
  case notContains = "!~"
}

/// The right side of a comparison.
package enum Comparand: Equatable, Sendable {
  case one(Expression)
  /// `any(…)`, `all(…)`, `only(…)`
  case several(Located<ListQuantifier>, [Expression])
}

package enum ListQuantifier: String, CaseIterable, Sendable { case any, all, only }

package enum Membership: Equatable, Sendable {
  case period(Expression)
  case list([Expression])
}

/// `path = step { "." step }`
package struct Path: Equatable, Sendable {
  package var steps: [PathStep]
  package var range: SourceRange

  package init(steps: [PathStep], range: SourceRange) {
    self.steps = steps
    self.range = range
  }

  package static func == (a: Self, b: Self) -> Bool { a.steps == b.steps }
}

/// `step = NAME [ "(" [ args ] ")" ] { "[" expr "]" }`
package struct PathStep: Equatable, Sendable {
  package var name: Name
  /// nil without parentheses, empty for `count()`.
  package var arguments: [Expression]?
  package var filters: [Expression]
  package var range: SourceRange

  package init(name: Name, arguments: [Expression]? = nil, filters: [Expression] = [], range: SourceRange) {
    self.name = name
    self.arguments = arguments
    self.filters = filters
    self.range = range
  }

  package static func == (a: Self, b: Self) -> Bool {
    a.name == b.name && a.arguments == b.arguments && a.filters == b.filters
  }
}
