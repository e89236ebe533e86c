import Plan

/// How rows by several values become groups: numbers, each equal where the values are, are joined to pairs.
extension GroupKernels {
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
}
