package import Language
import Plan
package import Platform

/// A condition: true or false for every row, never unknown. The negative forms of the language (`!=`, `not in`,
/// `!~`, `no`, `not between`) are `not` of these.
package indirect enum BoundCondition: Hashable, Sendable {
  case constant(Bool)
  /// True where all are; in the order written.
  case all([BoundCondition])
  /// True where any is.
  case any([BoundCondition])
  case not(BoundCondition)
  /// Some member of the left side stands in the relation to some member of the right side. A side that is no list
  /// counts as a list of its one value, and a blank as a list of none. Both sides have the same element type
  /// (numbers: both integer or both decimal), save `contains` and its kind, which take text.
  case related(BoundExpression, Relation, BoundExpression, range: SourceRange)
  /// The value is blank, or the list is empty.
  case isBlank(BoundExpression)
  /// Both are blank: with `related` it spells "blank equals blank".
  case bothBlank(BoundExpression, BoundExpression)
  /// Some member of the left side is one of the constants (none of which is blank).
  case isOneOf(BoundExpression, [Constant], Relation)
  /// Every member of the left side is related to some of the constants, and there is a member: with `isOneOf` it
  /// spells `= only(…)`.
  case allAreIn(BoundExpression, [Constant], Relation)
  /// Some one member lies from low to high, both included; false where any of the three is blank.
  case between(BoundExpression, low: BoundExpression, high: BoundExpression)
  /// Some member's folded text matches.
  case matches(BoundExpression, CompiledPattern)
  /// Of a condition-typed expression: a `listed`, an `if(…)`, a `def`.
  case holds(BoundExpression)
  /// `any` over a list: some member satisfies the condition, whose frame is the member.
  case someMember(BoundExpression, BoundCondition)
  /// `every`: there is a member, and all satisfy the condition.
  case everyMember(BoundExpression, BoundCondition)
}

/// How two present values of one type stand to each other.
package enum Relation: String, CaseIterable, Sendable {
  /// Numbers, refs, enumeration values, items, conditions; text after folding.
  case equal
  /// Text byte by byte, periods day by day; other types as `equal`.
  case identical
  // Numbers and refs; text by code point after folding.
  case less, lessOrEqual, greater, greaterOrEqual
  // Text after folding: the left side holds, begins with, or ends with the right side.
  case contains, startsWith, endsWith
  /// RAG: the left side is worse (R, then A, then G) or better than the right.
  case worse, better
  // Periods: wholly before; ends by its end; wholly after; starts on or after its start; contained; touches.
  case before, endsBy, after, startsFrom, within, overlaps
}

/// A regular expression that was read while binding, for folded text.
package struct CompiledPattern: Hashable, Sendable {
  package var expression: RegularExpression
  /// As written, without the slashes.
  package var source: String { expression.pattern }

  /// Takes the pattern between the slashes; throws where it is none.
  package init(_ source: String) throws(RegularExpression.Failure) {
    expression = try RegularExpression(source) { scalar in
      String(decoding: Folding.fold(String(scalar), trimmed: false), as: UTF8.self)
    }
  }

  /// The pattern as PostgreSQL, RE2 and Java all read it, for folded texts; nil where a count is larger than
  /// `maximumRepeat`.
  package func commonPattern(maximumRepeat: Int) -> String? {
    expression.commonPattern(maximumRepeat: maximumRepeat)
  }

  package static func == (a: Self, b: Self) -> Bool { a.source.utf8.elementsEqual(b.source.utf8) }

  package func hash(into hasher: inout Hasher) { hasher.combine(source) }
}
