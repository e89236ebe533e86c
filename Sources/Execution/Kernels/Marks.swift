/// A byte for each row of a short block, 1 where it passed; and how marks become row numbers.
enum Marks {
  /// As many as stay in the fastest memory.
  private static let block = 4096

  /// The positions of 0..<count that `fill` marks. It is handed a block and the place of the block's first mark.
  static func kept(
    of count: Int, nanoseconds: Int, _ run: Run,
    _ fill: @Sendable (Range<Int>, UnsafeMutablePointer<Bool>) -> Void
  ) throws -> Selection {
    let work = run.work
    let pieces = try work.inPieces(of: count, nanoseconds: nanoseconds) { try piece($0, work, fill) }
    if pieces.allSatisfy(\.isAll) { return .all(count) }
    return .some(joined(pieces.map(\.explicit)))
  }

  /// What passed of one piece.
  private struct Piece: Sendable {
    var range: Range<Int>
    /// Every row of the range passed, and `rows` is empty.
    var isAll: Bool
    var rows: [UInt32]

    var explicit: [UInt32] {
      isAll ? range.map { UInt32(truncatingIfNeeded: $0) } : rows
    }
  }

  private static func piece(
    _ range: Range<Int>, _ work: Work, _ fill: (Range<Int>, UnsafeMutablePointer<Bool>) -> Void
  ) throws -> Piece {
    var isAll = true
    // The last eight rows are written as a whole, whatever they hold.
    let rows = try [UInt32](unsafeUninitializedCapacity: range.count + 8) { rows, filled in
      guard let start = rows.baseAddress else { return }
      try withUnsafeTemporaryAllocation(of: Bool.self, capacity: block + 8) { marks in
        guard let marks = marks.baseAddress else { return }
        try work.inBlocks(range, of: min(block, work.batch)) { block in
          fill(block, marks)
          (marks + block.count).initialize(repeating: false, count: 8)
          if isAll {
            if areAll(marks, block.count) { return }
            // Nothing was written as long as everything passed.
            isAll = false
            for row in range.lowerBound..<block.lowerBound {
              start[filled] = UInt32(truncatingIfNeeded: row)
              filled += 1
            }
          }
          filled += compress(marks, block, to: start + filled)
        }
      }
    }
    return Piece(range: range, isAll: isAll, rows: rows)
  }

  private static func areAll(_ marks: UnsafePointer<Bool>, _ count: Int) -> Bool {
    let bytes = UnsafeRawPointer(marks)
    var all: UInt64 = 0x0101_0101_0101_0101
    var place = 0
    while place &+ 8 <= count {
      all &= bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      place &+= 8
    }
    while place < count {
      if !marks[place] { return false }
      place &+= 1
    }
    return all == 0x0101_0101_0101_0101
  }

  /// Writes the row of every mark, eight marks at a time: what they say together tells which of eight numbers stand
  /// where, so that nothing branches on data. Gives how many there are; up to eight more places are written over.
  private static func compress(
    _ marks: UnsafePointer<Bool>, _ block: Range<Int>, to rows: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let bytes = UnsafeRawPointer(marks)
    var filled = 0
    lanes.withUnsafeBufferPointer { lanes in
      for place in stride(from: 0, to: block.count, by: 8) {
        let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        let pattern = Int(truncatingIfNeeded: (word &* 0x0102_0408_1020_4080) >> 56)
        let first = SIMD8<UInt32>(repeating: UInt32(truncatingIfNeeded: block.lowerBound &+ place))
        let numbers =
          first &+ SIMD8<UInt32>(truncatingIfNeeded: unsafeBitCast(lanes[pattern], to: SIMD8<UInt8>.self))
        UnsafeMutableRawPointer(rows + filled).storeBytes(of: numbers, as: SIMD8<UInt32>.self)
        filled &+= Int(truncatingIfNeeded: (word &* 0x0101_0101_0101_0101) >> 56)
      }
    }
    return filled
  }

  /// For each pattern of eight bits the numbers of those that are set, a byte each from the lowest, then zeros: before
  /// those of the pattern without its lowest bit stands the number of that bit.
  private static let lanes: [UInt64] = {
    var lanes = [UInt64](repeating: 0, count: 256)
    for pattern in 1..<256 {
      lanes[pattern] = lanes[pattern & (pattern - 1)] << 8 | UInt64(pattern.trailingZeroBitCount)
    }
    return lanes
  }()
}

extension Marks {
  /// The rows that are marked.
  static func kept(_ marks: [Bool]) -> Selection {
    let rows = [UInt32](unsafeUninitializedCapacity: marks.count + 8) { rows, filled in
      guard let start = rows.baseAddress else { return }
      var block = ContiguousArray(repeating: false, count: Self.block + 8)
      block.withUnsafeMutableBufferPointer { block in
        guard let copy = block.baseAddress else { return }
        marks.withUnsafeBufferPointer { marks in
          for first in stride(from: 0, to: marks.count, by: Self.block) {
            let rows = first..<min(first + Self.block, marks.count)
            for (place, row) in rows.enumerated() { copy[place] = marks[row] }
            (copy + rows.count).update(repeating: false, count: 8)
            filled += compress(copy, rows, to: start + filled)
          }
        }
      }
    }
    return rows.count == marks.count ? .all(rows.count) : .some(rows)
  }
}
