import Language

// What a run can have to say, sorted by name.

extension Diagnostic {
  static func misbound(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "internal", range: range, message: "planq cannot run this expression, which is a mistake in planq"
    )
  }

  /// A number outside 64 bits, or a decimal beyond every finite one.
  static func overflow(_ range: SourceRange, row: String) -> Diagnostic {
    Diagnostic(code: "overflow", range: range, message: "the result is too large for a number at \(row)")
  }

  static func tooDeep(_ range: SourceRange?) -> Diagnostic {
    Diagnostic(
      code: "too-deep", range: range ?? SourceRange(0, 0), message: "the query is nested too deeply to run")
  }

  static func tooManyColumns(_ range: SourceRange, _ count: Int) -> Diagnostic {
    Diagnostic(
      code: "too-many-columns", range: range,
      message: "this pivot would have \(count) columns, and it can have \(QueryRun.columnLimit)",
      notes: ["put the key of many values before `by`"])
  }

  static func tooManyGroups(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "too-many-groups", range: range, message: "the keys make too many groups",
      notes: ["narrow the rows with `where` first"])
  }

  static func tooManyMembers(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "too-many-members", range: range,
      message: "the lists here hold more than \(Run.memberLimit) members together",
      notes: ["narrow the rows with `where` first"])
  }

  static func tooMuchText(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "too-much-text", range: range, message: "the texts here are longer than 512 MB together",
      notes: ["narrow the rows with `where` first"])
  }
}

enum Notes {
  static func zeroDivisions(_ rows: Int) -> String {
    "division by zero gave blank in \(rows) row\(rows == 1 ? "" : "s")"
  }
}
