/// Why an answer cannot be drawn. Each is one constant, in the order of their names.
package struct ChartFailure: Error, Hashable, Sendable {
  package var message: String
  /// What to do about it.
  package var hint: String

  static let noDates = ChartFailure(
    message: "a timeline needs a column of dates",
    hint: "add due, or any other period: actions select ref, starts, due, rag")

  static let noNumbers = ChartFailure(
    message: "a bar chart needs numbers that the query asks for",
    hint: "count something: actions group by rag, or name a number: risks select ref, score")

  static let noPivot = ChartFailure(
    message: "a matrix needs a pivot",
    hint: "name what goes down and across: risks pivot impact by likelihood")
}
