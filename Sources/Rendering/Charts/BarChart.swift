import Plan

/// Which columns of an answer name its bars, which are drawn, and on what scale.
struct BarChart {
  struct Series {
    var column: Int
    /// Sums over the others, which would dwarf them.
    var isTotal: Bool
    var scale: BarScale
  }

  let table: ResultTable
  let labels: [Int]
  let series: [Series]

  init(_ table: ResultTable) throws(ChartFailure) {
    self.table = table
    let isPivot = table.shape.pivot != nil
    let numbers = table.columns.indices.filter { table.columns[$0].values.isNumber }
    var keys = Set(table.shape.keys)
    // The first of several numbers is what an answer without groups goes by: an objective's number.
    if keys.isEmpty, numbers.count > 1, numbers.first == 0 { keys = [0] }
    let drawn = numbers.filter { !keys.contains($0) }
    // A list of items has numbers that nobody asked to see as bars.
    let isList = table.isBare && table.shape.keys.isEmpty && !isPivot
    if drawn.isEmpty || isList { throw .noNumbers }
    labels = table.columns.indices.filter { !drawn.contains($0) && !(isPivot && $0 > 0) }
    let rows = table.rowCount - (table.shape.hasTotals ? 1 : 0)
    let isTotal = { (column: Int) in isPivot && table.shape.hasTotals && column == table.columns.count - 1 }
    // Counts are compared with each other; a share beside them has a scale of its own.
    var shared = BarScale()
    for column in drawn where !isTotal(column) && (isPivot || !table.columns[column].isDecimal) {
      shared.include(table.columns[column], rows: rows)
    }
    series = drawn.map { column in
      var scale = shared
      if !isPivot, table.columns[column].isDecimal {
        scale = BarScale()
        scale.include(table.columns[column], rows: rows)
      }
      return Series(column: column, isTotal: isTotal(column), scale: scale)
    }
  }

  /// What the bar of a cell stands for; nil where there is none: blanks and totals.
  func value(_ series: Series, row: Int) -> Double? {
    let isTotal = series.isTotal || (table.shape.hasTotals && row == table.rowCount - 1)
    return isTotal ? nil : table.columns[series.column].number(at: row)
  }

  /// What a full bar stands for, where that is not the same for all; nil where one scale holds for all.
  var scaleText: String? {
    var scales: [(largest: Double, names: [String])] = []
    for one in series where !one.isTotal {
      let name = table.columns[one.column].name
      if let index = scales.firstIndex(where: { $0.largest == one.scale.largest }) {
        scales[index].names.append(name)
      } else {
        scales.append((one.scale.largest, [name]))
      }
    }
    guard scales.count > 1 else { return nil }
    let parts = scales.map { "\(NumberText.text($0.largest)) for \($0.names.joined(separator: ", "))" }
    return "a full bar is \(parts.joined(separator: "; "))"
  }

  /// RAG where a label or, in a pivot, the column says it.
  func ragColumn() -> Int? { labels.first { table.columns[$0].type == .enumeration(.rag) } }

  /// The text of a label. A bar that has but one says that it is of the blank.
  func label(_ column: Int, _ grid: CellGrid, _ row: Int) -> ArraySlice<UInt8> {
    let cell = grid[column: column, row: row]
    return cell.isEmpty && labels.count == 1 ? Array("blank".utf8)[...] : cell
  }

  /// A pivot by RAG: the names of the columns say the colours.
  var isByRag: Bool {
    !series.isEmpty && table.shape.pivot != nil
      && series.allSatisfy {
        $0.isTotal || ["R", "A", "G", "blank"].contains(table.columns[$0.column].name)
      }
  }
}

/// The numbers from the smallest to the largest bar, with zero among them.
struct BarScale {
  private(set) var low = 0.0
  private(set) var high = 0.0

  mutating func include(_ column: ResultColumn, rows: Int) {
    for row in 0..<max(0, rows) {
      guard let value = column.number(at: row) else { continue }
      low = min(low, value)
      high = max(high, value)
    }
  }

  /// The size of the largest bar.
  var largest: Double { max(-low, high) }

  /// How much of the room lies below zero, 0 to 1.
  var zero: Double {
    if low == 0 { return 0 }
    if high == 0 { return 1 }
    // Halves, since the difference of two huge numbers may be infinite.
    return (-low / 2) / (high / 2 - low / 2)
  }

  /// The part of its side of zero that a bar fills, 0 to 1.
  func part(_ value: Double) -> Double {
    let limit = value < 0 ? -low : high
    return limit > 0 ? min(1, abs(value) / limit) : 0
  }
}

extension ResultColumn {
  var isDecimal: Bool {
    if case .decimal = values { true } else { false }
  }

  /// A number as far as it can be drawn; nil for blank and for everything else.
  func number(at row: Int) -> Double? {
    let source = source(of: row)
    guard source >= 0, source < values.count, !values.isBlank(at: source) else { return nil }
    switch values {
    case .integer(let column): return Double(column.values[source])
    case .decimal(let column): return column.values[source].isFinite ? column.values[source] : nil
    default: return nil
    }
  }
}
