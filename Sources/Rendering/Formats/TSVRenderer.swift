import Plan

/// Tab-separated values: tab, newline, carriage return and backslash are written `\t`, `\n`, `\r`, `\\`, so that a
/// row is always one line.
struct TSVRenderer: Renderer {
  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    var buffer = RenderBuffer(sink)
    let isAlone = table.columns.count == 1
    if options.hasHeader {
      for (index, column) in table.columns.enumerated() {
        if index > 0 { buffer.append(0x09) }
        append(
          Array(column.name.utf8)[...], isSafe: !options.isCSVSafe, isAlone, options.showsEscapes, to: &buffer
        )
      }
      buffer.append(0x0A)
    }
    let isSafe = table.columns.map { !options.isCSVSafe || $0.values.isNumber }
    var grid = CellGrid(table, .text, options)
    while grid.next() {
      for row in grid.rows {
        for column in table.columns.indices {
          if column > 0 { buffer.append(0x09) }
          append(
            grid[column: column, row: row], isSafe: isSafe[column], isAlone, options.showsEscapes, to: &buffer
          )
        }
        buffer.append(0x0A)
        try buffer.flushIfFull()
      }
    }
    try buffer.flush()
  }

  private func append(
    _ cell: ArraySlice<UInt8>, isSafe: Bool, _ isAlone: Bool, _ showsEscapes: Bool,
    to buffer: inout RenderBuffer
  ) {
    if cell.isEmpty, isAlone { buffer.append("\"\"" as StaticString) }
    if !isSafe, SpreadsheetText.isFormula(cell) { buffer.append(UInt8(ascii: "'")) }
    var copied = cell.startIndex
    var rest: [UInt8] = []
    for index in cell.indices {
      guard let letter = escape(of: cell[index]) else { continue }
      rest.append(contentsOf: cell[copied..<index])
      rest.append(UInt8(ascii: "\\"))
      rest.append(letter)
      copied = index + 1
    }
    if copied > cell.startIndex {
      rest.append(contentsOf: cell[copied...])
      append(rest[...], showsEscapes, to: &buffer)
    } else {
      append(cell, showsEscapes, to: &buffer)
    }
  }

  private func append(_ text: ArraySlice<UInt8>, _ showsEscapes: Bool, to buffer: inout RenderBuffer) {
    if showsEscapes {
      VisibleText.append(text, keepsLines: false, to: &buffer.bytes)
    } else {
      buffer.append(text)
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
