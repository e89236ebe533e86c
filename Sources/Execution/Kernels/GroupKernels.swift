import Plan

/// Loops over the groups of rows.
enum GroupKernels {
  /// One number for each pair of numbers.
  static func pairs(_ a: Numbers, _ b: Numbers) -> [UInt32] {
    let bound = UInt32(truncatingIfNeeded: b.bound)
    let (ours, theirs) = (a.values.span, b.values.span)
    let count = min(ours.count, theirs.count)
    return [UInt32](unsafeUninitializedCapacity: count) { pairs, filled in
      for row in 0..<count { pairs[row] = ours[unchecked: row] &* bound &+ theirs[unchecked: row] }
      filled = count
    }
  }

  /// The first row of each cell; `.max` for a cell without rows.
  static func firsts(_ cells: [UInt32], count: Int, _ run: Run) throws -> [UInt32] {
    let work = run.work
    let parts = try work.inPieces(of: cells.count, nanoseconds: 1) { range in
      var firsts = [UInt32](repeating: .max, count: count)
      let cells = cells.span
      try work.checkCancellation()
      firsts.withUnsafeMutableBufferPointer { firsts in
        // From the end to the beginning, so that the first row is written last.
        var row = range.upperBound
        while row > range.lowerBound {
          row &-= 1
          firsts[Int(cells[unchecked: row])] = UInt32(truncatingIfNeeded: row)
        }
      }
      return firsts
    }
    return parts.dropFirst().reduce(parts.first ?? []) { all, part in zip(all, part).map { min($0, $1) } }
  }

  /// Pairs of numbers by the order in which they are first seen, and the first row of each. Where there can be few
  /// pairs, each has a place of its own in a table.
  static func seen(
    _ before: Numbers, _ key: Numbers, _ run: Run
  ) throws -> (numbers: [UInt32], firsts: [UInt32]) {
    let isFirst = before.bound == 1
    let (ours, theirs) = (before.values.span, key.values.span)
    var firsts: [UInt32] = []
    let (size, overflow) = before.bound.multipliedReportingOverflow(by: key.bound)
    if overflow || size > max(RowGroups.fewCells, key.values.count * 2) {
      var pairs = WordTable()
      let numbers = try mapped(.all(key.values.count), run) { row in
        let pair = isFirst ? UInt64(theirs[row]) : UInt64(ours[row]) << 32 | UInt64(theirs[row])
        let number = pairs.number(of: pair)
        if Int(number) == firsts.count { firsts.append(UInt32(truncatingIfNeeded: row)) }
        return number
      }
      return (numbers, firsts)
    }
    var table = [UInt32](repeating: 0, count: size)
    let numbers = try table.withUnsafeMutableBufferPointer { table in
      try mapped(.all(key.values.count), run) { row in
        let place = isFirst ? Int(theirs[row]) : Int(ours[row]) &* key.bound &+ Int(theirs[row])
        if table[place] == 0 {
          firsts.append(UInt32(truncatingIfNeeded: row))
          table[place] = UInt32(truncatingIfNeeded: firsts.count)
        }
        return table[place] &- 1
      }
    }
    return (numbers, firsts)
  }

  /// How many rows each group has; with a mask, how many of those that it holds. `rows` are those of the mask.
  static func counts(
    _ numbers: [UInt32], count: Int, where mask: [Bool]? = nil, of rows: Selection, _ run: Run
  ) throws -> [Int64] {
    // Many groups are counted in one piece: every piece has a table of its own.
    let work = run.work
    let parts =
      count <= 4096
      ? try work.inPieces(of: numbers.count, nanoseconds: 1) {
        try part($0, numbers, count, mask, rows, work)
      }
      : [try part(0..<numbers.count, numbers, count, mask, rows, work)]
    var sums = [Int64](repeating: 0, count: count)
    for part in parts {
      for group in 0..<count { sums[group] += Int64(part[group]) }
    }
    return sums
  }

  private static func part(
    _ range: Range<Int>, _ numbers: [UInt32], _ count: Int, _ mask: [Bool]?, _ rows: Selection, _ work: Work
  ) throws -> [UInt32] {
    // Two tables, so that equal numbers one after the other do not wait for each other.
    var counts = [UInt32](repeating: 0, count: count * 2)
    let places: [UInt32] = if case .some(let rows) = rows { rows } else { [] }
    let (isAll, isMasked, mask) = (rows.isAll, mask != nil, mask ?? [])
    let (numbers, holds, mapped) = (numbers.span, mask.span, places.span)
    try counts.withUnsafeMutableBufferPointer { counts in
      try work.inBlocks(range, of: work.batch) { block in
        for place in block {
          let one: UInt32 =
            if isMasked { holds[isAll ? place : Int(mapped[unchecked: place])] ? 1 : 0 } else { 1 }
          counts[Int(numbers[unchecked: place]) &* 2 &+ (place & 1)] &+= one
        }
      }
    }
    return (0..<count).map { counts[$0 * 2] + counts[$0 * 2 + 1] }
  }

  /// The rows by their group, a run for each.
  static func runs(of numbers: [UInt32], count: Int) -> (offsets: [UInt32], rows: Selection) {
    var offsets = [UInt32](repeating: 0, count: count + 1)
    if count == 1 {
      offsets[1] = UInt32(truncatingIfNeeded: numbers.count)
      return (offsets, .all(numbers.count))
    }
    for number in numbers { offsets[Int(number) + 1] += 1 }
    for group in 0..<count { offsets[group + 1] += offsets[group] }
    var next = offsets
    let rows = [UInt32](unsafeUninitializedCapacity: numbers.count) { rows, filled in
      next.withUnsafeMutableBufferPointer { next in
        for (row, number) in numbers.enumerated() {
          rows[Int(next[Int(number)])] = UInt32(truncatingIfNeeded: row)
          next[Int(number)] &+= 1
        }
      }
      filled = numbers.count
    }
    return (offsets, .some(rows))
  }

  /// For each member of each row's list the position of the row, and the member; for an empty list none, or one with
  /// no member. nil where these are more than fit.
  static func members(
    _ lists: Lists, of rows: Selection, keepsEmpty: Bool, _ run: Run
  ) throws -> (positions: Selection, members: Selection)? {
    if case .all = rows, case .all = lists.places, !keepsEmpty || ListKernels.areFilled(lists.offsets) {
      // Every list once and in order, and so every member.
      let every = Selection.all(lists.members.count)
      if ListKernels.areSingle(lists.offsets) { return (every, every) }
      return (.some(ListKernels.owners(lists.offsets)), every)
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

  /// Whether some list holds one number twice; also true for lists too long to say at once.
  static func mayRepeat(_ offsets: [UInt32], _ numbers: [UInt32]) -> Bool {
    let (offsets, numbers) = (offsets.span, numbers.span)
    for list in 0..<max(0, offsets.count - 1) {
      let (start, end) = (Int(offsets[list]), Int(offsets[list + 1]))
      if end - start < 2 { continue }
      if end - start > 8 { return true }
      for member in start..<end {
        for other in member + 1..<end where numbers[member] == numbers[other] { return true }
      }
    }
    return false
  }
}
