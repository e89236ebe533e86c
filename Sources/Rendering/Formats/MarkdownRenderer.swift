import Plan

/// A table of GitHub's Markdown. What Markdown would read as markup is escaped; a line break is `<br>`.
struct MarkdownRenderer: Renderer {
  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    var buffer = RenderBuffer(sink)
    let encoder = MarkdownEncoder(mayHoldAnything: !(options.nullText ?? "").isEmpty)
    for name in options.names(of: table) {
      buffer.append("| ")
      encoder.append(name.span, to: &buffer.bytes)
      buffer.append(0x20)
    }
    buffer.append("|\n")
    for column in table.columns { buffer.append(column.values.isNumber ? "| ---: " : "| --- ") }
    buffer.append("|\n")
    let lines = RowLines(
      beginnings: table.columns.indices.map { Array(($0 == 0 ? "| " : " | ").utf8) },
      end: table.columns.isEmpty ? "|\n" : " |\n", rowCount: table.rowCount)
    let pieces = RowPieces(table, .shown(keepsLines: false), options, encoder: encoder, lines: lines)
    try pieces.append(to: &buffer)
    try buffer.flush()
  }
}

/// Escapes what Markdown would read as markup.
private struct MarkdownEncoder: CellEncoder {
  let mayHoldAnything: Bool

  func changes(_ cells: CellBlock, from first: Int, of column: ResultColumn) -> Bool {
    (mayHoldAnything || column.isFree) && cells.hasBytes(from: first) { $0.contains(where: isSpecial) }
  }

  func append(_ cell: ByteRun, of column: ResultColumn, to bytes: inout [UInt8]) {
    append(cell, to: &bytes)
  }

  func append(_ cell: ByteRun, to bytes: inout [UInt8]) {
    for index in cell.indices {
      let byte = cell[index]
      switch byte {
      case UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["),
        UInt8(ascii: "~"):
        bytes.append(0x5C)
        bytes.append(byte)
      case UInt8(ascii: "_"):
        // Between letters an underscore is no markup, and `days_late` stays readable.
        let isInside = isWord(cell, index - 1) && isWord(cell, index + 1)
        if !isInside { bytes.append(0x5C) }
        bytes.append(byte)
      case UInt8(ascii: "<"): bytes.append("&lt;")
      // Only where it could begin a character reference.
      case UInt8(ascii: "&") where isWord(cell, index + 1) || followed(by: "#", cell, index):
        bytes.append("&amp;")
      case 0x0D where index + 1 < cell.count && cell[index + 1] == 0x0A: break
      case 0x0A, 0x0D: bytes.append("<br>")
      default: bytes.append(byte)
      }
    }
  }

  /// What `append` does not write as it is, wherever it stands.
  private func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["),
      UInt8(ascii: "~"), UInt8(ascii: "_"), UInt8(ascii: "<"), UInt8(ascii: "&"), 0x0A, 0x0D:
      true
    default: false
    }
  }

  private func followed(by next: Unicode.Scalar, _ cell: ByteRun, _ index: Int) -> Bool {
    index + 1 < cell.count && cell[index + 1] == UInt8(ascii: next)
  }

  private func isWord(_ cell: ByteRun, _ index: Int) -> Bool {
    guard cell.indices.contains(index) else { return false }
    let byte = cell[index]
    return byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
