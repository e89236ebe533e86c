import Language
import Plan

// The messages of the binder, sorted by name; L to Z are in the next file. The code is the name with dashes. A
// message says what is wrong, its notes what is right, and its fix does it.

extension Diagnostic {
  /// An error whose fix, if there is one, replaces its whole range.
  static func error(
    _ code: String, _ range: SourceRange, _ message: String, notes: [String] = [], replacement: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code: code, range: range, message: message, notes: notes,
      fix: replacement.map { Fix(range: range, replacement: $0) })
  }

  /// The lines under an unknown name: the nearest, or else all that there are.
  static func names(_ names: [String], nearest: String?, what: String) -> [String] {
    if let nearest { return ["did you mean `\(nearest)`?"] }
    return names.isEmpty ? [] : ["\(what) are \(names.joined(separator: ", "))"]
  }

  static func afterPivot(_ range: SourceRange) -> Diagnostic {
    .error(
      "after-pivot", range, "after `pivot` stand only `select` with one aggregate, and `totals`",
      notes: ["`where` and the others stand before it"])
  }

  static func afterTotals(_ range: SourceRange) -> Diagnostic {
    .error("after-totals", range, "`totals` is the last clause")
  }

  static func aggregatePlace(_ range: SourceRange, _ function: String) -> Diagnostic {
    .error(
      "aggregate-place", range,
      "`\(function)` here works over all rows, so it stands in a `select` or after `group by`",
      notes: ["over a list it works within the row, such as `count(actions)`"])
  }

  static func aggregateType(
    _ range: SourceRange, _ function: String, _ found: ValueType, expected: String
  ) -> Diagnostic {
    .error("aggregate-type", range, "`\(function)` works on \(expected), and this is \(found.named)")
  }

  static func aliasHidesField(_ range: SourceRange, _ name: String, entity: String?) -> Diagnostic {
    .error(
      "alias-hides-field", range, "`\(name)` is \(entity.map { "a field of \($0)" } ?? "a name") already",
      notes: ["a new name may not hide one that is there"], replacement: "\(name)_2")
  }

  static func argumentCount(
    _ range: SourceRange, _ function: String, _ allowed: ClosedRange<Int>, found: Int
  ) -> Diagnostic {
    let wanted =
      allowed.lowerBound == allowed.upperBound
      ? "\(allowed.lowerBound)"
      : allowed.upperBound > 100
        ? "at least \(allowed.lowerBound)" : "\(allowed.lowerBound) to \(allowed.upperBound)"
    let noun = wanted == "1" || wanted == "at least 1" ? "value" : "values"
    return .error("argument-count", range, "`\(function)` takes \(wanted) \(noun), and here are \(found)")
  }

  static func argumentType(
    _ range: SourceRange, _ function: String, expected: String, _ found: ValueType
  ) -> Diagnostic {
    var notes: [String] = []
    if found == .list(.period) && expected == ValueType.period.named {
      notes = ["`.first` and `.last` after a list of dates are the earliest and the latest"]
    }
    return .error(
      "argument-type", range, "`\(function)` takes \(expected), and this is \(found.named)", notes: notes)
  }

  static func betweenType(_ range: SourceRange, _ text: String, _ type: ValueType) -> Diagnostic {
    .error(
      "between-type", range, "`between` has no meaning for `\(text)`, which is \(type.named)",
      notes: ["it works on numbers, dates, refs and texts"])
  }

  static func branchTypes(_ range: SourceRange, _ function: String) -> Diagnostic {
    .error("branch-types", range, "the values that `\(function)` can give are not of one type")
  }

  static func conditionLiteral(_ range: SourceRange, _ word: String) -> Diagnostic {
    .error(
      "condition-literal", range, "a condition stands by itself, without `\(word)`",
      notes: ["for example `officers where listed`, or `where not listed`"])
  }

  static func constantGroup(_ range: SourceRange, _ text: String) -> Diagnostic {
    .error("constant-group", range, "`\(text)` is the same for every row, so it makes no groups")
  }

  static func constantKey(_ range: SourceRange, _ text: String, column: String?) -> Diagnostic {
    .error(
      "constant-key", range, "`\(text)` is the same for every row, so it sorts nothing",
      notes: column == nil ? [] : ["a column is named by its name, not by its place"], replacement: column)
  }

  static func countParameter(_ range: SourceRange, _ name: String) -> Diagnostic {
    .error("count-parameter", range, "`$\(name)` is no whole number from 0 on")
  }

  static func dateOutOfRange(_ range: SourceRange) -> Diagnostic {
    .error("date-out-of-range", range, "this date is outside the years 1 to 9999")
  }

  static func datesSubtracted(_ range: SourceRange) -> Diagnostic {
    .error(
      "dates-subtracted", range, "a date cannot be taken from another",
      notes: ["`days(a, b)` gives the whole days from the end of a to the end of b"])
  }

  static func dateWord(_ range: SourceRange, _ word: String, replacement: String) -> Diagnostic {
    .error("date-word", range, "`\(word)` is written `\(replacement)`", replacement: replacement)
  }

  static func definitionTooLarge(_ range: SourceRange) -> Diagnostic {
    .error("definition-too-large", range, "this stands for too many definitions within each other")
  }

  static func differingColumns(
    _ range: SourceRange, _ operation: SetOperator, _ left: [String], _ right: [String], fix: Fix?
  ) -> Diagnostic {
    var notes = [
      "before it \(left.joined(separator: ", "))", "after it \(right.joined(separator: ", "))",
    ]
    if left.map({ $0.lowercased() }) == right.map({ $0.lowercased() }) {
      notes = ["they have the same names, and values of other types"]
    }
    notes.append("clauses after the second query belong to it; parentheses around both take one to the whole")
    return Diagnostic(
      code: "differing-columns", range: range,
      message: "the queries beside `\(operation.rawValue)` have differing columns", notes: notes, fix: fix)
  }

  static func duplicateName(_ range: SourceRange, _ name: String, replacement: String?) -> Diagnostic {
    .error(
      "duplicate-name", range, "there is a column `\(name)` already",
      notes: ["give one of them another name"],
      replacement: replacement)
  }

  static func durationPlace(_ range: SourceRange) -> Diagnostic {
    .error(
      "duration-place", range, "a duration stands after a date and a sign",
      notes: ["for example `today + 30d`"])
  }

  static func eachValue(_ range: SourceRange, _ text: String, _ type: ValueType) -> Diagnostic {
    .error("each-value", range, "`each` takes a list, and `\(text)` is \(type.named)")
  }

  static func emptyRange(_ range: SourceRange) -> Diagnostic {
    .error("empty-range", range, "this period ends before it begins")
  }

  static func emptySpan(_ range: SourceRange) -> Diagnostic {
    .error("empty-span", range, "a period of no length holds no day")
  }

  static func endedItem(_ range: SourceRange, _ name: String, nearest: String?, columns: [String])
    -> Diagnostic
  {
    .error(
      "ended-item", range, "there is no column `\(name)`",
      notes: ["`distinct` keeps only the columns"]
        + names(columns, nearest: nearest, what: "the columns"), replacement: nearest)
  }

  static func everyTest(_ range: SourceRange, _ path: String) -> Diagnostic {
    .error(
      "every-test", range, "`every` needs a test in brackets", notes: ["for example `every \(path)[…]`"])
  }

  static func expectedDuration(_ range: SourceRange, _ count: Int64) -> Diagnostic {
    .error(
      "expected-duration", range, "a date is moved by a duration, and this is a number",
      notes: ["a whole number with d, w, m, q or y, for example 30d"], replacement: "\(count)d")
  }

  static func functionInPath(_ range: SourceRange, _ function: String, path: String) -> Diagnostic {
    .error(
      "function-in-path", range, "a function stands before what it works on",
      notes: ["for example `\(function)(\(path))`"])
  }

  static func inPeriod(_ range: SourceRange, _ left: String, _ type: ValueType, spelling: String)
    -> Diagnostic
  {
    .error(
      "in-period", range, "values after `in` stand in parentheses, as `\(left)` is \(type.named) and no date",
      replacement: "(\(spelling))")
  }

  static func joinedValues(_ range: SourceRange, fix: Fix) -> Diagnostic {
    Diagnostic(
      code: "joined-values", range: range, message: "`or` joins conditions, and these are values",
      notes: ["several values stand in parentheses after `in`"], fix: fix)
  }
}
