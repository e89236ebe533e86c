import Plan

/// Items on an axis of time, a row each: what they are, R, A or G, `!` where they are late, and a bar from their start
/// to what is due. Items without a date come last.
struct TimelineRenderer: Renderer {
  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    var chart = try Timeline(table)
    var buffer = RenderBuffer(sink)
    let all = chart.labels
    var layout = TimelineLayout(chart, options)
    if layout.isStacked, table.isBare, let first = all.first {
      // A query that named no columns needs no more than what its items are called.
      chart.labels = [first]
      layout = TimelineLayout(chart, options)
    }
    if let track = layout.track { try append(chart, layout, track, options, to: &buffer) }
    try appendUndated(chart, options, to: &buffer)
    if let track = layout.track { appendKey(chart, track, options, to: &buffer) }
    let hidden = all.filter { !chart.labels.contains($0) }.map { options.shown(table.columns[$0].name) }
    let missing = hidden.isEmpty ? "" : "; not shown: \(hidden.joined(separator: ", "))"
    buffer.appendNote(table.countText + missing, options)
    try buffer.flush()
  }

  private func append(
    _ chart: Timeline, _ layout: TimelineLayout, _ track: TimelineTrack, _ options: RenderOptions,
    to buffer: inout RenderBuffer
  ) throws {
    let row = ChartRow(
      widths: layout.widths, options, edges: ChartRow.edges(beforeDrawing: layout.widths.count - 1))
    appendHeader(chart, layout, track, row, options, to: &buffer)
    var grid = CellGrid(chart.table, .shown(keepsLines: true), options)
    while grid.next() {
      for index in grid.rows where chart.item(index).isDated {
        var cells = labelCells(chart, grid, index, row.paint, options)
        if layout.isStacked {
          appendStackedLabel(cells, options, row.paint, to: &buffer)
          cells = []
        }
        let style = chart.rag.map { row.paint.rag(grid[column: $0, row: index], else: .bar) } ?? .bar
        cells.append(ChartRow.Cell(drawing: track.drawing(chart.item(index), style, row.paint)))
        row.append(cells, to: &buffer)
        try buffer.flushIfFull()
      }
    }
    row.append(.last, to: &buffer)
  }

  private func appendHeader(
    _ chart: Timeline, _ layout: TimelineLayout, _ track: TimelineTrack, _ row: ChartRow,
    _ options: RenderOptions, to buffer: inout RenderBuffer
  ) {
    guard options.hasHeader else { return }
    let names = options.names(of: chart.table)
    let lines = track.header
    for (place, line) in lines.enumerated() {
      var cells: [ChartRow.Cell] = []
      if !layout.isStacked {
        let isLast = place == lines.count - 1
        cells = chart.labels.map { ChartRow.Cell(text: isLast ? names[$0][...] : [], style: .header) }
        if layout.hasStatus { cells.append(ChartRow.Cell()) }
      }
      var drawing = RenderBuffer { _ in }
      row.paint.append(Array(line.utf8)[...], .header, to: &drawing)
      cells.append(ChartRow.Cell(drawing: (drawing.bytes, [])))
      row.append(cells, isHeader: true, to: &buffer)
    }
    row.append(.header, to: &buffer)
  }

  /// The labels of a row, and its letter.
  private func labelCells(
    _ chart: Timeline, _ grid: CellGrid, _ row: Int, _ paint: Paint, _ options: RenderOptions
  ) -> [ChartRow.Cell] {
    var cells = chart.labels.map { label in
      ChartRow.Cell(
        text: chart.label(label, grid[column: label, row: row]),
        isRight: chart.table.columns[label].values.isNumber)
    }
    guard TimelineLayout.hasStatus(chart) else { return cells }
    let letter = chart.rag.map { Array(grid[column: $0, row: row]) } ?? []
    let isLate = chart.isLate(row)
    let style = isLate ? Paint.Style.alarm : paint.rag(letter[...])
    let text = (letter.isEmpty ? [0x20] : letter) + (isLate ? [UInt8(ascii: "!")] : [])
    cells.append(ChartRow.Cell(text: text[...], style: style))
    return cells
  }

  private func appendStackedLabel(
    _ cells: [ChartRow.Cell], _ options: RenderOptions, _ paint: Paint, to buffer: inout RenderBuffer
  ) {
    let text = Array(cells.map(\.text).filter { !$0.isEmpty && $0 != [0x20] }.joined(separator: [0x20]))
    for piece in Wrapping.lines(text[...], width: options.chartWidth) {
      paint.append(text[piece.range], cells.last?.style ?? .plain, to: &buffer)
      buffer.append(0x0A)
    }
  }

  private func appendUndated(
    _ chart: Timeline, _ options: RenderOptions, to buffer: inout RenderBuffer
  ) throws {
    let paint = Paint(options)
    var isFirst = true
    var grid = CellGrid(chart.table, .shown(keepsLines: true), options)
    while grid.next() {
      for row in grid.rows where !chart.item(row).isDated {
        if isFirst { buffer.appendNote("without a date:", options) }
        isFirst = false
        let cells = labelCells(chart, grid, row, paint, options)
        let text = Array(
          cells.map(\.text).filter { !$0.isEmpty && $0 != [0x20] }.joined(separator: [0x20, 0x20]))
        for piece in Wrapping.lines(text[...], width: max(1, options.chartWidth - 1)) {
          buffer.append(0x20)
          buffer.append(text[piece.range])
          buffer.append(0x0A)
        }
        try buffer.flushIfFull()
      }
    }
  }

  private func appendKey(
    _ chart: Timeline, _ track: TimelineTrack, _ options: RenderOptions, to buffer: inout RenderBuffer
  ) {
    var parts: [(mark: String, style: Paint.Style, text: String)] = []
    if chart.hasDue { parts.append((String(track.marks.due), .plain, "due")) }
    if chart.hasStarts { parts.append((String(track.marks.span), .plain, "under way")) }
    if track.today != nil, let asAt = chart.asAt {
      parts.append((String(track.marks.today), .faint, "as at \(asAt.text)"))
    }
    if chart.hasLate { parts.append(("!", .alarm, "late")) }
    buffer.appendKey(parts, options)
    if track.today == nil, let asAt = chart.asAt {
      buffer.appendNote("as at \(asAt.text), which is off the axis", options)
    }
  }
}

/// How much of the width is for labels and how much for the axis.
struct TimelineLayout {
  private(set) var widths: [Int] = []
  private(set) var isStacked = false
  let hasStatus: Bool
  /// nil where nothing has a date.
  private(set) var track: TimelineTrack?

  private static let narrowestAxis = 16

  static func hasStatus(_ chart: Timeline) -> Bool { chart.rag != nil || chart.hasLate }

  init(_ chart: Timeline, _ options: RenderOptions) {
    hasStatus = Self.hasStatus(chart)
    guard let extent = chart.extent else { return }
    let status = hasStatus ? [2] : []
    let edges = ChartRow.edges(beforeDrawing: chart.labels.count + status.count)
    let room = options.chartWidth - ChartRow.frameWidth(edges) - status.reduce(0, +)
    let axis = max(Self.narrowestAxis, options.chartWidth * 2 / 5)
    let demands = Self.demands(chart, options)
    let labels = room - axis >= chart.labels.count ? ColumnWidths.share(demands, available: room - axis) : nil
    if let labels {
      let track = TimelineTrack(chart, extent, width: room - labels.reduce(0, +), options)
      self.track = track
      widths = labels + status + [track.axis.width]
    } else {
      isStacked = true
      let track = TimelineTrack(chart, extent, width: options.chartWidth, options)
      self.track = track
      widths = [track.axis.width]
    }
  }

  private static func demands(_ chart: Timeline, _ options: RenderOptions) -> [ColumnDemand] {
    let names = options.names(of: chart.table)
    var measures = chart.labels.map { _ in TextMeasure() }
    var totals = chart.labels.map { _ in 0 }
    var grid = CellGrid(chart.table, .shown(keepsLines: true), options)
    while grid.next() {
      for row in grid.rows where chart.item(row).isDated {
        for (place, label) in chart.labels.enumerated() {
          let measure = Wrapping.measure(grid[column: label, row: row])
          measures[place].width = max(measures[place].width, measure.width)
          measures[place].longestWord = max(measures[place].longestWord, measure.longestWord)
          totals[place] += measure.width
        }
      }
    }
    return chart.labels.enumerated().map { place, label in
      ColumnDemand(
        name: options.hasHeader ? Wrapping.measure(names[label][...], isName: true) : TextMeasure(),
        cells: measures[place], total: totals[place], isText: true, isRoomy: false)
    }
  }
}
