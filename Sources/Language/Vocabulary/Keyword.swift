/// Every word that the grammar knows, in alphabetical order. None is reserved: each counts only where the grammar expects
/// it.
package enum Keyword: String, CaseIterable, Sendable {
  case add, all, and, any, `as`, asc, at, better, between, blank, by, def, desc, distinct, each, ends, every,
    except
  case expect, explain, group, `in`, intersect, `is`, last, `let`, limit, next, no, none, not, offset, only,
    or
  case order, overlaps, per, pivot, select, some, sql, starts, than, this, today, top, totals, union, view,
    `where`
  case with, worse

  /// The keyword that a name spells, whatever its case. Halving the alphabet finds it: to make a dictionary takes longer
  /// than to read a query.
  package init?(spelling: String) {
    guard spelling.utf8.count <= 9 else { return nil }
    let (word, keywords) = (spelling.lowercased(), Self.allCases)
    var (low, high) = (0, keywords.count)
    while low < high {
      let middle = (low + high) / 2
      if keywords[middle].rawValue < word { low = middle + 1 } else { high = middle }
    }
    guard low < keywords.count, keywords[low].rawValue == word else { return nil }
    self = keywords[low]
  }

  /// Whether a clause begins with this word.
  package var beginsClause: Bool {
    switch self {
    case .where, .add, .each, .group, .pivot, .select, .order, .top, .limit, .distinct, .totals: true
    default: false
    }
  }

  package var setOperator: SetOperator? { SetOperator(rawValue: rawValue) }

  /// Whether a statement goes on when its next line starts with this word.
  package var continuesStatement: Bool { beginsClause || setOperator != nil }
}
