package import Language
package import Plan

/// An expression with its type; `range` is where it was written, for errors of a run (overflow). Two are equal that
/// mean the same, wherever they were written.
package struct BoundExpression: Hashable, Sendable {
  package var kind: BoundExpressionKind
  package var type: ValueType
  package var range: SourceRange

  package init(_ kind: BoundExpressionKind, type: ValueType, range: SourceRange) {
    self.kind = kind
    self.type = type
    self.range = range
  }

  package static func == (a: Self, b: Self) -> Bool { a.type == b.type && a.kind == b.kind }

  package func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

package indirect enum BoundExpressionKind: Hashable, Sendable {
  case constant(Constant)
  /// A field of the frame's item.
  case field(FieldID)
  /// A slot of the frame (`BoundStep.slot`), or a column of a frame without items.
  case slot(Int)
  /// The member itself, inside the brackets of a list of values (`due[not (period < as_at)]`).
  case member
  /// An expression over the item that the first gives (`objective.title`); blank where there is none. Over a list
  /// of items (`objective.risks.score`) it gives the list of all values, flattened, blanks left out; the type of
  /// this expression is then a list. The inner expression's frame is that item, without slots.
  case through(BoundExpression, BoundExpression)
  /// The members of a list for which the condition holds; its frame is the member (`lead[kind = group]`).
  case filtered(BoundExpression, BoundCondition)
  case arithmetic(ArithmeticOperator, BoundExpression, BoundExpression)
  case negate(BoundExpression)
  /// A value read as another type; `integerToDecimal` and `label` take a list member by member.
  case convert(Conversion, BoundExpression)
  case call(Function, [BoundExpression])
  /// An aggregate over the members of one list, within the row. `count` gives 0 for an empty list, others blank.
  case aggregate(Aggregate, BoundExpression)
  case condition(BoundCondition)
  /// `if(condition, a, b)`
  case choose(BoundCondition, BoundExpression, BoundExpression)
}

package enum ArithmeticOperator: String, CaseIterable, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  /// Gives a decimal; by zero gives blank.
  case divide = "/"
  /// By zero gives blank.
  case modulo = "%"
}

package enum Conversion: Sendable {
  case integerToDecimal
  /// The list of one member, or the empty list for blank.
  case toList
  /// An item by what names it: its number, ref or name.
  case label
  /// The earliest and latest of a list of periods (`due.first`, `due.last`).
  case earliest, latest
}

/// The functions of language.md (Functions). Those of one value (`lower`, `upper`, `length`, `round`, `abs`, `year`,
/// `month`, `quarter`, `fy`) take a list member by member and then give a list; the parts of a date are those of its
/// first day. `first` and `last` give a member of a list. `fy` gives the financial year as a period; its second
/// argument is the constant month in which such years begin. `round` may have the number of digits as its second.
package enum Function: String, CaseIterable, Sendable {
  case coalesce, lower, upper, length, concat, round, abs, first, last, year, month, quarter, fy, days
}

package enum Aggregate: String, CaseIterable, Sendable {
  case count, sum, min, max, avg, median, list, unique, worst, best
}

/// A value that is known before anything runs.
package indirect enum Constant: Hashable, Sendable {
  case blank
  case text(String)
  case integer(Int64)
  case decimal(Double)
  case condition(Bool)
  case choice(Enumeration, UInt8)
  case ref(Ref)
  case period(Period)

  /// A whole number; nil for every other value.
  package var whole: Int64? {
    if case .integer(let value) = self { value } else { nil }
  }
}
