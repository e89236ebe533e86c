/// Loops over the groups of rows.
enum GroupKernels {
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
}
