import Plan

/// Tab-separated values: tab, newline, carriage return and backslash are written `\t`, `\n`, `\r`, `\\`, so that a
/// row is always one line.
struct TSVRenderer: Renderer {
  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    var buffer = RenderBuffer(sink)
    let encoder = TSVEncoder(table, options)
    if options.hasHeader {
      for (index, column) in table.columns.enumerated() {
        if index > 0 { buffer.append(0x09) }
        encoder.append(Array(column.name.utf8).span, isSafe: !options.isCSVSafe, to: &buffer.bytes)
      }
      buffer.append(0x0A)
    }
    let lines = RowLines(
      beginnings: table.columns.indices.map { $0 == 0 ? [] : [0x09] }, end: "\n", rowCount: table.rowCount)
    try RowPieces(table, .text, options, encoder: encoder, lines: lines).append(to: &buffer)
    try buffer.flush()
  }
}

/// Escapes cells, and guards them from spreadsheets.
private struct TSVEncoder: CellEncoder {
  private let spreadsheet: SpreadsheetText
  private let showsEscapes: Bool
  /// Only a row of one cell could be taken for an empty line.
  private let isAlone: Bool
  private let mayHoldAnything: Bool

  init(_ table: ResultTable, _ options: RenderOptions) {
    spreadsheet = SpreadsheetText(options)
    showsEscapes = options.showsEscapes
    isAlone = table.columns.count == 1
    mayHoldAnything = isAlone || !(options.nullText ?? "").isEmpty
  }

  func changes(_ cells: CellBlock, from first: Int, of column: ResultColumn) -> Bool {
    let isSafe = spreadsheet.isSafe(column)
    guard mayHoldAnything || column.isFree || !isSafe else { return false }
    if isAlone, cells.hasBlank(from: first) { return true }
    return cells.hasBytes(from: first) {
      $0.holds(TSVSpecialBytes.self) || showsEscapes && VisibleText.mayNeedEscapes($0)
    } || !isSafe && cells.hasCell(from: first, where: SpreadsheetText.isFormula)
  }

  func append(_ cell: ByteRun, of column: ResultColumn, to bytes: inout [UInt8]) {
    append(cell, isSafe: spreadsheet.isSafe(column), to: &bytes)
  }

  func append(_ cell: ByteRun, isSafe: Bool, to bytes: inout [UInt8]) {
    if cell.isEmpty, isAlone { bytes.append("\"\"") }
    if !isSafe, SpreadsheetText.isFormula(cell) { bytes.append(UInt8(ascii: "'")) }
    guard cell.holds(TSVSpecialBytes.self) else { return appendShown(cell, to: &bytes) }
    var escaped: [UInt8] = []
    for index in cell.indices {
      if let letter = escape(of: cell[index]) {
        escaped.append(UInt8(ascii: "\\"))
        escaped.append(letter)
      } else {
        escaped.append(cell[index])
      }
    }
    appendShown(escaped.span, to: &bytes)
  }

  private func appendShown(_ text: ByteRun, to bytes: inout [UInt8]) {
    if showsEscapes {
      VisibleText.append(text, keepsLines: false, to: &bytes)
    } else {
      bytes.append(text)
    }
  }

  /// The letter after the backslash.
  private func escape(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x09: UInt8(ascii: "t")
    case 0x0A: UInt8(ascii: "n")
    case 0x0D: UInt8(ascii: "r")
    case 0x5C: 0x5C
    default: nil
    }
  }
}

/// What `TSVEncoder` escapes.
private enum TSVSpecialBytes: SpecialBytes {
  @inline(__always)
  static func marks(in bytes: SIMD16<UInt8>) -> SIMD2<UInt64> {
    bytes.marks(0x09) | bytes.marks(0x0A) | bytes.marks(0x0D) | bytes.marks(0x5C)
  }
}
