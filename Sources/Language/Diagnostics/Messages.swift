// The messages of the lexer and the parser, sorted by name; M to Z are in the next file. The code is the name with
// dashes. A message says what is wrong, its notes what is right, and its fix does it.

extension Diagnostic {
  /// An error whose fix, if there is one, replaces its whole range.
  static func error(
    _ code: String, _ range: SourceRange, _ message: String, notes: [String] = [], replacement: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code: code, range: range, message: message, notes: notes,
      fix: replacement.map { Fix(range: range, replacement: $0) })
  }

  /// What was written, short enough for a message.
  static func shortened(_ text: String) -> String { text.count <= 40 ? text : text.prefix(37) + "…" }

  static func anyComparison(_ range: SourceRange, quantifier: Quantifier, fix: Fix?) -> Diagnostic {
    let notes =
      switch quantifier {
      case .any: ["a comparison with a list already asks whether some member equals: write it without `any`"]
      case .no: ["`!=` asks whether no member equals"]
      case .every: ["put the question in brackets: `every lead[name = \"X\"]`"]
      }
    return Diagnostic(
      code: "any-comparison", range: range, message: "a comparison cannot follow `\(quantifier.rawValue)`",
      notes: notes, fix: fix)
  }

  static func asAtPlace(_ range: SourceRange, fix: Fix?) -> Diagnostic {
    Diagnostic(
      code: "as-at-place", range: range, message: "`as at` belongs right after what the query is about",
      notes: ["for example `actions as at 2011-08-15 where overdue`"], fix: fix)
  }

  static func barewordText(_ range: SourceRange, text: String) -> Diagnostic {
    .error(
      "bareword-text", range, "text needs straight double quotes", replacement: Printer.quoted(text))
  }

  static func beginning(_ range: SourceRange, word: String, fix: Fix?) -> Diagnostic {
    Diagnostic(
      code: "beginning", range: range, message: "a query begins with what it is about, without `\(word)`",
      notes: ["for example `actions where rag = R`"], fix: fix)
  }

  static func blankWord(_ range: SourceRange, word: String) -> Diagnostic {
    .error("blank-word", range, "`\(word)` is called `blank` here", replacement: "blank")
  }

  static func brokenLine(_ range: SourceRange, word: String, fix: Fix?) -> Diagnostic {
    Diagnostic(
      code: "broken-line", range: range, message: "a line cannot begin with `\(word)`",
      notes: ["a line break ended the statement before; end that line with `\(word)` to go on"], fix: fix)
  }

  static func caseHabit(_ range: SourceRange) -> Diagnostic {
    .error(
      "case-habit", range, "there is no `case`",
      notes: ["`if(condition, a, b)` gives a where the condition holds, and else b"])
  }

  static func chainedComparison(_ range: SourceRange, fix: Fix?) -> Diagnostic {
    Diagnostic(
      code: "chained-comparison", range: range, message: "comparisons do not chain",
      notes: ["join two comparisons with `and`: `a < b and b < c`"], fix: fix)
  }

  static func clauseBeforeSource(_ range: SourceRange, word: String) -> Diagnostic {
    .error(
      "clause-before-source", range, "a query begins with what it is about, not with `\(word)`",
      notes: ["for example `actions \(word) …`"])
  }

  static func clauseHabit(_ range: SourceRange, word: String, right: String) -> Diagnostic {
    .error("clause-habit", range, "`\(word)` is called `\(right)` here", replacement: right)
  }

  static func controlCharacter(_ range: SourceRange, scalar: Unicode.Scalar, inString: Bool) -> Diagnostic {
    let escape = Printer.escaped(scalar)
    return .error(
      "control-character", range, "the control character \(escape) cannot stand here",
      notes: inString ? ["in a string write it as \(escape)"] : [], replacement: inString ? escape : "")
  }

  static func dayBeforeMonth(_ range: SourceRange, replacement: String?) -> Diagnostic {
    .error(
      "day-before-month", range, "a day is written year first, with digits",
      notes: ["for example 2011-10-31; a whole month may be written October 2011"], replacement: replacement)
  }

  static func directionHabit(_ range: SourceRange, word: String, right: String) -> Diagnostic {
    .error("direction-habit", range, "`\(word)` is written `\(right)`", replacement: right)
  }

  static func distinctPlace(_ range: SourceRange, fix: Fix?) -> Diagnostic {
    Diagnostic(
      code: "distinct-place", range: range, message: "`distinct` stands after the columns, as a clause",
      notes: ["for example `actions select lead distinct`"], fix: fix)
  }

  static func emptyArguments(_ range: SourceRange) -> Diagnostic {
    .error("empty-arguments", range, "there is nothing between the parentheses", replacement: "")
  }

  static func expectedCount(_ range: SourceRange, after word: String) -> Diagnostic {
    .error(
      "expected-count", range, "expected a whole number after `\(word)`",
      notes: ["for example `\(word) 10`, or a parameter such as `\(word) $n`"])
  }

  static func expectedDate(_ range: SourceRange) -> Diagnostic {
    .error(
      "expected-date", range, "expected a date",
      notes: ["for example 2011-10-31, 2011-10, October 2011, 2011-Q4, 2011/12, 2011, today or next quarter"])
  }

  static func expectedDuration(_ range: SourceRange, replacement: String? = nil) -> Diagnostic {
    .error(
      "expected-duration", range, "expected a duration",
      notes: ["a whole number with d, w, m, q or y, for example 30d"], replacement: replacement)
  }

  static func expectedExpectation(_ range: SourceRange) -> Diagnostic {
    .error(
      "expected-expectation", range, "expected `none`, `some` or a whole number after `expect`",
      notes: ["for example `expect none actions where overdue`"])
  }

  static func expectedName(_ range: SourceRange, of what: String, fix: Fix? = nil) -> Diagnostic {
    Diagnostic(code: "expected-name", range: range, message: "expected the name of \(what)", fix: fix)
  }

  static func expectedParameter(_ range: SourceRange, replacement: String?) -> Diagnostic {
    .error(
      "expected-parameter", range, "expected a parameter",
      notes: ["a parameter begins with a dollar sign: $who"],
      replacement: replacement)
  }

  static func expectedQuery(_ range: SourceRange) -> Diagnostic {
    .error(
      "expected-query", range, "expected a query",
      notes: ["a query begins with what it is about, for example `actions` or `risks`"])
  }

  static func expectedShellText(_ range: SourceRange) -> Diagnostic {
    .error("expected-shell-text", range, "expected a shell command after `|`")
  }

  static func expectedUnit(_ range: SourceRange) -> Diagnostic {
    .error("expected-unit", range, "expected day, week, month, quarter, year or fy")
  }

  static func expectedWord(_ range: SourceRange, _ words: [String], after: String, fix: Fix? = nil)
    -> Diagnostic
  {
    let list = words.map { "`\($0)`" }.joined(separator: " or ")
    return Diagnostic(
      code: "expected-word", range: range, message: "expected \(list) after \(after)", fix: fix)
  }

  static func foreignBlank(_ range: SourceRange, scalar: Unicode.Scalar) -> Diagnostic {
    .error(
      "foreign-blank", range, "this blank is no space, but \(Printer.escaped(scalar))", replacement: " ")
  }

  static func foreignQuotes(_ range: SourceRange, quote: String, replacement: String?) -> Diagnostic {
    .error(
      "foreign-quotes", range, "text stands in straight double quotes", notes: ["not in \(quote)"],
      replacement: replacement)
  }

  static func foreignSign(_ range: SourceRange, wrong: String, right: String, replacement: String)
    -> Diagnostic
  {
    .error("foreign-sign", range, "`\(wrong)` is written `\(right)`", replacement: replacement)
  }

  static func isBeforeOperator(_ range: SourceRange, next: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "is-habit", range: range, message: "`is` is not needed here",
      notes: ["`is` asks only for `blank` and `not blank`"],
      fix: Fix(range: SourceRange(range.start, next.start), replacement: ""))
  }

  static func isTruth(_ range: SourceRange, text: String, fix: Fix) -> Diagnostic {
    Diagnostic(
      code: "is-habit", range: range, message: "a condition stands by itself, without `\(text)`", fix: fix)
  }

  static func isHabit(_ range: SourceRange, text: String, right: String) -> Diagnostic {
    .error(
      "is-habit", range, "`\(text)` is written `\(right)`",
      notes: ["`is` asks only for `blank` and `not blank`"],
      replacement: right)
  }

  static func leftover(_ range: SourceRange, text: String, notes: [String], fix: Fix? = nil) -> Diagnostic {
    Diagnostic(
      code: "leftover", range: range, message: "`\(text)` cannot stand here", notes: notes, fix: fix)
  }

  static func listBrackets(_ range: SourceRange, replacement: String) -> Diagnostic {
    .error(
      "list-brackets", range, "values after `in` stand in parentheses",
      notes: ["only a date or a period stands without them, for example `due in 2011-10`"],
      replacement: replacement)
  }

  static func lookAlike(_ range: SourceRange, latin: String) -> Diagnostic {
    .error(
      "look-alike", range, "this looks like `\(shortened(latin))`, and has letters of another alphabet",
      replacement: latin)
  }
}
