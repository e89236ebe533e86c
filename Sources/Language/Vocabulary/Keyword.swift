/// Every word that the grammar knows. None is reserved: each counts only where the grammar expects it.
package enum Keyword: String, CaseIterable, Sendable {
  case add, all, and, any, `as`, asc, at, better, between, blank, by, def, desc, distinct, each, ends, every,
    except
  case expect, explain, group, `in`, intersect, `is`, last, `let`, limit, next, no, none, not, offset, only,
    or
  case order, overlaps, per, pivot, select, some, sql, starts, than, this, today, top, totals, union, view,
    `where`
  case with, worse

  private static let bySpelling = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// The keyword that a name spells, whatever its case.
  package init?(spelling: String) {
    guard spelling.utf8.count <= 9, let keyword = Self.bySpelling[spelling.lowercased()] else { return nil }
    self = keyword
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
