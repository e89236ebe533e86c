import Plan

/// A timeline on a page of its own.
struct TimelinePage: Renderer {
  private static let steps: [(unit: TimeAxis.Unit, width: Int)] =
    [(.month, 48), (.month, 36), (.month, 24), (.month, 16), (.quarter, 36), (.years(1), 48)]
    + [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].map { (.years($0), 48) }
  private static let statusWidth = 52

  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    let chart = try Timeline(table)
    var buffer = RenderBuffer(sink)
    let labelWidth = Self.labelWidth(chart, options)
    let start = labelWidth + 16 + (TimelineLayout.hasStatus(chart) ? Self.statusWidth : 0)
    let axis = chart.extent.map {
      TimeAxis($0, within: max(120, ChartPage.width - start - 8), steps: Self.steps)
    }
    let height = Self.height(chart, labelWidth, options)
    var description = "Each row is one item; its bar ends where it is due."
    if let asAt = chart.asAt { description += " As at \(asAt.text)." }
    try ChartPage(table: table, options: options).write(
      title: "timeline of \(table.countText)", description: description,
      size: (ChartPage.width, height), to: &buffer
    ) { buffer in
      var y = 58
      if let axis { appendAxis(chart, axis, start: start, height: height, to: &buffer) }
      for isDated in [true, false] {
        var isFirst = true
        var grid = CellGrid(table, .shown(keepsLines: false), options)
        while grid.next() {
          for row in grid.rows where chart.item(row).isDated == isDated {
            if isFirst, !isDated {
              buffer.text("without a date", x: 0, y: y + 18, class: "soft")
              y += 28
            }
            isFirst = false
            let label = Self.label(chart, grid, row)
            let block = TextBlock(label[...], width: labelWidth)
            let name = String(decoding: label, as: UTF8.self)
            buffer.append("<g>")
            buffer.tooltip(Self.summary(chart, row, name, options))
            block.draw(x: 0, y: y + 3, to: &buffer)
            appendStatus(chart, grid, row, x: labelWidth + 12, y: y, to: &buffer)
            if let axis { appendBar(chart, axis, grid, row, start: start, y: y, to: &buffer) }
            buffer.append("</g>\n")
            y += block.height + 7
            try buffer.flushIfFull()
          }
        }
      }
    }
  }

  private func appendAxis(
    _ chart: Timeline, _ axis: TimeAxis, start: Int, height: Int, to buffer: inout RenderBuffer
  ) {
    for label in axis.yearLabels(letterWidth: ChartPage.letterWidth) {
      buffer.text(label.text, x: start + label.place, y: 30, class: "head")
    }
    for label in axis.unitLabels(letterWidth: ChartPage.letterWidth) {
      buffer.text(label.text, x: start + label.place + 2, y: 48, class: "soft")
      buffer.line(x1: start + label.place, y1: 54, x2: start + label.place, y2: height - 8, class: "grid")
    }
    for place in axis.yearPlaces {
      buffer.line(x1: start + place, y1: 20, x2: start + place, y2: height - 8, class: "axis")
    }
    buffer.line(x1: start, y1: 54, x2: start + axis.width, y2: 54, class: "axis")
    if chart.hasLate { buffer.text("! late", x: start - Self.statusWidth - 4, y: 48, class: "late") }
    guard let asAt = chart.asAt, axis.contains(asAt) else { return }
    let place = start + axis.range(of: Period(asAt)).lowerBound
    buffer.line(x1: place, y1: 18, x2: place, y2: height - 8, class: "today")
    let isRight = place > ChartPage.width - 100
    buffer.text(
      "as at \(asAt.text)", x: place, y: 12, class: "todaytext", anchor: isRight ? .end : .middle)
  }

  private func appendStatus(
    _ chart: Timeline, _ grid: CellGrid, _ row: Int, x: Int, y: Int, to buffer: inout RenderBuffer
  ) {
    if let rag = chart.rag {
      let letter = grid[column: rag, row: row]
      let color = BarPage.color(letter)
      if color != "b" {
        buffer.rect(x: x, y: y + 2, width: 22, height: 18, class: color, radius: 8)
        buffer.text(letter, x: x + 11, y: y + 16, class: color == "a" ? "on a" : "on", anchor: .middle)
      }
    }
    if chart.isLate(row) { buffer.text("!", x: x + 30, y: y + 16, class: "late") }
  }

  private func appendBar(
    _ chart: Timeline, _ axis: TimeAxis, _ grid: CellGrid, _ row: Int, start: Int, y: Int,
    to buffer: inout RenderBuffer
  ) {
    let item = chart.item(row)
    let color = chart.rag.map { BarPage.color(grid[column: $0, row: row]) } ?? "b"
    if let starts = item.starts, item.isForward {
      let first = axis.range(of: starts).lowerBound
      let isOpen = item.due.isEmpty
      let last = isOpen ? axis.width : item.span.map { axis.range(of: $0).upperBound } ?? axis.width
      buffer.rect(x: start + first, y: y + 8, width: last - first, height: 6, class: color)
      if isOpen {
        let tip = start + axis.width
        buffer.append(
          "<path d=\"M\(tip - 8) \(y + 4)L\(tip) \(y + 11)L\(tip - 8) \(y + 18)Z\" class=\"\(color)\"/>\n")
      }
    }
    for period in item.due {
      let range = axis.range(of: period)
      buffer.rect(
        x: start + range.lowerBound, y: y + 3, width: max(4, range.count), height: 16, class: color, radius: 3
      )
    }
  }

  private static func label(_ chart: Timeline, _ grid: CellGrid, _ row: Int) -> [UInt8] {
    let parts = chart.labels.map { chart.label($0, grid[column: $0, row: row]) }.filter { !$0.isEmpty }
    return Array(parts.joined(separator: Array("  ".utf8)))
  }

  /// All of a row in words.
  private static func summary(
    _ chart: Timeline, _ row: Int, _ name: String, _ options: RenderOptions
  ) -> String {
    let item = chart.item(row)
    var parts: [String] = []
    if let starts = item.starts { parts.append("from \(starts.text(startMonth: options.startMonth))") }
    if !item.due.isEmpty {
      parts.append("due \(item.due.map { $0.text(startMonth: options.startMonth) }.joined(separator: ", "))")
    }
    if chart.isLate(row) { parts.append("late") }
    return name + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }

  private static func labelWidth(_ chart: Timeline, _ options: RenderOptions) -> Int {
    var widest = 0
    var grid = CellGrid(chart.table, .shown(keepsLines: false), options)
    while grid.next() {
      for row in grid.rows { widest = max(widest, ChartPage.extent(of: label(chart, grid, row)[...])) }
    }
    return min(widest, ChartPage.width / 3)
  }

  private static func height(_ chart: Timeline, _ labelWidth: Int, _ options: RenderOptions) -> Int {
    var height = 70
    var hasUndated = false
    var grid = CellGrid(chart.table, .shown(keepsLines: false), options)
    while grid.next() {
      for row in grid.rows {
        height += TextBlock(label(chart, grid, row)[...], width: labelWidth).height + 7
        if !chart.item(row).isDated { hasUndated = true }
      }
    }
    return height + (hasUndated ? 28 : 0)
  }
}
