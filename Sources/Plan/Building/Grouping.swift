/// Rows by a key, each group in row order, found by a counting sort. Keys that name no group (`Column.noRow`) make a
/// group of their own after the others.
struct Grouping: Sendable {
  let groupCount: Int
  private let offsets: [UInt32]
  private let rows: [UInt32]

  init(keys: [UInt32], groupCount: Int, _ workers: any Workers) {
    var offsets = [UInt32](repeating: 0, count: groupCount + 2)
    for key in keys { offsets[min(Int(key), groupCount) + 1] += 1 }
    for group in 0...groupCount { offsets[group + 1] += offsets[group] }
    var next = offsets
    var rows = [UInt32](repeating: 0, count: keys.count, workers)
    for index in keys.indices {
      let group = min(Int(keys[index]), groupCount)
      rows[Int(next[group])] = UInt32(truncatingIfNeeded: index)
      next[group] += 1
    }
    self.groupCount = groupCount
    self.offsets = offsets
    self.rows = rows
  }

  /// The rows of a group; `groupCount` names those without one.
  subscript(group: Int) -> ArraySlice<UInt32> { rows[Int(offsets[group])..<Int(offsets[group + 1])] }

  /// The groups as lists of items.
  func lists(of entity: Entity) -> ListColumn {
    let used = Int(offsets[groupCount])
    // As a rule every row has a group, and nothing is copied.
    return ListColumn(
      offsets: Array(offsets[0...groupCount]),
      elements: .item(ItemColumn(entity: entity, rows: used == rows.count ? rows : Array(rows[..<used]))))
  }
}
