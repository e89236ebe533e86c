import Foundation
import TestSupport
import Testing

/// README shows what planq does: every session, command and plan in it is run.
@Suite struct ReadmeTests {
  private static let readme = Document("README.md")

  @Test func sessions() throws { try Self.readme.runSessions(atLeast: 6) }

  @Test func commands() throws { try Self.readme.runCommands() }

  @Test func thePlanByHand() throws {
    let scratch = try Scratch()
    let block = try #require(Self.readme.blocks("json").first)
    try block.lines.joined(separator: "\n").write(
      toFile: scratch.path + "/hand.json", atomically: true, encoding: .utf8)
    let result = try Document.planq(["hand.json", "actions select ref, due, lead"], in: scratch)
    #expect(result.outputText == "ref,due,lead\n1.1,2012-04,Rose Case\n")
    #expect(result.status == 0)
  }

  /// The two screens are what a terminal shows after these keys.
  @Test func screens() throws {
    let screens = Self.readme.blocks("screen").map { $0.lines.joined(separator: "\n") }
    try #require(screens.count == 2)
    #expect(
      try Self.typed(["actions where lead = \"", "\t", "\t", "Ro", "\t", "and rag = A"], until: "9 of 31")
        == screens[0])
    #expect(
      try Self.typed(
        [
          ".as-at 2011-11-15\r", ".mode timeline\r", "actions where objective in (4, 5)\r", ".mode matrix\r",
          "risks pivot impact by likelihood\r",
        ], until: "very high 12–16") == screens[1])
  }

  /// What stands on a screen of 96 columns once the keys were pressed and something has come.
  private static func typed(_ keys: [String], until end: String) throws -> String {
    let session = try TypedSession(environment: ["NO_COLOR": "1", "PLANQ_PAGER": "cat"], columns: 96)
    var screen = Screen(columns: 96)
    screen.write(TypedSession.prompt)
    for key in keys.dropLast() {
      try session.terminal.send(key)
      screen.write(session.terminal.readUntilQuiet())
    }
    try session.terminal.send(keys.last ?? "")
    screen.write(try session.terminal.read(until: end) + session.terminal.readUntilQuiet())
    #expect(screen.unknown == [])
    return screen.lines.joined(separator: "\n")
  }

  /// The command that README names for the tests is the one that CI runs, and the saved query that it names is there.
  @Test func namesWhatIsThere() throws {
    let shell = Self.readme.blocks("sh").flatMap(\.lines)
    #expect(shell.contains("swift test"))
    let ci = try String(contentsOfFile: Fixtures.package + "/.ci/run", encoding: .utf8)
    #expect(ci.components(separatedBy: "\n").contains { $0.hasPrefix("swift test") })
    let saved = try #require(shell.first { $0.hasPrefix("planq ") }).components(separatedBy: " ")
    let scratch = try Scratch()
    let result = try Document.planq(Array(saved.dropFirst()), in: scratch)
    #expect(result.status == 0)
    #expect(result.outputText.hasPrefix("ref,lead,due,days_late,rag,description\n1.3,"))
  }
}
