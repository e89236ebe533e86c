import Plan

/// One web page that needs nothing else: no scripts, no fonts, no other files.
struct HTMLRenderer: Renderer {
  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    var buffer = RenderBuffer(sink)
    buffer.append(HTMLPage.beforeTitle)
    buffer.append(table.countText)
    buffer.append(HTMLPage.afterTitle)
    buffer.append(HTMLPage.afterStyle)
    try Self.appendTable(table, options, to: &buffer)
    buffer.append(HTMLPage.end)
    try buffer.flush()
  }

  static func appendTable(
    _ table: ResultTable, _ options: RenderOptions, to buffer: inout RenderBuffer
  ) throws {
    buffer.append("<table>\n<caption>\(table.countText)</caption>\n<thead>\n<tr>")
    for (column, name) in zip(table.columns, options.names(of: table)) {
      buffer.append(column.values.isNumber ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
      HTMLText.append(name[...], breakingAfter: "_", to: &buffer)
      buffer.append("</th>")
    }
    buffer.append("</tr>\n</thead>\n<tbody>\n")
    let classes = table.columns.map(openingTag)
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
    buffer.append("</tbody>\n</table>\n")
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

  private static func append(
    _ cell: ArraySlice<UInt8>, of column: ResultColumn, to buffer: inout RenderBuffer
  ) {
    if column.type == .enumeration(.rag) {
      appendRating(cell, to: &buffer)
    } else if column.isRagList {
      for (place, part) in cell.split(separator: UInt8(ascii: ";")).enumerated() {
        if place > 0 { buffer.append(" <wbr>") }
        appendRating(part.drop { $0 == 0x20 }, to: &buffer)
      }
    } else {
      HTMLText.append(
        cell, breakingAfter: isWhole(column.values) && column.type.isList ? " " : nil, to: &buffer)
    }
  }

  private static func appendRating(_ text: ArraySlice<UInt8>, to buffer: inout RenderBuffer) {
    guard text.count == 1, let letter = text.first, let name = ragName(letter) else {
      return HTMLText.append(text, to: &buffer)
    }
    buffer.append("<span class=\"rag ")
    buffer.append(letter | 0x20)
    buffer.append("\" title=\"")
    buffer.append(name)
    buffer.append("\">")
    buffer.append(letter)
    buffer.append("</span>")
  }

  private static func ragName(_ letter: UInt8) -> StaticString? {
    switch letter {
    case UInt8(ascii: "R"): "red"
    case UInt8(ascii: "A"): "amber"
    case UInt8(ascii: "G"): "green"
    default: nil
    }
  }
}
