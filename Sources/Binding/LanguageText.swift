import Language

/// What the binder asks of the parser and the printer.
enum LanguageText {
  /// A whole text as an expression of the language; nil where it is none, or something follows, such as a comment.
  static func expression(_ text: String) -> Expression? {
    // `let` is the statement that holds nothing but an expression.
    let statement = "let $x = " + text
    let result = Parser.parse(statement)
    guard result.diagnostics.isEmpty, !result.isIncomplete, result.script.pipe == nil,
      result.script.statements.count == 1, let first = result.script.statements.first,
      case .letParameter(_, let expression) = first.node.kind,
      expression.range.end == statement.utf8.count
    else { return nil }
    return expression
  }

  /// The canonical spelling, on one line.
  static func spelling(_ expression: Expression) -> String { Printer.print(expression) }

  static func spelling(_ path: Path) -> String { Printer.print(path) }

  static func spelling(_ query: Query) -> String { Printer.print(query) }

  static func quoted(_ text: String) -> String { Printer.quoted(text) }
}
