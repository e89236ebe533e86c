import Plan

/// A heat map on a page of its own.
struct MatrixPage: Renderer {
  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    let chart = try MatrixChart(table)
    var buffer = RenderBuffer(sink)
    let layout = MatrixPageLayout(chart, options)
    let title = "\(chart.pivot.rowKey) by \(chart.pivot.columnKey)"
    let key = chart.key(dash: "–")
    let shades =
      key.isEmpty ? "" : " Shades: \(key.map(\.text).joined(separator: ", "))."
    try ChartPage(table: table, options: options).write(
      title: title, description: "A matrix: \(chart.title).\(shades)",
      size: (layout.width, layout.height), to: &buffer
    ) { buffer in
      buffer.text(chart.title, x: 0, y: 16, class: "head")
      for column in table.columns.indices.dropFirst() {
        let block = TextBlock(Array(table.columns[column].name.utf8)[...], width: layout.cellWidth - 12)
        block.draw(
          x: layout.x(column) + layout.cellWidth / 2, y: layout.top - block.height - 4, class: "head",
          anchor: .middle, to: &buffer)
      }
      var y = layout.top
      var grid = CellGrid(table, .shown(keepsLines: false), options)
      while grid.next() {
        for row in chart.order(grid.rows) {
          let height = layout.rowHeight(chart, grid, row)
          let label = TextBlock(chart.label(grid[column: 0, row: row], row: row), width: layout.labelWidth)
          label.draw(x: 0, y: y + (height - label.height) / 2, to: &buffer)
          for column in table.columns.indices.dropFirst() {
            let text = grid[column: column, row: row]
            draw(chart, layout, text, row, column, y: y, height: height, to: &buffer)
          }
          y += height
          try buffer.flushIfFull()
        }
      }
      var x = layout.labelWidth + 12
      for (level, text) in key {
        buffer.rect(x: x, y: y + 16, width: 16, height: 16, class: Self.color(level, chart), radius: 2)
        buffer.text(text, x: x + 22, y: y + 29)
        x += 40 + ChartPage.extent(columns: DisplayWidth.of(text))
      }
    }
  }

  private func draw(
    _ chart: MatrixChart, _ layout: MatrixPageLayout, _ text: ArraySlice<UInt8>, _ row: Int, _ column: Int,
    y: Int, height: Int, to buffer: inout RenderBuffer
  ) {
    let level = chart.level(row: row, column: column)
    let rag = chart.table.columns[column].type == .enumeration(.rag) ? BarPage.color(text) : "b"
    let color = rag == "b" ? Self.color(level, chart) : rag
    buffer.rect(
      x: layout.x(column), y: y, width: layout.cellWidth, height: height, class: "cell \(color)")
    let ink =
      switch (rag, level) {
      case ("a", _): "on a"
      case ("r", _), ("g", _): "on"
      case (_, 0): ""
      case (_, 4): "light"
      case (_, 3): chart.isUpward ? "dark" : "light"
      default: "dark"
      }
    let block = TextBlock(text, width: layout.cellWidth - 12)
    block.draw(
      x: layout.x(column) + layout.cellWidth / 2, y: y + (height - block.height) / 2, class: ink,
      anchor: .middle,
      to: &buffer)
  }

  private static func color(_ level: Int, _ chart: MatrixChart) -> String {
    level == 0 ? "c0" : "\(chart.isUpward ? "k" : "h")\(min(level, 4))"
  }
}

private struct MatrixPageLayout {
  let labelWidth: Int
  let cellWidth: Int
  let top: Int
  let width: Int
  private(set) var height: Int

  func x(_ column: Int) -> Int { labelWidth + 12 + (column - 1) * cellWidth }

  init(_ chart: MatrixChart, _ options: RenderOptions) {
    let columns = chart.table.columns
    var label = 0
    var widest = 0
    var grid = CellGrid(chart.table, .shown(keepsLines: false), options)
    while grid.next() {
      for row in grid.rows {
        label = max(label, ChartPage.extent(of: chart.label(grid[column: 0, row: row], row: row)))
        for column in columns.indices.dropFirst() {
          widest = max(widest, ChartPage.extent(of: grid[column: column, row: row]))
        }
      }
    }
    let names = columns.dropFirst().map { ChartPage.extent(of: Array($0.name.utf8)[...]) }.max() ?? 0
    labelWidth = min(label, ChartPage.width / 3)
    let count = max(1, columns.count - 1)
    let room = (ChartPage.width - labelWidth - 12) / count
    let wish = min(max(widest, names) + 24, 220)
    let cell = min(max(room, 64), max(wish, chart.isUpward ? 120 : 72))
    cellWidth = cell
    let head =
      columns.dropFirst().map { TextBlock(Array($0.name.utf8)[...], width: cell - 12).height }.max() ?? 0
    top = 34 + head
    let key = chart.key(dash: "–").reduce(0) { $0 + 40 + ChartPage.extent(columns: DisplayWidth.of($1.text)) }
    let title = ChartPage.extent(columns: DisplayWidth.of(chart.title))
    width = max(labelWidth + 12 + count * cellWidth, labelWidth + 12 + key, title) + 4
    height = top + 44
    var walk = CellGrid(chart.table, .shown(keepsLines: false), options)
    while walk.next() {
      for row in walk.rows { height += rowHeight(chart, walk, row) }
    }
  }

  func rowHeight(_ chart: MatrixChart, _ grid: CellGrid, _ row: Int) -> Int {
    var result = TextBlock(chart.label(grid[column: 0, row: row], row: row), width: labelWidth).height + 12
    for column in chart.table.columns.indices.dropFirst() {
      result = max(result, TextBlock(grid[column: column, row: row], width: cellWidth - 12).height + 12)
    }
    return max(result, chart.isUpward ? 64 : 34)
  }
}
