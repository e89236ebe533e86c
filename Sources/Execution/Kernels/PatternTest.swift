import Binding
import Plan
import Platform

/// Whether a text matches a regular expression. What every match must hold is searched first, and only the texts
/// that hold it go through the automaton.
struct PatternTest: TextQuestion {
  private let pattern: CompiledPattern

  init(_ pattern: CompiledPattern) { self.pattern = pattern }

  func selection(_ column: TextColumn, _ rows: Selection, _ run: Run) throws -> Selection {
    let hopeful: Selection
    if let literal = pattern.expression.requiredLiteral, !literal.isEmpty {
      hopeful = try TextTest(containsFolded: literal).selection(column, rows, run)
    } else {
      hopeful = try present(.values(.text(column), rows), run)
    }
    var matcher = pattern.expression.makeMatcher()
    let matching = try column.folded.withRuns { texts in
      try scan(rows.selecting(hopeful), run) { matcher.matches(texts.run($0)) }
    }
    return hopeful.selecting(matching)
  }
}
