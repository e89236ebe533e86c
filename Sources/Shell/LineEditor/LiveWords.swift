import Language

/// An error in three words at most, for the end of the line that is being typed: its name, or what says more to who
/// does not know planq's names for errors.
enum LiveWords {
  static func text(of diagnostic: Diagnostic) -> String {
    words[diagnostic.code] ?? diagnostic.code.split(separator: "-").prefix(3).joined(separator: " ")
  }

  static let words: [String: String] = [
    "aggregate-place": "aggregate not here",
    "any-comparison": "any compares otherwise",
    "as-at-place": "as at misplaced",
    "beginning": "not a query",
    "blank-word": "write blank",
    "clause-habit": "no such clause",
    "date-word": "not a date",
    "direction-habit": "no such direction",
    "distinct-place": "distinct misplaced",
    "each-value": "each needs list",
    "foreign-quotes": "use straight quotes",
    "foreign-sign": "no such sign",
    "is-habit": "is needs blank",
    "joined-values": "join with or",
    "leftover": "something left over",
    "list-key": "list needs each",
    "operator-habit": "no such operator",
    "overflow": "number too large",
    "period-place": "range not here",
    "regex": "wrong regex",
    "regex-place": "regex not here",
    "select-first": "name columns first",
    "star-argument": "star not here",
    "unordered": "has no order",
  ]
}
