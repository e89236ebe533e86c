import Plan

/// Draws a table in columns of given widths.
struct TableBody {
  private let table: ResultTable
  private let options: RenderOptions
  private let widths: [Int]
  private let paint: Paint
  private let isRight: [Bool]
  private let bar: ArraySlice<UInt8>
  private let isWrapped: Bool
  private let headerRule: [UInt8]
  private let rowRule: [UInt8]
  private let lastRule: [UInt8]

  /// - Parameter isWrapped: some row takes more than one line, so that rows need rules between them.
  init(_ table: ResultTable, _ options: RenderOptions, _ widths: [Int], isWrapped: Bool) {
    self.isWrapped = isWrapped
    self.table = table
    self.options = options
    self.widths = widths
    paint = Paint(options)
    isRight = table.columns.map { $0.values.isNumber }
    bar = Array((options.isUTF8 ? "│" : "|").utf8)[...]
    headerRule = Self.rule(.header, options, widths, paint)
    rowRule = Self.rule(.row, options, widths, paint)
    lastRule = Self.rule(.last, options, widths, paint)
  }

  /// A space at either side, and ` │ ` between two columns.
  static func frameWidth(columns: Int) -> Int { 2 + 3 * max(0, columns - 1) }

  func append(to buffer: inout RenderBuffer) throws {
    if options.hasHeader {
      let names = options.names(of: table).map { $0[...] }
      appendRow(names, isHeader: true, to: &buffer)
      if table.rowCount > 0 { buffer.append(headerRule[...]) }
    }
    var grid = CellGrid(table, .shown(keepsLines: true), options)
    while grid.next() {
      for row in grid.rows {
        if isWrapped, row > 0 { buffer.append(rowRule[...]) }
        appendRow(table.columns.indices.map { grid[column: $0, row: row] }, isHeader: false, to: &buffer)
        try buffer.flushIfFull()
      }
    }
    if options.hasHeader || table.rowCount > 0 { buffer.append(lastRule[...]) }
  }

  private func appendRow(_ cells: [ArraySlice<UInt8>], isHeader: Bool, to buffer: inout RenderBuffer) {
    let pieces = cells.indices.map { Wrapping.lines(cells[$0], width: widths[$0], isName: isHeader) }
    let height = pieces.reduce(1) { max($0, $1.count) }
    for line in 0..<height {
      for column in cells.indices {
        if column > 0 {
          buffer.append(0x20)
          paint.append(bar, .faint, to: &buffer)
        }
        // Values begin at the top, names stand at the bottom, next to the rule.
        let index = isHeader ? line - (height - pieces[column].count) : line
        let isLast = column == cells.count - 1
        guard pieces[column].indices.contains(index), !cells[column].isEmpty else {
          if !isLast { buffer.append(0x20, count: widths[column] + 1) }
          continue
        }
        let piece = pieces[column][index]
        let padding = max(0, widths[column] - piece.width)
        buffer.append(0x20, count: isRight[column] ? padding + 1 : 1)
        let text = cells[column][piece.range]
        if isHeader {
          paint.append(text, .header, to: &buffer)
        } else {
          paint.append(text, of: table.columns[column], in: cells[column], to: &buffer)
        }
        if !isRight[column], !isLast { buffer.append(0x20, count: padding) }
      }
      buffer.append(0x0A)
    }
  }

  /// The line over or under rows, ready to be written.
  private static func rule(
    _ rule: Rule, _ options: RenderOptions, _ widths: [Int], _ paint: Paint
  ) -> [UInt8] {
    let (dash, cross): (String, String) =
      switch rule {
      case .header: options.isUTF8 ? ("─", "┼") : ("-", "+")
      case .row: options.isUTF8 ? ("╌", "┼") : (".", "|")
      case .last: options.isUTF8 ? ("─", "┴") : ("-", "+")
      }
    let line = widths.map { String(repeating: dash, count: $0 + 2) }.joined(separator: cross)
    var buffer = RenderBuffer { _ in }
    paint.append(Array(line.utf8)[...], .faint, to: &buffer)
    buffer.append(0x0A)
    return buffer.bytes
  }
}

private enum Rule { case header, row, last }
