extension Diagnostic {
  static func malformedDate(_ range: SourceRange, text: String, replacement: String?) -> Diagnostic {
    .error(
      "malformed-date", range, "`\(text)` is not how a date is written",
      notes: ["for example 2011-10-31, 2011-10 or 2011-Q4; to subtract, set spaces around the minus"],
      replacement: replacement)
  }

  static func malformedNumber(_ range: SourceRange, text: String, replacement: String?) -> Diagnostic {
    .error(
      "malformed-number", range, "`\(shortened(text))` is not how a number is written",
      notes: ["for example 12, 0.5 or the duration 30d"], replacement: replacement)
  }

  static func missingAnd(_ range: SourceRange, word: String) -> Diagnostic {
    Diagnostic(
      code: "missing-and", range: range, message: "expected `and` or `or` before `\(word)`",
      fix: Fix(range: SourceRange(range.start, range.start), replacement: "and "))
  }

  /// Behind a column that ends at `previousEnd`.
  static func missingAs(_ range: SourceRange, word: String, previousEnd: Int) -> Diagnostic {
    var missing = Diagnostic(
      code: "missing-as", range: range, message: "expected `as` or a comma before `\(word)`",
      notes: ["`as` names the column before it, and a comma sets another behind it"],
      fix: Fix(range: range, replacement: "as \(word)"))
    missing.otherFixes = [Fix(range: SourceRange(previousEnd, range.end), replacement: ", \(word)")]
    return missing
  }

  static func missingComma(_ range: SourceRange, word: String, fix: Fix) -> Diagnostic {
    Diagnostic(
      code: "missing-comma", range: range, message: "expected a comma before `\(word)`", fix: fix)
  }

  static func missingOperand(_ range: SourceRange, after: String?) -> Diagnostic {
    .error(
      "missing-operand", range,
      after.map { "expected a value or a condition after `\($0)`" } ?? "expected a value")
  }

  static func missingParentheses(_ range: SourceRange, function: String, fix: Fix) -> Diagnostic {
    Diagnostic(
      code: "missing-parentheses", range: range,
      message: "`\(function)` takes its value in parentheses", fix: fix)
  }

  static func missingWhere(_ range: SourceRange, word: String, fix: Fix?) -> Diagnostic {
    Diagnostic(
      code: "missing-where", range: range, message: "expected a clause before `\(word)`",
      notes: ["a condition follows `where`; text to search for stands in quotes"], fix: fix)
  }

  static func namelessParameter(_ range: SourceRange) -> Diagnostic {
    .error(
      "nameless-parameter", range, "expected a name after `$`", notes: ["a name begins with a letter: $who"])
  }

  static func nameLetters(_ range: SourceRange, word: String) -> Diagnostic {
    .error(
      "name-letters", range, "a name has only the letters a to z, digits and _",
      notes: ["text stands in straight double quotes: \(Printer.quoted(shortened(word)))"],
      replacement: Printer.quoted(word))
  }

  static func nestingTooDeep(_ range: SourceRange) -> Diagnostic {
    .error(
      "nesting-too-deep", range, "this is nested more than \(Parser.nestingLimit) levels deep")
  }

  static func noSuchCodePoint(_ range: SourceRange) -> Diagnostic {
    .error(
      "no-such-code-point", range, "this escape names no character",
      notes: ["the hexadecimal number of a character stands in braces: \\u{e9}"])
  }

  static func noSuchDate(_ range: SourceRange, text: String) -> Diagnostic {
    .error("no-such-date", range, "there is no date `\(text)`")
  }

  static func numberTooLarge(_ range: SourceRange) -> Diagnostic {
    .error("number-too-large", range, "this number is too large")
  }

  static func operatorHabit(_ range: SourceRange, word: String, right: String) -> Diagnostic {
    .error("operator-habit", range, "`\(word)` is written `\(right)`", replacement: right)
  }

  /// Where more than the word itself changes.
  static func operatorHabit(
    _ range: SourceRange, word: String, right: String, notes: [String] = [], fix: Fix?
  ) -> Diagnostic {
    Diagnostic(
      code: "operator-habit", range: range, message: "`\(word)` is written `\(right)`", notes: notes, fix: fix
    )
  }

  static func patternHabit(_ range: SourceRange, word: String) -> Diagnostic {
    .error(
      "operator-habit", range, "there is no `\(word)`",
      notes: [
        "`~ \"x\"` looks for a part of a text, `starts with \"x\"` for its begin, `ends with \"x\"` for its end",
        "`~ /a.*b/` looks for a regular expression",
      ])
  }

  static func periodPlace(_ range: SourceRange, fix: Fix?) -> Diagnostic {
    Diagnostic(
      code: "period-place", range: range, message: "a period stands only after `in` or `overlaps`",
      notes: ["for example `due in 2011-10..2011-12`, without brackets"], fix: fix)
  }

  static func readOnly(_ range: SourceRange, word: String) -> Diagnostic {
    .error(
      "read-only", range, "a query only asks, and `\(word)` would change something",
      notes: ["a query begins with what it is about, for example `actions` or `risks`"])
  }

  static func selectFirst(_ range: SourceRange, fix: Fix?) -> Diagnostic {
    Diagnostic(
      code: "select-first", range: range, message: "a query begins with what it is about, not with `select`",
      notes: ["for example `actions where rag = R select ref, lead`"], fix: fix)
  }

  static func slashDate(_ range: SourceRange, text: String, replacement: String?) -> Diagnostic {
    .error(
      "slash-date", range, "`\(text)` is not how a date is written", notes: ["year, month, day: 2011-10-31"],
      replacement: replacement)
  }

  static func starArgument(_ range: SourceRange) -> Diagnostic {
    .error("star-argument", range, "`count(*)` is written `count()`", replacement: "()")
  }

  static func textAfterPipe(_ range: SourceRange) -> Diagnostic {
    .error("text-after-pipe", range, "a line with `|` ends what is run at once")
  }

  static func textTooLong(_ range: SourceRange) -> Diagnostic {
    .error("text-too-long", range, "the text is longer than 100 kB")
  }

  static func tooManyErrors(_ range: SourceRange) -> Diagnostic {
    .error("too-many-errors", range, "there are more errors than these")
  }

  static func trailingComma(_ range: SourceRange) -> Diagnostic {
    .error("trailing-comma", range, "nothing follows this comma", replacement: "")
  }

  static func unclosedBracket(_ range: SourceRange, bracket: String, closing: String, fix: Fix?) -> Diagnostic
  {
    Diagnostic(
      code: "unclosed-bracket", range: range, message: "this `\(bracket)` lacks its `\(closing)`", fix: fix)
  }

  static func unclosedQuote(_ range: SourceRange, end: Int) -> Diagnostic {
    Diagnostic(
      code: "unclosed-quote", range: range, message: "this quote is not closed on its line",
      notes: ["a line break in text is written \\n"],
      fix: Fix(range: SourceRange(end, end), replacement: "\""))
  }

  static func unclosedRegex(_ range: SourceRange, end: Int) -> Diagnostic {
    Diagnostic(
      code: "unclosed-regex", range: range, message: "this regular expression is not closed on its line",
      notes: ["a slash within it is written \\/"],
      fix: Fix(range: SourceRange(end, end), replacement: "/"))
  }

  static func unexpectedCharacter(_ range: SourceRange, scalar: Unicode.Scalar) -> Diagnostic {
    .error("unexpected-character", range, "`\(Printer.visible(scalar))` means nothing outside of text")
  }

  static func unknownClause(_ range: SourceRange, word: String, nearest: String) -> Diagnostic {
    .error(
      "unknown-clause", range, "there is no clause `\(word)`", notes: ["did you mean `\(nearest)`?"],
      replacement: nearest)
  }

  static func unknownDialect(_ range: SourceRange, word: String, nearest: String?) -> Diagnostic {
    let names = SQLDialectName.allCases.map(\.rawValue).joined(separator: ", ")
    return .error(
      "unknown-dialect", range, "there is no SQL dialect `\(word)`", notes: ["one of \(names)"],
      replacement: nearest)
  }

  static func unknownEscape(_ range: SourceRange, text: String) -> Diagnostic {
    .error(
      "unknown-escape", range, "there is no escape `\(text)`",
      notes: ["a backslash is written \\\\; the escapes are \\\" \\\\ \\n \\t \\u{…}"],
      replacement: "\\" + text)
  }

  static func unmatchedBracket(_ range: SourceRange, bracket: String) -> Diagnostic {
    .error("unmatched-bracket", range, "this `\(bracket)` closes nothing", replacement: "")
  }

  static func wordDuration(_ range: SourceRange, text: String, replacement: String) -> Diagnostic {
    .error(
      "word-duration", range, "a duration is written as one word: \(replacement)", notes: ["not `\(text)`"],
      replacement: replacement)
  }

  static func wrongFinancialYear(_ range: SourceRange, text: String, replacement: String) -> Diagnostic {
    .error(
      "wrong-financial-year", range, "`\(text)` is no financial year",
      notes: [
        "the two years follow each other, the second with two digits; to divide, set spaces around the slash"
      ],
      replacement: replacement)
  }
}
