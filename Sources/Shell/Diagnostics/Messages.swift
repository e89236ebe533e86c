import Language

/// What the shell says of statements that parse and cannot be run; in the order of the codes.
extension Diagnostic {
  static func pipeNotYet(range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-yet", range: range, message: "piping from a query into a command is not here yet",
      notes: ["pipe from the outside: planq PLAN QUERY | command"])
  }

  static func statementNotYet(_ name: String, range: SourceRange) -> Diagnostic {
    Diagnostic(code: "not-yet", range: range, message: "`\(name)` is not here yet")
  }
}
