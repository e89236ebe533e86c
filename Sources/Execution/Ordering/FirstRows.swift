/// The first `wanted` rows of 0..<count in the order of the keys: the same ones as of a full sort, from one pass
/// that keeps no more rows than that.
func firstRows(_ wanted: Int, of count: Int, by keys: [SortKey], _ run: Run) throws -> [UInt32] {
  guard wanted > 0 else { return [] }
  let (order, work) = (RowOrder(keys), run.work)
  let isShort = wanted <= RowHeap.fewRows
  let heaps = try work.inPieces(of: isShort ? count : 1, nanoseconds: 2) { range in
    var heap = RowHeap(order: order, wanted: wanted)
    try work.inBlocks(isShort ? range : 0..<count, of: min(RowHeap.block, work.batch)) { heap.offer($0) }
    return heap
  }
  // Texts are long to compare, and many rows can be wanted.
  var comparisons = 0
  let found = try heaps.flatMap(\.entries).sorted {
    comparisons &+= 1
    if comparisons % RowHeap.block == 0 { try work.checkCancellation() }
    return order.precedes($0, $1)
  }
  return found.prefix(wanted).map(\.row)
}

/// Which of two rows comes first.
private struct RowOrder: Sendable {
  /// What the keys before the first text or list say, as far as one word goes.
  let first: [SortLevel]
  /// The first word says it all.
  private let isWhole: Bool
  private let keys: [SortKey]

  init(_ keys: [SortKey]) {
    self.keys = keys
    let plain = keys.prefix { $0.sequences == nil }
    let next = keys.dropFirst(plain.count).first?.levels ?? []
    let levels = plain.flatMap(\.levels) + next
    first = Array(levels[...].fitting)
    isWhole = plain.count == keys.count && first.count == levels.count
  }

  /// Rows that all keys find equal are in their own order.
  func precedes(_ a: RowEntry, _ b: RowEntry) -> Bool {
    if a.word != b.word { return a.word < b.word }
    if isWhole { return a.row < b.row }
    for key in keys {
      let order = key.order(Int(a.row), Int(b.row))
      if order != 0 { return order < 0 }
    }
    return a.row < b.row
  }
}

/// A row and what the first levels say of it.
private struct RowEntry: Sendable {
  var word: UInt64
  var row: UInt32
}

/// The rows kept so far, the last of them in order on top.
private struct RowHeap: Sendable {
  private let order: RowOrder
  private let wanted: Int
  private(set) var entries: [RowEntry] = []
  private var words = [UInt64](repeating: 0, count: RowHeap.block)

  /// Rows whose words are worked out at a time.
  static let block = 1024
  /// More than these are not kept once for each piece of the work.
  static let fewRows = 1000

  init(order: RowOrder, wanted: Int) {
    self.order = order
    self.wanted = wanted
  }

  /// Looks at the rows of a block.
  mutating func offer(_ block: Range<Int>) {
    SortLevel.pack(order.first, block, to: &words)
    var top = entries.count < wanted ? UInt64.max : entries[0].word
    // Decides about most rows.
    for place in 0..<block.count where words[place] <= top {
      offer(RowEntry(word: words[place], row: UInt32(truncatingIfNeeded: block.lowerBound + place)))
      top = entries.count < wanted ? UInt64.max : entries[0].word
    }
  }

  private mutating func offer(_ entry: RowEntry) {
    if entries.count < wanted {
      entries.append(entry)
      rise(from: entries.count - 1)
    } else if order.precedes(entry, entries[0]) {
      entries[0] = entry
      sink()
    }
  }

  private mutating func rise(from start: Int) {
    var child = start
    while child > 0, order.precedes(entries[(child - 1) / 2], entries[child]) {
      entries.swapAt((child - 1) / 2, child)
      child = (child - 1) / 2
    }
  }

  private mutating func sink() {
    var parent = 0
    while 2 * parent + 1 < entries.count {
      var child = 2 * parent + 1
      if child + 1 < entries.count, order.precedes(entries[child], entries[child + 1]) { child += 1 }
      guard order.precedes(entries[parent], entries[child]) else { return }
      entries.swapAt(parent, child)
      parent = child
    }
  }
}
