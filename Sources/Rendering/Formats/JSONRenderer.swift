import Plan

/// One object a row and a line: in an array (json) or one after another (ndjson).
struct JSONRenderer: Renderer {
  let isArray: Bool

  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    var buffer = RenderBuffer(sink)
    // `{"ref":` or `,"lead":`, ready to be written.
    let keys = table.columns.enumerated().map { index, column in
      var key: [UInt8] = [index == 0 ? UInt8(ascii: "{") : UInt8(ascii: ",")]
      JSONText.appendString(Array(column.name.utf8), isEscaped: options.showsEscapes, to: &key)
      key.append(UInt8(ascii: ":"))
      return key
    }
    let lines =
      isArray
      ? RowLines(beginnings: keys, end: "},\n ", lastEnd: "}", rowCount: table.rowCount)
      : RowLines(beginnings: keys, end: "}\n", rowCount: table.rowCount)
    if isArray { buffer.append(UInt8(ascii: "[")) }
    try RowPieces(table, .json(isEscaped: options.showsEscapes), options, lines: lines).append(to: &buffer)
    if isArray { buffer.append("]\n") }
    try buffer.flush()
  }
}
