/// What a query means and what each of its conditions did to the rows of a plan, in words for a person.
package struct QueryExplanation: Sendable {
  /// One English sentence.
  package var sentence: String
  /// The dates and parameters that became constants, in the order of the text.
  package var constants: [ExplainedConstant]
  /// The steps in order, each with its conditions.
  package var lines: [ExplainedLine]
  /// What blanks did: rows that are there, or not there, only because a value is blank.
  package var blanks: [String]
}

/// `next quarter` and what it stood for.
package struct ExplainedConstant: Hashable, Sendable {
  package var written: String
  package var meaning: String
}

/// A step, or a condition of one, with the rows it leaves.
package struct ExplainedLine: Hashable, Sendable {
  /// 0 for a step; conditions stand under their step, parts of a condition under it.
  package var depth: Int
  /// What the line is about, without a full stop.
  package var text: String
  /// The rows before, where they may have become others.
  package var before: Int?
  /// The rows after, or those for which the condition holds; nil where that cannot be asked of all rows.
  package var after: Int?
  /// Says how the lines around it belong together, and counts nothing.
  package var isHeading = false
}
