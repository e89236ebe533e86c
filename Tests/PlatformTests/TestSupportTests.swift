import Foundation
import TestSupport
import Testing

/// What the other tests stand on.
@Suite struct TestSupportTests {
  @Test func marksPlaces() {
    let source = MarkedSource("é «a «b» c»«»")
    #expect(source.text == "é a b c")
    #expect(source.ranges == [3..<8, 5..<6, 8..<8])
    #expect(MarkedSource.mark("é ab", [3..<4, 5..<5]) == "é «a»b«»")
    #expect(MarkedSource.mark("a", [0..<5]) == "a")
  }

  @Test func showsDifferences() {
    #expect(Difference.show(expected: "a\nb", actual: "a\nb").isEmpty)
    #expect(Difference.show(expected: "a\nb\nc", actual: "a\nx\nc") == " a\n-b\n+x\n c")
    // Equal to Swift, not to a user's pipe.
    #expect(Difference.show(expected: "é", actual: "e\u{301}") == "-é\n+e\u{301}")
    let long = (0..<20).map(String.init).joined(separator: "\n")
    #expect(Difference.show(expected: long, actual: long + "\nx") == "…\n 17\n 18\n 19\n+x")
  }

  @Test func readsLogicTests() throws {
    let text = """
      # Why.
      plan small.json
      as-at 2011-11-15

      query
      actions
      select ref
      ----
      ref
      2.4

      # Between.
      error unknown-field
      actions where lad = 1

      plan seed
      query
      risks
      ----
      """
    let test = try LogicTest(file: "x.test", text: text)
    #expect(test.blocks.map(\.line) == [5, 13, 17])
    #expect(test.blocks.map(\.query) == ["actions\nselect ref", "actions where lad = 1", "risks"])
    #expect(test.blocks.map(\.kind) == [.rows, .error(code: "unknown-field"), .rows])
    #expect(test.blocks.map(\.expected) == [["ref", "2.4"], [], []])
    #expect(test.blocks.map(\.plan) == ["small.json", "small.json", "seed"])
    #expect(test.blocks.map(\.asAt) == ["2011-11-15", "2011-11-15", "2011-11-15"])
  }

  @Test(arguments: [
    ("query\na\n----\n", "x:1: the first line is a comment that says why"), ("# Why.\n", "x: no query"),
    ("# Why.\nquery\na\n", "x:2: no ---- after the query"), ("# Why.\nquery\n----\n", "x:2: no query"),
    ("# Why.\nerror e\na\n----\n", "x:4: an error has no rows"),
    ("# Why.\nqery\n", "x:2: not understood: qery"),
  ])
  func refusesMalformedLogicTests(_ text: String, _ message: String) {
    let error = #expect(throws: LogicTest.FormatError.self) { try LogicTest(file: "x", text: text) }
    #expect(error?.description == message)
  }

  @Test(.enabled(if: !Fixtures.isRecording)) func reportsWrongAnswersAtTheirLine() throws {
    let text = "# Why.\nquery\na\n----\nx\n1\n\nerror e\nb\n\nquery\nc\n----\nx\n"
    let test = try LogicTest(file: "x", text: text)
    withKnownIssue {
      test.run { block in
        switch block.query {
        case "a": .rows("x\n2\n")
        case "b": .failure(codes: ["other"], text: "")
        default: .rows("x\n")
        }
      }
    } matching: {
      [2, 8].contains($0.sourceLocation?.line)
    }
  }

  /// A file name that leads from the fixtures to where builds lie.
  private func temporaryFixture() -> String { "../../.build/recorded-\(UUID().uuidString).txt" }

  @Test func recordsAGoldenFileThenFails() throws {
    let file = temporaryFixture()
    defer { try? FileManager.default.removeItem(atPath: Fixtures.folder + "/" + file) }
    withKnownIssue { expectGolden(actual: "one\n", file: file) }
    expectGolden(actual: "one\n", file: file)
    if !Fixtures.isRecording {
      withKnownIssue { expectGolden(actual: "two\n", file: file) }
      #expect(try Fixtures.text(file) == "one\n")
    }
  }

  @Test func recordsAnswersThenFails() throws {
    let file = temporaryFixture()
    defer { try? FileManager.default.removeItem(atPath: Fixtures.folder + "/" + file) }
    try Fixtures.write("# Why.\nquery\na\n----\n????\n\nquery\nb\n----\nx\n", to: file)
    withKnownIssue { try LogicTest(file: file).run { _ in .rows("x\n") } }
    #expect(try Fixtures.text(file) == "# Why.\nquery\na\n----\nx\n\nquery\nb\n----\nx\n")
    try Fixtures.write("# Why.\n$ echo a\n????\n\n# B.\n$ echo b\nb\n", to: file)
    withKnownIssue { try Transcript(file: file).run() }
    #expect(try Fixtures.text(file) == "# Why.\n$ echo a\na\n\n# B.\n$ echo b\nb\n")
  }

  @Test(.enabled(if: !Fixtures.isRecording)) func readsAndRunsTranscripts() throws {
    let text = """
      # Why.
      $ printf 'a\\n\\nb'; echo oops >&2; exit 3
      a

      b
      [no newline]
      ! oops
      [exit 3]

      # The here-document belongs to the command.
      $ cat - <<END; pwd
      $ x

      END
      $ x

      [scratch]

      $ kill -9 $$
      [exit 137]
      """
    try Transcript(file: "x", text: text).run()
    try withKnownIssue {
      try Transcript(file: "x", text: "# Why.\n$ echo a\nb\n").run()
    } matching: {
      $0.sourceLocation?.line == 2
    }
  }

  @Test(arguments: ["$ true\n", "# Why.\n", "# Why.\nplanq\n", "# Why.\n$ cat <<END\nx\n"])
  func refusesMalformedTranscripts(_ text: String) {
    #expect(throws: Transcript.FormatError.self) { try Transcript(file: "x", text: text) }
  }

  @Test func drivesATerminal() throws {
    let script =
      "tty; stty size; read line; echo got $line; trap 'stty size; exit 5' WINCH; "
      + "echo ready; while :; do sleep 0.05; done"
    let terminal = try PseudoTerminal(
      ["/bin/sh", "-c", script], environment: BuiltProgram.environment(home: "/"), folder: "/", columns: 70,
      rows: 20)
    #expect(try terminal.read(until: "20 70\r\n").hasPrefix("/dev/pts/"))
    try terminal.send("word\r")
    #expect(try terminal.read(until: "ready\r\n") == "word\r\ngot word\r\nready\r\n")
    terminal.resize(columns: 60, rows: 10)
    #expect(try terminal.waitForExit() == 5)
    #expect(terminal.readUntilQuiet() == "10 60\r\n")
  }

  @Test func interruptsInATerminal() throws {
    let terminal = try PseudoTerminal(
      ["/bin/sh", "-c", "echo ready; exec sleep 60"], environment: BuiltProgram.environment(home: "/"),
      folder: "/")
    _ = try terminal.read(until: "ready")
    #expect(throws: PseudoTerminal.Failure.self) { try terminal.read(until: "never", timeout: 0.1) }
    try terminal.send("\u{3}")
    #expect(try terminal.waitForExit() == 130)
  }

  @Test func drawsTheSameNumbersAgain() {
    var one = SeededGenerator(seed: 7)
    var two = SeededGenerator(seed: 7)
    #expect((0..<9).map { _ in one.next() } == (0..<9).map { _ in two.next() })
    #expect(one.next() != one.next())
  }
}
