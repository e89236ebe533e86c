import Plan
import TestSupport
import Testing

@testable import Rendering

/// What charts show, as a whole: golden files at four widths, in colour, without UTF-8, and on a page.
struct ChartGoldenTests {
  private static let all: [(mode: OutputMode, page: OutputMode, samples: [SampleCharts.Named])] = [
    (.bar, .htmlBar, SampleCharts.bars), (.matrix, .htmlMatrix, SampleCharts.matrices),
    (.timeline, .htmlTimeline, SampleCharts.timelines),
  ]

  private func render(
    _ samples: [SampleCharts.Named], _ mode: OutputMode, _ change: (inout RenderOptions) -> Void
  ) throws -> String {
    try samples.map { "== \($0.name)\n" + (try Sample.render($0.table, mode, change)) }.joined()
  }

  @Test("each chart in narrow and wide terminals", arguments: [20, 40, 80, 120])
  func widths(width: Int) throws {
    for chart in Self.all {
      let text = try render(chart.samples, chart.mode) {
        $0.isForTerminal = true
        $0.width = width
      }
      expectGolden(actual: text, file: "render/chart-\(width).\(chart.mode.rawValue).txt")
    }
  }

  @Test("each chart in colour, and without UTF-8", arguments: [true, false])
  func colours(isColored: Bool) throws {
    for chart in Self.all {
      let text = try render(chart.samples, chart.mode) {
        $0.isForTerminal = true
        $0.width = 60
        $0.isColored = isColored
        $0.isUTF8 = isColored
        $0.hasHeader = isColored
      }
      let kind = isColored ? "colour" : "ascii"
      expectGolden(
        actual: text.replacing("\u{1B}[", with: "<ESC>["),
        file: "render/chart-\(kind).\(chart.mode.rawValue).txt")
    }
  }

  @Test("each chart on a page, without the style that all pages share")
  func pages() throws {
    for chart in Self.all {
      let text = try chart.samples.map { sample in
        let page = try Sample.render(sample.table, chart.page)
        #expect(page.hasPrefix("<!doctype html>\n"))
        let body = page.firstRange(of: "<body>").map { page[$0.lowerBound...] } ?? ""
        return "== \(sample.name)\n\(body)"
      }
      expectGolden(actual: text.joined(), file: "render/chart-page.\(chart.mode.rawValue).txt")
    }
  }
}

struct ChartTests {
  private static let modes: [OutputMode] = [.bar, .matrix, .timeline]
  private static var samples: [(OutputMode, SampleCharts.Named)] {
    SampleCharts.bars.map { (.bar, $0) } + SampleCharts.matrices.map { (.matrix, $0) }
      + SampleCharts.timelines.map { (.timeline, $0) }
  }

  @Test("no line is wider than the terminal, and nothing reaches it as a control")
  func fits() throws {
    for (mode, sample) in Self.samples {
      for width in [4, 5, 8, 12, 17, 20, 21, 24, 30, 33, 40, 43, 80, 200] {
        for isUTF8 in [true, false] {
          let text = try Sample.render(sample.table, mode) {
            $0.isForTerminal = true
            $0.width = width
            $0.isUTF8 = isUTF8
          }
          for line in text.split(separator: "\n") {
            #expect(DisplayWidth.of(String(line)) <= width, "\(mode) \(sample.name) \(width)\n\(text)")
          }
          #expect(!text.unicodeScalars.contains { $0 != "\n" && VisibleText.isHidden($0) })
        }
      }
    }
  }

  @Test("colour changes nothing but colour")
  func coloursAreOnlyColours() throws {
    for (mode, sample) in Self.samples {
      let plain = try Sample.render(sample.table, mode) { $0.isForTerminal = true }
      let colored = try Sample.render(sample.table, mode) {
        $0.isForTerminal = true
        $0.isColored = true
      }
      let bare = colored.replacing(/\u{1B}\[[0-9;]*m/, with: "").split(separator: "\n").map(Self.trimmed)
      #expect(bare == plain.split(separator: "\n").map(Self.trimmed), "\(mode) \(sample.name)")
    }
  }

  /// Without a colour behind it, the space at the end of a line is left out.
  private static func trimmed(_ line: Substring) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  @Test("every label of a bar chart is there at every width")
  func labels() throws {
    for width in [20, 40, 80] {
      let text = try Sample.render(SampleCharts.bars[1].table, .bar) { $0.width = width }
      for word in ["Rose", "Case", "Julia", "Cramp", "14", "0.25", "Total", "17"] {
        #expect(text.contains(word), "\(width) \(word)\n\(text)")
      }
    }
  }

  @Test("an answer that cannot be drawn says what is missing, before a byte is written")
  func failures() {
    let cases: [(OutputMode, ResultTable, ChartFailure)] = [
      (.bar, Sample.scripts, .noNumbers), (.matrix, Sample.actions, .noPivot),
      (.timeline, Sample.single, .noDates), (.htmlBar, Sample.scripts, .noNumbers),
      (.htmlMatrix, Sample.actions, .noPivot), (.htmlTimeline, Sample.single, .noDates),
    ]
    for (mode, table, failure) in cases {
      #expect(throws: failure) { try mode.check(table) }
      #expect(throws: failure) {
        try mode.render(table, options: RenderOptions()) { _ in Issue.record("\(mode) wrote") }
      }
    }
    for (mode, sample) in Self.samples { #expect(throws: Never.self) { try mode.check(sample.table) } }
  }

  @Test("impact times likelihood is low to 3, medium to 7, high to 11, and very high from 12")
  func riskLevels() throws {
    let chart = try MatrixChart(SampleCharts.risks)
    let levels = (0..<4).map { row in (1...4).map { chart.level(row: row, column: $0) } }
    #expect(levels == [[1, 1, 1, 2], [1, 2, 2, 3], [1, 2, 3, 4], [2, 3, 4, 4]])
    #expect(chart.level(row: 4, column: 3) == 0)
    #expect(chart.level(row: 3, column: 5) == 0)
    #expect(chart.order(0..<5) == [3, 2, 1, 0, 4])
    #expect(chart.key(dash: "-").map(\.text) == ["low 1-3", "medium 4-7", "high 8-11", "very high 12-16"])
  }

  @Test("numbers fall into quarters of the largest, and the key says which", arguments: 1...40)
  func heatLevels(largest: Int64) throws {
    let values = (0...largest).map { $0 }
    let table = SampleCharts.pivot(
      [Sample.text("k", values.map { "\($0)" }), Sample.integers("n", values)], rows: values.count)
    let chart = try MatrixChart(table)
    let levels = values.indices.map { chart.level(row: $0, column: 1) }
    #expect(levels.first == 0 && levels.last == 4 && levels == levels.sorted())
    var named: [Int] = [0]
    for (level, text) in chart.key(dash: "-") {
      let ends = text.split(separator: "-").compactMap { Int($0) }
      let (low, high) = try (#require(ends.first), #require(ends.last))
      named += Array(repeating: level, count: high - low + 1)
    }
    #expect(named == levels)
  }

  @Test(
    "a longer bar is never for a smaller number, and whatever is not zero shows", arguments: [true, false])
  func bars(isUTF8: Bool) {
    var scale = BarScale()
    scale.include(Sample.integers("n", [-40, 100]), rows: 2)
    for width in 1...40 {
      let text = BarText(width: width, isUTF8: isUTF8)
      var last = ""
      for value in 1...100 {
        let bar = text.bar(Double(value), on: scale)
        #expect(bar.count >= last.count && DisplayWidth.of(bar) <= width)
        if width > 2 { #expect(bar.contains { "▏▎▍▌▋▊▉█#".contains($0) }) }
        last = bar
      }
      if width > 2 { #expect(text.bar(-1, on: scale).contains { "▐█#".contains($0) }) }
      #expect(!text.bar(0, on: scale).contains { "▏▎▍▌▋▊▉█▐#".contains($0) })
    }
  }

  @Test("an answer is a chart on a page whichever of the two options comes first")
  func modes() {
    #expect(OutputMode.chosen(.bar, after: .html) == .htmlBar)
    #expect(OutputMode.chosen(.html, after: .matrix) == .htmlMatrix)
    #expect(OutputMode.chosen(.timeline, after: .htmlBar) == .htmlTimeline)
    #expect(OutputMode.chosen(.html, after: .htmlBar) == .html)
    #expect(OutputMode.chosen(.csv, after: .htmlBar) == .csv)
    #expect(OutputMode.chosen(.html, after: .csv) == .html)
    #expect(OutputMode.chosen(.bar, after: nil) == .bar)
    #expect(OutputMode.allCases.filter { $0.flag == nil } == [.htmlBar, .htmlMatrix, .htmlTimeline])
  }

  @Test("ratings in a cell are a strip on a terminal, and a list everywhere else")
  func strips() throws {
    let list = ListColumn(
      offsets: [0, 3, 3], elements: .choice(ChoiceColumn(enumeration: .rag, codes: [1, 3, 2])))
    let table = ResultTable(
      columns: [ResultColumn(name: "rag", type: .list(.enumeration(.rag)), values: .list(list))], rowCount: 2)
    func lines(_ mode: OutputMode, _ change: (inout RenderOptions) -> Void) throws -> [Substring] {
      try Sample.render(table, mode, change).split(separator: "\n")
    }
    #expect(try lines(.table) { $0.isForTerminal = true }[2] == " R G A")
    #expect(try lines(.line) { $0.isForTerminal = true }[0] == "rag = R G A")
    #expect(try lines(.table) { _ in }[2] == " R; G; A")
    #expect(try lines(.csv) { $0.isForTerminal = true }[1] == "R; G; A")
    let colored = try lines(.table) {
      $0.isForTerminal = true
      $0.isColored = true
    }
    #expect(colored[2] == " \u{1B}[1;31mR\u{1B}[0m \u{1B}[1;32mG\u{1B}[0m \u{1B}[1;33mA\u{1B}[0m")
  }
}
