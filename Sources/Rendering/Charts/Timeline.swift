import Plan

/// Which columns of an answer are dates, and what stands beside them.
struct Timeline {
  struct Item {
    var starts: Period?
    /// In order.
    var due: [Period] = []

    var isDated: Bool { starts != nil || !due.isEmpty }

    /// It starts before it is due; else there is no time between to draw.
    var isForward: Bool {
      guard let starts, let last = due.last else { return true }
      return starts.first <= last.last
    }

    /// From the first day to the last.
    var span: Period? {
      guard let first = starts ?? due.first else { return nil }
      let firsts = due.map(\.first) + [first.first]
      let lasts = due.map(\.last) + [first.last]
      return Period(firsts.min() ?? first.first, lasts.max() ?? first.last)
    }
  }

  let table: ResultTable
  var labels: [Int]
  let rag: Int?
  let asAt: Day?
  private let starts: Int?
  private let due: Int?
  private let overdue: Int?
  /// From the first day of any item to the last; nil where no item has a date.
  private(set) var extent: Period?

  init(_ table: ResultTable) throws(ChartFailure) {
    self.table = table
    let columns = table.columns
    let dated = columns.indices.filter { columns[$0].type.element == .period }
    if dated.isEmpty { throw .noDates }
    let named = { (name: String) in dated.first { columns[$0].name == name } }
    let begins = named("starts") ?? (dated.count > 1 ? dated.first { columns[$0].name != "due" } : nil)
    starts = begins
    due = named("due") ?? dated.first { $0 != begins }
    let letters = columns.indices.first { columns[$0].type == .enumeration(.rag) }
    rag = letters
    overdue = columns.indices.first { columns[$0].type == .condition && columns[$0].name == "overdue" }
    asAt = table.shape.asAt
    let others = columns.indices.filter {
      $0 != letters && columns[$0].type != .condition && columns[$0].type.element != .period
    }
    // A query that named no columns has long texts and details, which a chart has no room for.
    let short = others.filter { !columns[$0].isDetail && columns[$0].type != .text }
    labels = table.isBare && !short.isEmpty ? short : others
    for row in 0..<table.rowCount {
      guard let span = item(row).span else { continue }
      extent = extent.map { Period(min($0.first, span.first), max($0.last, span.last)) } ?? span
    }
    hasLate = (0..<table.rowCount).contains { isLate($0) }
    if let asAt, let extent { self.extent = Self.extended(extent, to: asAt) }
  }

  /// A day that is not far from the items belongs on their axis; one years away would squeeze them.
  private static func extended(_ extent: Period, to day: Day) -> Period {
    let length = Int(extent.last.number) - Int(extent.first.number)
    let margin = max(92, length / 2)
    let isNear =
      Int(day.number) >= Int(extent.first.number) - margin
      && Int(day.number) <= Int(extent.last.number) + margin
    return isNear ? Period(min(extent.first, day), max(extent.last, day)) : extent
  }

  var hasStarts: Bool { starts != nil }
  var hasDue: Bool { due != nil }
  /// Some item is late, so that the mark of it needs to be told.
  private(set) var hasLate = false

  /// What an item without any label is called, where there is but one column of them.
  func label(_ column: Int, _ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    cell.isEmpty && labels.count == 1 ? Array("blank".utf8)[...] : cell
  }

  func item(_ row: Int) -> Item {
    Item(starts: starts.flatMap { periods($0, row).min() }, due: due.map { periods($0, row).sorted() } ?? [])
  }

  /// As `overdue` says: what is due last is over, and it is not green.
  func isLate(_ row: Int) -> Bool {
    if let overdue {
      guard case .condition(let column) = table.columns[overdue].values else { return false }
      let source = table.columns[overdue].source(of: row)
      return column.values.indices.contains(source) && column.values[source]
    }
    guard let rag, let asAt, let last = item(row).due.last, last.last < asAt else { return false }
    guard case .choice(let column) = table.columns[rag].values else { return false }
    let source = table.columns[rag].source(of: row)
    return column.codes.indices.contains(source) && column.codes[source] != Rag.green
  }

  private func periods(_ index: Int, _ row: Int) -> [Period] {
    let column = table.columns[index]
    let source = column.source(of: row)
    guard source >= 0, source < column.values.count else { return [] }
    switch column.values {
    case .period(let values): return values.period(at: source).map { [$0] } ?? []
    case .list(let list):
      guard case .period(let values) = list.elements else { return [] }
      return list.range(at: source).compactMap { values.period(at: $0) }
    default: return []
    }
  }
}
