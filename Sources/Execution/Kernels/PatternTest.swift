import Binding
import Plan
import Platform

/// Whether a text matches a regular expression. What every match must hold is searched first, and only the texts
/// that hold it go through the automaton: from there on, where every match begins with it.
struct PatternTest: TextQuestion {
  private let expression: RegularExpression
  private let search: SubstringSearch?

  /// Texts between two looks at cancellation: one can take microseconds.
  private static let block = 1024

  init(_ pattern: CompiledPattern) {
    expression = pattern.expression
    search = expression.requiredLiteral.flatMap { $0.isEmpty ? nil : SubstringSearch($0) }
  }

  func selection(_ column: TextColumn, _ rows: Selection, _ run: Run) throws -> Selection {
    let (texts, expression, work) = (try run.work.folded(column), expression, run.work)
    let found: [[UInt32]]
    if let search, case .all = rows {
      let isBeginning = expression.beginsWithLiteral
      found = try work.inPieces(of: rows.count, nanoseconds: 50) { range in
        var matcher = expression.makeMatcher()
        return try search.rows(range, of: texts, work) { text, place in
          matcher.matches(text, from: isBeginning ? place : 0)
        }
      }
    } else {
      let written = column.offsets
      found = try work.inPieces(of: rows.count, nanoseconds: 50) { range in
        var matcher = expression.makeMatcher()
        var kept: [UInt32] = []
        try texts.withRuns { texts in
          try work.inBlocks(range, of: min(Self.block, work.batch)) { block in
            for position in block {
              let row = rows.row(at: position)
              if written[row] == written[row + 1] { continue }
              if let search, search.firstMatch(in: texts.run(row)) == nil { continue }
              if matcher.matches(texts.run(row), from: 0) {
                kept.append(UInt32(truncatingIfNeeded: position))
              }
            }
          }
        }
        return kept
      }
    }
    let kept = joined(found)
    return kept.count == rows.count ? .all(rows.count) : .some(kept)
  }
}
