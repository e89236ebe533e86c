import Plan

/// Writes all rows of a table, in pieces of some 64 kB. What fills no more than a few is done by the
/// calling thread alone.
struct RowPieces {
  private let grid: CellGrid
  private let lines: RowLines
  private let rowCount: Int
  private let workers: any RenderWorkers
  private let pieceSize: Int

  /// - Parameter encoder: what the format makes of the cells.
  init(
    _ table: ResultTable, _ encoding: CellGrid.Encoding, _ options: RenderOptions,
    encoder: (any CellEncoder)? = nil, lines: RowLines
  ) {
    grid = CellGrid(table, encoding, options, encoder: encoder)
    rowCount = table.rowCount
    workers = options.workers
    pieceSize = options.pieceSize
    self.lines = lines
  }

  func append(to buffer: inout RenderBuffer) throws {
    // The first rows say how many make a piece.
    var first = RowPiece(grid: grid, lines: lines, limit: 1)
    first.begin(0..<rowCount)
    try buffer.hand(over: first.bytes)
    let start = first.grid.rows.upperBound
    guard start < rowCount else { return }
    let rowsAtOnce = max(1, min(Self.mostRows, pieceSize * start / max(1, first.bytes.count)))
    let pieces = (rowCount - start - 1) / rowsAtOnce + 1
    let fresh = RowPiece(grid: grid, lines: lines, limit: 2 * pieceSize)
    // So little is written before others have begun.
    let workers = pieces > 2 ? workers : OneWorker()
    try workers.inOrder(pieces, start: fresh) { index, piece in
      let begin = start + index * rowsAtOnce
      piece.begin(begin..<min(rowCount, begin + rowsAtOnce))
    } take: { _, piece in
      try buffer.hand(over: piece.bytes)
      // Rows that are longer than the first ones.
      while piece.goOn() { try buffer.hand(over: piece.bytes) }
    }
  }

  private static let mostRows = 8192
}

/// Some rows: their lines, as far as they are not too many bytes at once.
private struct RowPiece: Sendable {
  private(set) var grid: CellGrid
  let lines: RowLines
  /// Bytes after which the rest must wait.
  let limit: Int
  private(set) var bytes: [UInt8] = []

  init(grid: CellGrid, lines: RowLines, limit: Int) {
    self.grid = grid
    self.lines = lines
    self.limit = limit
  }

  mutating func begin(_ rows: Range<Int>) {
    grid.begin(rows)
    _ = goOn()
  }

  /// Makes the next lines; false where there are none.
  mutating func goOn() -> Bool {
    bytes.removeAll(keepingCapacity: true)
    while bytes.count < limit, grid.next() { lines.append(grid, to: &bytes) }
    return !bytes.isEmpty
  }
}
