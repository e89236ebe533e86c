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

  /// The numbers of a stretch of rows, the first level highest; `words` has a place for each.
  static func pack(_ levels: [SortLevel], _ block: Range<Int>, to words: UnsafeMutableBufferPointer<UInt64>) {
    guard let first = levels.first else { return words.update(repeating: 0) }
    first.each(block) { words[$0] = $1 }
    for level in levels.dropFirst() {
      let bits = UInt64(level.bits)
      level.each(block) { words[$0] = words[$0] << bits | $1 }
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

/// Where ordinals lie. A ref and a period are two numbers in one, which are packed more densely each by itself.
struct OrdinalBounds: Sendable {
  private(set) var least = Int64.max
  private(set) var greatest = Int64.min
  /// The bounds of the lower half, taken as unsigned.
  private(set) var leastLow = UInt32.max
  private(set) var greatestLow = UInt32.min
  private(set) var hasBlank = false

  init(_ values: SortValues, count: Int, _ run: Run) throws {
    let work = run.work
    let parts = try work.inPieces(of: count, nanoseconds: 1) { range in
      var bounds = OrdinalBounds()
      try work.inBlocks(range, of: work.batch) { bounds.widen(values, $0) }
      return bounds
    }
    for part in parts {
      least = min(least, part.least)
      greatest = max(greatest, part.greatest)
      leastLow = min(leastLow, part.leastLow)
      greatestLow = max(greatestLow, part.greatestLow)
      hasBlank = hasBlank || part.hasBlank
    }
    if least > greatest { (least, greatest, leastLow, greatestLow) = (0, 0, 0, 0) }
  }

  private init() {}

  private mutating func widen(_ values: SortValues, _ block: Range<Int>) {
    var (least, greatest, leastLow, greatestLow) = (least, greatest, leastLow, greatestLow)
    var blanks = 0
    values.each(block) { _, ordinal, isPresent in
      blanks &+= isPresent ? 0 : 1
      let low = UInt32(truncatingIfNeeded: ordinal)
      least = min(least, isPresent ? ordinal : .max)
      greatest = max(greatest, isPresent ? ordinal : .min)
      leastLow = min(leastLow, isPresent ? low : .max)
      greatestLow = max(greatestLow, isPresent ? low : .min)
    }
    (self.least, self.greatest, self.leastLow, self.greatestLow) = (least, greatest, leastLow, greatestLow)
    hasBlank = hasBlank || blanks > 0
  }

  /// The bits of the lower half.
  var lowBits: UInt64 { UInt64(32 - (greatestLow &- leastLow).leadingZeroBitCount) }

  private var whole: UInt64 { UInt64(bitPattern: greatest) &- UInt64(bitPattern: least) }

  private var split: UInt64 {
    let high = UInt64(bitPattern: (greatest >> 32) &- (least >> 32))
    return high << lowBits | UInt64(greatestLow &- leastLow)
  }

  var isSplit: Bool { split < whole }

  /// At least the greatest distance.
  var top: UInt64 { isSplit ? split : whole }
}
