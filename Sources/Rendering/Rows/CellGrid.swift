import Plan

/// Walks through rows of a table some at a time, column by column, so that what kind of column it is gets asked once in
/// hundreds of cells.
struct CellGrid: Sendable {
  enum Encoding: Sendable {
    /// Canonical text, exact.
    case text
    /// Canonical text; escapes are shown where the options ask for it. What is laid out in lines for a terminal shows
    /// a list of ratings as `R A G`.
    case shown(keepsLines: Bool)
    case json(isEscaped: Bool)
  }

  private let table: ResultTable
  private let encoding: Encoding
  private let encoder: (any CellEncoder)?
  private let nullText: [UInt8]
  private let showsEscapes: Bool
  private let isForTerminal: Bool
  private var writer: CellText
  /// The cells, column by column.
  private(set) var cells = CellBlock()
  /// The rows that stand in `cells`.
  private(set) var rows: Range<Int> = 0..<0
  private var end: Int

  private let mostRowsAtOnce: Int
  /// Rows with long texts come fewer at a time, so that not more than about these bytes are held.
  static let bytesAtOnce = 1 << 16

  /// - Parameter encoder: what a format makes of the cells, `nullText` among them.
  init(
    _ table: ResultTable, _ encoding: Encoding, _ options: RenderOptions, encoder: (any CellEncoder)? = nil
  ) {
    self.table = table
    self.encoding = encoding
    self.encoder = encoder
    showsEscapes = options.showsEscapes
    isForTerminal = options.isForTerminal
    nullText = Array((options.nullText ?? "").utf8)
    mostRowsAtOnce = options.rowsAtOnce
    writer = CellText(startMonth: options.startMonth)
    end = table.rowCount
  }

  /// Goes to rows of which none stands in `cells` yet.
  mutating func begin(_ rows: Range<Int>) {
    self.rows = rows.lowerBound..<rows.lowerBound
    end = min(rows.upperBound, table.rowCount)
  }

  /// Goes on to the next rows; false where there are none.
  mutating func next() -> Bool {
    let count = min(end - rows.upperBound, rowsAtOnce)
    if count <= 0 { return false }
    rows = rows.upperBound..<(rows.upperBound + count)
    cells.removeAll()
    for column in table.columns { append(column) }
    cells.bytes.pad()
    return true
  }

  private var rowsAtOnce: Int {
    if rows.isEmpty { return mostRowsAtOnce }
    return min(mostRowsAtOnce, max(1, Self.bytesAtOnce / (cells.bytes.count / rows.count + 1)))
  }

  subscript(column column: Int, row row: Int) -> ArraySlice<UInt8> {
    cells[column * rows.count + row - rows.lowerBound]
  }

  private mutating func append(_ column: ResultColumn) {
    let first = cells.count
    switch encoding {
    case .json(let isEscaped):
      writer.appendJSON(column, rows, isEscaped: isEscaped, to: &cells)
      return
    case .text:
      writer.append(column, rows, to: &cells)
    case .shown(let keepsLines):
      writer.append(column, rows, to: &cells)
      if showsEscapes, cells.hasBytes(from: first, where: VisibleText.mayNeedEscapes) {
        cells.rewrite(from: first) { cell, result in
          VisibleText.append(cell, keepsLines: keepsLines, to: &result)
        }
      }
      // To the eye, ratings are a strip of letters.
      if keepsLines, isForTerminal, column.isRagList {
        cells.rewrite(from: first) { cell, result in
          for index in cell.indices where cell[index] != UInt8(ascii: ";") { result.append(cell[index]) }
        }
      }
    }
    if !nullText.isEmpty, cells.hasBlank(from: first) {
      let nullText = nullText
      cells.rewrite(from: first) { cell, result in
        if cell.isEmpty { result.append(contentsOf: nullText) } else { result.append(cell) }
      }
    }
    if let encoder, encoder.changes(cells, from: first, of: column) {
      cells.rewrite(from: first) { cell, result in encoder.append(cell, of: column, to: &result) }
    }
  }
}

/// What a format of lines makes of the cells of its columns.
protocol CellEncoder: Sendable {
  /// Whether one of the cells from `first` on, all of one column, must be changed.
  func changes(_ cells: CellBlock, from first: Int, of column: ResultColumn) -> Bool
  /// Appends one cell as it is written.
  func append(_ cell: ByteRun, of column: ResultColumn, to bytes: inout [UInt8])
}

extension ResultColumn {
  /// A cell can hold any character.
  var isFree: Bool { values.isFree }
}

extension Column {
  fileprivate var isFree: Bool {
    switch self {
    case .text, .name: true
    case .list(let lists): lists.elements.isFree
    case .integer, .decimal, .condition, .choice, .ref, .period, .item: false
    }
  }
}
