/// What a parser of a text that is still being typed keeps, beside the tree.
struct Completion {
  /// What is missing first at the end of the text.
  var missing: MissingPart?
  /// Where the names begin that the grammar reads as names, not as its own words.
  var names: Set<Int> = []
}

/// What the grammar asks for at the end of a text.
package enum MissingPart: Hashable, Sendable {
  /// What a query is about.
  case source
  /// The entity of a `def`.
  case entity
  /// A value, or a step of a path.
  case operand
  /// A new name, of which nobody can know anything.
  case name
  /// A number.
  case count
  /// A word or sign of the grammar.
  case word
}

/// The name that stands in a tree for what is missing; it cannot be typed.
package enum Hole {
  package static let name = "\u{0}"
}

extension RecursiveDescent {
  /// Whether the text ends where something must come, and the end is what is being asked about.
  mutating func misses(_ part: MissingPart) -> Bool {
    guard completion != nil, current.isEnd else { return false }
    if completion?.missing == nil { completion?.missing = part }
    return true
  }

  var hole: Name { Name(Hole.name, SourceRange(lexer.bytes.count, lexer.bytes.count)) }

  var holeExpression: Expression {
    let step = PathStep(name: hole, range: hole.range)
    return Expression(.path(Path(steps: [step], range: hole.range)), hole.range)
  }

  /// The statement that could begin at the end of the text.
  mutating func missingStatement() -> Located<Statement>? {
    guard completion != nil, index == 0 || tokens[index - 1].symbol == .semicolon else { return nil }
    return recoveringStatement()
  }

  var problemCount: Int { problemsSoFar + lexer.diagnostics.count }
}
