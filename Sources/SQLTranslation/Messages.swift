import Language

// What translation can have to say, sorted by name.

extension Diagnostic {
  static func noTranslation(
    _ range: SourceRange, _ part: String, _ dialect: SQLDialect, note: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code: "no-translation", range: range,
      message: "\(part) has no translation to the SQL of \(dialect.name)",
      notes: note.map { [$0] } ?? [])
  }

  static func sqlTooLarge(_ range: SourceRange, _ dialect: SQLDialect) -> Diagnostic {
    Diagnostic(
      code: "sql-too-large", range: range,
      message: "the query is nested too deeply, or grows too large, as SQL of \(dialect.name)")
  }
}
