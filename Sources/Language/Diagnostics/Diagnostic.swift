/// What a stage has to say about a place in the text: an error, or a note for the reader.
///
/// The one error type that parsing, binding, running and SQL translation throw. Throw sites never build
/// prose: each makes a `Diagnostic` from a named message (`Messages*.swift`, sorted by name).
package struct Diagnostic: Error, Hashable, Sendable {
  package enum Severity: Hashable, Sendable { case error, warning }

  /// A change of the text that would mend it.
  package struct Fix: Hashable, Sendable {
    /// What is replaced; empty for an insertion.
    package var range: SourceRange
    package var replacement: String

    package init(range: SourceRange, replacement: String) {
      self.range = range
      self.replacement = replacement
    }
  }

  /// A stable name such as `unknown-field`, for tests and for searching.
  package var code: String
  package var severity: Severity
  package var range: SourceRange
  /// One line, without a full stop.
  package var message: String
  /// Further lines: what was expected, the nearest name, the rule.
  package var notes: [String]
  package var fix: Fix?
  /// What may have been meant instead, the likelier first; whoever knows more than this stage may choose one.
  package var otherFixes: [Fix] = []

  package init(
    code: String, severity: Severity = .error, range: SourceRange, message: String, notes: [String] = [],
    fix: Fix? = nil
  ) {
    self.code = code
    self.severity = severity
    self.range = range
    self.message = message
    self.notes = notes
    self.fix = fix
  }
}

/// Several diagnostics collected by one stage before it gave up. Never empty.
package struct Diagnostics: Error, Sendable {
  package var all: [Diagnostic]

  package init(_ all: [Diagnostic]) { self.all = all }
}
