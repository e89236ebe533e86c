import Binding
import Language

// What an explanation says beside its sentence, each line by its name.

/// Steps and conditions.
enum StepLine {
  static let all = "those for which all of these hold:"
  static let any = "those for which any of these holds:"
  static let partAll = "all of these:"
  static let partAny = "any of these:"

  static func cells(_ row: String, _ column: String) -> String {
    "cells of a table with a row for \(row) and a column for \(column)"
  }

  static func first(_ count: Int, per set: String) -> String {
    "the first\(count == 1 ? "" : " \(count)") for each \(set)"
  }

  static func only(_ clause: String) -> String { "those \(clause)" }

  /// Between two queries; of shaped rows the columns are compared.
  static func beside(_ operation: SetOperator, columns: String?) -> String {
    columns == nil || operation == .union ? operation.words : "compared with"
  }

  /// What is left of both queries.
  static func outcome(of operation: SetOperator, columns: String?) -> String {
    switch operation {
    case .union: columns ?? "all of these, each once"
    case .intersect: columns.map { "\($0) that both have" } ?? "what is in both"
    case .except: columns.map { "\($0) that only the first has" } ?? "what is left of the first"
    }
  }
}

/// What blanks did.
enum BlankLine {
  static func drops(_ rows: String, isOne: Bool, _ reason: String) -> String {
    "\(rows) \(isOne ? "is" : "are") left out because \(reason)."
  }

  static func hasNo(_ noun: String, isOne: Bool) -> String {
    lacks(noun, has: isOne ? "has" : "have", isOne: isOne)
  }

  static func isBlank(_ words: String) -> String { "\(words) is blank" }

  /// "they lead no action"
  static func lacks(_ noun: String, has verb: String, isOne: Bool) -> String {
    "\(isOne ? "it" : "they") \(verb) no \(noun)"
  }

  static func keeps(_ count: Int, of kept: String, _ reason: String) -> String {
    "\(count) of the \(kept) kept \(count == 1 ? "is" : "are") here only because \(reason)."
  }
}

/// Why there is no row.
enum WhyNothing {
  static func combination(_ first: Int, _ second: Int) -> String {
    "the first query gives \(English.count(first, "row", "rows")), the second \(second), and nothing is left of them"
  }

  /// How many rows a condition keeps by itself, and how many are left after it.
  static func condition(_ phrase: String, alone: Int?, left: Int?) -> String {
    let rest = left.map { $0 == 0 ? ", which leaves none" : ", which leaves \($0)" } ?? ""
    return "  \(alone.map { String($0) } ?? "?") \(phrase)\(rest)"
  }

  static func didYouMean(_ text: String, _ rows: String) -> String {
    "  did you mean \(English.value(.text(text)))? (\(rows))"
  }

  static func heading(_ rows: String, isOne: Bool) -> String {
    let fits = isOne ? "fits" : "fits all of this"
    return rows.hasPrefix("1 ")
      ? "the one \(rows.dropFirst(2)) does not fit:" : "none of the \(rows) \(fits):"
  }

  static func nearest(_ noun: String, _ values: [(value: String, rows: String)]) -> String {
    let list = English.list(values.map { "\($0.value) (\($0.rows))" })
    return "  \(noun): the nearest \(values.count == 1 ? "is" : "are") \(list)"
  }

  static func known(_ noun: String, _ values: [(value: String, rows: String)]) -> String {
    "  \(noun): there are \(English.list(values.map { "\($0.value) (\($0.rows))" }))"
  }

  static func noItems(_ name: String) -> String { "the plan has no \(name)" }

  static func noMembers(_ noun: String, of rows: String) -> String {
    "none of the \(rows) has \(English.article(noun))"
  }

  static func noMention(_ text: String, _ name: String) -> String {
    "no text or name of the \(name) holds \(English.value(.text(text)))"
  }

  static func offset(_ offset: Int, of count: Int) -> String {
    let rows = English.count(count, "row", "rows")
    return "there \(count == 1 ? "is" : "are") only \(rows), and the first \(offset) are skipped"
  }

  static func range(_ noun: String, _ first: String, _ last: String) -> String {
    if first == last { return "  \(noun): the only value is \(first)" }
    return "  \(noun): there are values from \(first) to \(last)"
  }
}
