import Plan

/// A pivot as a heat map. The mark at the left of a cell says its level, so that it reads without colour; risks stand
/// as in a risk matrix. Where the columns do not fit side by side, the cells come one by one.
struct MatrixRenderer: Renderer {
  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    let chart = try MatrixChart(table)
    var buffer = RenderBuffer(sink)
    if options.hasHeader { buffer.appendNote(options.shown(chart.title), options) }
    let layout = MatrixLayout(chart, options)
    if let widths = layout.widths {
      try append(chart, widths, hasRules: layout.wraps, options, to: &buffer)
    } else {
      try appendCells(chart, options, to: &buffer)
    }
    if table.rowCount == 0 { buffer.appendNote(table.countText, options) }
    let key = chart.key(dash: options.isUTF8 ? "–" : "-")
    buffer.appendKey(
      key.map { (Shade.mark($0.level, options), Shade.style($0.level, chart), $0.text) }, options)
    try buffer.flush()
  }

  private func append(
    _ chart: MatrixChart, _ widths: [Int], hasRules: Bool, _ options: RenderOptions,
    to buffer: inout RenderBuffer
  ) throws {
    let table = chart.table
    let row = ChartRow(widths: widths, options, edges: MatrixLayout.edges(chart))
    if options.hasHeader {
      let names = options.names(of: table)
      let cells = table.columns.indices.map { column in
        ChartRow.Cell(
          text: column == 0 ? [] : names[column][...], style: .header,
          isRight: table.columns[column].values.isNumber)
      }
      row.append(cells, isHeader: true, to: &buffer)
      if table.rowCount > 0 { row.append(.header, to: &buffer) }
    }
    var grid = CellGrid(table, .shown(keepsLines: true), options)
    var isFirst = true
    while grid.next() {
      for index in chart.order(grid.rows) {
        if !isFirst, hasRules { row.append(.row, to: &buffer) }
        isFirst = false
        let cells = table.columns.indices.map { column in
          cell(chart, grid[column: column, row: index], row: index, column: column, options)
        }
        row.append(cells, to: &buffer)
        try buffer.flushIfFull()
      }
    }
    row.append(.last, to: &buffer)
  }

  private func cell(
    _ chart: MatrixChart, _ text: ArraySlice<UInt8>, row: Int, column: Int, _ options: RenderOptions
  ) -> ChartRow.Cell {
    let paint = Paint(options)
    guard column > 0 else { return ChartRow.Cell(text: chart.label(text, row: row), style: .header) }
    var cell = ChartRow.Cell(text: text, isRight: chart.table.columns[column].values.isNumber)
    let level = chart.level(row: row, column: column)
    if level == 0 {
      cell.style = paint.style(of: chart.table.columns[column], text)
    } else {
      cell.mark = Shade.mark(level, options)
      cell.background = Shade.style(level, chart)
    }
    return cell
  }

  private func appendCells(
    _ chart: MatrixChart, _ options: RenderOptions, to buffer: inout RenderBuffer
  ) throws {
    let paint = Paint(options)
    let names = options.names(of: chart.table)
    let (down, across) = (options.shown(chart.pivot.rowKey), options.shown(chart.pivot.columnKey))
    var grid = CellGrid(chart.table, .shown(keepsLines: true), options)
    while grid.next() {
      for row in chart.order(grid.rows) {
        for column in chart.table.columns.indices.dropFirst() {
          let text = grid[column: column, row: row]
          if text.isEmpty { continue }
          let label = String(decoding: chart.label(grid[column: 0, row: row], row: row), as: UTF8.self)
          let name = String(decoding: names[column], as: UTF8.self)
          let level = chart.level(row: row, column: column)
          let head = Array("\(down) \(label), \(across) \(name)".utf8)
          for piece in Wrapping.lines(head[...], width: options.chartWidth) {
            paint.append(head[piece.range], .header, to: &buffer)
            buffer.append(0x0A)
          }
          let mark = Array((level == 0 ? " " : Shade.mark(level, options)).utf8)
          for piece in Wrapping.lines(text, width: max(1, options.chartWidth - 2)) {
            paint.append(mark[...], level == 0 ? .plain : Shade.style(level, chart), to: &buffer)
            buffer.append(0x20)
            buffer.append(text[piece.range])
            buffer.append(0x0A)
          }
        }
        try buffer.flushIfFull()
      }
    }
  }
}

/// How a level looks.
enum Shade {
  static func mark(_ level: Int, _ options: RenderOptions) -> String {
    let marks = options.isUTF8 ? ["░", "▒", "▓", "█"] : [".", ":", "=", "#"]
    return marks[min(max(level, 1), 4) - 1]
  }

  static func style(_ level: Int, _ chart: MatrixChart) -> Paint.Style {
    switch level {
    case ...1: chart.isUpward ? .risk1 : .heat1
    case 2: chart.isUpward ? .risk2 : .heat2
    case 3: chart.isUpward ? .risk3 : .heat3
    default: chart.isUpward ? .risk4 : .heat4
    }
  }
}

extension MatrixChart {
  /// The name of a row; a blank one has the name that a blank column has.
  func label(_ text: ArraySlice<UInt8>, row: Int) -> ArraySlice<UInt8> {
    text.isEmpty ? Array("blank".utf8)[...] : text
  }
}

extension RenderOptions {
  /// A text of the query as the output may show it.
  func shown(_ text: String) -> String { showsEscapes ? VisibleText.of(text) : text }
}

/// The widths of a matrix: all cells the same where they fit, else what each needs.
struct MatrixLayout {
  /// nil where the columns cannot be read side by side.
  let widths: [Int]?
  /// Some row takes more than one line, so that rows need rules between them.
  let wraps: Bool

  static func edges(_ chart: MatrixChart) -> [ChartRow.Edge] {
    let edge: ChartRow.Edge =
      switch chart.shading {
      case .risk, .heat: .mark
      case .rag, .none: .spaces
      }
    return chart.table.columns.indices.map { $0 == 0 ? .spaces : edge }
  }

  init(_ chart: MatrixChart, _ options: RenderOptions) {
    let columns = chart.table.columns
    let names = options.names(of: chart.table)
    var measures = columns.indices.map { column in
      column == 0 || !options.hasHeader ? TextMeasure() : Wrapping.measure(names[column][...], isName: true)
    }
    var totals = columns.map { _ in 0 }
    var grid = CellGrid(chart.table, .shown(keepsLines: true), options)
    while grid.next() {
      for row in grid.rows {
        for column in columns.indices {
          var text = grid[column: column, row: row]
          if column == 0 { text = chart.label(text, row: row) }
          let measure = Wrapping.measure(text)
          measures[column].width = max(measures[column].width, measure.width)
          measures[column].longestWord = max(measures[column].longestWord, measure.longestWord)
          if measure.hasNewline { measures[column].hasNewline = true }
          totals[column] += measure.width
        }
      }
    }
    let available = options.chartWidth - ChartRow.frameWidth(Self.edges(chart))
    let isText = { (column: Int) in column == 0 || !columns[column].values.isNumber }
    let demands = columns.indices.map { column in
      ColumnDemand(
        name: TextMeasure(), cells: measures[column], total: totals[column],
        isText: column == 0, isRoomy: false)
    }
    let label = max(1, min(measures.first?.width ?? 0, max(5, available / 3)))
    let cells = measures.dropFirst()
    let widest = cells.map(\.width).max() ?? 1
    let share = cells.isEmpty ? 0 : (available - label) / cells.count
    let whole = zip(columns.indices.dropFirst(), cells).map { column, cell in
      isText(column) ? min(cell.longestWord, 16) : cell.width
    }
    if share >= max(1, whole.max() ?? 1) {
      widths = [label] + cells.map { _ in max(1, min(widest, share)) }
    } else {
      widths = ColumnWidths.share(demands, available: available)
    }
    wraps = zip(widths ?? [], measures).contains { $0 < $1.width || $1.hasNewline }
  }
}
