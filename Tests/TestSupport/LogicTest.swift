import Foundation
import Testing

/// A file of questions and answers, `Tests/Fixtures/logic/<area>/*.test`:
///
///     # Why this file is here: the rule it holds, or the mistake it guards against.
///     plan seed
///     as-at 2011-11-15
///
///     query
///     actions where rag is blank
///     select ref
///     ----
///     ref
///     5.3
///
///     # A comment between two blocks.
///     error unknown-field
///     actions where lad = 1
///
/// The file begins with a comment that says why. `plan NAME` names a file of `Tests/Fixtures/plans`, or the
/// `seed`, which is also the plan when none is named; `as-at DATE` sets the day; both hold until the next.
/// A `query` block has lines of a query, `----`, and the rows expected as CSV with a header, until an empty
/// line. An `error CODE` block has a query that must fail with the diagnostic of that code; it ends at an
/// empty line. An expectation of `????` is filled in, and fails that run.
package struct LogicTest: Sendable {
  package enum Kind: Hashable, Sendable {
    case rows
    case error(code: String)
  }

  /// One question.
  package struct Block: Sendable {
    package let file: String
    /// The line of `query` or `error`, from 1.
    package let line: Int
    package let kind: Kind
    /// `seed`, or a file name in `Tests/Fixtures/plans`.
    package let plan: String
    /// As written, for instance `2011-11-15`.
    package let asAt: String?
    package let query: String
    /// The lines after `----`.
    package let expected: [String]
    /// Where the expected lines stand, counted from 0.
    let expectedLines: Range<Int>
  }

  /// What a query gave.
  package enum Outcome: Sendable {
    /// CSV with a header.
    case rows(String)
    /// The codes of the diagnostics, and their text for the message.
    case failure(codes: [String], text: String)
  }

  package struct FormatError: Error, CustomStringConvertible {
    package let description: String
  }

  /// Relative to `Tests/Fixtures`.
  package let file: String
  package let blocks: [Block]

  /// Reads a file given relative to `Tests/Fixtures`.
  package init(file: String) throws { try self.init(file: file, text: Fixtures.text(file)) }

  package init(file: String, text: String) throws {
    var reader = Reader(file: file, lines: text.components(separatedBy: "\n"))
    self.file = file
    blocks = try reader.read()
  }

  /// Asks every block and reports each difference at its line.
  package func run(_ ask: (Block) throws -> Outcome) {
    var recorded: [(lines: Range<Int>, text: [String])] = []
    for block in blocks {
      let location = SourceLocation(fixture: file, line: block.line)
      let outcome: Outcome
      do {
        outcome = try ask(block)
      } catch {
        Issue.record("\(file):\(block.line): \(error)\n\(block.query)", sourceLocation: location)
        continue
      }
      switch (block.kind, outcome) {
      case (.rows, .rows(let csv)):
        let actual = Self.lines(ofCSV: csv)
        if block.expected == actual { continue }
        if block.expected == ["????"] || Fixtures.isRecording {
          recorded.append((block.expectedLines, actual))
          continue
        }
        let difference = Difference.show(
          expected: block.expected.joined(separator: "\n"), actual: actual.joined(separator: "\n"))
        Issue.record("\(file):\(block.line): \(block.query)\n\(difference)", sourceLocation: location)
      case (.error(let code), .failure(let codes, let text)):
        if codes.contains(code) { continue }
        Issue.record(
          "\(file):\(block.line): expected \(code), not \(codes.joined(separator: ", "))\n\(text)",
          sourceLocation: location)
      case (.rows, .failure(_, let text)):
        Issue.record("\(file):\(block.line): failed\n\(text)", sourceLocation: location)
      case (.error(let code), .rows(let csv)):
        Issue.record("\(file):\(block.line): expected \(code), but it gave\n\(csv)", sourceLocation: location)
      }
    }
    record(recorded)
  }

  /// Lines as they can stand in a test file: an empty one would end the block.
  private static func lines(ofCSV csv: String) -> [String] {
    var lines = csv.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private func record(_ changes: [(lines: Range<Int>, text: [String])]) {
    if changes.isEmpty { return }
    do {
      var lines = try Fixtures.text(file).components(separatedBy: "\n")
      for change in changes.reversed() { lines.replaceSubrange(change.lines, with: change.text) }
      try Fixtures.write(lines.joined(separator: "\n"), to: file)
      Issue.record(
        "\(file): \(changes.count) answers recorded; read them, then run again",
        sourceLocation: SourceLocation(fixture: file, line: 1))
    } catch {
      Issue.record("\(file) could not be recorded: \(error)")
    }
  }

  // MARK: - Reading

  private struct Reader {
    let file: String
    let lines: [String]
    var next = 0
    var plan = "seed"
    var asAt: String?

    init(file: String, lines: [String]) {
      self.file = file
      self.lines = lines
    }

    mutating func read() throws -> [Block] {
      guard lines.first?.hasPrefix("# ") == true else {
        throw FormatError(description: "\(file):1: the first line is a comment that says why")
      }
      var blocks: [Block] = []
      while next < lines.count {
        let line = lines[next]
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        let rest = words.count > 1 ? words[1] : ""
        switch words.first {
        case nil: next += 1
        case _ where line.hasPrefix("#"): next += 1
        case "plan" where !rest.isEmpty:
          plan = rest
          next += 1
        case "as-at" where !rest.isEmpty:
          asAt = rest
          next += 1
        case "query" where rest.isEmpty: blocks.append(try readBlock(.rows))
        case "error" where !rest.isEmpty: blocks.append(try readBlock(.error(code: rest)))
        default: throw FormatError(description: "\(file):\(next + 1): not understood: \(line)")
        }
      }
      if blocks.isEmpty { throw FormatError(description: "\(file): no query") }
      return blocks
    }

    private mutating func readBlock(_ kind: Kind) throws -> Block {
      let start = next
      next += 1
      var query: [String] = []
      while next < lines.count, lines[next] != "----", !lines[next].isEmpty {
        query.append(lines[next])
        next += 1
      }
      if query.isEmpty { throw FormatError(description: "\(file):\(start + 1): no query") }
      var answer = next..<next
      if kind == .rows {
        guard next < lines.count, lines[next] == "----" else {
          throw FormatError(description: "\(file):\(start + 1): no ---- after the query")
        }
        next += 1
        let first = next
        while next < lines.count, !lines[next].isEmpty { next += 1 }
        answer = first..<next
      } else if next < lines.count, lines[next] == "----" {
        throw FormatError(description: "\(file):\(next + 1): an error has no rows")
      }
      return Block(
        file: file, line: start + 1, kind: kind, plan: plan, asAt: asAt,
        query: query.joined(separator: "\n"), expected: Array(lines[answer]), expectedLines: answer)
    }
  }
}
