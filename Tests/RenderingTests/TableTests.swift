import Plan
import TestSupport
import Testing

@testable import Rendering

struct TableTests {
  private static let words = [
    "the", "safeguarding", "a", "multi-agency", "漢字", "😀", "e\u{301}", "\n",
    "supercalifragilisticexpialidocious",
    "(2011)", "\u{1B}[1m", "x",
  ]

  private func randomTable(_ random: inout SeededGenerator) -> ResultTable {
    let rows = Int.random(in: 0...5, using: &random)
    let columns = Int.random(in: 1...5, using: &random)
    return ResultTable(
      columns: (0..<columns).map { index in
        Sample.text(
          "c\(index)",
          (0..<rows).map { _ in
            (0..<Int.random(in: 0...15, using: &random))
              .map { _ in Self.words.randomElement(using: &random) ?? "" }.joined(separator: " ")
          })
      }, rowCount: rows)
  }

  @Test("no line is wider than the terminal, and every character of every cell is there")
  func nothingIsLost() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<400 {
      let table = randomTable(&random)
      let width = Int.random(in: 20...120, using: &random)
      for mode in [OutputMode.table, .line] {
        let text = try Sample.render(table, mode) {
          $0.isForTerminal = true
          $0.width = width
        }
        for line in text.split(separator: "\n") {
          #expect(DisplayWidth.of(String(line)) <= width, "\(mode) \(width)\n\(text)")
        }
        for column in table.columns {
          guard case .text(let texts) = column.values else { continue }
          for row in 0..<table.rowCount {
            let wanted = solid(VisibleText.of(texts.string(at: row)))
            #expect(mode == .line ? holds(text, wanted, mode) : columnTexts(text, wanted), "\(text)")
          }
        }
      }
    }
  }

  private func solid(_ text: some StringProtocol) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != " " && $0 != "\n" }))
  }

  private func holds(_ text: String, _ wanted: String, _ mode: OutputMode) -> Bool {
    solid(text).contains(wanted)
  }

  /// Whether a table holds a text in one cell: the pieces between the bars, joined downwards. Rows that became
  /// records are read as such.
  private func columnTexts(_ text: String, _ wanted: String) -> Bool {
    if !text.contains("─") { return holds(text, wanted, .line) }
    var columns: [String] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("─") && !line.hasPrefix("╌") {
      for (index, piece) in line.split(separator: "│", omittingEmptySubsequences: false).enumerated() {
        if index == columns.count { columns.append("") }
        columns[index] += solid(piece)
      }
    }
    return columns.contains { $0.contains(wanted) }
  }

  @Test("a narrow terminal drops details of a bare query and says which; a selection becomes records")
  func details() throws {
    let narrow = try Sample.render(Sample.actions, .table) { $0.width = 80 }
    #expect(narrow.contains("4 actions; not shown: objective, number, completion, starts, monitor"))
    #expect(narrow.contains("│ description"))
    var selected = Sample.actions
    selected.isBare = false
    let records = try Sample.render(selected, .table) { $0.width = 60 }
    #expect(records.contains(" completion = October 2011\n"))
    #expect(records.hasSuffix("\n4 actions\n"))
    let wide = try Sample.render(Sample.actions, .table)
    #expect(wide.contains("│ completion") && !wide.contains("not shown"))
  }

  @Test("a million rows leave in pieces, never all at once")
  func pieces() throws {
    let table = ResultTable(
      columns: [Sample.integers("n", (0..<50_000).map { Int64($0) })], rowCount: 50_000)
    for mode in Sample.formats + [.bar, .htmlBar] {
      var largest = 0
      try mode.render(table, options: RenderOptions()) { largest = max(largest, $0.count) }
      #expect(largest < 2 * RenderBuffer.pieceSize, "\(mode)")
    }
  }

  @Test("an error of the sink ends the rendering at once", arguments: Sample.formats + [.bar, .htmlBar])
  func sinkErrors(mode: OutputMode) {
    struct Full: Error {}
    let table = ResultTable(
      columns: [Sample.integers("n", (0..<50_000).map { Int64($0) })], rowCount: 50_000)
    var calls = 0
    #expect(throws: Full.self) {
      try mode.render(table, options: RenderOptions()) { _ in
        calls += 1
        throw Full()
      }
    }
    #expect(calls == 1)
  }
}
