/// A function as help, completion and the reference show it.
package struct FunctionDescription: Hashable, Sendable {
  package var name: String
  /// The ways to write it: `round(NUMBER)`, `round(NUMBER, DIGITS)`.
  package var syntax: [String]
  package var takes: String
  package var gives: String

  init(_ syntax: [String], _ takes: String, _ gives: String) {
    name = String(syntax.first?.prefix { $0 != "(" } ?? "")
    self.syntax = syntax
    self.takes = takes
    self.gives = gives
  }
}

/// What may be called; what they mean is the binder's. One that takes different things stands once for each.
package enum Functions {
  package static let ofRows: [FunctionDescription] = [
    .init(
      ["if(CONDITION, A, B)"], "a condition and two values of one type", "A where the condition holds, else B"
    ),
    .init(["coalesce(A, …)"], "values of one type", "the first that is not blank"),
    .init(["lower(TEXT)"], "text", "the text in small letters"),
    .init(["upper(TEXT)"], "text", "the text in capitals"),
    .init(["length(TEXT)"], "text", "the number of characters (code points)"),
    .init(["concat(TEXT, …)"], "texts, no lists", "one after the other; a blank adds nothing"),
    .init(
      ["round(NUMBER)", "round(NUMBER, DIGITS)"], "a number, and 0 to 15 digits",
      "the nearest, half away from zero"),
    .init(["abs(NUMBER)"], "a number", "the number without its sign"),
    .init(["first(LIST)"], "a list", "its first member"),
    .init(["last(LIST)"], "a list", "its last member"),
    .init(["year(DATE)"], "a date", "the year of its first day"),
    .init(["month(DATE)"], "a date", "the month of its first day, 1 to 12"),
    .init(["quarter(DATE)"], "a date", "the calendar quarter of its first day, 1 to 4"),
    .init(["fy(DATE)"], "a date", "the financial year of its first day"),
    .init(["days(A, B)"], "two dates, no lists", "whole days from the end of A to the end of B"),
  ]

  package static let aggregates: [FunctionDescription] = [
    .init(["count()"], "nothing", "the number of rows"),
    .init(["count(CONDITION)"], "a condition", "the number of rows for which it holds"),
    .init(["count(LIST)"], "a list", "the number of its members"),
    .init(["sum(…)"], "numbers", "their sum"),
    .init(["min(…)"], "numbers, dates, refs or texts", "the least"),
    .init(["max(…)"], "numbers, dates, refs or texts", "the greatest"),
    .init(["avg(…)"], "numbers", "their mean"),
    .init(["median(…)"], "numbers", "the middle one, or the mean of the two in the middle"),
    .init(["list(…)"], "anything", "all values, in order"),
    .init(["unique(…)"], "anything", "all values, each once"),
    .init(["worst(…)"], "RAGs", "the worst"),
    .init(["best(…)"], "RAGs", "the best"),
    .init(["share(CONDITION)"], "a condition", "the part of the rows for which it holds, from 0 to 1"),
  ]

  package static let all = ofRows + aggregates

  /// Each once, in order.
  package static let names: [String] = all.reduce(into: []) { names, one in
    if names.last != one.name { names.append(one.name) }
  }
}
