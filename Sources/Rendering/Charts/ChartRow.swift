/// Draws the cells of a chart side by side, each wrapped in its column.
struct ChartRow {
  struct Cell {
    var text: ArraySlice<UInt8> = []
    var style = Paint.Style.plain
    var isRight = false
    /// Stands at the left edge of every line of the cell, where its column has room for one.
    var mark = ""
    /// Behind the whole cell, its edges too.
    var background: Paint.Style?
    /// In the place of text: a line that is as wide as its column, and one for the lines below it.
    var drawing: (first: [UInt8], below: [UInt8])?
  }

  /// Without the space at either side.
  let widths: [Int]
  let paint: Paint
  let isUTF8: Bool
  /// What stands beside the text of each column.
  private let edges: [Edge]
  private let bar: ArraySlice<UInt8>

  enum Edge: Int {
    /// The last column, which has no space at its sides.
    case drawing = 0
    /// A space at either side.
    case spaces = 2
    /// A mark and a space at the left, a space at the right.
    case mark = 3
  }

  init(widths: [Int], _ options: RenderOptions, edges: [Edge]) {
    self.widths = widths
    self.edges = edges
    paint = Paint(options)
    isUTF8 = options.isUTF8
    bar = Array((isUTF8 ? "│" : "|").utf8)[...]
  }

  /// The edges of columns of text before a drawing.
  static func edges(beforeDrawing count: Int) -> [Edge] {
    Array(repeating: .spaces, count: max(0, count)) + [.drawing]
  }

  /// What stands beside the texts, in columns: their edges, and a bar between two.
  static func frameWidth(_ edges: [Edge]) -> Int {
    edges.reduce(max(0, edges.count - 1)) { $0 + $1.rawValue }
  }

  /// - Parameter isHeader: names, which stand at the bottom.
  func append(_ cells: [Cell], isHeader: Bool = false, to buffer: inout RenderBuffer) {
    let pieces = cells.indices.map {
      cells[$0].drawing == nil ? Wrapping.lines(cells[$0].text, width: widths[$0], isName: isHeader) : []
    }
    let height = pieces.reduce(1) { max($0, $1.count) }
    for line in 0..<height {
      var rest = RenderBuffer { _ in }
      for (column, cell) in cells.enumerated() {
        if column > 0 { paint.append(bar, .faint, to: &rest) }
        if let drawing = cell.drawing {
          rest.append((line == (isHeader ? height - 1 : 0) ? drawing.first : drawing.below)[...])
          continue
        }
        let index = isHeader ? line - (height - pieces[column].count) : line
        let piece = pieces[column].indices.contains(index) ? pieces[column][index] : nil
        append(cell, piece, column, to: &rest)
      }
      // Nothing visible is lost: a background is never a space alone.
      while rest.bytes.last == 0x20 { rest.bytes.removeLast() }
      buffer.append(rest.bytes[...])
      buffer.append(0x0A)
    }
  }

  private func append(_ cell: Cell, _ piece: Piece?, _ column: Int, to buffer: inout RenderBuffer) {
    let padding = max(0, widths[column] - (piece?.width ?? 0))
    var inner = RenderBuffer { _ in }
    if edges[column] == .mark { inner.append(cell.mark.isEmpty ? " " : cell.mark) }
    inner.append(0x20)
    if cell.isRight { inner.append(0x20, count: padding) }
    if let piece {
      let text = cell.text[piece.range]
      if cell.background == nil { paint.append(text, cell.style, to: &inner) } else { inner.append(text) }
    }
    if !cell.isRight { inner.append(0x20, count: padding) }
    inner.append(0x20)
    if let background = cell.background {
      paint.append(inner.bytes[...], background, to: &buffer)
    } else {
      buffer.append(inner.bytes[...])
    }
  }

  enum Rule { case header, row, last }

  func append(_ rule: Rule, to buffer: inout RenderBuffer) {
    let (dash, cross) =
      switch rule {
      case .header: isUTF8 ? ("─", "┼") : ("-", "+")
      case .row: isUTF8 ? ("╌", "┼") : (".", "|")
      case .last: isUTF8 ? ("─", "┴") : ("-", "+")
      }
    let line = widths.enumerated().map { index, width in
      String(repeating: dash, count: width + edges[index].rawValue)
    }.joined(separator: cross)
    paint.append(Array(line.utf8)[...], .faint, to: &buffer)
    buffer.append(0x0A)
  }
}

extension RenderBuffer {
  /// A text of the chart's own, such as the count of rows or a key, wrapped.
  mutating func appendNote(_ text: String, _ options: RenderOptions) {
    let bytes = Array(text.utf8)
    for piece in Wrapping.lines(bytes[...], width: options.chartWidth) {
      Paint(options).append(bytes[piece.range], .faint, to: &self)
      append(0x0A)
    }
  }
}

extension RenderBuffer {
  /// What the marks of a chart stand for, side by side as far as they fit.
  mutating func appendKey(
    _ parts: [(mark: String, style: Paint.Style, text: String)], _ options: RenderOptions
  ) {
    let paint = Paint(options)
    var width = 0
    for (mark, style, text) in parts {
      let size = DisplayWidth.of(mark) + 1 + DisplayWidth.of(text)
      if width > 0 {
        let isFull = width + 2 + size > options.chartWidth
        append(isFull ? "\n" : "  ")
        width = isFull ? 0 : width + 2
      }
      paint.append(Array(mark.utf8)[...], style, to: &self)
      let bytes = Array(text.utf8)
      let room = max(1, options.chartWidth - DisplayWidth.of(mark) - 1)
      for (index, piece) in Wrapping.lines(bytes[...], width: room).enumerated() {
        if index > 0 { append(0x0A) }
        append(0x20, count: index > 0 ? DisplayWidth.of(mark) + 1 : 1)
        append(bytes[piece.range])
      }
      width += size
    }
    if width > 0 { append(0x0A) }
  }
}

extension RenderOptions {
  /// Charts are drawn for a page of 80 columns where nothing limits them.
  var chartWidth: Int { max(4, width ?? 80) }
}
