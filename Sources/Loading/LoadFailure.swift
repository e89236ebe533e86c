// Loading: takes a plan document, JSON or SQLite file, gives a `Plan` with what is doubtful in it as findings, and
// writes a plan as JSON or SQLite. It never changes the file that it reads.

/// Why a file cannot be read as a plan. What can be read with a doubt is a finding instead.
package struct LoadFailure: Error, Sendable, Equatable {
  /// One line without a full stop.
  package var message: String
  /// Counted from 1; nil where the failure is not about one place of a text.
  package var line: Int?
  /// Counted from 1 in characters (code points).
  package var column: Int?
  /// Where in the structure: `objectives[2].actions[0].rag`.
  package var path: String?

  package init(_ message: String, line: Int? = nil, column: Int? = nil, path: String? = nil) {
    self.message = message
    self.line = line
    self.column = column
    self.path = path
  }
}
