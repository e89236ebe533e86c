import Plan

/// A bar chart on a page of its own.
struct BarPage: Renderer {
  private static let numberGap = 8
  private static let row = 25

  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    let chart = try BarChart(table)
    var buffer = RenderBuffer(sink)
    let layout = BarPageLayout(chart, options)
    let names = chart.series.map { table.columns[$0.column].name }.joined(separator: ", ")
    let labels = chart.labels.map { table.columns[$0].name }.joined(separator: ", ")
    let title =
      table.shape.pivot.map { "\($0.columnKey) by \($0.rowKey)" }
      ?? (labels.isEmpty ? names : "\(names) by \(labels)")
    try ChartPage(table: table, options: options).write(
      title: title, description: "A bar chart of \(table.countText); each bar has its number beside it.",
      size: (ChartPage.width, layout.height), to: &buffer
    ) { buffer in
      buffer.text(title, x: 0, y: 16, class: "head")
      var y = 30
      var grid = CellGrid(table, .shown(keepsLines: false), options)
      while grid.next() {
        for row in grid.rows {
          let label = TextBlock(BarPageLayout.label(chart, grid, row)[...], width: layout.labelWidth)
          let start = y
          label.draw(x: 0, y: y + 2, to: &buffer)
          for series in chart.series {
            draw(chart, series, layout, grid, row, y: y, to: &buffer)
            y += Self.row
          }
          y = max(y, start + label.height + 6) + layout.rowGap
          try buffer.flushIfFull()
        }
      }
      let axis = layout.barStart + layout.below(chart.series.first?.scale ?? BarScale())
      if let text = chart.scaleText { buffer.text(text, x: 0, y: y + 14, class: "soft") }
      buffer.line(x1: axis, y1: 28, x2: axis, y2: max(28, y - layout.rowGap), class: "axis")
    }
  }

  private func draw(
    _ chart: BarChart, _ series: BarChart.Series, _ layout: BarPageLayout, _ grid: CellGrid, _ row: Int,
    y: Int, to buffer: inout RenderBuffer
  ) {
    let name = chart.table.columns[series.column].name
    if chart.series.count > 1 {
      buffer.text(name, x: layout.nameStart, y: y + 16, class: "soft")
    }
    let number = grid[column: series.column, row: row]
    buffer.text(
      number, x: layout.barStart - Self.numberGap, y: y + 16, class: "num", anchor: .end)
    guard let value = chart.value(series, row: row), value != 0 else { return }
    let below = layout.below(series.scale)
    let room = value < 0 ? below : layout.barWidth - below
    let length = max(1, Int((series.scale.part(value) * Double(max(0, room))).rounded()))
    let zero = layout.barStart + below
    var color = "b"
    if chart.isByRag {
      color = Self.color(Array(name.utf8)[...])
    } else if let column = chart.ragColumn() {
      color = Self.color(grid[column: column, row: row])
    }
    buffer.rect(
      x: value < 0 ? zero - length : zero, y: y + 3, width: length, height: 17, class: color, radius: 2)
  }

  /// The class of a value of RAG, or of all else.
  static func color(_ text: ArraySlice<UInt8>) -> String {
    switch text {
    case [UInt8(ascii: "R")]: "r"
    case [UInt8(ascii: "A")]: "a"
    case [UInt8(ascii: "G")]: "g"
    default: "b"
    }
  }
}

private struct BarPageLayout {
  private(set) var labelWidth = 0
  private(set) var height = 44
  let nameStart: Int
  let barStart: Int
  let rowGap: Int

  var barWidth: Int { ChartPage.width - barStart - 2 }

  func below(_ scale: BarScale) -> Int { Int((Double(barWidth) * scale.zero).rounded()) }

  static func label(_ chart: BarChart, _ grid: CellGrid, _ row: Int) -> [UInt8] {
    let parts = chart.labels.map { label in
      let cell = grid[column: label, row: row]
      return cell.isEmpty ? Array("blank".utf8)[...] : cell
    }
    return Array(parts.joined(separator: Array(", ".utf8)))
  }

  init(_ chart: BarChart, _ options: RenderOptions) {
    rowGap = chart.series.count > 1 ? 10 : 3
    if chart.scaleText != nil { height += ChartPage.lineHeight }
    var label = 0
    var number = 0
    var grid = CellGrid(chart.table, .shown(keepsLines: false), options)
    while grid.next() {
      for row in grid.rows {
        label = max(label, ChartPage.extent(of: Self.label(chart, grid, row)[...]))
        for series in chart.series {
          number = max(number, DisplayWidth.of(grid[column: series.column, row: row]))
        }
      }
    }
    let widestName =
      chart.series.count > 1
      ? chart.series.map { ChartPage.extent(of: Array(chart.table.columns[$0.column].name.utf8)[...]) }.max()
        ?? 0 : 0
    let width = min(label, ChartPage.width * 2 / 5)
    let name = min(widestName, ChartPage.width / 6)
    let value = min(ChartPage.extent(columns: number), ChartPage.width / 4)
    nameStart = width + 16
    barStart = nameStart + (name > 0 ? name + 12 : 0) + value + 12
    labelWidth = width
    var walk = CellGrid(chart.table, .shown(keepsLines: false), options)
    while walk.next() {
      for row in walk.rows {
        let block = TextBlock(Self.label(chart, walk, row)[...], width: width)
        height += max(chart.series.count * 25, block.height + 6) + rowGap
      }
    }
  }
}
