import Foundation
import Glibc
import TestSupport
import Testing

/// Typing on a terminal: completion, the right prompt, pastes, history, and what a terminal does to a program.
@Suite struct LineTests {
  typealias Conversation = ShellTests.Conversation

  static let tab = "\t"
  static let plain = ["NO_COLOR": "1", "PLANQ_PAGER": "cat"]

  @Test func tabCompletesAndListsWithCounts() throws {
    let shell = try Conversation(environment: Self.plain)
    try shell.terminal.send("acti\t")
    _ = try shell.terminal.read(until: "ons ")
    try shell.terminal.send("where owner = \"Ro\t")
    _ = try shell.terminal.read(until: "se Case\" ")
    _ = shell.terminal.readUntilQuiet()
    // What is not clear beeps, and a second Tab lists.
    try shell.terminal.send("and rag = \t")
    _ = try shell.terminal.read(until: "\u{7}")
    try shell.terminal.send(Self.tab)
    let listing = try shell.terminal.read(until: "planq> ")
    #expect(listing.contains("  R       1\r\n  A      19\r\n  G      10\r\n  blank\r\n"), "\(listing)")
    try shell.terminal.send("A select ref\r")
    #expect(try shell.terminal.read(until: ShellTests.prompt).contains("actions"))
    // So it does behind what several share.
    try shell.terminal.send(".ed\t")
    _ = try shell.terminal.read(until: "it")
    try shell.terminal.send(Self.tab)
    let shared = try shell.terminal.read(until: "planq> ")
    #expect(shared.contains("  .edit    ") && shared.contains("  .editor  "), "\(shared)")
    try shell.terminal.send("\u{3}")
    _ = try shell.terminal.read(until: ShellTests.prompt)
    #expect(try shell.leave() == 0)
  }

  @Test func theRightPromptCounts() throws {
    let shell = try Conversation(environment: Self.plain)
    try shell.terminal.send("actions where rag = A")
    _ = try shell.terminal.read(until: "\u{1B}7\u{1B}[72G19 of 31\u{1B}8")
    // Too narrow a window has none.
    try shell.terminal.send(" and ")
    let incomplete = shell.terminal.readUntilQuiet(0.5)
    #expect(!incomplete.contains(" of "), "\(incomplete)")
    try shell.terminal.send("foo = 1 ")
    _ = try shell.terminal.read(until: "unknown field")
    try shell.terminal.send(ShellTests.interrupt)
    _ = try shell.terminal.read(until: ShellTests.prompt)
    try shell.terminal.send("actions group by rag")
    _ = try shell.terminal.read(until: "4 rows")
    #expect(try shell.ask("").contains("count"))
    #expect(try shell.leave() == 0)
  }

  @Test(arguments: [(["TERM": "dumb"], 80), ([:], 30)]) func noRightPromptHere(
    change: [String: String], columns: Int
  ) throws {
    let shell = try Conversation(environment: Self.plain.merging(change) { _, new in new }, columns: columns)
    try shell.terminal.send("actions")
    let screen = shell.terminal.readUntilQuiet(0.6)
    #expect(!screen.contains("31 of 31"), "\(screen)")
    try shell.terminal.send("\r")
    _ = try shell.terminal.read(until: "31 actions")
    #expect(try shell.leave() == 0)
  }

  /// Nothing of a paste runs, and its tabs complete nothing.
  @Test(arguments: ["emacs", "vi"]) func aPasteIsOnlyText(keys: String) throws {
    let shell = try Conversation(environment: Self.plain)
    _ = try shell.ask(".editor \(keys)")
    try shell.terminal.send("\u{1B}[200~actions where\r\n\trag = R;\rrisks limit 1\r\u{1B}[201~")
    let pasted = shell.terminal.readUntilQuiet(0.6)
    #expect(pasted.contains("risks limit 1"), "\(pasted)")
    #expect(!pasted.contains("───"), "\(pasted)")
    let answer = try shell.ask(" select ref")
    #expect(answer.contains("1 action; not shown"), "\(answer)")
    #expect(answer.contains(" 1.1\r\n"), "\(answer)")
    // It is one entry of the history.
    try shell.terminal.send(ShellTests.up)
    #expect(shell.terminal.readUntilQuiet(0.5).contains("actions where"))
    #expect(try shell.ask("").contains(" 1.1\r\n"))
    // Pastes are marked only while a line is read.
    try shell.terminal.send("\r")
    _ = try shell.terminal.read(until: "\u{1B}[?2004l")
    _ = try shell.terminal.read(until: "\u{1B}[?2004hplanq> ")
    #expect(try shell.leave() == 0)
    #expect(shell.terminal.readUntilQuiet().hasSuffix("\u{1B}[?2004l"))
  }

  @Test func theHistoryOutlivesASession() throws {
    let state = try Scratch(copyingSeeds: false)
    let environment = Self.plain.merging(["XDG_STATE_HOME": state.path + "/deep"]) { _, new in new }
    let file = state.path + "/deep/planq/history"
    let first = try Conversation(environment: environment)
    // Two at once: each adds to the same file.
    let other = try Conversation(environment: environment)
    _ = try first.ask("actions where", until: ShellTests.continuation)
    _ = try first.ask("rag = R select ref")
    _ = try other.ask("risks limit 1 select ref")
    _ = try first.ask(" plan select title")
    _ = try first.ask("plan select \"a\\nb\" as x")
    #expect(try first.leave() == 0)
    #expect(try other.leave() == 0)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(
      text == """
        actions where\\nrag = R select ref
        risks limit 1 select ref
        plan select "a\\\\nb" as x
        .quit
        .quit

        """)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let second = try Conversation(environment: environment)
    let listed = try second.ask(".history RISKS")
    #expect(listed.contains("risks limit 1 select ref\r\n.history RISKS\r\n"), "\(listed)")
    #expect(!listed.contains("plan select"))
    try second.terminal.send(String(repeating: ShellTests.up, count: 5))
    _ = try second.terminal.read(until: "rag = R select ref")
    #expect(try second.ask("").contains(" 2.4\r\n"))
    // Ctrl-R searches.
    try second.terminal.send("\u{12}risks li")
    _ = try second.terminal.read(until: "select ref")
    try second.terminal.send("\r\r")
    #expect(try second.terminal.read(until: "1 risk").contains(" 1.1\r\n"))
    #expect(try second.leave() == 0)
  }

  /// Another program's file is kept under another name.
  @Test(arguments: [Data([0xFF, 0xFE, 0x00, 0x41, 0x0A]), Data("_HiStOrY_V2_\nold\\040line\n".utf8), Data()])
  func aForeignHistoryIsNoEnd(content: Data) throws {
    let folder = "/.local/state/planq"
    let shell = try Conversation(environment: Self.plain) { home in
      try FileManager.default.createDirectory(atPath: home + folder, withIntermediateDirectories: true)
      try content.write(to: URL(fileURLWithPath: home + folder + "/history"))
    }
    #expect(try shell.ask("plan select date").contains(" 2011-07\r\n"))
    #expect(try shell.leave() == 0)
    let files = ["/history", "/history.foreign"].compactMap {
      FileManager.default.contents(atPath: shell.scratch.path + folder + $0)
    }
    #expect(files.contains { $0.starts(with: content) })
    #expect(files.contains { String(decoding: $0, as: UTF8.self).contains("plan select date\n") })
  }

  @Test func viKeysEdit() throws {
    let shell = try Conversation(environment: Self.plain)
    _ = try shell.ask(".editor vi")
    #expect(try shell.ask(".editor").contains("vi\r\n"))
    try shell.terminal.send("Xplan select date")
    _ = shell.terminal.readUntilQuiet()
    // Escape, to the begin, delete a character.
    try shell.terminal.send("\u{1B}")
    _ = shell.terminal.readUntilQuiet()
    try shell.terminal.send("0x\r")
    #expect(try shell.terminal.read(until: ShellTests.prompt).contains(" 2011-07\r\n"))
    #expect(try shell.ask(".editor ed").contains("emacs or vi"))
    #expect(try shell.leave() == 0)
  }

  @Test func aFixIsOffered() throws {
    let shell = try Conversation(environment: Self.plain)
    #expect(try shell.ask("acions where rag = R").contains("try: actions where rag = R"))
    _ = try shell.terminal.read(until: "actions where rag = R")
    // All but a letter goes on with it.
    #expect(try shell.ask(" select ref").contains(" 2.4\r\n"))
    _ = try shell.ask("acions where rag = R")
    _ = try shell.terminal.read(until: "actions where rag = R")
    // Another line takes its place.
    let answer = try shell.ask("risks limit 1 select ref")
    #expect(answer.contains(" 1.1\r\n") && !answer.contains("error"), "\(answer)")
    _ = try shell.ask("acions where rag = R")
    _ = try shell.terminal.read(until: "actions where rag = R")
    // So does one that is pasted.
    try shell.terminal.send("\u{1B}[200~risks limit 1 select ref\u{1B}[201~\r")
    let pasted = try shell.terminal.read(until: ShellTests.prompt)
    #expect(pasted.contains(" 1.1\r\n") && !pasted.contains("error"), "\(pasted)")
    _ = try shell.ask("acions")
    _ = try shell.terminal.read(until: "actions")
    try shell.terminal.send(ShellTests.interrupt)
    _ = try shell.terminal.read(until: ShellTests.prompt)
    #expect(try !shell.ask("").contains("31 actions"))
    #expect(try shell.leave() == 0)
  }

  // MARK: - The terminal

  @Test func aNewWidthKeepsTheLine() throws {
    let shell = try Conversation(environment: Self.plain, columns: 100)
    try shell.terminal.send("actions where rag = R select ref, ra")
    _ = shell.terminal.readUntilQuiet()
    shell.terminal.resize(columns: 30, rows: 20)
    _ = shell.terminal.readUntilQuiet()
    shell.terminal.resize(columns: 60, rows: 20)
    #expect(try shell.terminal.read(until: "select ref, ra").contains("planq> actions where rag = R"))
    try shell.terminal.send("g\r")
    #expect(try shell.terminal.read(until: "1 action").contains(" 2.4 │ R"))
    #expect(try shell.leave() == 0)
  }

  /// A shell with job control, as nothing else may be stopped by Ctrl-Z.
  @Test func suspendAndGoOn() throws {
    let shell = try Conversation(
      through: "set -m; \"$PLANQ\" -q; echo stopped; sleep 1; fg; echo over", environment: Self.plain)
    try shell.terminal.send("risks limit 1 select ref")
    _ = shell.terminal.readUntilQuiet(0.5)
    #expect(shell.terminal.isRaw)
    try shell.terminal.send("\u{1A}")
    #expect(try shell.terminal.read(until: "stopped\r\n").contains("\u{1B}[?2004l"))
    #expect(!shell.terminal.isRaw)
    _ = try shell.terminal.read(until: "risks limit 1 select ref")
    #expect(shell.terminal.isRaw)
    #expect(try shell.ask("").contains(" 1.1\r\n"))
    try shell.terminal.send(".quit\r")
    _ = try shell.terminal.read(until: "over")
  }

  @Test(arguments: [SIGTERM, SIGHUP]) func endingRestoresTheTerminal(signal: Int32) throws {
    let shell = try Conversation(environment: Self.plain)
    try shell.terminal.send("actions whe")
    _ = shell.terminal.readUntilQuiet(0.5)
    shell.terminal.signal(signal)
    #expect(try shell.terminal.waitForExit() == 128 + signal)
    #expect(!shell.terminal.isRaw)
    let last = shell.terminal.readUntilQuiet()
    #expect(last.contains("\u{1B}[?2004l") && !last.contains("error"), "\(last)")
  }
}
