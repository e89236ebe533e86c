import Plan

/// One web page that needs nothing else: no scripts, no fonts, no other files.
struct HTMLRenderer: Renderer {
  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    var buffer = RenderBuffer(sink)
    buffer.append(HTMLPage.beforeTitle)
    buffer.append(table.countText)
    buffer.append(HTMLPage.afterTitle)
    buffer.append("<caption>\(table.countText)</caption>\n<thead>\n<tr>")
    for (column, name) in zip(table.columns, options.names(of: table)) {
      buffer.append(column.values.isNumber ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
      append(name[...], breakingAfter: "_", to: &buffer)
      buffer.append("</th>")
    }
    buffer.append("</tr>\n</thead>\n<tbody>\n")
    let classes = table.columns.map(Self.openingTag)
    var grid = CellGrid(table, .shown(keepsLines: false), options)
    while grid.next() {
      for row in grid.rows {
        buffer.append("<tr>")
        for (index, column) in table.columns.enumerated() {
          buffer.append(classes[index])
          append(grid[column: index, row: row], of: column, to: &buffer)
          buffer.append("</td>")
        }
        buffer.append("</tr>\n")
        try buffer.flushIfFull()
      }
    }
    buffer.append(HTMLPage.end)
    try buffer.flush()
  }

  private static func openingTag(_ column: ResultColumn) -> StaticString {
    switch column.values {
    case .integer, .decimal: "<td class=\"n\">"
    default: isWhole(column.values) ? "<td class=\"w\">" : "<td>"
    }
  }

  /// Short values that are read as one word; a list of them is broken between members only.
  private static func isWhole(_ column: Column) -> Bool {
    switch column {
    case .ref, .period, .choice, .condition: true
    case .list(let list): isWhole(list.elements)
    default: false
    }
  }

  private func append(_ cell: ArraySlice<UInt8>, of column: ResultColumn, to buffer: inout RenderBuffer) {
    guard column.type == .enumeration(.rag), cell.count == 1, let letter = cell.first,
      let name = ragName(letter)
    else {
      append(cell, breakingAfter: Self.isWhole(column.values) && column.type.isList ? " " : nil, to: &buffer)
      return
    }
    buffer.append("<span class=\"rag ")
    buffer.append(letter | 0x20)
    buffer.append("\" title=\"")
    buffer.append(name)
    buffer.append("\">")
    buffer.append(letter)
    buffer.append("</span>")
  }

  private func ragName(_ letter: UInt8) -> StaticString? {
    switch letter {
    case UInt8(ascii: "R"): "red"
    case UInt8(ascii: "A"): "amber"
    case UInt8(ascii: "G"): "green"
    default: nil
    }
  }

  /// HTML has no way to hold control characters, and nobody reads it back, so that these and direction overrides
  /// are shown as escapes wherever the page goes.
  private func append(
    _ text: ArraySlice<UInt8>, breakingAfter mark: Unicode.Scalar? = nil, to buffer: inout RenderBuffer
  ) {
    let breakByte = mark.map { UInt8(ascii: $0) }
    var shown: [UInt8] = []
    VisibleText.append(text, keepsLines: false, isForPage: true, to: &shown)
    for byte in shown {
      switch byte {
      case UInt8(ascii: "<"): buffer.append("&lt;")
      case UInt8(ascii: ">"): buffer.append("&gt;")
      case UInt8(ascii: "&"): buffer.append("&amp;")
      case UInt8(ascii: "\""): buffer.append("&quot;")
      case UInt8(ascii: "'"): buffer.append("&#39;")
      default: buffer.append(byte)
      }
      if byte == breakByte { buffer.append("<wbr>") }
    }
  }
}
