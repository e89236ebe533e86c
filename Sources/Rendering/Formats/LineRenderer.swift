import Plan

/// One value a line, `name = value`, an empty line between rows. Names stand at the right of their column, as long
/// as that leaves room for the values; values wrap under themselves.
struct LineRenderer: Renderer {
  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    var buffer = RenderBuffer(sink)
    try append(table, options, to: &buffer)
    if table.rowCount == 0 { buffer.append("0 rows\n") }
    try buffer.flush()
  }

  /// All rows as records, without anything about their number.
  func append(_ table: ResultTable, _ options: RenderOptions, to buffer: inout RenderBuffer) throws {
    let paint = Paint(options)
    let names = options.names(of: table)
    let indent = names.map { DisplayWidth.of($0[...]) }.max() ?? 0
    let layout = RecordLayout(nameWidth: indent, width: options.width)
    var grid = CellGrid(table, .shown(keepsLines: true), options)
    while grid.next() {
      for row in grid.rows {
        if row > 0 { buffer.append(0x0A) }
        for (index, column) in table.columns.enumerated() {
          let cell = grid[column: index, row: row]
          layout.append(names[index][...], cell, of: column, paint, to: &buffer)
        }
        try buffer.flushIfFull()
      }
    }
  }
}

/// How a record stands in the width there is.
private struct RecordLayout {
  let nameWidth: Int
  /// Columns for the values; nil for no limit.
  let valueWidth: Int?
  /// Names on lines of their own, values under them.
  let isStacked: Bool
  let width: Int?

  static let separator = " = "
  static let stackedIndent = 2

  init(nameWidth: Int, width: Int?) {
    self.nameWidth = nameWidth
    self.width = width
    guard let width else {
      valueWidth = nil
      isStacked = false
      return
    }
    let beside = width - nameWidth - Self.separator.utf8.count
    isStacked = beside < min(24, width / 2)
    valueWidth = max(1, isStacked ? width - Self.stackedIndent : beside)
  }

  func append(
    _ name: ArraySlice<UInt8>, _ cell: ArraySlice<UInt8>, of column: ResultColumn, _ paint: Paint,
    to buffer: inout RenderBuffer
  ) {
    let pieces = Wrapping.lines(cell, width: valueWidth ?? .max)
    let indent: Int
    if isStacked {
      for piece in Wrapping.lines(name, width: max(1, (width ?? .max) - 2), isName: true) {
        if piece.range.lowerBound > name.startIndex { buffer.append(0x0A) }
        paint.append(name[piece.range], .name, to: &buffer)
      }
      buffer.append(" =\n")
      if cell.isEmpty { return }
      indent = Self.stackedIndent
    } else {
      buffer.append(0x20, count: nameWidth - DisplayWidth.of(name))
      paint.append(name, .name, to: &buffer)
      buffer.append(cell.isEmpty ? " =" : " = ")
      indent = nameWidth + Self.separator.utf8.count
    }
    for (index, piece) in pieces.enumerated() {
      if piece.width > 0, index > 0 || isStacked { buffer.append(0x20, count: indent) }
      paint.append(cell[piece.range], of: column, in: cell, to: &buffer)
      buffer.append(0x0A)
    }
  }
}
