/// The first `wanted` rows of 0..<count in the order of the keys: the same ones as of a full sort, from one pass
/// that keeps no more rows than that.
func firstRows(_ wanted: Int, of count: Int, by keys: [SortKey], _ run: Run) throws -> [UInt32] {
  guard wanted > 0 else { return [] }
  var heap = RowHeap(keys: keys, count: count)
  try run.inBlocks(count) { block in
    for row in block where heap.mayEnter(row, wanted) { heap.offer(row, keeping: wanted) }
  }
  return heap.rows.sorted { heap.precedes(Int($0), Int($1)) }
}

/// The rows kept so far, the last of them in order on top.
private struct RowHeap {
  /// What the keys before the first text or list say, in one word as far as it goes.
  private let first: [UInt64]
  /// The first word says it all.
  private let isWhole: Bool
  private let keys: [SortKey]
  private(set) var rows: [UInt32] = []
  private var top: UInt64 = .max

  init(keys: [SortKey], count: Int) {
    self.keys = keys
    let plain = keys.prefix { $0.sequences == nil }
    let next = keys.dropFirst(plain.count).first?.levels ?? []
    let words = packed((plain.flatMap(\.levels) + next)[...], count: count)
    first = words.first ?? [UInt64](repeating: 0, count: count)
    isWhole = plain.count == keys.count && words.count <= 1
  }

  /// Rows that all keys find equal are in their own order.
  func precedes(_ a: Int, _ b: Int) -> Bool {
    if first[a] != first[b] { return first[a] < first[b] }
    if isWhole { return a < b }
    for key in keys {
      let order = key.order(a, b)
      if order != 0 { return order < 0 }
    }
    return a < b
  }

  /// Decides about most rows.
  @inline(__always)
  func mayEnter(_ row: Int, _ wanted: Int) -> Bool { first[row] <= top || rows.count < wanted }

  mutating func offer(_ row: Int, keeping wanted: Int) {
    if rows.count < wanted {
      rows.append(UInt32(truncatingIfNeeded: row))
      rise(from: rows.count - 1)
    } else if precedes(row, Int(rows[0])) {
      rows[0] = UInt32(truncatingIfNeeded: row)
      sink()
    } else {
      return
    }
    top = first[Int(rows[0])]
  }

  private mutating func rise(from start: Int) {
    var child = start
    while child > 0, precedes(Int(rows[(child - 1) / 2]), Int(rows[child])) {
      rows.swapAt((child - 1) / 2, child)
      child = (child - 1) / 2
    }
  }

  private mutating func sink() {
    var parent = 0
    while 2 * parent + 1 < rows.count {
      var child = 2 * parent + 1
      if child + 1 < rows.count, precedes(Int(rows[child]), Int(rows[child + 1])) { child += 1 }
      guard precedes(Int(rows[parent]), Int(rows[child])) else { return }
      rows.swapAt(parent, child)
      parent = child
    }
  }
}
