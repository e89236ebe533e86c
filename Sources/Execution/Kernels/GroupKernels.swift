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

  /// The first row of each stretch of equal numbers; nil unless the numbers rise, so that equal ones stand together.
  static func firstsOfRuns(_ numbers: [UInt32], _ run: Run) throws -> Selection? {
    let count = numbers.count
    let work = run.work
    let rises = try work.inPieces(of: max(0, count - 1), nanoseconds: 1) { range in
      var falls = 0
      try numbers.withUnsafeBufferPointer { numbers in
        try work.inBlocks(range, of: min(4096, work.batch)) { block in
          if falls > 0 { return }
          for place in block { falls |= numbers[place &+ 1] < numbers[place] ? 1 : 0 }
        }
      }
      return falls == 0
    }
    guard rises.allSatisfy({ $0 }) else { return nil }
    let numbers = numbers.span
    return try scan(.all(count), run) {
      // Row 0 is compared with itself, and is a first one all the same.
      $0.mark { $0 == 0 || numbers[unchecked: $0] != numbers[unchecked: max(0, $0 &- 1)] }
    }
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
        if !isMasked {
          for place in block { counts[Int(numbers[unchecked: place]) &* 2 &+ (place & 1)] &+= 1 }
        } else if isAll {
          for place in block {
            counts[Int(numbers[unchecked: place]) &* 2 &+ (place & 1)] &+= holds[place] ? 1 : 0
          }
        } else {
          for place in block {
            let isHeld = holds[Int(mapped[unchecked: place])]
            counts[Int(numbers[unchecked: place]) &* 2 &+ (place & 1)] &+= isHeld ? 1 : 0
          }
        }
      }
    }
    return (0..<count).map { counts[$0 * 2] + counts[$0 * 2 + 1] }
  }

  /// The rows by their group, a run for each.
  static func runs(of numbers: [UInt32], count: Int, _ run: Run) throws -> (
    offsets: [UInt32], rows: Selection
  ) {
    var offsets = [UInt32](repeating: 0, count: count + 1)
    if count == 1 {
      offsets[1] = UInt32(truncatingIfNeeded: numbers.count)
      return (offsets, .all(numbers.count))
    }
    try run.inBlocks(numbers.count) { for row in $0 { offsets[Int(numbers[row]) + 1] += 1 } }
    for group in 0..<count { offsets[group + 1] += offsets[group] }
    var next = offsets
    let rows = try [UInt32](unsafeUninitializedCapacity: numbers.count) { rows, filled in
      try next.withUnsafeMutableBufferPointer { next in
        try run.inBlocks(numbers.count) { block in
          for row in block {
            let group = Int(numbers[row])
            rows[Int(next[group])] = UInt32(truncatingIfNeeded: row)
            next[group] &+= 1
          }
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
