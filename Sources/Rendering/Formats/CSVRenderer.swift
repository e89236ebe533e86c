import Plan

/// RFC 4180, save that a row ends with a bare newline. Cells are quoted only where they must be.
struct CSVRenderer: Renderer {
  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    var buffer = RenderBuffer(sink)
    let encoder = CSVEncoder(table, options)
    if options.hasHeader {
      for (index, name) in options.names(of: table).enumerated() {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        encoder.append(name.span, isSafe: !options.isCSVSafe, to: &buffer.bytes)
      }
      buffer.append(0x0A)
    }
    let lines = RowLines(
      beginnings: table.columns.indices.map { $0 == 0 ? [] : [UInt8(ascii: ",")] }, end: "\n",
      rowCount: table.rowCount)
    let pieces = RowPieces(table, .shown(keepsLines: false), options, encoder: encoder, lines: lines)
    try pieces.append(to: &buffer)
    try buffer.flush()
  }
}

/// Quotes cells, and guards them from spreadsheets.
private struct CSVEncoder: CellEncoder {
  private let spreadsheet: SpreadsheetText
  /// Only a row of one cell could be taken for an empty line.
  private let isAlone: Bool
  private let mayHoldAnything: Bool

  init(_ table: ResultTable, _ options: RenderOptions) {
    spreadsheet = SpreadsheetText(options)
    isAlone = table.columns.count == 1
    mayHoldAnything = isAlone || !(options.nullText ?? "").isEmpty
  }

  func changes(_ cells: CellBlock, from first: Int, of column: ResultColumn) -> Bool {
    let isSafe = spreadsheet.isSafe(column)
    guard mayHoldAnything || column.isFree || !isSafe else { return false }
    if cells.hasBytes(from: first, where: { $0.holds(CSVSpecialBytes.self) }) { return true }
    return cells.hasCell(from: first) { cell in
      hasLooseEnd(cell) || !isSafe && SpreadsheetText.isFormula(cell)
    }
  }

  func append(_ cell: ByteRun, of column: ResultColumn, to bytes: inout [UInt8]) {
    append(cell, isSafe: spreadsheet.isSafe(column), to: &bytes)
  }

  func append(_ cell: ByteRun, isSafe: Bool, to bytes: inout [UInt8]) {
    let isFormula = !isSafe && SpreadsheetText.isFormula(cell)
    let isQuoted = hasLooseEnd(cell) || cell.holds(CSVSpecialBytes.self)
    let quote = UInt8(ascii: "\"")
    if isQuoted { bytes.append(quote) }
    if isFormula { bytes.append(UInt8(ascii: "'")) }
    if isQuoted, cell.contains(where: { $0 == quote }) {
      for index in cell.indices {
        if cell[index] == quote { bytes.append(quote) }
        bytes.append(cell[index])
      }
    } else {
      bytes.append(cell)
    }
    if isQuoted { bytes.append(quote) }
  }

  /// Some readers trim white space that no quotes hold.
  @inline(__always)
  private func hasLooseEnd(_ cell: ByteRun) -> Bool {
    guard let first = cell.first, let last = cell.last else { return isAlone }
    return first == 0x20 || first == 0x09 || last == 0x20 || last == 0x09
  }
}

/// What must stand in quotes wherever it stands.
private enum CSVSpecialBytes: SpecialBytes {
  @inline(__always)
  static func marks(in bytes: SIMD16<UInt8>) -> SIMD2<UInt64> {
    bytes.marks(0x2C) | bytes.marks(0x22) | bytes.marks(0x0A) | bytes.marks(0x0D)
  }
}

/// What a spreadsheet does with text (`--csv-safe`).
struct SpreadsheetText {
  private let isGuarded: Bool

  init(_ options: RenderOptions) { isGuarded = options.isCSVSafe }

  /// No cell of the column need be looked at.
  func isSafe(_ column: ResultColumn) -> Bool { !isGuarded || column.values.isNumber }

  /// Begins with what makes a spreadsheet run a cell: `=`, `+`, `-`, `@`, a tab or a carriage return; and is not
  /// just a number with its sign.
  static func isFormula(_ cell: ByteRun) -> Bool {
    switch cell.first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): !isDigits(cell)
    default: false
    }
  }

  /// Digits behind the sign, with a point among them or none.
  private static func isDigits(_ cell: ByteRun) -> Bool {
    let parts = cell.text.utf8.dropFirst().split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count <= 2
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
  }
}
