import Plan

/// A table for a person: cells wrap to the width there is, and every character of every cell is shown. Where the
/// columns cannot be read side by side, a query that named none leaves out the details and says so; else, and where
/// that does not help, rows become records (`LineRenderer`).
struct TableRenderer: Renderer {
  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    var buffer = RenderBuffer(sink)
    let survey = TableSurvey(table, options)
    let all = Array(table.columns.indices)
    if let widths = survey.widths(of: all, isRoomy: table.isBare) {
      try TableBody(table, options, widths, isWrapped: survey.wraps(all, widths)).append(to: &buffer)
      appendFooter(table.countText, options, to: &buffer)
    } else if let (kept, widths) = survey.withoutDetails() {
      var narrow = table
      narrow.columns = kept.map { table.columns[$0] }
      try TableBody(narrow, options, widths, isWrapped: survey.wraps(kept, widths)).append(to: &buffer)
      let names = options.names(of: table)
      let hidden = table.columns.indices.filter { !kept.contains($0) }
        .map { String(decoding: names[$0], as: UTF8.self) }
      appendFooter(
        "\(table.countText); not shown: \(hidden.joined(separator: ", "))"
          + " (select * or .mode line shows them)", options, to: &buffer)
    } else {
      try LineRenderer().append(table, options, to: &buffer)
      if table.rowCount > 0 { buffer.append(0x0A) }
      appendFooter(table.countText, options, to: &buffer)
    }
    try buffer.flush()
  }

  private func appendFooter(_ text: String, _ options: RenderOptions, to buffer: inout RenderBuffer) {
    let bytes = Array(text.utf8)
    for piece in Wrapping.lines(bytes[...], width: options.width ?? .max) {
      Paint(options).append(bytes[piece.range], .faint, to: &buffer)
      buffer.append(0x0A)
    }
  }
}

/// What a first walk through all cells tells about their widths.
private struct TableSurvey {
  let table: ResultTable
  let options: RenderOptions
  private var names: [TextMeasure]
  private var cells: [TextMeasure]
  private var totals: [Int]

  /// A column without a limit ends here, lest one long cell pads a million others.
  static let widestColumn = 4096

  init(_ table: ResultTable, _ options: RenderOptions) {
    self.table = table
    self.options = options
    names =
      options.hasHeader
      ? options.names(of: table).map { Wrapping.measure($0[...], isName: true) }
      : table.columns.map { _ in TextMeasure() }
    cells = table.columns.map { _ in TextMeasure() }
    totals = table.columns.map { _ in 0 }
    var grid = CellGrid(table, .shown(keepsLines: true), options)
    while grid.next() {
      for column in table.columns.indices {
        for row in grid.rows {
          let measure = Wrapping.measure(grid[column: column, row: row])
          cells[column].width = max(cells[column].width, min(measure.width, Self.widestColumn))
          cells[column].longestWord = max(cells[column].longestWord, measure.longestWord)
          if measure.hasNewline { cells[column].hasNewline = true }
          totals[column] += measure.width
        }
      }
    }
  }

  /// nil where the columns named cannot be read in the width there is.
  func widths(of columns: [Int], isRoomy: Bool) -> [Int]? {
    let demands = columns.map { index in
      ColumnDemand(
        name: names[index], cells: cells[index], total: totals[index],
        isText: table.columns[index].isText, isRoomy: isRoomy)
    }
    guard let width = options.width else { return demands.map(\.natural) }
    return ColumnWidths.share(demands, available: width - TableBody.frameWidth(columns: columns.count))
  }

  /// Whether any row takes more than one line.
  func wraps(_ columns: [Int], _ widths: [Int]) -> Bool {
    zip(columns, widths).contains { cells[$0].width > $1 || cells[$0].hasNewline }
  }

  func withoutDetails() -> (kept: [Int], widths: [Int])? {
    guard table.isBare else { return nil }
    let kept = table.columns.indices.filter { !table.columns[$0].isDetail }
    guard !kept.isEmpty, let widths = widths(of: kept, isRoomy: false) else { return nil }
    return (kept, widths)
  }
}

extension ResultColumn {
  /// May be broken between words; other values stay whole.
  fileprivate var isText: Bool {
    switch values {
    case .text, .name: true
    case .list(let list):
      switch list.elements {
      case .text, .name, .list: true
      default: false
      }
    default: false
    }
  }
}
