import Plan

/// One object a row and a line: in an array (json) or one after another (ndjson).
struct JSONRenderer: Renderer {
  let isArray: Bool

  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    var buffer = RenderBuffer(sink)
    // `{"ref":` or `,"lead":`, ready to be written.
    let keys = table.columns.enumerated().map { index, column in
      var key: [UInt8] = [index == 0 ? UInt8(ascii: "{") : UInt8(ascii: ",")]
      JSONText.appendString(Array(column.name.utf8)[...], isEscaped: options.showsEscapes, to: &key)
      key.append(UInt8(ascii: ":"))
      return key
    }
    if isArray { buffer.append(UInt8(ascii: "[")) }
    var grid = CellGrid(table, .json(isEscaped: options.showsEscapes), options)
    while grid.next() {
      for row in grid.rows {
        if row > 0 { buffer.append(isArray ? ",\n " : "\n") }
        for column in table.columns.indices {
          buffer.append(keys[column][...])
          buffer.append(grid[column: column, row: row])
        }
        buffer.append(UInt8(ascii: "}"))
        try buffer.flushIfFull()
      }
    }
    if isArray { buffer.append(UInt8(ascii: "]")) }
    if isArray || table.rowCount > 0 { buffer.append(0x0A) }
    try buffer.flush()
  }
}
