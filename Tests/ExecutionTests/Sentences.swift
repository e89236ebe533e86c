import Foundation
import TestSupport

/// `Tests/Fixtures/explain/sentences.test`: a query on a line, under it the sentence that says what it means, an empty
/// line between two of them.
enum Sentences {
  static let file = "explain/sentences.test"

  struct Case: Sendable, CustomStringConvertible {
    var line: Int
    var query: String
    var words: String

    var description: String { query }
  }

  static func all() -> [Case] {
    let lines = ((try? Fixtures.text(file)) ?? "").components(separatedBy: "\n")
    var cases: [Case] = []
    for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      if let last = cases.last, last.words.isEmpty {
        cases[cases.count - 1].words = line
      } else {
        cases.append(Case(line: index + 1, query: line, words: ""))
      }
    }
    return cases
  }
}
