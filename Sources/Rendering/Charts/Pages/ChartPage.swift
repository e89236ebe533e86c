import Plan

/// The page around a chart: the drawing as inline SVG, and below it the same answer as a table, which is what a screen
/// reader, a search and a spreadsheet want.
struct ChartPage {
  let table: ResultTable
  let options: RenderOptions

  /// In the units of the drawing.
  static let width = 760
  static let lineHeight = 19
  /// Of a column of a terminal, at the size of the drawing's text; rather too much than too little.
  static let letterWidth = 8

  /// - Parameters:
  ///   - title: what the drawing shows; texts of a query or plan are escaped here.
  ///   - size: of the drawing.
  ///   - draw: the elements of the drawing.
  func write(
    title: String, description: String, size: (width: Int, height: Int), to buffer: inout RenderBuffer,
    draw: (inout RenderBuffer) throws -> Void
  ) throws {
    buffer.append(HTMLPage.beforeTitle)
    HTMLText.append(Array(title.utf8)[...], to: &buffer)
    buffer.append(HTMLPage.afterTitle)
    buffer.append(Self.style)
    buffer.append(HTMLPage.afterStyle)
    buffer.append("<figure>\n<svg viewBox=\"0 0 \(size.width) \(size.height)\" role=\"img\"")
    buffer.append(" style=\"max-width: \(size.width * 5 / 4)px; min-width: \(size.width * 3 / 4)px\"")
    buffer.append(
      " aria-labelledby=\"chart-title chart-description\" xmlns=\"http://www.w3.org/2000/svg\">\n")
    buffer.append("<title id=\"chart-title\">")
    HTMLText.append(Array(title.utf8)[...], to: &buffer)
    buffer.append("</title>\n<desc id=\"chart-description\">")
    HTMLText.append(Array(description.utf8)[...], to: &buffer)
    buffer.append("</desc>\n")
    try draw(&buffer)
    buffer.append("</svg>\n</figure>\n<details>\n<summary>The same as a table</summary>\n")
    try HTMLRenderer.appendTable(table, options, to: &buffer)
    buffer.append("</details>\n")
    buffer.append(HTMLPage.end)
    try buffer.flush()
  }

  /// Where this many columns of text end.
  static func extent(columns: Int) -> Int { min(columns, 10_000) * letterWidth }

  /// The room that a text takes: capitals are wider than what most texts consist of.
  static func extent(of text: ArraySlice<UInt8>) -> Int {
    var extra = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "M"), UInt8(ascii: "W"), UInt8(ascii: "@"), UInt8(ascii: "%"): extra += 6
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "m"), UInt8(ascii: "w"): extra += 3
      default: continue
      }
    }
    return extent(columns: DisplayWidth.of(text)) + extra
  }

  private static let style: StaticString = """
    :root { --bar: #2f6f9f; --grid: #e3e7eb; --today: #7a3fa0; }
    @media (prefers-color-scheme: dark) { :root { --bar: #6fb1de; --grid: #2a3138; --today: #c79be6; } }
    figure { margin: 0 0 1.5rem; overflow-x: auto; }
    svg { display: block; width: 100%; height: auto; font-size: 14px; fill: var(--ink); }
    svg text { unicode-bidi: isolate; }
    svg .head { font-weight: 600; }
    svg .soft { fill: var(--soft); }
    svg .num { font-variant-numeric: tabular-nums; }
    svg .grid { stroke: var(--grid); }
    svg .axis { stroke: var(--soft); }
    svg .b { fill: var(--bar); } svg .r { fill: var(--red); } svg .a { fill: var(--amber); }
    svg .g { fill: var(--green); }
    svg .on { fill: #fff; font-weight: 600; } svg .on.a { fill: #2b1d00; } svg .late { fill: var(--red); font-weight: 700; }
    svg .today { stroke: var(--today); stroke-width: 2; stroke-dasharray: 5 4; }
    svg .todaytext { fill: var(--today); font-weight: 600; }
    svg .c0 { fill: var(--head); } svg .cell { stroke: var(--page); stroke-width: 2; }
    svg .k1 { fill: #b7dfc1; } svg .k2 { fill: #ffe08a; } svg .k3 { fill: #f79a6b; } svg .k4 { fill: #b3261e; }
    svg .h1 { fill: #cfe3f5; } svg .h2 { fill: #8fbfe6; } svg .h3 { fill: #2f78b7; } svg .h4 { fill: #123f6d; }
    svg .dark { fill: #16191c; } svg .light { fill: #fff; }
    details { color: var(--soft); } details table { color: var(--ink); margin-top: .8rem; }
    summary { cursor: pointer; }
    @media print { svg * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }

    """
}

/// Elements of a drawing.
extension RenderBuffer {
  mutating func rect(
    x: Int, y: Int, width: Int, height: Int, class name: String, radius: Int = 0
  ) {
    let corner = radius > 0 ? " rx=\"\(radius)\"" : ""
    append("<rect x=\"\(x)\" y=\"\(y)\" width=\"\(max(0, width))\" height=\"\(height)\"\(corner)")
    append(" class=\"\(name)\"/>\n")
  }

  mutating func line(x1: Int, y1: Int, x2: Int, y2: Int, class name: String) {
    append("<line x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\" class=\"\(name)\"/>\n")
  }

  enum Anchor: String { case start, middle, end }

  /// One line of text, which is escaped; `y` is where it stands on.
  mutating func text(
    _ text: ArraySlice<UInt8>, x: Int, y: Int, class name: String = "", anchor: Anchor = .start
  ) {
    if text.isEmpty { return }
    append("<text x=\"\(x)\" y=\"\(y)\"")
    if !name.isEmpty { append(" class=\"\(name)\"") }
    if anchor != .start { append(" text-anchor=\"\(anchor.rawValue)\"") }
    append(">")
    HTMLText.append(text, to: &self)
    append("</text>\n")
  }

  mutating func text(
    _ text: String, x: Int, y: Int, class name: String = "", anchor: Anchor = .start
  ) {
    self.text(Array(text.utf8)[...], x: x, y: y, class: name, anchor: anchor)
  }

  /// What a pointer that rests on the elements shows.
  mutating func tooltip(_ text: String) {
    append("<title>")
    HTMLText.append(Array(text.utf8)[...], to: &self)
    append("</title>")
  }
}

/// Some lines of text in a drawing.
struct TextBlock {
  let bytes: [UInt8]
  let pieces: [Piece]

  /// - Parameter width: in the units of the drawing.
  init(_ text: ArraySlice<UInt8>, width: Int) {
    // What the page shows in the place of controls counts for the width.
    var shown: [UInt8] = []
    VisibleText.append(text, keepsLines: true, isForPage: true, to: &shown)
    bytes = shown
    // Wide letters leave room for fewer of them.
    let plain = max(1, ChartPage.extent(columns: DisplayWidth.of(shown[...])))
    let real = max(plain, ChartPage.extent(of: shown[...]))
    pieces = Wrapping.lines(shown[...], width: max(1, width * plain / real / ChartPage.letterWidth))
  }

  var height: Int { pieces.count * ChartPage.lineHeight }

  func draw(
    x: Int, y: Int, class name: String = "", anchor: RenderBuffer.Anchor = .start,
    to buffer: inout RenderBuffer
  ) {
    for (index, piece) in pieces.enumerated() {
      buffer.text(
        bytes[piece.range], x: x, y: y + index * ChartPage.lineHeight + 14, class: name, anchor: anchor)
    }
  }
}
