import Binding
import Foundation
import Plan
import Platform
import TestSupport
import Testing

@testable import Shell

/// What a line editor is told, without a terminal.
@Suite struct TypingTests {
  // MARK: - The right prompt

  static let counts: [(String, String?)] = [
    ("actions where rag = R", "1 of 31"), ("actions", "31 of 31"),
    ("actions where rag = R or rag = A", "20 of 31"),
    ("actions group by rag", "4 rows"), ("risks pivot impact by likelihood", "4 rows"),
    ("actions limit 5", "5 of 31"), ("actions select count()", "1 row"),
    ("(actions where rag = R) union (actions where rag = A)", "20 of 31"), ("actions each lead", "32 rows"),
    ("explain actions where rag = R", "1 of 31"), ("expect none risks", "13 of 13"),
    ("actions where foo = 1", "unknown field"), ("actons where rag = R", "unknown entity"),
    ("actions where lead = Rose Case and rag = R", "bareword text"),
    // What goes on says nothing, nor what ends in the middle of a word.
    ("actions where", nil), ("actions where (rag = R", nil), ("actions where ra", nil),
    ("actions where rag = \"", nil),
    ("actio", nil), ("", nil), ("   ", nil), (".help", nil), ("let $x = 1", nil), ("risks; actions", nil),
    ("actions where ra ", "unknown field"),
    // What no word begins like is wrong already.
    ("actions where zzz", "unknown field"), ("zzz", "unknown entity"),
    ("actions where rag = Yellow", "unknown value"),
    ("actions where rag = Ye", nil), ("actions where due = 2011-1", nil),
    ("actions where lead = Rose Case", "bareword text"), ("actions sort", "no such clause"),
  ]

  @Test(arguments: counts.indices) func count(index: Int) throws {
    let (text, expected) = Self.counts[index]
    let plan = try OpenPlan.open(nil).plan
    let today = try #require(Day(year: 2011, month: 10, day: 1))
    let answer = LiveCount.work(text, plan: plan, environment: BindingEnvironment(today: today))
    #expect(answer?.text == expected)
  }

  /// Each word of the live prompt is that of an error there is.
  @Test func theWordsAreOfErrors() throws {
    let codes = try DiagnosticCatalogueTests.codes()
    for (code, words) in LiveWords.words {
      #expect(codes.contains(code), "\(code)")
      #expect(words.split(separator: " ").count <= 3, "\(words)")
    }
  }

  @Test func theCountGivesWay() throws {
    let plan = try OpenPlan.open(nil).plan
    let today = try #require(Day(year: 2011, month: 10, day: 1))
    let answer = LiveCount.work(
      "actions where description ~ \"a\"", plan: plan, environment: BindingEnvironment(today: today),
      isCancelled: { true })
    #expect(answer == nil)
  }

  @Test func aThreadGivesItsResultOrIsLeft() throws {
    let quick = try #require(BackgroundTask { _ in 7 })
    #expect(quick.wait(milliseconds: 10_000, unlessReadable: -1) == 7)
    let slow = try #require(
      BackgroundTask { isCancelled in
        while !isCancelled() { usleep(1000) }
        return 8
      })
    #expect(slow.wait(milliseconds: 20, unlessReadable: -1) == nil)
    slow.cancel()
    #expect(slow.wait(milliseconds: 10_000, unlessReadable: -1) == 8)
    // A key ends the waiting.
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { ends.forEach { close($0) } }
    #expect(write(ends[1], "x", 1) == 1)
    let other = try #require(
      BackgroundTask { isCancelled in
        while !isCancelled() { usleep(1000) }
        return 9
      })
    let start = Date()
    #expect(other.wait(milliseconds: 10_000, unlessReadable: ends[0]) == nil)
    #expect(Date().timeIntervalSince(start) < 5)
    other.cancel()
  }

  // MARK: - History

  static let lines = ["actions", "a\nb", "a\\nb", "\\", "\\\\n\n", "née \"x\\\"\" ", "a\r\nb", "\tx"]

  @Test(arguments: lines) func anEntryIsALine(text: String) {
    let line = HistoryFile.line(text)
    #expect(!line.utf8.contains(0x0A))
    #expect(HistoryFile.entry(line) == text)
  }

  @Test func foreignLinesAreReadAsTheyAre() {
    let bytes = Array("a\\tb\\\n\n  \n\u{1B}[2Jx\n".utf8)
    #expect(HistoryFile.entries(of: bytes) == ["a\\tb\\", "[2Jx"])
  }

  @Test func whatIsKept() throws {
    let scratch = try Scratch(copyingSeeds: false)
    let path = scratch.path + "/history"
    let history = HistoryFile(path: path)
    #expect(history.add("actions") == "actions")
    #expect(history.add(" secret") == nil)
    #expect(history.add("actions  ") == nil)
    #expect(HistoryFile(path: path).add("risks\nlimit 1 ") == "risks\nlimit 1")
    #expect(HistoryFile(path: path).entries == ["actions", "risks\nlimit 1"])
    // A folder in its place, or none to write in, is no end.
    #expect(HistoryFile(path: scratch.path).add("actions") != nil)
    #expect(HistoryFile(path: scratch.path + "/no/history").add("actions") != nil)
  }

  @Test func aLongHistoryIsCut() throws {
    let scratch = try Scratch(copyingSeeds: false)
    let path = scratch.path + "/history"
    let all = (1...(HistoryFile.limit + 5)).map { "actions limit \($0)" }
    try (all.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    #expect(HistoryFile(path: path).entries == Array(all.suffix(HistoryFile.limit)))
    #expect(HistoryFile(path: path).entries == Array(all.suffix(HistoryFile.limit / 2)))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  // MARK: - Pastes and listings

  static let pastes: [(String, String)] = [
    ("a\r\nb\rc\n", "a\nb\nc"), ("a\tb", "a b"), ("\u{1B}[2Jx\u{7}\u{0}", "[2Jx"), ("née 会\n\n", "née 会"),
    ("\r\n", ""),
  ]

  @Test(arguments: pastes.indices) func aPasteIsCleaned(index: Int) {
    #expect(EditorCommands.cleaned(Self.pastes[index].0.unicodeScalars) == Self.pastes[index].1)
  }

  @Test(arguments: [1, 5, 12, 20, 40, 80]) func listingsFit(width: Int) {
    let values = (1...30).map {
      Candidate("\"v\($0)\"", .value, detail: "\($0 * 1000)", label: "värde \($0)\u{1B}[2J")
    }
    let words = (1...30).map {
      Candidate("word\($0)", .field, detail: "what it means\u{202E}, in some words")
    }
    for candidates in [values, words, Array(words.prefix(3)), Array(values.prefix(1))] {
      let list = CompletionList(range: 0..<0, candidates: candidates, isCut: true)
      let text = CompletionListing.text(list, width: width, height: 10)
      #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
      let lines = text.split(separator: "\n")
      #expect(lines.count <= 12)
      #expect(lines.allSatisfy { $0.count <= width }, "\(lines)")
    }
  }

  @Test func listingsShowCounts() {
    let list = CompletionList(
      range: 0..<0,
      candidates: [
        Candidate("\"Rose Case\"", .value, detail: "14", label: "Rose Case"),
        Candidate("\"Al\"", .value, detail: "3", label: "Al"),
      ])
    #expect(CompletionListing.text(list, width: 40, height: 10) == "  Rose Case  14\n  Al          3\n")
    #expect(list.common == "\"")
  }

  // MARK: - Arguments

  static let forms: [(String, [String], [String])] = [
    ("[ENTITY | json | sql [DIALECT]]", [], ["ENTITY", "json", "sql"]),
    ("[ENTITY | json | sql [DIALECT]]", ["sql"], ["DIALECT"]),
    ("[ENTITY | json | sql [DIALECT]]", ["json"], []), ("FILE | FOLDER --csv", [], ["FILE", "FOLDER"]),
    ("FILE | FOLDER --csv", ["x"], ["--csv"]), ("on|off", [], ["on", "off"]),
    ("SECONDS QUERY", [], ["SECONDS"]), ("SECONDS QUERY", ["5"], ["QUERY"]),
    ("SECONDS QUERY", ["5", "actions"], ["QUERY"]),
    ("", [], []), ("[MODE]", ["csv"], []),
  ]

  @Test(arguments: forms.indices) func arguments(index: Int) {
    let (syntax, given, expected) = Self.forms[index]
    #expect(ArgumentForm.forms(of: syntax, after: given).map(\.word) == expected)
  }
}
