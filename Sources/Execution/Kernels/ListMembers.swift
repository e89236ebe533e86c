import Plan

/// Loops over the members of lists.
extension ListKernels {
  /// For each member of each row's list the position of the row, and the member; for an empty list none, or one with
  /// no member. nil where these are more than fit.
  static func members(
    _ lists: Lists, of rows: Selection, keepsEmpty: Bool, _ run: Run
  ) throws -> (positions: Selection, members: Selection)? {
    if case .all = rows, case .all = lists.places, !keepsEmpty || lists.areFilled {
      // Every list once and in order, and so every member.
      let every = Selection.all(lists.members.count)
      if lists.areSingle { return (every, every) }
      return (.some(try ListKernels.owners(lists.offsets, run)), every)
    }
    var positions: [UInt32] = []
    var members: [UInt32] = []
    positions.reserveCapacity(rows.count)
    members.reserveCapacity(rows.count)
    let offsets = lists.offsets.span
    try run.inBlocks(rows.count) { block in
      for position in block {
        let list = lists.places.row(at: rows.row(at: position))
        let row = UInt32(truncatingIfNeeded: position)
        for member in offsets[list]..<offsets[list + 1] {
          positions.append(row)
          members.append(member)
        }
        if keepsEmpty, offsets[list] == offsets[list + 1] {
          positions.append(row)
          members.append(Column.noRow)
        }
        if positions.count > Run.memberLimit { return }
      }
    }
    return positions.count > Run.memberLimit ? nil : (.some(positions), .some(members))
  }

  /// The members, rising, whose number an earlier member of their list has. All numbers are less than `bound`.
  static func repeats(_ offsets: [UInt32], _ numbers: [UInt32], bound: Int, _ run: Run) throws -> [UInt32] {
    let work = run.work
    if numbers.isEmpty { return [] }
    return joined(
      try work.inPieces(of: max(0, offsets.count - 1), nanoseconds: 2) { lists in
        var search = RepeatSearch(bound: bound)
        try offsets.withUnsafeBufferPointer { offsets in
          try numbers.withUnsafeBufferPointer { numbers in
            try work.inBlocks(lists, of: work.batch) { search.look($0, offsets, numbers) }
          }
        }
        return search.found
      })
  }
}

/// Looks for numbers that stand in a list twice.
private struct RepeatSearch {
  /// All numbers are less.
  let bound: Int
  private(set) var found: [UInt32] = []
  /// One more than the list that held each number last; empty as long as no list was long.
  private var lastList: [UInt32] = []

  init(bound: Int) { self.bound = bound }

  /// There is at least one number, and the lists end where the numbers do.
  mutating func look(
    _ lists: Range<Int>, _ offsets: UnsafeBufferPointer<UInt32>, _ numbers: UnsafeBufferPointer<UInt32>
  ) {
    let end = numbers.count &- 1
    var start = Int(offsets[lists.lowerBound])
    for list in lists {
      let next = Int(offsets[list &+ 1])
      let length = next &- start
      if length <= 2 {
        // Without branches on the length: a list of one is compared with itself, which does not count.
        let pair = length >> 1
        let isEqual = numbers[min(start, end)] == numbers[min(start &+ pair, end)]
        if pair & (isEqual ? 1 : 0) != 0 { found.append(UInt32(truncatingIfNeeded: start &+ 1)) }
      } else {
        lookLong(list, start..<next, numbers)
      }
      start = next
    }
  }

  private mutating func lookLong(
    _ list: Int, _ members: Range<Int>, _ numbers: UnsafeBufferPointer<UInt32>
  ) {
    if lastList.isEmpty { lastList = [UInt32](repeating: 0, count: bound) }
    let mark = UInt32(truncatingIfNeeded: list &+ 1)
    for member in members {
      let number = Int(numbers[member])
      if lastList[number] == mark { found.append(UInt32(truncatingIfNeeded: member)) }
      lastList[number] = mark
    }
  }
}
