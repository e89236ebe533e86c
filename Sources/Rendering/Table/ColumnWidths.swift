import Plan

/// What the cells and the name of a table's column ask for, in columns of the terminal.
struct ColumnDemand {
  /// The widest line of any cell, and of the name.
  var natural = 0
  /// Without breaking what should stay whole.
  var minimum = 0
  /// All cells together, which says how much room more width would save.
  var total = 0

  /// A column that is wider than this where nothing is broken holds sentences.
  private static let proseWidth = 40
  /// Words longer than this are broken rather than make a table too wide.
  private static let longWord = 16
  private static let shortText = 12

  init(name: TextMeasure, cells: TextMeasure, total: Int, isText: Bool, isRoomy: Bool) {
    natural = max(name.width, cells.width)
    self.total = total
    let whole: Int
    if isText {
      // Whole words, and lines long enough to be read.
      let readable = cells.width > Self.proseWidth ? (isRoomy ? 32 : 20) : isRoomy ? 16 : Self.shortText
      whole = min(cells.width, max(readable, min(cells.longestWord, Self.longWord)))
    } else {
      whole = min(cells.width, max(cells.longestWord, isRoomy ? Self.longWord : 0))
    }
    minimum = max(whole, min(name.longestWord, Self.longWord), 1)
  }
}

/// How a table's width is shared among its columns.
enum ColumnWidths {
  /// Natural widths where they fit; else each column its minimum, and what is left goes, column by column of the
  /// terminal, to whom it saves most lines. nil where not even the minimums fit.
  ///
  /// - Parameter available: what the cells may take together, without what stands between them.
  static func share(_ demands: [ColumnDemand], available: Int) -> [Int]? {
    let natural = demands.map(\.natural)
    if natural.reduce(0, +) <= available { return natural }
    var widths = demands.map(\.minimum)
    var left = available - widths.reduce(0, +)
    if left < 0 { return nil }
    while left > 0 {
      var best: Int?
      var bestGain = 0.0
      for index in demands.indices where widths[index] < natural[index] {
        // The lines of a column are about total / width; this is how many fewer one more column makes.
        let width = Double(widths[index])
        let gain = Double(demands[index].total) / (width * (width + 1))
        if gain > bestGain || best == nil { (best, bestGain) = (index, gain) }
      }
      guard let best else { break }
      widths[best] += 1
      left -= 1
    }
    spareBreaks(&widths, demands)
    return widths
  }

  /// A column that lacks little takes it from the widest, which hardly misses it.
  private static func spareBreaks(_ widths: inout [Int], _ demands: [ColumnDemand]) {
    guard let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) else { return }
    var spare = min(widths[widest] / 5, widths[widest] - demands[widest].minimum)
    for index in widths.indices where index != widest {
      let missing = demands[index].natural - widths[index]
      guard missing > 0, missing <= 6, missing <= spare else { continue }
      widths[index] += missing
      widths[widest] -= missing
      spare -= missing
    }
  }
}
