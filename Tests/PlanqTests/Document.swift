import Foundation
import TestSupport
import Testing

/// A Markdown file whose examples are run.
struct Document {
  private let file: String
  let text: String

  /// `file` within the package.
  init(_ file: String) {
    self.file = file
    text = (try? String(contentsOfFile: Fixtures.package + "/" + file, encoding: .utf8)) ?? ""
  }

  /// The fenced blocks of a kind: their lines, and the line of the file where the first stands.
  func blocks(_ kind: String) -> [(line: Int, lines: [String])] {
    var blocks: [(line: Int, lines: [String])] = []
    var isInside = false
    for (index, line) in text.components(separatedBy: "\n").enumerated() {
      if isInside, line == "```" {
        isInside = false
      } else if isInside {
        blocks[blocks.count - 1].lines.append(line)
      } else if line == "```" + kind {
        isInside = true
        blocks.append((index + 2, []))
      }
    }
    return blocks
  }

  /// The lines between `<!-- generated: NAME -->` and `<!-- end -->`.
  func generated(_ name: String) -> [String] {
    let lines = text.components(separatedBy: "\n")
    guard let start = lines.firstIndex(of: "<!-- generated: \(name) -->") else { return [] }
    return Array(lines[(start + 1)...].prefix { $0 != "<!-- end -->" })
  }

  static func planq(_ arguments: [String], in scratch: Scratch) throws -> BuiltProgram.Result {
    try BuiltProgram.run(
      BuiltProgram.planq, arguments, folder: scratch.path,
      environment: BuiltProgram.environment(home: scratch.path))
  }

  /// A session is typed at a terminal; here each entry of it is asked by itself.
  func runSessions(atLeast count: Int) throws {
    let scratch = try Scratch()
    let sessions = blocks("text")
    #expect(sessions.count >= count)
    for session in sessions {
      let entries = ("\n" + session.lines.joined(separator: "\n")).components(separatedBy: "\nplanq> ")
        .dropFirst()
      #expect(!entries.isEmpty, "\(file):\(session.line): no prompt")
      for entry in entries {
        var lines = entry.components(separatedBy: "\n")
        let query = lines.removeFirst()
        while lines.last?.isEmpty == true { lines.removeLast() }
        let plan = "seeds/unannounced-action-plan-2011-07.txt"
        let result = try Self.planq([plan, "--no-init", "--table", query], in: scratch)
        let actual = (result.outputText + result.errorText).trimmingCharacters(in: .newlines)
        let difference = Difference.show(expected: lines.joined(separator: "\n"), actual: actual)
        #expect(difference.isEmpty, "\(file), from line \(session.line): \(query)\n\(difference)")
      }
    }
  }

  func runCommands() throws {
    let blocks = blocks("console")
    #expect(!blocks.isEmpty)
    for block in blocks {
      try Transcript(
        file: file, text: "# From \(file).\n\n" + block.lines.joined(separator: "\n") + "\n"
      ).run()
    }
  }
}
