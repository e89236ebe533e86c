import Language

/// What the shell says of statements that parse and cannot be run; in the order of the codes.
extension Diagnostic {
  static func expectation(_ expectation: Located<Expectation>, found: Int) -> Diagnostic {
    let wanted =
      switch expectation.node {
      case .none: "no rows"
      case .some: "some rows"
      case .count(let count): Counted.text(count, "row", "rows")
      }
    return Diagnostic(
      code: "expectation", range: expectation.range,
      message:
        "expected \(wanted), and there \(found == 1 ? "is" : "are") \(found == 0 ? "none" : String(found))")
  }

  static func notADay(range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-a-day", range: range, message: "this is not one date",
      notes: ["a date is 2011-10-31, 2011-10, October 2011, 2011-Q4, 2011/12 or 2011"])
  }

  static func parameterDeclaration(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "parameter-declaration", range: range, message: "this declares no parameter",
      notes: [
        "it is written # param NAME: TYPE = VALUE, such as # param who: officer = \"Rose Case\"",
        "the type may be left out, and so may the value",
      ])
  }

  static func parameterMissing(_ range: SourceRange, _ parameter: QueryParameter) -> Diagnostic {
    Diagnostic(
      code: "parameter-missing", range: range,
      message: "`$\(parameter.name)` needs a value: \(parameter.type.noun)",
      notes: [
        parameter.type.form,
        "give it as -p \(parameter.name)=VALUE, or after .run NAME as \(parameter.name)=VALUE",
      ])
  }

  static func parameterTwice(_ range: SourceRange, _ name: String) -> Diagnostic {
    Diagnostic(code: "parameter-twice", range: range, message: "`$\(name)` is declared already")
  }

  static func parameterType(_ range: SourceRange, _ name: String, nearest: String?) -> Diagnostic {
    Diagnostic(
      code: "parameter-type", range: range,
      message: name.isEmpty ? "the type of the parameter is missing" : "there is no type `\(name)`",
      notes: [nearest.map { "did you mean `\($0)`?" } ?? "the types are \(ParameterType.names)"],
      fix: nearest.map { Fix(range: range, replacement: $0) })
  }

  static func parameterValue(_ range: SourceRange, _ name: String, _ mistake: ValueMistake) -> Diagnostic {
    Diagnostic(
      code: "declared-value", range: range, message: "`$\(name)`: \(mistake.message)", notes: mistake.notes)
  }

  static func pipeInScript(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "pipe-in-script", range: range, message: "a pipe runs a command, and a script may not",
      notes: ["--unsafe lets scripts run commands; type it, or give it as an argument or by -c"])
  }

  static func pipeTakenAway(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "pipe-taken-away", range: range, message: "pipes are taken away by --safe",
      notes: ["start planq without --safe to run commands"])
  }
}

extension Diagnostic {
  /// The same about a text that has more before it; negative for less.
  func shifted(by offset: Int) -> Diagnostic {
    var result = self
    result.range = range.shifted(by: offset)
    result.fix = fix.map { Fix(range: $0.range.shifted(by: offset), replacement: $0.replacement) }
    return result
  }
}

extension SourceRange {
  fileprivate func shifted(by offset: Int) -> SourceRange {
    SourceRange(max(0, start + offset), max(0, end + offset))
  }
}
