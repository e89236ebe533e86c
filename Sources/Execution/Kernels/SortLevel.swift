import Plan

/// One number a row, as small as can be, so that several levels fit into one word: the smaller one comes first. The
/// numbers are read from columns where they are needed.
struct SortLevel: Sendable {
  private let source: Source
  /// How many bits the greatest of them has.
  let bits: Int

  private enum Source {
    /// The number of each code that a byte can hold.
    case codes([UInt8], Selection, [UInt64])
    /// The distance of each ordinal from the least of them, or from the greatest, and a number for blank.
    case distances(SortValues, OrdinalBounds, blank: UInt64, isDescending: Bool)
    /// 1 for blank.
    case blanks(SortValues)
    /// 1 where there is nothing.
    case missing([Bool])
  }

  /// Of the codes of an enumeration, of which 0 is blank.
  init(_ column: ChoiceColumn, _ rows: Selection, isDescending: Bool) {
    let last = column.enumeration.values.count + 1
    // Every code a byte can hold has a place, so that the look-up needs no check.
    let table = (0...255).map { UInt64($0 == 0 || $0 > last ? last : isDescending ? last - $0 : $0) }
    source = .codes(column.codes, rows, table)
    bits = Int.bitWidth - last.leadingZeroBitCount
  }

  /// Tells blanks only.
  init(blanksLast present: [Bool]) {
    source = .missing(present)
    bits = 1
  }

  private init(_ source: Source, bits: Int) {
    self.source = source
    self.bits = bits
  }

  /// Of values: their distance from the least of them, and one number more for blank, which comes last whichever way
  /// the others go. Two levels where no number is left for it.
  static func of(_ values: SortValues, count: Int, isDescending: Bool, _ run: Run) throws -> [SortLevel] {
    let bounds = try OrdinalBounds(values, count: count, run)
    let (next, overflow) = bounds.top.addingReportingOverflow(1)
    let isSplit = overflow && bounds.hasBlank
    let blank = bounds.hasBlank && !overflow ? next : 0
    let distances = SortLevel(
      .distances(values, bounds, blank: blank, isDescending: isDescending),
      bits: 64 - max(bounds.top, blank).leadingZeroBitCount)
    return isSplit ? [SortLevel(.blanks(values), bits: 1), distances] : [distances]
  }

  /// Calls `body` with each place in a stretch of the rows, counted from its beginning, and the number there.
  @inline(__always)
  private func each(_ block: Range<Int>, _ body: (_ place: Int, _ number: UInt64) -> Void) {
    switch source {
    case .codes(let codes, let rows, let table):
      let (codes, table) = (codes.span, table.span)
      rows.each(block) { body($0, table[unchecked: Int(codes[unchecked: $1])]) }
    case .distances(let values, let bounds, let blank, let isDescending):
      let (least, leastHigh, leastLow) = (bounds.least, bounds.least >> 32, bounds.leastLow)
      let (top, lowBits) = (bounds.top, bounds.lowBits)
      if bounds.isSplit {
        values.each(block) { place, ordinal, isPresent in
          let distance =
            UInt64(bitPattern: (ordinal >> 32) &- leastHigh) << lowBits
            | UInt64(UInt32(truncatingIfNeeded: ordinal) &- leastLow)
          body(place, isPresent ? (isDescending ? top &- distance : distance) : blank)
        }
      } else {
        values.each(block) { place, ordinal, isPresent in
          let distance = UInt64(bitPattern: ordinal) &- UInt64(bitPattern: least)
          body(place, isPresent ? (isDescending ? top &- distance : distance) : blank)
        }
      }
    case .blanks(let values):
      values.each(block) { place, _, isPresent in body(place, isPresent ? 0 : 1) }
    case .missing(let present):
      for place in 0..<block.count { body(place, present[block.lowerBound &+ place] ? 0 : 1) }
    }
  }

  /// The number of one row.
  func number(_ row: Int) -> UInt64 {
    var number: UInt64 = 0
    each(row..<row + 1) { number = $1 }
    return number
  }

  /// The numbers of a stretch of rows, the first level highest, in the first places of `words`, which has as many.
  static func pack(_ levels: [SortLevel], _ block: Range<Int>, to words: inout [UInt64]) {
    words.withUnsafeMutableBufferPointer {
      pack(levels, block, to: UnsafeMutableBufferPointer(rebasing: $0[..<block.count]))
    }
  }

  /// As above, where `words` has a place for each.
  static func pack(_ levels: [SortLevel], _ block: Range<Int>, to words: UnsafeMutableBufferPointer<UInt64>) {
    guard let first = levels.first else { return words.update(repeating: 0) }
    first.each(block) { words[$0] = $1 }
    for level in levels.dropFirst() {
      let bits = UInt64(level.bits)
      level.each(block) { words[$0] = words[$0] << bits | $1 }
    }
  }

  /// The numbers of all rows in one word each.
  static func packed(_ levels: [SortLevel], count: Int, _ run: Run) throws -> [UInt64] {
    try [UInt64](unsafeUninitializedCapacity: count) { words, filled in
      try run.inBlocks(count) { block in
        pack(levels, block, to: UnsafeMutableBufferPointer(rebasing: words[block]))
        filled = block.upperBound
      }
    }
  }

  /// Whether rows stand in this order already.
  func isRising(_ count: Int, _ run: Run) throws -> Bool {
    var last: UInt64 = 0
    var start = 0
    while start < count {
      let block = start..<min(start + 1024, count)
      var falls = 0
      each(block) {
        falls &+= $1 < last ? 1 : 0
        last = $1
      }
      if falls > 0 { return false }
      start = block.upperBound
    }
    return true
  }
}
