import Foundation
import TestSupport
import Testing

/// The commands that need a person at a terminal: the editor, questions, watching, pipes, the pager.
@Suite struct CommandsAtTerminalTests {
  // MARK: - The editor

  private static func editor(_ script: String) -> (Scratch) throws -> Void {
    // Read by sh, not executed: a child of another test may hold it open just then.
    { try $0.write(script + "\n", to: "editor") }
  }

  @Test func whatTheEditorLeavesIsRun() throws {
    let shell = try TypedSession(
      environment: TypedSession.plain.merging(["EDITOR": "sh editor -x"]) { $1 },
      prepare: Self.editor(#"cp "$2" seen.planq; sed -i 's/= R/= G/' "$2""#))
    #expect(try shell.ask("actions where rag = R select ref").contains(" 2.4\r\n"))
    let edited = try shell.ask(".edit")
    #expect(edited.contains("actions where rag = G select ref\r\n"))
    #expect(edited.contains(" 6.1\r\n"))
    #expect(!edited.contains(" 2.4\r\n"))
    // Again, psql's way: it is the last query now.
    #expect(try shell.ask("\\e").contains(" 6.1\r\n"))
    let seen = try String(contentsOfFile: shell.scratch.path + "/seen.planq", encoding: .utf8)
    #expect(seen == "actions where rag = G select ref\n")
    #expect(try shell.ask(".again").contains(" 6.1\r\n"))
    #expect(try shell.ask(".history G").contains("actions where rag = G select ref\r\n"))
    #expect(try shell.leave() == 0)
    let left = try FileManager.default.contentsOfDirectory(atPath: shell.scratch.path)
    // The history stands in a hidden folder.
    #expect(left.filter { !$0.hasPrefix(".") }.sorted() == ["editor", "plans", "seeds", "seen.planq"])
  }

  /// A query that was wrong can be mended; several statements may come back.
  @Test func aWrongQueryIsEdited() throws {
    let shell = try TypedSession(
      environment: TypedSession.plain.merging(["VISUAL": "sh editor", "EDITOR": "false"]) { $1 },
      prepare: Self.editor(#"sed -i 's/actons/let $r = R\nactions/' "$1""#))
    _ = try shell.ask("actons where rag = $r select ref")
    // The mended line that is offered is not wanted.
    _ = try shell.pressInterrupt()
    #expect(try shell.ask(".edit").contains(" 2.4\r\n"))
    #expect(try shell.leave() == 0)
  }

  @Test func anEditorThatFailsRunsNothing() throws {
    let shell = try TypedSession(
      environment: TypedSession.plain.merging(["EDITOR": "sh editor"]) { $1 }, prepare: Self.editor("exit 3"))
    _ = try shell.ask("actions where rag = R select ref")
    let answer = try shell.ask(".edit")
    #expect(answer.contains("the editor ended with status 3, so nothing is run"))
    #expect(!answer.contains("2.4"))
    let none = try TypedSession(environment: TypedSession.plain.merging(["EDITOR": "true"]) { $1 })
    #expect(try !none.ask(".edit").contains("error"))
    #expect(try none.leave() == 0)
  }

  // MARK: - Questions

  private static func saved(_ scratch: Scratch) throws {
    try FileManager.default.createDirectory(atPath: scratch.path + "/q", withIntermediateDirectories: true)
    try scratch.write(
      "# By lead.\n# param who: officer\n# param state: rag\nactions where lead = $who and rag = $state select ref\n",
      to: "q/by-lead.planq")
  }

  @Test func missingParametersAreAskedFor() throws {
    let shell = try TypedSession(["-q", "--queries", "q"], prepare: Self.saved)
    _ = try shell.ask(".run by-lead", until: "who, an officer: ")
    let wrong = try shell.ask("Rose Chase", until: "who, an officer: ")
    #expect(wrong.contains("the plan has no officer \"Rose Chase\"\r\n"))
    #expect(wrong.contains("did you mean \"Rose Case\"?\r\n"))
    _ = try shell.ask("", until: "who, an officer: ")
    _ = try shell.ask("rebecca barson", until: "state, a RAG: ")
    #expect(try shell.ask("r").contains(" 2.4\r\n"))
    // A wrong one is shown, and asked for anew.
    _ = try shell.ask(".run by-lead who=\"Rebecca Barson\" state=x", until: "state, a RAG: ")
    #expect(try shell.ask("R").contains(" 2.4\r\n"))
    #expect(try shell.leave() == 0)
  }

  @Test func aQuestionCanBeGivenUp() throws {
    let shell = try TypedSession(["-q", "--queries", "q"], prepare: Self.saved)
    _ = try shell.ask(".run by-lead", until: "who, an officer: ")
    #expect(try shell.pressInterrupt().contains("interrupted"))
    _ = try shell.ask(".run by-lead", until: "who, an officer: ")
    try shell.terminal.send(TypedSession.endOfFile)
    #expect(try shell.terminal.read(until: TypedSession.prompt).contains("`$who` needs a value: an officer"))
    #expect(try shell.ask("plan select date").contains(" 2011-07\r\n"))
    #expect(try shell.leave() == 0)
  }

  @Test func aBatchAtATerminalAsksToo() throws {
    let batch = try TypedSession(
      ["-q", "--queries", "q", "--run", "by-lead", "-p", "state=R"], awaiting: "who, an officer: ",
      prepare: Self.saved)
    #expect(try batch.ask("Rebecca Barson", until: "1 action").contains(" 2.4\r\n"))
    #expect(try batch.terminal.waitForExit() == 0)
  }

  // MARK: - Watching

  private static let plan = (1...3).map { "{\"number\": \($0), \"description\": \"a\", \"rag\": \"A\"}" }

  private static func plan(_ actions: [String]) -> String {
    #"{"plan": {"title": "Watched"}, "objectives": [{"number": 1, "title": "One", "actions": [\#(actions.joined(separator: ", "))]}]}"#
  }

  @Test func aChangedFileIsAskedAgain() throws {
    let shell = try TypedSession(["-q", "plan.json"]) { try $0.write(Self.plan(Self.plan), to: "plan.json") }
    let first = try shell.ask(".watch 0.1 actions select ref, rag", until: "3 actions\r\n")
    #expect(!first.contains("change"))
    var changed = Self.plan
    changed[1] = changed[1].replacingOccurrences(of: "\"A\"", with: "\"R\"")
    changed[2] = changed[2].replacingOccurrences(of: "3", with: "4")
    try shell.scratch.write(Self.plan(changed), to: "plan.json")
    let second = try shell.terminal.read(until: "4 rows\r\n")
    for row in ["         │ 1.1 │ A", " changed │ 1.2 │ R", " new     │ 1.4 │ A", " gone    │ 1.3 │ A"] {
      #expect(second.contains(row + "\r\n"), "\(second)")
    }
    // While it is being written it cannot be read; the plan stays.
    try shell.scratch.write("{", to: "plan.json")
    _ = try shell.terminal.read(until: "warning: plan.json:1:")
    try shell.scratch.write(Self.plan(changed), to: "plan.json")
    #expect(try !shell.terminal.read(until: "3 actions\r\n").contains("changed"))
    let end = try shell.pressInterrupt()
    #expect(!end.contains("interrupted"))
    #expect(end.hasSuffix("\r\n" + TypedSession.prompt))
    #expect(try shell.ask("actions where rag = R select ref").contains(" 1.2\r\n"))
    #expect(try shell.leave() == 0)
  }

  @Test func interruptEndsAWatchingBatch() throws {
    let batch = try TypedSession(
      ["-q", "plan.json", ".watch 60 actions select ref"], awaiting: "3 actions"
    ) { try $0.write(Self.plan(Self.plan), to: "plan.json") }
    _ = batch.terminal.readUntilQuiet()
    try batch.terminal.send(TypedSession.interrupt)
    #expect(try batch.terminal.waitForExit() == 130)
  }

  // MARK: - Pipes and the pager

  @Test func rowsGoToACommand() throws {
    let shell = try TypedSession()
    let sorted = try shell.ask("actions limit 2 select ref | sort -r")
    #expect(sorted.hasSuffix("ref\r\n1.2\r\n1.1\r\n" + TypedSession.prompt))
    #expect(try shell.ask("plan | exit 3").contains("the command ended with status 3"))
    #expect(try shell.ask(".shell echo $((6 * 7))").contains("42\r\n"))
    // In the terminal's hands: what it reads is what is typed.
    try shell.terminal.send("plan select date | cat >/dev/null; read a </dev/tty; echo got $a\r")
    _ = try shell.terminal.read(until: "$a\r\n")
    #expect(try shell.ask("words").contains("got words\r\n"))
    #expect(try shell.leave() == 0)
  }

  @Test(arguments: ["actions | sleep 60", ".shell sleep 60", "assignments | cat; sleep 60"])
  func interruptEndsTheCommand(line: String) throws {
    let shell = try TypedSession()
    try shell.terminal.send(line + "\r")
    _ = try shell.terminal.read(until: "60\r\n")
    let start = Date()
    _ = try shell.pressInterrupt()
    #expect(Date().timeIntervalSince(start) < 10)
    #expect(try shell.ask("plan select date").contains(" 2011-07\r\n"))
    #expect(try shell.leave() == 0)
  }

  @Test func aPagerThatWasLeftIsNoError() throws {
    let shell = try TypedSession(
      environment: TypedSession.plain.merging(["PLANQ_PAGER": "sed -n 's/^/P:/p;3q'"]) { $1 }, rows: 12)
    let answer = try shell.ask("assignments select item, part, party")
    #expect(answer.contains("P: 1.1 "))
    #expect(!answer.contains("error") && !answer.contains("status"))
    #expect(try shell.leave() == 0)
  }

  // MARK: - Long work

  /// Some seconds of reading in a debug build.
  private static func large(_ scratch: Scratch) throws {
    let actions = (1...40_000).map {
      "{\"number\": \($0), \"description\": \"a\", \"rag\": \"A\", \"lead\": \"Rose Case\"}"
    }
    try scratch.write(plan(actions), to: "large.json")
  }

  @Test func loadingShowsHowItGoesAndStops() throws {
    let shell = try TypedSession([], environment: TypedSession.plain, prepare: Self.large)
    try shell.terminal.send(".open large.json\r")
    _ = try shell.terminal.read(until: " s, Ctrl-C stops")
    let start = Date()
    try shell.terminal.send(TypedSession.interrupt)
    let rest = try shell.terminal.read(until: "interrupted")
    #expect(Date().timeIntervalSince(start) < 5)
    // The line is erased before anything else is said.
    #expect(rest.contains("\r" + String(repeating: " ", count: 20)), "\(rest.debugDescription)")
    _ = try shell.terminal.read(until: TypedSession.prompt)
    #expect(try shell.ask("plan select title").contains(" Unannounced Action Plan July 2011\r\n"))
    // Nobody stops it now.
    let opened = try shell.ask(".open large.json", until: "40000 actions")
    #expect(opened.contains("reading large.json: "))
    _ = try shell.terminal.read(until: TypedSession.prompt)
    for path in ["out.json", "out.sqlite", "out --csv"] {
      try shell.terminal.send(".save \(path)\r")
      _ = try shell.terminal.read(until: "writing out")
      try shell.terminal.send(TypedSession.interrupt)
      #expect(try shell.terminal.read(until: TypedSession.prompt).contains("interrupted"))
    }
    #expect(try shell.leave() == 0)
    let left = try FileManager.default.contentsOfDirectory(atPath: shell.scratch.path)
    // The history stands in a hidden folder.
    #expect(left.filter { !$0.hasPrefix(".") }.sorted() == ["large.json", "plans", "seeds"])
  }

  /// Small work says nothing.
  @Test func shortWorkIsDoneInSilence() throws {
    let shell = try TypedSession([])
    #expect(try !shell.ask(".open seeds/unannounced-action-plan-2011-07.txt").contains("Ctrl-C stops"))
    #expect(try shell.leave() == 0)
  }
}
