package import Language
package import Plan

/// Makes groups of rows (language.md, group). The groups are a frame without items, whose slots are the keys and then
/// the aggregates; they come in key order, blank last.
package struct BoundGrouping: Sendable {
  /// Without keys there is one group, of all rows, also where there is none.
  package var keys: [BoundGroupKey]
  package var aggregates: [BoundAggregate]
  /// There is a group for every combination of the values that each key has (`pivot`), not only for those of the
  /// keys without declared values that occur.
  package var isComplete: Bool

  package init(keys: [BoundGroupKey], aggregates: [BoundAggregate], isComplete: Bool = false) {
    self.keys = keys
    self.aggregates = aggregates
    self.isComplete = isComplete
  }
}

package struct BoundGroupKey: Sendable {
  /// Over the frame before. Values are equal as for `distinct`: items by what names them, text after folding.
  package var expression: BoundExpression
  /// The expression is a list, and a row belongs to the group of each of its members, once; without any to that of
  /// blank.
  package var isEach: Bool
  /// The values that have a group even where no row has them, for each combination of the keys that declare none.
  package var declared: [Constant]

  /// All its values are declared numbers, as those of impact are.
  package var isScale: Bool {
    !declared.isEmpty && declared.allSatisfy { $0 == .blank || $0.whole != nil }
  }

  package init(expression: BoundExpression, isEach: Bool = false, declared: [Constant] = []) {
    self.expression = expression
    self.isEach = isEach
    self.declared = declared
  }
}

/// What is worked out over the rows of a group; its operands are over the frame before.
package struct BoundAggregate: Sendable {
  package enum Kind: Sendable {
    /// How many rows there are, or how many satisfy the condition.
    case rows(BoundCondition?)
    /// Over the values of all rows, blanks left out; lists are pooled. An item in two groups counts in both.
    case pooled(Aggregate, BoundExpression)
  }

  package var kind: Kind
  package var type: ValueType
  /// Where it was written first.
  package var range: SourceRange

  package init(_ kind: Kind, type: ValueType, range: SourceRange) {
    self.kind = kind
    self.type = type
    self.range = range
  }
}

/// The shape of a `pivot`, over the frame of a complete grouping by two keys: a row for each value of the first key,
/// and behind its name a column for each value of the second.
package struct BoundPivot: Sendable {
  /// Over the groups.
  package var cell: BoundExpression
  /// The second key, as the query names it.
  package var columnKey: String

  package init(cell: BoundExpression, columnKey: String) {
    self.cell = cell
    self.columnKey = columnKey
  }
}

/// A column of a `pivot`, which only a run can tell: the value of the second key that its cells belong to.
package struct PivotHead: Sendable {
  /// As the answer names the column.
  package var name: String
  /// An item by what names it.
  package var value: Constant

  package init(name: String, value: Constant) {
    self.name = name
    self.value = value
  }
}

/// `union`, `intersect` or `except` of two queries, in the place of a source.
package struct BoundCombination: Sendable {
  package var operation: SetOperator
  /// Both queries; there are always two.
  package var parts: [BoundQuery]
  /// Neither is shaped: the items of both are compared and come in document order. Otherwise the outputs are
  /// compared, whose types are the same on both sides; each row comes once, in the order of the first query, then
  /// of the second, and they are the slots of a frame without items.
  package var keepsItems: Bool

  package init(operation: SetOperator, parts: [BoundQuery], keepsItems: Bool) {
    self.operation = operation
    self.parts = parts
    self.keepsItems = keepsItems
  }
}
