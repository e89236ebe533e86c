import Plan

/// RFC 4180, save that a row ends with a bare newline. Cells are quoted only where they must be.
struct CSVRenderer: Renderer {
  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    var buffer = RenderBuffer(sink)
    // Only a row of one cell could be taken for an empty line.
    let isAlone = table.columns.count == 1
    if options.hasHeader {
      for (index, name) in options.names(of: table).enumerated() {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        append(name[...], isSafe: !options.isCSVSafe, isAlone, to: &buffer)
      }
      buffer.append(0x0A)
    }
    let isSafe = table.columns.map { !options.isCSVSafe || $0.values.isNumber }
    var grid = CellGrid(table, .shown(keepsLines: false), options)
    while grid.next() {
      for row in grid.rows {
        for column in table.columns.indices {
          if column > 0 { buffer.append(UInt8(ascii: ",")) }
          append(grid[column: column, row: row], isSafe: isSafe[column], isAlone, to: &buffer)
        }
        buffer.append(0x0A)
        try buffer.flushIfFull()
      }
    }
    try buffer.flush()
  }

  private func append(
    _ cell: ArraySlice<UInt8>, isSafe: Bool, _ isAlone: Bool, to buffer: inout RenderBuffer
  ) {
    let isFormula = !isSafe && SpreadsheetText.isFormula(cell)
    if !needsQuotes(cell, isAlone) {
      if isFormula { buffer.append(UInt8(ascii: "'")) }
      buffer.append(cell)
      return
    }
    let quote = UInt8(ascii: "\"")
    buffer.append(quote)
    if isFormula { buffer.append(UInt8(ascii: "'")) }
    for byte in cell {
      if byte == quote { buffer.append(quote) }
      buffer.append(byte)
    }
    buffer.append(quote)
  }

  private func needsQuotes(_ cell: ArraySlice<UInt8>, _ isAlone: Bool) -> Bool {
    guard let first = cell.first, let last = cell.last else { return isAlone }
    // Some readers trim white space that no quotes hold.
    if first == 0x20 || first == 0x09 || last == 0x20 || last == 0x09 { return true }
    return cell.withUnsafeBufferPointer { all in
      for byte in all where byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D { return true }
      return false
    }
  }
}

/// What a spreadsheet does with text (`--csv-safe`).
enum SpreadsheetText {
  /// Begins with what makes a spreadsheet run a cell: `=`, `+`, `-`, `@`, a tab or a carriage return; and is not
  /// just a number with its sign.
  static func isFormula(_ cell: ArraySlice<UInt8>) -> Bool {
    switch cell.first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): !isDigits(cell.dropFirst())
    default: false
    }
  }

  private static func isDigits(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count <= 2
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
  }
}
