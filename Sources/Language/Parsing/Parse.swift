/// What the parser gives for one text. Without an error among the diagnostics the script is complete.
package struct ParseResult: Sendable {
  package var script: Script
  package var diagnostics: [Diagnostic]
  /// The text is a right beginning that lacks its end (an open bracket or quote, a trailing operator or keyword),
  /// so a shell asks for another line. The diagnostics then say what is missing.
  package var isIncomplete: Bool

  package init(script: Script, diagnostics: [Diagnostic], isIncomplete: Bool) {
    self.script = script
    self.diagnostics = diagnostics
    self.isIncomplete = isIncomplete
  }
}
