// The syntax tree: what was written, with ranges, comments and spelling. Names are as typed and mean nothing
// yet. Two trees are equal when they were spelled from the same words; ranges do not count.

/// A node with its place. Equality ignores the place.
/// What a node must conform to is not asked for here: each use would look it up while the program runs.
package struct Located<Node: Sendable>: Sendable {
  package var node: Node
  package var range: SourceRange

  package init(_ node: Node, _ range: SourceRange) {
    self.node = node
    self.range = range
  }

}

extension Located: Equatable where Node: Equatable {
  package static func == (a: Self, b: Self) -> Bool { a.node == b.node }
}

/// A name as typed.
package typealias Name = Located<String>

/// `line`: statements, and the shell text after a `|`.
package struct Script: Equatable, Sendable {
  package var statements: [Located<Statement>]
  /// The text after `|`, up to the end of its line, trimmed.
  package var pipe: Located<String>?
  /// Comments after the last statement, without `#` and the space after it.
  package var trailingComments: [String]

  package init(
    statements: [Located<Statement>], pipe: Located<String>? = nil, trailingComments: [String] = []
  ) {
    self.statements = statements
    self.pipe = pipe
    self.trailingComments = trailingComments
  }
}

package struct Statement: Equatable, Sendable {
  /// Comments that stand before the statement, without `#` and the space after it.
  package var comments: [String]
  package var kind: StatementKind

  package init(comments: [String] = [], kind: StatementKind) {
    self.comments = comments
    self.kind = kind
  }
}

package enum StatementKind: Equatable, Sendable {
  /// `let $name = expr`
  case letParameter(Name, Expression)
  /// `view name($a, $b) = query`
  case view(Name, parameters: [Name], Query)
  /// `def entity.name = expr`
  case def(entity: Name, field: Name, Expression)
  /// `expect none|some|N query`
  case expect(Located<Expectation>, Query)
  /// `explain [sql [dialect]] query`
  case explain(Located<Explanation>, Query)
  case query(Query)
}

package enum Expectation: Equatable, Sendable { case none, some, count(Int) }

package enum Explanation: Equatable, Sendable {
  case meaning
  /// The dialect as typed; nil where none was.
  case sql(dialect: Name?)
}

/// `query = term { set-operator term }`
package struct Query: Equatable, Sendable {
  package struct Continuation: Equatable, Sendable {
    package var operation: Located<SetOperator>
    package var term: Term

    package init(operation: Located<SetOperator>, term: Term) {
      self.operation = operation
      self.term = term
    }
  }

  package var first: Term
  package var rest: [Continuation]
  package var range: SourceRange

  package init(first: Term, rest: [Continuation] = [], range: SourceRange) {
    self.first = first
    self.rest = rest
    self.range = range
  }

  package static func == (a: Self, b: Self) -> Bool { a.first == b.first && a.rest == b.rest }
}

package enum SetOperator: String, CaseIterable, Sendable { case union, intersect, except }

package struct Term: Equatable, Sendable {
  package var source: TermSource
  package var clauses: [Located<Clause>]
  package var range: SourceRange

  package init(source: TermSource, clauses: [Located<Clause>] = [], range: SourceRange) {
    self.source = source
    self.clauses = clauses
    self.range = range
  }

  package static func == (a: Self, b: Self) -> Bool { a.source == b.source && a.clauses == b.clauses }
}

package indirect enum TermSource: Equatable, Sendable {
  case source(Source)
  case parenthesized(Query)
}

/// `source = NAME [ "(" args ")" ] [ VERSION ] [ STRING ] [ "as" "at" date ]`
package struct Source: Equatable, Sendable {
  package var name: Name
  /// nil without parentheses: a view without parameters is called by its bare name.
  package var arguments: [Expression]?
  package var version: Located<String>?
  package var search: Located<String>?
  package var asAt: Expression?

  package init(
    name: Name, arguments: [Expression]? = nil, version: Located<String>? = nil,
    search: Located<String>? = nil, asAt: Expression? = nil
  ) {
    self.name = name
    self.arguments = arguments
    self.version = version
    self.search = search
    self.asAt = asAt
  }
}
