import Foundation
import TestSupport
import Testing

/// The shell on a terminal of its own, driven as a person would.
@Suite struct ShellTests {
  static let prompt = "planq> "
  static let continuation = "  ...> "
  static let interrupt = "\u{3}"
  static let endOfFile = "\u{4}"
  static let up = "\u{1B}[A"

  /// planq in a folder with the seeds, after its first prompt.
  final class Conversation {
    let terminal: PseudoTerminal
    let scratch: Scratch
    let banner: String

    init(
      _ arguments: [String] = ["-q"], through shell: String? = nil,
      environment changes: [String: String] = [:],
      columns: Int = 80, rows: Int = 200, prepare: (String) throws -> Void = { _ in }
    ) throws {
      scratch = try Scratch()
      try prepare(scratch.path)
      var environment = BuiltProgram.environment(home: scratch.path)
      environment["TERM"] = "xterm"
      environment["PLANQ"] = BuiltProgram.planq
      environment.merge(changes) { _, new in new }
      terminal = try PseudoTerminal(
        shell.map { ["/bin/sh", "-c", $0] } ?? [BuiltProgram.planq] + arguments, environment: environment,
        folder: scratch.path, columns: columns, rows: rows)
      banner = try terminal.read(until: ShellTests.prompt)
    }

    /// Types a line, and gives what comes up to the next prompt.
    func ask(_ line: String, until end: String = ShellTests.prompt) throws -> String {
      try terminal.send(line + "\r")
      return Self.shown(try terminal.read(until: end))
    }

    /// Without the marks that turn bracketed paste on and off, and without the right prompt.
    static func shown(_ screen: String) -> String {
      screen.replacing(/\u{1B}\[\?2004[hl]|\u{1B}7.*?\u{1B}8/, with: "")
    }

    func leave() throws -> Int32 {
      try terminal.send(".quit\r")
      return try terminal.waitForExit()
    }
  }

  @Test func answersAndLeaves() throws {
    let shell = try Conversation([])
    #expect(shell.banner.contains("planq 0.1.0"))
    #expect(shell.banner.contains("9 objectives, 9 indicators, 31 actions, 13 risks"))
    #expect(shell.banner.contains("the sample plan"))
    #expect(try shell.ask("actions where rag = R select ref").contains(" 2.4\r\n"))
    #expect(try shell.ask("actons").contains("did you mean `actions`?"))
    #expect(try shell.ask("exit").contains("commands begin with a dot: .quit"))
    #expect(try shell.ask("?").contains("commands begin with a dot: .help"))
    #expect(try shell.ask("\\?").contains("Entities"))
    #expect(try shell.ask(".help mode").contains("The formats are table"))
    #expect(try shell.leave() == 0)
  }

  @Test func anIncompleteLineIsGoneOnWith() throws {
    let shell = try Conversation()
    _ = try shell.ask("actions where", until: Self.continuation)
    #expect(try shell.ask("rag = R select ref").contains(" 2.4\r\n"))
    // An empty line gives up waiting, and says what is missing.
    _ = try shell.ask("actions where (rag = R", until: Self.continuation)
    #expect(try shell.ask("").contains("this `(` lacks its `)`"))
    // Quotes end with their line, so that another would not help.
    #expect(try shell.ask("actions where lead = \"Rose").contains("this quote is not closed"))
    try shell.terminal.send(Self.interrupt)
    _ = try shell.terminal.read(until: Self.prompt)
    #expect(try shell.leave() == 0)
  }

  @Test func interruptClearsTheLine() throws {
    let shell = try Conversation()
    try shell.terminal.send("actions where ra")
    _ = try shell.terminal.read(until: "where ra")
    _ = shell.terminal.readUntilQuiet()
    try shell.terminal.send(Self.interrupt)
    _ = try shell.terminal.read(until: Self.prompt)
    // And what was begun on lines before.
    _ = try shell.ask("actions where", until: Self.continuation)
    // Between the prompt and libedit's waiting for a key, Ctrl-C only counts with the key that follows.
    _ = shell.terminal.readUntilQuiet()
    try shell.terminal.send(Self.interrupt)
    _ = try shell.terminal.read(until: Self.prompt)
    let answer = try shell.ask("risks limit 1 select ref")
    #expect(answer.contains(" 1.1\r\n"))
    #expect(!answer.contains("error"))
    #expect(try shell.leave() == 0)
  }

  /// Lists on both sides, of all pairs: minutes, if it is not cancelled.
  static let longQuery =
    "actions where objective.actions.description ~ objective.actions.description select ref"

  @Test func interruptCancelsAQuery() throws {
    let shell = try Conversation(["-q", "large.json"], prepare: Self.writeLargePlan)
    for _ in 1...2 {
      try shell.terminal.send(Self.longQuery + "\r")
      _ = try shell.terminal.read(until: "select ref")
      _ = shell.terminal.readUntilQuiet()
      try shell.terminal.send(Self.interrupt)
      #expect(try shell.terminal.read(until: Self.prompt).contains("interrupted"))
    }
    #expect(try shell.ask("actions limit 1 select ref").contains(" 1.1\r\n"))
    #expect(try shell.leave() == 0)
  }

  /// The terminal is full, as nobody reads it, and planq waits for it.
  @Test func interruptCancelsThePrinting() throws {
    let shell = try Conversation(["-q", "--safe", "large.json"], prepare: Self.writeLargePlan)
    try shell.terminal.send("actions\r")
    _ = try shell.terminal.read(until: "action 9 of many")
    try shell.terminal.send(Self.interrupt)
    let rest = try shell.terminal.read(until: Self.prompt)
    #expect(rest.contains("interrupted"))
    #expect(!rest.contains("action 3000 of many"))
    #expect(try shell.ask("plan select title").contains(" Large\r\n"))
    #expect(try shell.leave() == 0)
  }

  /// In a batch it ends planq as any program.
  @Test func interruptEndsABatch() throws {
    let scratch = try Scratch()
    try Self.writeLargePlan(scratch.path)
    var environment = BuiltProgram.environment(home: scratch.path)
    environment["TERM"] = "xterm"
    let terminal = try PseudoTerminal(
      [BuiltProgram.planq, "large.json", "-o", "out", "plan", ".help", Self.longQuery],
      environment: environment,
      folder: scratch.path)
    _ = terminal.readUntilQuiet(1)
    try terminal.send(Self.interrupt)
    #expect(try terminal.waitForExit() == 130)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == [
        "large.json", "plans", "seeds",
      ])
  }

  private static func writeLargePlan(_ folder: String) throws {
    let actions = (1...3000).map {
      #"{"number": \#($0), "description": "action \#($0) of many", "rag": "R"}"#
    }
    let text =
      #"{"plan": {"title": "Large"}, "objectives": [{"number": 1, "title": "One", "actions": [\#(actions.joined(separator: ",\n"))]}]}"#
    try text.write(toFile: folder + "/large.json", atomically: true, encoding: .utf8)
  }

  @Test func endOfFileLeavesTheTerminalAsItWas() throws {
    let shell = try Conversation(through: "stty -g; \"$PLANQ\" -q; echo status $?; stty -g")
    try shell.terminal.send(Self.endOfFile)
    let after = try shell.terminal.read(until: "status 0")
    _ = try shell.terminal.waitForExit()
    let before = try #require(shell.banner.split(separator: "\r\n").first)
    #expect(before.contains(":"))
    #expect(shell.terminal.readUntilQuiet().contains(before), "\(after)")
  }

  @Test func theHistoryRepeats() throws {
    let shell = try Conversation()
    _ = try shell.ask("actions where rag = R", until: Self.prompt)
    _ = try shell.ask("risks limit 1 select ref")
    try shell.terminal.send(Self.up + Self.up)
    _ = try shell.terminal.read(until: "rag = R")
    #expect(try shell.ask(" select ref").contains(" 2.4\r\n"))
    #expect(try shell.leave() == 0)
  }

  @Test(arguments: ["C.UTF-8", "C"]) func anyLetterCanBeTyped(locale: String) throws {
    let shell = try Conversation(environment: ["LC_ALL": locale])
    #expect(try shell.ask("plan select \"née ’ 会議\" as x").contains(" née ’ 会議\r\n"))
    #expect(try shell.leave() == 0)
  }

  @Test func aDumbTerminalWillDo() throws {
    let shell = try Conversation(environment: ["TERM": "dumb"])
    let answer = try shell.ask("actions where rag = R select ref, rag")
    #expect(answer.contains(" 2.4 │ R"))
    #expect(!answer.contains("\u{1B}["))
    #expect(try shell.leave() == 0)
  }

  @Test func coloursCanBeRefused() throws {
    func answer(_ environment: [String: String]) throws -> String {
      let shell = try Conversation(environment: environment)
      try shell.terminal.send("actions where rag = R select rag\r")
      _ = try shell.terminal.read(until: "───")
      return try shell.terminal.read(until: "1 action")
    }
    #expect(try answer([:]).contains("\u{1B}["))
    #expect(try !answer(["NO_COLOR": "1"]).contains("\u{1B}["))
  }

  static let plain = ["NO_COLOR": "1", "PLANQ_PAGER": "cat"]

  @Test(arguments: [20, 40, 80, 100, 120]) func tablesFit(columns: Int) throws {
    let shell = try Conversation(environment: Self.plain, columns: columns)
    let lines = try shell.ask("actions").split(separator: "\r\n")
    #expect(lines.count > 31)
    #expect(lines.contains { $0.contains("31 actions") })
    #expect(lines.allSatisfy { $0.count <= columns }, "\(lines.filter { $0.count > columns })")
    #expect(try shell.leave() == 0)
  }

  @Test func aResizedWindowCounts() throws {
    let shell = try Conversation(environment: Self.plain, columns: 120)
    shell.terminal.resize(columns: 50, rows: 200)
    // The prompt is drawn again for the new width.
    let rules = try shell.ask("actions select ref, description", until: "31 actions").split(separator: "\r\n")
      .filter {
        $0.contains("─┴─")
      }
    #expect(rules.map(\.count) == [50])
    #expect(try shell.leave() == 0)
  }

  @Test func thePagerIsForWhatDoesNotFit() throws {
    let shell = try Conversation(environment: ["PLANQ_PAGER": "sed 's/^/P:/'"], rows: 12)
    #expect(try shell.ask("assignments select item").contains("P: 1.1"))
    #expect(try !shell.ask("assignments select item limit 3").contains("P:"))
    #expect(try shell.leave() == 0)
  }

  /// A cell that would clear the screen is shown, unless it is asked for as it is.
  @Test func cellsDoNotControlTheTerminal() throws {
    let query = #"plan select "a\u{1b}[2Jb" as x"#
    let shell = try Conversation()
    let answer = try shell.ask(query)
    #expect(answer.contains(" a\\e[2Jb\r\n"))
    let raw = try Conversation(["-q", "--raw"])
    #expect(try raw.ask(query).contains(" a\u{1B}[2Jb\r\n"))
    #expect(try shell.ask("explain sql " + query).contains("'a\\e[2Jb'"))
  }

  /// Nor does a title, which commands show: it stays on its line.
  @Test func titlesDoNotControlTheTerminal() throws {
    let title = #"T\u001b]0;x\u0007\u009b31m\u202e\nerror: forged"#
    let shell = try Conversation(["-q"]) { folder in
      try #"{"plan": {"title": "\#(title)"}, "objectives": []}"#.write(
        toFile: folder + "/e.json", atomically: true, encoding: .utf8)
    }
    let shown = #"T\e]0;x\u{7}\u{9B}31m\u{202E} error: forged"#
    _ = try shell.ask(".open e.json")
    #expect(try shell.ask(".plans").contains("* e.json  \(shown): "))
    #expect(try shell.leave() == 0)
  }

  @Test func aBrokenInitFileIsNoEnd() throws {
    let shell = try Conversation { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/.config/planq", withIntermediateDirectories: true)
      let file = folder + "/.config/planq/planqrc"
      try "actons\n".write(toFile: file, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    }
    #expect(shell.banner.contains("planqrc:1:1: "))
    #expect(try shell.leave() == 0)
  }

  @Test func openingAnotherPlanKeepsTheOldOneOnError() throws {
    let shell = try Conversation([])
    #expect(try shell.ask(".open nowhere.json").contains("the plan that was open stays"))
    #expect(try shell.ask("plan select date").contains(" 2011-07\r\n"))
    #expect(try shell.ask(".open seeds/unannounced-action-plan-2011-07.txt").contains("9 objectives"))
    #expect(try shell.leave() == 0)
  }

  /// A person who sees no rows is told which condition left none, and what there is instead.
  @Test(arguments: [
    (
      #"actions where lead = "Rose Chase""#,
      ["none of the 31 actions fits:", "  0 led by Rose Chase", #"  did you mean "Rose Case"? (14 actions)"#]
    ),
    // Fourteen are hers, and 2.4 alone is red.
    (
      #"actions where lead = "Rose Case" and rag = R"#,
      [
        "none of the 31 actions fits all of this:", "  14 led by Rose Case, which leaves 14",
        "  1 rated R, which leaves none",
      ]
    ),
    (
      "risks where score = 7",
      ["none of the 13 risks fits:", "  0 scoring 7", "  score: the nearest are 6 (4 risks) and 9 (1 risk)"]
    ),
    (
      "actions where ref = 2.9",
      [
        "none of the 31 actions fits:", "  0 whose ref is 2.9",
        "  ref: the nearest are 2.4 (1 action) and 3.1 (1 action)",
      ]
    ),
    (
      "actions where objective = 12",
      ["none of the 31 actions fits:", "  0 of objective 12", "  objective: the nearest is 9 (1 action)"]
    ),
    (
      "actions where due > 2012-07",
      [
        "none of the 31 actions fits:", "  0 due wholly after July 2012",
        "  due date: there are values from July 2011 to July 2012",
      ]
    ),
    (
      #"actions "referal""#,
      [#"no text or name of the actions holds "referal""#, #"  did you mean "referral"? (7 actions)"#]
    ),
    (
      #"actions where any lead[name = "James Vaughn" and agency = "Wiltshire Police"]"#,
      [
        "none of the 31 actions fits:", "  0 with a lead named James Vaughn and acting for Wiltshire Police",
        #"  did you mean "James Vaughan"? (1 action)"#,
      ]
    ),
    ("actions limit 5 offset 40", ["there are only 31 rows, and the first 40 are skipped"]),
  ]) func nothingIsExplained(query: String, lines: [String]) throws {
    let shell = try Conversation([], environment: Self.plain, columns: 100)
    let answer = try shell.ask(query)
    #expect(answer.contains("note: " + lines.joined(separator: "\r\n") + "\r\n" + Self.prompt), "\(answer)")
    #expect(try shell.leave() == 0)
  }

  /// Where the result goes elsewhere, or nobody wants notes, nothing more is said.
  @Test func nothingIsExplainedToAPersonAlone() throws {
    let query = #"actions where lead = "Rose Chase" select ref"#
    let quiet = try Conversation(["-q"], environment: Self.plain)
    #expect(try !quiet.ask(query).contains("did you mean"))
    #expect(try quiet.leave() == 0)
    let file = try Conversation(["-o", "out"], environment: Self.plain)
    #expect(try !file.ask(query).contains("did you mean"))
    #expect(try file.leave() == 0)
    let scratch = try Scratch()
    let terminal = try PseudoTerminal(
      [BuiltProgram.planq, query], environment: BuiltProgram.environment(home: scratch.path),
      folder: scratch.path)
    #expect(try terminal.waitForExit() == 0)
    let answer = terminal.readUntilQuiet()
    #expect(answer.contains("0 rows"))
    #expect(!answer.contains("did you mean"))
  }
}
