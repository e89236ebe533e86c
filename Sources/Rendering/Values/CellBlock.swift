import Plan

/// The texts of one column's cells over some rows, in one buffer. A cell of no bytes is blank.
struct CellBlock {
  var bytes: [UInt8] = []
  /// Where each cell ends.
  var ends: [Int] = []

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  mutating func endCell() { ends.append(bytes.count) }

  func range(_ cell: Int) -> Range<Int> { (cell == 0 ? 0 : ends[cell - 1])..<ends[cell] }

  subscript(cell: Int) -> ArraySlice<UInt8> { bytes[range(cell)] }
}

/// Walks through a table some rows at a time, column by column, so that what kind of column it is gets asked once
/// in a thousand cells.
struct CellGrid {
  enum Encoding {
    /// Canonical text, exact.
    case text
    /// Canonical text; escapes are shown where the options ask for it, and `nullText` stands for blank. What is laid
    /// out in lines for a terminal shows a list of ratings as `R A G`.
    case shown(keepsLines: Bool)
    case json(isEscaped: Bool)
  }

  private let table: ResultTable
  private let encoding: Encoding
  private let nullText: [UInt8]
  private let showsEscapes: Bool
  private let isForTerminal: Bool
  private var writer: CellText
  private var scratch = CellBlock()
  private(set) var blocks: [CellBlock]
  /// The rows that stand in `blocks`.
  private(set) var rows: Range<Int> = 0..<0

  static let rowsAtOnce = 512

  init(_ table: ResultTable, _ encoding: Encoding, _ options: RenderOptions) {
    self.table = table
    self.encoding = encoding
    showsEscapes = options.showsEscapes
    isForTerminal = options.isForTerminal
    nullText = Array((options.nullText ?? "").utf8)
    writer = CellText(startMonth: options.startMonth)
    blocks = table.columns.map { _ in CellBlock() }
  }

  /// Goes on to the next rows; false where there are none.
  mutating func next() -> Bool {
    if rows.upperBound >= table.rowCount { return false }
    rows = rows.upperBound..<min(table.rowCount, rows.upperBound + Self.rowsAtOnce)
    for index in table.columns.indices { fill(index) }
    return true
  }

  subscript(column column: Int, row row: Int) -> ArraySlice<UInt8> {
    blocks[column][row - rows.lowerBound]
  }

  private mutating func fill(_ index: Int) {
    let column = table.columns[index]
    switch encoding {
    case .json(let isEscaped):
      blocks[index].removeAll()
      JSONText.append(column, rows, with: &writer, isEscaped: isEscaped, to: &blocks[index])
    case .text:
      blocks[index].removeAll()
      writer.append(column, rows, to: &blocks[index])
      replaceBlanks(of: index)
    case .shown(let keepsLines):
      blocks[index].removeAll()
      writer.append(column, rows, to: &blocks[index])
      if showsEscapes, VisibleText.mayNeedEscapes(blocks[index].bytes[...]) {
        rewrite(index) { cell, result in VisibleText.append(cell, keepsLines: keepsLines, to: &result) }
      }
      // To the eye, ratings are a strip of letters.
      if keepsLines, isForTerminal, column.isRagList {
        rewrite(index) { cell, result in
          result.append(contentsOf: cell.lazy.filter { $0 != UInt8(ascii: ";") })
        }
      }
      replaceBlanks(of: index)
    }
  }

  private mutating func replaceBlanks(of index: Int) {
    if nullText.isEmpty { return }
    let text = nullText
    rewrite(index) { cell, result in result.append(contentsOf: cell.isEmpty ? text[...] : cell) }
  }

  private mutating func rewrite(_ index: Int, _ body: (ArraySlice<UInt8>, inout [UInt8]) -> Void) {
    scratch.removeAll()
    for cell in blocks[index].ends.indices {
      body(blocks[index][cell], &scratch.bytes)
      scratch.endCell()
    }
    swap(&scratch, &blocks[index])
  }
}
