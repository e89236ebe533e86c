import Plan

/// A table of GitHub's Markdown. What Markdown would read as markup is escaped; a line break is `<br>`.
struct MarkdownRenderer: Renderer {
  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    var buffer = RenderBuffer(sink)
    for name in options.names(of: table) {
      buffer.append("| ")
      append(name[...], to: &buffer)
      buffer.append(0x20)
    }
    buffer.append("|\n")
    for column in table.columns { buffer.append(column.values.isNumber ? "| ---: " : "| --- ") }
    buffer.append("|\n")
    var grid = CellGrid(table, .shown(keepsLines: false), options)
    while grid.next() {
      for row in grid.rows {
        for column in table.columns.indices {
          buffer.append("| ")
          append(grid[column: column, row: row], to: &buffer)
          buffer.append(0x20)
        }
        buffer.append("|\n")
        try buffer.flushIfFull()
      }
    }
    try buffer.flush()
  }

  private func append(_ cell: ArraySlice<UInt8>, to buffer: inout RenderBuffer) {
    for index in cell.indices {
      let byte = cell[index]
      switch byte {
      case UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["),
        UInt8(ascii: "~"):
        buffer.append(0x5C)
        buffer.append(byte)
      case UInt8(ascii: "_"):
        // Between letters an underscore is no markup, and `days_late` stays readable.
        let isInside = isWord(cell, index - 1) && isWord(cell, index + 1)
        if !isInside { buffer.append(0x5C) }
        buffer.append(byte)
      case UInt8(ascii: "<"): buffer.append("&lt;")
      // Only where it could begin a character reference.
      case UInt8(ascii: "&") where isWord(cell, index + 1) || followed(by: "#", cell, index):
        buffer.append("&amp;")
      case 0x0D where index + 1 < cell.endIndex && cell[index + 1] == 0x0A: break
      case 0x0A, 0x0D: buffer.append("<br>")
      default: buffer.append(byte)
      }
    }
  }

  private func followed(by next: Unicode.Scalar, _ cell: ArraySlice<UInt8>, _ index: Int) -> Bool {
    index + 1 < cell.endIndex && cell[index + 1] == UInt8(ascii: next)
  }

  private func isWord(_ cell: ArraySlice<UInt8>, _ index: Int) -> Bool {
    guard cell.indices.contains(index) else { return false }
    let byte = cell[index]
    return byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
