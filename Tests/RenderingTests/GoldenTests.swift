import Plan
import TestSupport
import Testing

@testable import Rendering

struct GoldenTests {
  private func render(_ mode: OutputMode, _ change: (inout RenderOptions) -> Void = { _ in }) throws -> String
  {
    try Sample.all.map { "== \($0.name)\n" + (try Sample.render($0.table, mode, change)) }.joined()
  }

  @Test("each format down a pipe", arguments: Sample.formats)
  func pipe(mode: OutputMode) throws {
    expectGolden(actual: try render(mode), file: "render/pipe.\(mode.rawValue).txt")
  }

  @Test("each format on a terminal of 80 columns", arguments: Sample.formats)
  func terminal(mode: OutputMode) throws {
    let text = try render(mode) {
      $0.isForTerminal = true
      $0.width = 80
    }
    expectGolden(actual: text, file: "render/terminal.\(mode.rawValue).txt")
  }

  @Test("tables and records in narrow and wide terminals", arguments: [20, 40, 120, 200])
  func widths(width: Int) throws {
    for mode in [OutputMode.table, .line] {
      let text = try render(mode) {
        $0.isForTerminal = true
        $0.width = width
      }
      expectGolden(actual: text, file: "render/width-\(width).\(mode.rawValue).txt")
    }
  }

  @Test("colours, ASCII, no header, text for blank, formulas", arguments: Sample.formats)
  func options(mode: OutputMode) throws {
    let text = try render(mode) {
      $0.isForTerminal = true
      $0.isColored = true
      $0.isUTF8 = false
      $0.hasHeader = false
      $0.nullText = "∅"
      $0.isCSVSafe = true
      $0.width = 100
      $0.startMonth = 10
    }
    expectGolden(
      actual: text.replacing("\u{1B}[", with: "<ESC>["), file: "render/options.\(mode.rawValue).txt")
  }
}
