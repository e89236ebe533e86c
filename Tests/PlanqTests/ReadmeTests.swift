import Foundation
import TestSupport
import Testing

/// README shows what planq does: every session, command and plan in it is run.
@Suite struct ReadmeTests {
  private static let readme =
    (try? String(contentsOfFile: Fixtures.package + "/README.md", encoding: .utf8)) ?? ""
  private static let plan = "seeds/unannounced-action-plan-2011-07.txt"

  /// The fenced blocks of a kind: their lines, and the line of the file where the first stands.
  private static func blocks(_ kind: String) -> [(line: Int, lines: [String])] {
    var blocks: [(line: Int, lines: [String])] = []
    var isInside = false
    for (index, line) in readme.components(separatedBy: "\n").enumerated() {
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

  private static func planq(_ arguments: [String], in scratch: Scratch) throws -> BuiltProgram.Result {
    try BuiltProgram.run(
      BuiltProgram.planq, arguments, folder: scratch.path,
      environment: BuiltProgram.environment(home: scratch.path))
  }

  /// A session is typed at a terminal; here each line of it is asked by itself.
  @Test func sessions() throws {
    let scratch = try Scratch()
    let sessions = Self.blocks("text")
    #expect(sessions.count >= 6)
    for session in sessions {
      let entries = ("\n" + session.lines.joined(separator: "\n")).components(separatedBy: "\nplanq> ")
        .dropFirst()
      #expect(!entries.isEmpty, "README.md:\(session.line): no prompt")
      for entry in entries {
        var lines = entry.components(separatedBy: "\n")
        let query = lines.removeFirst()
        while lines.last?.isEmpty == true { lines.removeLast() }
        let result = try Self.planq([Self.plan, "--no-init", "--table", query], in: scratch)
        let actual = (result.outputText + result.errorText).trimmingCharacters(in: .newlines)
        let difference = Difference.show(expected: lines.joined(separator: "\n"), actual: actual)
        #expect(difference.isEmpty, "README.md, from line \(session.line): \(query)\n\(difference)")
      }
    }
  }

  @Test func commands() throws {
    let blocks = Self.blocks("console")
    #expect(!blocks.isEmpty)
    for block in blocks {
      try Transcript(
        file: "README.md", text: "# From README.\n\n" + block.lines.joined(separator: "\n") + "\n"
      ).run()
    }
  }

  @Test func thePlanByHand() throws {
    let scratch = try Scratch()
    let block = try #require(Self.blocks("json").first)
    try block.lines.joined(separator: "\n").write(
      toFile: scratch.path + "/hand.json", atomically: true, encoding: .utf8)
    let result = try Self.planq(["hand.json", "actions select ref, due, lead"], in: scratch)
    #expect(result.outputText == "ref,due,lead\n1.1,2012-04,Rose Case\n")
    #expect(result.status == 0)
  }

  /// The command that README names for the tests is the one that CI runs, and the saved query that it names is there.
  @Test func namesWhatIsThere() throws {
    let shell = Self.blocks("sh").flatMap(\.lines)
    #expect(shell.contains("swift test"))
    let ci = try String(contentsOfFile: Fixtures.package + "/.ci/run", encoding: .utf8)
    #expect(ci.components(separatedBy: "\n").contains { $0.hasPrefix("swift test") })
    let saved = try #require(shell.first { $0.hasPrefix("planq ") }).components(separatedBy: " ")
    let scratch = try Scratch()
    try FileManager.default.copyItem(atPath: Fixtures.package + "/Queries", toPath: scratch.path + "/Queries")
    let result = try Self.planq(Array(saved.dropFirst()), in: scratch)
    #expect(result.status == 0)
    #expect(result.outputText.hasPrefix("ref,lead,due,days_late,rag,description\n1.3,"))
  }
}
