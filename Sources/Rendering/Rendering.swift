// Rendering takes a `ResultTable` and gives its bytes in one of the output formats; it never sorts, leaves out rows,
// asks the terminal anything or writes anywhere by itself.

package import Plan

/// The output formats, in the order of help.
package enum OutputMode: String, CaseIterable, Sendable {
  case table, csv, tsv, json, ndjson, markdown, html, line
  case bar, matrix, timeline
  /// The charts on a web page.
  case htmlBar = "html bar"
  case htmlMatrix = "html matrix"
  case htmlTimeline = "html timeline"

  package var help: String {
    switch self {
    case .table: "a table that wraps to the terminal's width"
    case .csv: "comma-separated values (RFC 4180)"
    case .tsv: "tab-separated values, with \\t, \\n and \\\\ for what would break a line"
    case .json: "one array of objects, an object a line"
    case .ndjson: "one object a line"
    case .markdown: "a table for GitHub and other Markdown readers"
    case .html: "a web page that needs nothing else; with a chart, the chart on it"
    case .line: "one value a line, name = value"
    case .bar: "labels, numbers and a bar for each: actions group by rag"
    case .matrix: "a pivot as a heat map: risks pivot impact by likelihood"
    case .timeline: "items on an axis of months, with today marked: actions"
    case .htmlBar: "a bar chart on a web page"
    case .htmlMatrix: "a heat map on a web page"
    case .htmlTimeline: "a timeline on a web page"
    }
  }

  /// The mode on a web page; itself where it has none.
  private var onPage: OutputMode {
    switch self {
    case .bar: .htmlBar
    case .matrix: .htmlMatrix
    case .timeline: .htmlTimeline
    default: self
    }
  }

  /// What two options mean together, such as `--html --bar`: a chart and a page are a chart on a page, in whichever
  /// order; of all others the last one counts.
  package static func chosen(_ mode: OutputMode, after earlier: OutputMode?) -> OutputMode {
    switch earlier {
    case .html?, .htmlBar?, .htmlMatrix?, .htmlTimeline?: return mode.isChart ? mode.onPage : mode
    case let chart? where mode == .html: return chart.onPage == chart ? .html : chart.onPage
    default: return mode
    }
  }

  /// Draws in place of writing; `html` may stand before it.
  package var isChart: Bool { onPage != self }

  /// The option of this mode; nil for those that two options make.
  package var flag: String? { rawValue.contains(" ") ? nil : "--" + rawValue }

  /// Two results are set apart by an empty line; elsewhere that would break the format.
  package var isSetApart: Bool {
    switch self {
    case .table, .csv, .tsv, .line, .markdown, .bar, .matrix, .timeline: true
    case .json, .ndjson, .html, .htmlBar, .htmlMatrix, .htmlTimeline: false
    }
  }

  private var renderer: any Renderer {
    switch self {
    case .table: TableRenderer()
    case .csv: CSVRenderer()
    case .tsv: TSVRenderer()
    case .json: JSONRenderer(isArray: true)
    case .ndjson: JSONRenderer(isArray: false)
    case .markdown: MarkdownRenderer()
    case .html: HTMLRenderer()
    case .line: LineRenderer()
    case .bar: BarRenderer()
    case .matrix: MatrixRenderer()
    case .timeline: TimelineRenderer()
    case .htmlBar: BarPage()
    case .htmlMatrix: MatrixPage()
    case .htmlTimeline: TimelinePage()
    }
  }

  /// Throws where a chart cannot show a table, so that nothing need be written before.
  package func check(_ table: ResultTable) throws(ChartFailure) {
    switch self {
    case .bar, .htmlBar: _ = try BarChart(table)
    case .matrix, .htmlMatrix: _ = try MatrixChart(table)
    case .timeline, .htmlTimeline: _ = try Timeline(table)
    case .table, .csv, .tsv, .json, .ndjson, .markdown, .html, .line: break
    }
  }

  /// Writes all rows of a table (language.md, How values print) in pieces of some 64 kB, as they are made.
  ///
  /// - Throws: what `sink` throws, at once; `ChartFailure` before the first byte where a chart cannot show the table.
  package func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws {
    try renderer.render(table, options: options, to: sink)
  }
}

/// Takes the next bytes of the output.
package typealias ByteSink = ([UInt8]) throws -> Void

/// One output format.
protocol Renderer {
  func render(_ table: ResultTable, options: RenderOptions, to sink: @escaping ByteSink) throws
}

/// What the user and the place of output ask of a renderer.
package struct RenderOptions: Sendable {
  /// Names of columns, in the formats that can do without (CSV, TSV, table).
  package var hasHeader = true
  /// What stands for blank, except in JSON.
  package var nullText: String?
  /// Columns of the terminal; nil for no limit.
  package var width: Int?
  package var isColored = false
  /// Light box characters; else ASCII ones.
  package var isUTF8 = true
  /// Output goes to a terminal: control characters and direction overrides become visible escapes.
  package var isForTerminal = false
  /// `--raw`: no visible escapes, whatever the output.
  package var isRaw = false
  /// Cells of CSV and TSV that a spreadsheet would run as a formula begin with an apostrophe.
  package var isCSVSafe = false
  /// The month in which the financial year of the reader begins.
  package var startMonth = Period.planStartMonth
  /// Who renders a long answer.
  package var workers: any RenderWorkers = OneWorker()
  /// Bytes handed on at once, about, and rows looked at together. Tests make them few.
  var pieceSize = RenderBuffer.pieceSize
  var rowsAtOnce = 512

  package init() {}

  var showsEscapes: Bool { isForTerminal && !isRaw }
}

/// What a renderer has made and not yet handed on.
struct RenderBuffer {
  var bytes: [UInt8] = []
  private let sink: ByteSink

  static let pieceSize = 1 << 16

  init(_ sink: @escaping ByteSink) { self.sink = sink }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }
  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
  mutating func append(_ text: StaticString) { bytes.append(text) }
  mutating func append(_ slice: ArraySlice<UInt8>) { bytes.append(contentsOf: slice) }
  mutating func append(_ byte: UInt8, count: Int) {
    if count > 0 { bytes.append(contentsOf: repeatElement(byte, count: count)) }
  }

  /// Hands on what is there once it is worth a write.
  mutating func flushIfFull() throws { if bytes.count >= Self.pieceSize { try flush() } }

  mutating func flush() throws {
    if bytes.isEmpty { return }
    try sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Hands on what is there, and then a whole piece.
  mutating func hand(over piece: [UInt8]) throws {
    if bytes.isEmpty {
      try sink(piece)
    } else {
      bytes.append(contentsOf: piece)
      try flush()
    }
  }
}

extension RenderOptions {
  /// The names of the columns as the output may show them.
  func names(of table: ResultTable) -> [[UInt8]] {
    table.columns.map { column in
      var name: [UInt8] = []
      if showsEscapes {
        VisibleText.append(Array(column.name.utf8)[...], keepsLines: false, to: &name)
      } else {
        name.append(contentsOf: column.name.utf8)
      }
      return name
    }
  }
}

extension ResultTable {
  /// `9 actions`, `1 action`; `rows` where the rows are no items, and where there are none.
  var countText: String {
    switch rowCount {
    case 0: "0 rows"
    case 1: "1 \(noun?.singular ?? "row")"
    default: "\(rowCount) \(noun?.name ?? "rows")"
    }
  }
}

extension Column {
  /// Numbers stand at the right of their column, and a spreadsheet may read them.
  var isNumber: Bool {
    switch self {
    case .integer, .decimal: true
    default: false
    }
  }
}
