import Plan
import Platform
import TestSupport
import Testing

@testable import Rendering

/// However an answer is cut into pieces, and whoever renders them, its bytes are the same.
struct RowPiecesTests {
  private static let formats: [OutputMode] = [.csv, .tsv, .json, .ndjson, .markdown]

  private struct SomeThreads: RenderWorkers {
    let count: Int

    func inOrder<Piece: Sendable>(
      _ pieces: Int, start: Piece, make: @Sendable (Int, inout Piece) -> Void,
      take: (Int, inout Piece) throws -> Void
    ) throws {
      try Threads.inOrder(pieces, start: start, threads: count, make: make, take: take)
    }
  }

  /// Every kind of column, over and over, in another order and with rows that are not there.
  private static let many: ResultTable = {
    var random = SeededGenerator(seed: 7)
    let count = 3000
    var columns = Sample.types.columns
    for index in columns.indices {
      columns[index].rows = (0..<count).map { _ in UInt32.random(in: 0...3, using: &random) }
    }
    let texts = (0..<count).map { row in
      row % 50 == 0 ? String(repeating: "long, ", count: 500) : row % 7 == 0 ? "" : "text \(row)"
    }
    columns.append(Sample.text("description", texts))
    columns.append(Sample.integers("n", (0..<count).map { $0 % 3 == 0 ? nil : Int64($0) * 1_234_567 }))
    return ResultTable(columns: columns, rowCount: count)
  }()

  private static let tables = Sample.all.map(\.table) + [many]

  private static let settings: [@Sendable (inout RenderOptions) -> Void] = [
    { _ in },
    {
      $0.isForTerminal = true
      $0.hasHeader = false
    },
    {
      $0.isCSVSafe = true
      $0.nullText = "a, \"b\" | \\"
    },
    { $0.nullText = "-" },
  ]

  @Test("small pieces, one to three threads", arguments: formats, [1, 2, 3])
  func pieces(mode: OutputMode, threads: Int) throws {
    for table in Self.tables {
      for setting in Self.settings {
        let whole = try Sample.render(table, mode) { options in
          setting(&options)
          options.rowsAtOnce = .max
          options.pieceSize = 1 << 40
        }
        for (rows, size) in [(1, 1), (3, 100), (512, 1 << 16)] {
          let text = try Sample.render(table, mode) { options in
            setting(&options)
            options.workers = SomeThreads(count: threads)
            options.rowsAtOnce = rows
            options.pieceSize = size
          }
          #expect(text == whole, "\(rows) rows, pieces of \(size) bytes")
        }
      }
    }
  }

  @Test("an error ends the writing between two pieces, and nothing follows", arguments: formats, [1, 2, 3])
  func errors(mode: OutputMode, threads: Int) throws {
    struct Full: Error {}
    let whole = Array(try Sample.render(Self.many, mode).utf8)
    for limit in [1, 2, 5, 40] {
      var options = RenderOptions()
      options.workers = SomeThreads(count: threads)
      options.rowsAtOnce = 4
      options.pieceSize = 1000
      var calls = 0
      var bytes: [UInt8] = []
      #expect(throws: Full.self) {
        try mode.render(Self.many, options: options) {
          calls += 1
          if calls == limit { throw Full() }
          bytes += $0
        }
      }
      #expect(calls == limit && whole.starts(with: bytes))
    }
  }

  @Test("rows longer than the first ones still leave in small pieces", arguments: formats)
  func longRows(mode: OutputMode) throws {
    let texts = (0..<4000).map { $0 < 600 ? "" : String(repeating: "x", count: 2000) }
    let table = ResultTable(columns: [Sample.text("t", texts)], rowCount: texts.count)
    var options = RenderOptions()
    options.workers = SomeThreads(count: 2)
    options.rowsAtOnce = 16
    var largest = 0
    var total = 0
    try mode.render(table, options: options) {
      largest = max(largest, $0.count)
      total += $0.count
    }
    #expect(total > 6_800_000)
    #expect(largest < 3 * RenderBuffer.pieceSize)
  }
}
