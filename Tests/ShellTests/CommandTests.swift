import Foundation
import Plan
import TestSupport
import Testing

@testable import Shell

@Suite struct CommandTests {
  static let split: [(String, [String])] = [
    ("", []), ("  ", []), ("open a.json", ["open", "a.json"]),
    ("open  \"my plan.json\" ", ["open", "my plan.json"]),
    ("open my\" \"plan", ["open", "my plan"]), ("open \"\"", ["open", ""]), ("open a'b", ["open", "a'b"]),
    ("open C:\\x", ["open", "C:\\x"]), ("a\tb", ["a", "b"]),
  ]

  @Test(arguments: split.indices) func words(index: Int) throws {
    let (text, words) = Self.split[index]
    #expect(try CommandWords.split(text) == words)
  }

  @Test func aQuoteMustBeClosed() {
    #expect(throws: CommandFailure.self) { try CommandWords.split("open \"a") }
  }

  /// Help and the nearest name read the table: it is sorted, and every line fits.
  @Test func theTableIsInOrder() {
    let names = Commands.all.map(\.name)
    #expect(names == names.sorted())
    #expect(Commands.all.allSatisfy { !$0.help.hasSuffix(".") && !$0.help.isEmpty })
  }

  /// README lists what the table has; `PLANQ_RECORD=1` writes it there.
  @Test func readmeListsThem() throws {
    let rows = Commands.all.map { "| `\($0.syntax.replacing("|", with: "\\|"))` | \($0.help) |" }
    let list = (["| command | |", "| --- | --- |"] + rows).joined(separator: "\n")
    let path = Fixtures.package + "/README.md"
    var readme = try String(contentsOfFile: path, encoding: .utf8)
    let start = try #require(readme.range(of: "<!-- generated: commands -->\n")).upperBound
    let end = try #require(readme[start...].range(of: "\n<!-- end -->")).lowerBound
    let found = start <= end ? String(readme[start..<end]) : ""
    let difference = Difference.show(expected: list, actual: found)
    if !difference.isEmpty, Fixtures.isRecording {
      readme.replaceSubrange(min(start, end)..<max(start, end), with: list)
      try readme.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(difference.isEmpty, "the commands of README.md\n\(difference)")
  }

  /// What psql's users type without thinking.
  @Test func psqlHabits() {
    let habits = [
      "q": "quit", "?": "help", "e": "edit", "g": "again", "i": "read", "o": "output", "d": "schema",
    ]
    for (habit, name) in habits { #expect(Commands.named(habit)?.name == name) }
  }

  @Test func columnsWrap() {
    let text = Columns.text([
      ("a", String(repeating: "word ", count: 30)), (String(repeating: "x", count: 40), "b"),
    ])
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= Columns.width })
    #expect(text.split(separator: "\n").last?.drop { $0 == " " } == "b")
    #expect(Columns.wrap("aa bb cc", to: 5) == ["aa bb", "cc"])
    #expect(Columns.wrap("aaaaaaaa b", to: 5) == ["aaaaaaaa", "b"])
    #expect(Columns.wrap("", to: 5) == [""])
  }

  static let times: [(Int64, String)] = [
    (0, "0.00 ms"), (9_999, "0.00 ms"), (10_000, "0.01 ms"), (4_210_000, "4.21 ms"),
    (812_400_000, "812.40 ms"),
    (-5, "0.00 ms"),
  ]

  @Test(arguments: times.indices) func milliseconds(index: Int) {
    #expect(Milliseconds.text(Self.times[index].0) == Self.times[index].1)
  }

  @Test func theTimerNamesItsStages() {
    var timer = StageTimer(parse: 20_000)
    #expect(StageTimer.measure(&timer.run) { 3 } == 3)
    timer.bind = 30_000
    timer.run = 4_210_000
    timer.render = 400_000
    #expect(timer.text == "parse 0.02 ms, bind 0.03 ms, run 4.21 ms, render 0.40 ms")
  }

  /// The sample plan is of July 2011.
  static let ages: [(Int, Int, Int, String)] = [
    (2011, 6, 1, ""), (2011, 7, 31, ""), (2011, 8, 1, ", 1 month after the plan (2011-07)"),
    (2012, 7, 1, ", 12 months after the plan (2011-07)"),
    (2013, 6, 30, ", 23 months after the plan (2011-07)"),
    (2013, 7, 1, ", 2 years after the plan (2011-07)"), (2026, 11, 24, ", 15 years after the plan (2011-07)"),
  ]

  @Test(arguments: ages.indices) func age(index: Int) throws {
    let (year, month, day, text) = Self.ages[index]
    let plan = try OpenPlan.open(nil).plan
    let date = try #require(Day(year: year, month: month, day: day))
    #expect(PlanAge.text(of: plan, on: date) == text)
  }
}
