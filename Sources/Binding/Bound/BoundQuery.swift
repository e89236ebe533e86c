// Binding: syntax tree + schema → bound query. Every name is resolved, every expression typed, every date and
// parameter constant; the habits of the language (lists, blanks, partial dates, `!=`) are spelled out as a few
// two-valued kinds, so that the executor, SQL and `explain` cannot disagree about meaning. It never reads a plan.

package import Plan

/// A query ready to run: steps over the items of one entity, from left to right.
package struct BoundQuery: Sendable {
  package var source: BoundSource
  package var steps: [BoundStep]
  /// What each row of the answer shows, over the frame that the last step leaves.
  package var outputs: [BoundOutput]
  /// The columns are known only when the query runs: the first output is the row's key, and the cells stand for the
  /// others.
  package var pivot: BoundPivot?
  /// `totals`: after the rows one more, `Total`, over the items of all groups that are shown, each once: the last
  /// grouping without keys (they are blank), then the slots after it and the outputs. A pivot has such a column, too.
  package var hasTotals: Bool
  /// No `select` named the outputs.
  package var isBare: Bool
  /// The day that `as_at` and `today` stood for.
  package var asAt: Day
  /// `as_at` or `today` counted and nobody set it, so the run says which day it took.
  package var usesDefaultDay: Bool
  /// The month, 1 to 12, in which a financial year begins wherever a period becomes text.
  package var financialYearStart: Int
  /// The parameters that stood for a number of rows (`limit $n`), as constants at their places.
  package var counts: [BoundExpression]

  package init(
    source: BoundSource, steps: [BoundStep], outputs: [BoundOutput], isBare: Bool, asAt: Day,
    usesDefaultDay: Bool, pivot: BoundPivot? = nil, hasTotals: Bool = false,
    financialYearStart: Int = Period.planStartMonth, counts: [BoundExpression] = []
  ) {
    self.source = source
    self.steps = steps
    self.outputs = outputs
    self.pivot = pivot
    self.hasTotals = hasTotals
    self.isBare = isBare
    self.asAt = asAt
    self.usesDefaultDay = usesDefaultDay
    self.financialYearStart = financialYearStart
    self.counts = counts
  }
}

package struct BoundSource: Sendable {
  /// Of a combination, what its first query is about.
  package var entity: Entity
  /// The folded text of `actions "text"`: some text field or party name holds it.
  package var search: [UInt8]?
  /// The rows are those of two queries, put together.
  package var combination: BoundCombination?

  package init(entity: Entity, search: [UInt8]? = nil, combination: BoundCombination? = nil) {
    self.entity = entity
    self.search = search
    self.combination = combination
  }
}

/// A step takes a frame (rows of items, and the slots worked out so far) and gives one.
package enum BoundStep: Sendable {
  case filter(BoundCondition)
  /// Works out an expression for each row and keeps it: `add`, an alias of `select`, a `def` that is used twice.
  /// Slots are numbered in the order of their steps.
  case slot(BoundExpression)
  case order([BoundKey])
  case limit(count: Int, offset: Int)
  /// `top n per p`: the first rows of each set of rows that have the same values, in the order they come.
  case limitPer(count: Int, [BoundExpression])
  /// One row for each member of a list, none for an empty one; rows keep their items and slots, and the member
  /// becomes the next slot.
  case each(BoundExpression)
  case group(BoundGrouping)
  /// Keeps the first row of each set of rows that have the same outputs; ends the item: the outputs become the
  /// slots 0… of a new frame without items.
  case distinct([BoundOutput])
}

package struct BoundKey: Sendable {
  package var expression: BoundExpression
  package var isDescending: Bool

  package init(expression: BoundExpression, isDescending: Bool) {
    self.expression = expression
    self.isDescending = isDescending
  }
}

package struct BoundOutput: Sendable {
  package var name: String
  package var expression: BoundExpression
  package var isDetail: Bool

  package init(name: String, expression: BoundExpression, isDetail: Bool = false) {
    self.name = name
    self.expression = expression
    self.isDetail = isDetail
  }
}
