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
