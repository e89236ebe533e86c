import Plan

/// A bar for every number of an answer: labels, the number, and a bar scaled to the width. Several numbers of a row
/// stand under each other with their names; zeros and blanks have a line without a bar.
struct BarRenderer: Renderer {
  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    let chart = try BarChart(table)
    var buffer = RenderBuffer(sink)
    if let layout = BarLayout(chart, options) {
      try append(chart, layout, options, to: &buffer)
    } else {
      try appendStacked(chart, options, to: &buffer)
    }
    if let text = chart.scaleText, table.rowCount > 0 { buffer.appendNote(options.shown(text), options) }
    buffer.appendNote(table.countText, options)
    try buffer.flush()
  }

  private func append(
    _ chart: BarChart, _ layout: BarLayout, _ options: RenderOptions, to buffer: inout RenderBuffer
  ) throws {
    let table = chart.table
    let names = options.names(of: table)
    let row = ChartRow(
      widths: layout.widths, options, edges: ChartRow.edges(beforeDrawing: layout.widths.count - 1))
    let isSingle = chart.series.count == 1
    if options.hasHeader {
      var cells = chart.labels.map { ChartRow.Cell(text: names[$0][...], style: .header) }
      if !isSingle { cells.append(ChartRow.Cell()) }
      let name = isSingle ? names[chart.series[0].column] : []
      cells.append(ChartRow.Cell(text: name[...], style: .header, isRight: true))
      cells.append(ChartRow.Cell(drawing: ([], [])))
      row.append(cells, isHeader: true, to: &buffer)
      if table.rowCount > 0 { row.append(.header, to: &buffer) }
    }
    let text = BarText(width: layout.barWidth, isUTF8: options.isUTF8)
    var grid = CellGrid(table, .shown(keepsLines: true), options)
    while grid.next() {
      for index in grid.rows {
        for (place, series) in chart.series.enumerated() {
          var cells = chart.labels.map { label in
            let cell = chart.label(label, grid, index)
            let style = row.paint.style(of: table.columns[label], cell)
            return ChartRow.Cell(
              text: place == 0 ? cell : [], style: style, isRight: table.columns[label].values.isNumber)
          }
          let name = names[series.column][...]
          if !isSingle {
            cells.append(ChartRow.Cell(text: name, style: chart.isByRag ? row.paint.rag(name) : .plain))
          }
          cells.append(ChartRow.Cell(text: grid[column: series.column, row: index], isRight: true))
          var drawing = RenderBuffer { _ in }
          let bar = text.bar(chart.value(series, row: index), on: series.scale)
          let style = barStyle(chart, name, grid, index, row.paint)
          row.paint.append(Array(bar.utf8)[...], style, to: &drawing)
          cells.append(ChartRow.Cell(drawing: (drawing.bytes, [])))
          row.append(cells, to: &buffer)
        }
        try buffer.flushIfFull()
      }
    }
    if options.hasHeader || table.rowCount > 0 { row.append(.last, to: &buffer) }
  }

  private func barStyle(
    _ chart: BarChart, _ name: ArraySlice<UInt8>, _ grid: CellGrid, _ row: Int, _ paint: Paint
  ) -> Paint.Style {
    if chart.isByRag { return paint.rag(name, else: .bar) }
    guard let column = chart.ragColumn() else { return .bar }
    return paint.rag(grid[column: column, row: row], else: .bar)
  }

  /// Where labels and bars do not fit side by side: a label, then for each number its line and its bar.
  private func appendStacked(
    _ chart: BarChart, _ options: RenderOptions, to buffer: inout RenderBuffer
  ) throws {
    let names = options.names(of: chart.table)
    let paint = Paint(options)
    let width = options.chartWidth
    let text = BarText(width: max(1, width - 2), isUTF8: options.isUTF8)
    var grid = CellGrid(chart.table, .shown(keepsLines: true), options)
    func line(_ cell: ArraySlice<UInt8>, _ style: Paint.Style, indent: Int) {
      for piece in Wrapping.lines(cell, width: max(1, width - indent)) {
        buffer.append(0x20, count: indent)
        paint.append(cell[piece.range], style, to: &buffer)
        buffer.append(0x0A)
      }
    }
    while grid.next() {
      for index in grid.rows {
        for label in chart.labels {
          let cell = chart.label(label, grid, index)
          if !cell.isEmpty { line(cell, labelStyle(chart, label, cell, paint), indent: 0) }
        }
        for series in chart.series {
          let name = names[series.column] + [0x20]
          line((name + grid[column: series.column, row: index])[...], .plain, indent: 2)
          let bar = text.bar(chart.value(series, row: index), on: series.scale)
          if bar.isEmpty { continue }
          line(
            Array(bar.utf8)[...], barStyle(chart, names[series.column][...], grid, index, paint), indent: 2)
        }
        try buffer.flushIfFull()
      }
    }
  }

  private func labelStyle(
    _ chart: BarChart, _ label: Int, _ cell: ArraySlice<UInt8>, _ paint: Paint
  ) -> Paint.Style {
    let style = paint.style(of: chart.table.columns[label], cell)
    return style == .plain ? .header : style
  }
}

/// The widths of a bar chart's columns; nil where they do not fit side by side.
struct BarLayout {
  private(set) var widths: [Int] = []
  let barWidth: Int

  private static let narrowestBar = 6

  init?(_ chart: BarChart, _ options: RenderOptions) {
    let names = options.names(of: chart.table)
    let demands = BarSurvey(chart, options)
    let numberWidth = demands.number
    let nameWidth = chart.series.count == 1 ? nil : demands.seriesName
    let fixed = [nameWidth, numberWidth].compactMap { $0 }
    let frame = ChartRow.frameWidth(ChartRow.edges(beforeDrawing: chart.labels.count + fixed.count))
    let room = options.chartWidth - frame - fixed.reduce(0, +)
    let bar = max(Self.narrowestBar, room / 3)
    guard room - bar >= chart.labels.count,
      let labels = ColumnWidths.share(demands.labels(names), available: room - bar)
    else { return nil }
    barWidth = room - labels.reduce(0, +)
    widths = labels + fixed + [barWidth]
  }
}

/// A first walk through the labels and numbers.
private struct BarSurvey {
  private(set) var number = 1
  private(set) var seriesName = 1
  private var measures: [TextMeasure]
  private var totals: [Int]
  private let chart: BarChart
  private let hasHeader: Bool

  init(_ chart: BarChart, _ options: RenderOptions) {
    self.chart = chart
    hasHeader = options.hasHeader
    measures = chart.labels.map { _ in TextMeasure() }
    totals = chart.labels.map { _ in 0 }
    let names = options.names(of: chart.table)
    for series in chart.series {
      let measure = Wrapping.measure(names[series.column][...], isName: true)
      seriesName = max(seriesName, min(measure.width, 16))
      if chart.series.count == 1, hasHeader { number = max(number, min(measure.width, 16)) }
    }
    var grid = CellGrid(chart.table, .shown(keepsLines: true), options)
    while grid.next() {
      for row in grid.rows {
        for (place, label) in chart.labels.enumerated() {
          let measure = Wrapping.measure(chart.label(label, grid, row))
          measures[place].width = max(measures[place].width, measure.width)
          measures[place].longestWord = max(measures[place].longestWord, measure.longestWord)
          totals[place] += measure.width
        }
        for series in chart.series {
          number = max(number, DisplayWidth.of(grid[column: series.column, row: row]))
        }
      }
    }
  }

  func labels(_ names: [[UInt8]]) -> [ColumnDemand] {
    chart.labels.enumerated().map { place, label in
      ColumnDemand(
        name: hasHeader ? Wrapping.measure(names[label][...], isName: true) : TextMeasure(),
        cells: measures[place], total: totals[place], isText: true, isRoomy: false)
    }
  }
}
