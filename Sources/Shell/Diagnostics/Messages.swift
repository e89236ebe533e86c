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

  static func pipeNotYet(range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-yet", range: range, message: "piping from a query into a command is not here yet",
      notes: ["pipe from the outside: planq PLAN QUERY | command"])
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
