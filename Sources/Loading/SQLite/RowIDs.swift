import Plan

/// The rows of a plan by the ids that a database gave them, which usually are 1, 2, 3 …
struct RowIDs {
  private var rows: UInt32 = 0
  private var isSequential = true
  private var others: [Int64: UInt32] = [:]

  /// How many there are.
  var count: Int { Int(rows) }

  mutating func add(_ id: Int64) {
    if isSequential, id != Int64(rows) + 1 {
      isSequential = false
      for row in 0..<rows { others[Int64(row) + 1] = row }
    }
    if !isSequential { others[id] = rows }
    rows += 1
  }

  subscript(id: Int64) -> UInt32? {
    if isSequential { return id >= 1 && id <= Int64(rows) ? UInt32(truncatingIfNeeded: id - 1) : nil }
    return others[id]
  }
}

/// Of all items. By entity, and not in a dictionary, whose first use with such keys takes longer than reading a small
/// plan's tables.
struct ItemIDs {
  private var ids = [RowIDs](repeating: RowIDs(), count: Entity.allCases.count)

  subscript(entity: Entity) -> RowIDs {
    get { ids[entity.rawValue] }
    set { ids[entity.rawValue] = newValue }
  }
}
