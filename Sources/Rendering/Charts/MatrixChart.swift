import Plan

/// How the cells of a pivot are shaded, and in which order its rows stand.
struct MatrixChart {
  enum Shading {
    /// Impact times likelihood, or any other two scales; the largest product there can be.
    case risk(Int64)
    /// By the size of the number, or by how many members a list has; the largest there is.
    case heat(Double, isWhole: Bool)
    /// The letter in a cell says it.
    case rag
    case none
  }

  let table: ResultTable
  let pivot: PivotShape
  let shading: Shading

  static let levels = 1...4

  init(_ table: ResultTable) throws(ChartFailure) {
    guard let pivot = table.shape.pivot, !table.columns.isEmpty else { throw .noPivot }
    self.table = table
    self.pivot = pivot
    let totals = table.shape.hasTotals ? 1 : 0
    let rows = max(0, table.rowCount - totals)
    let columns = table.columns.indices.dropFirst().dropLast(totals)
    let most = { (levels: [Int64?]?) in levels?.lazy.compactMap { $0 }.max() ?? 0 }
    let (product, overflow) = most(pivot.rowLevels).multipliedReportingOverflow(by: most(pivot.columnLevels))
    if !overflow, product > 0 {
      shading = .risk(product)
    } else if let first = columns.first, table.columns[first].type.element == .enumeration(.rag) {
      shading = .rag
    } else {
      var largest = 0.0
      var isWhole = true
      for column in columns {
        if table.columns[column].isDecimal { isWhole = false }
        for row in 0..<rows { largest = max(largest, abs(table.columns[column].amount(at: row) ?? 0)) }
      }
      shading = largest > 0 ? .heat(largest, isWhole: isWhole) : .none
    }
  }

  /// Both keys are scales: it stands as risk matrices do, impact upwards.
  var isUpward: Bool {
    if case .risk = shading { true } else { false }
  }

  func isTotal(row: Int, column: Int) -> Bool {
    table.shape.hasTotals && (row == table.rowCount - 1 || column == table.columns.count - 1)
  }

  /// The rows of a part of the table from top to bottom. Scales are short, so that one part holds them all.
  func order(_ rows: Range<Int>) -> [Int] {
    guard isUpward, let levels = pivot.rowLevels else { return Array(rows) }
    let scaled = rows.filter { levels.indices.contains($0) && levels[$0] != nil }
    return scaled.reversed() + rows.filter { !levels.indices.contains($0) || levels[$0] == nil }
  }

  /// 1 to 4; 0 where nothing is shaded.
  func level(row: Int, column: Int) -> Int {
    if isTotal(row: row, column: column) { return 0 }
    switch shading {
    case .risk(let largest):
      guard let product = product(row, column), product > 0 else { return 0 }
      let (scaled, overflow) = product.multipliedReportingOverflow(by: 4)
      return overflow ? 4 : Int(min(4, scaled / largest + 1))
    case .heat(let largest, _):
      guard let amount = table.columns[column].amount(at: row), amount != 0 else { return 0 }
      return Int(min(4, max(1, (abs(amount) / largest * 4).rounded(.up))))
    case .rag, .none: return 0
    }
  }

  private func product(_ row: Int, _ column: Int) -> Int64? {
    guard let rows = pivot.rowLevels, let columns = pivot.columnLevels, rows.indices.contains(row),
      columns.indices.contains(column - 1), let down = rows[row], let across = columns[column - 1]
    else { return nil }
    let (product, overflow) = down.multipliedReportingOverflow(by: across)
    return overflow ? nil : product
  }

  /// What the axes are, for the line above.
  var title: String {
    isUpward
      ? "\(pivot.rowKey) upwards, \(pivot.columnKey) to the right, shaded by their product"
      : "\(pivot.rowKey) down, \(pivot.columnKey) across"
  }

  /// What each level stands for, those that nothing can have left out.
  func key(dash: String) -> [(level: Int, text: String)] {
    switch shading {
    case .risk(let largest):
      let names = ["low", "medium", "high", "very high"]
      return Self.ranges(upTo: Double(largest), closedAbove: false).map { level, low, high in
        (level, "\(names[level - 1]) \(low == high ? "\(low)" : "\(low)\(dash)\(high)")")
      }
    case .heat(let largest, true) where largest < 9e15:
      return Self.ranges(upTo: largest, closedAbove: true).map { level, low, high in
        (level, low == high ? "\(low)" : "\(low)\(dash)\(high)")
      }
    case .heat(let largest, _):
      return Self.levels.map { ($0, "up to \(NumberText.text(largest * (Double($0) / 4)))") }
    case .rag, .none: return []
    }
  }

  /// The whole numbers of each level. A quarter of the largest belongs to the level below or above it.
  private static func ranges(upTo largest: Double, closedAbove: Bool) -> [(Int, Int64, Int64)] {
    levels.compactMap { level in
      let (below, above) = (largest * (Double(level - 1) / 4), largest * (Double(level) / 4))
      let low: Double
      let high: Double
      if closedAbove {
        (low, high) = (below.rounded(.down) + 1, above.rounded(.down))
      } else {
        (low, high) = (max(1, below.rounded(.up)), level == 4 ? largest : above.rounded(.up) - 1)
      }
      guard low <= high, let first = Int64(exactly: low), let last = Int64(exactly: high) else { return nil }
      return (level, first, last)
    }
  }
}

extension ResultColumn {
  /// A number, or how many members a list has; nil for blank and for all else.
  func amount(at row: Int) -> Double? {
    if let number = number(at: row) { return number }
    guard case .list(let list) = values else { return nil }
    let source = source(of: row)
    guard source >= 0, source < list.count else { return nil }
    let count = list.range(at: source).count
    return count == 0 ? nil : Double(count)
  }
}
