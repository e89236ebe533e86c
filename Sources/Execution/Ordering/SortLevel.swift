import Plan

/// One number a row, as small as can be, so that several levels fit into one word: the smaller one comes first.
struct SortLevel {
  let words: [UInt64]
  /// How many bits the greatest of them has.
  let bits: Int

  /// Of ordinals: their distance from the least of them, and one number more for blank, which comes last whichever
  /// way the others go. nil where no number is left for it.
  init?(_ ordinals: [Int64], present: [Bool]?, isDescending: Bool) {
    let range = OrdinalBounds(ordinals, present)
    let (blank, overflow) = range.top.addingReportingOverflow(1)
    if overflow, present != nil { return nil }
    words = SortKernels.words(ordinals, present, range, blank: blank, isDescending: isDescending)
    bits = 64 - (present == nil ? range.top : blank).leadingZeroBitCount
  }

  /// Of the codes of an enumeration, of which 0 is blank.
  init(codes: [UInt8], _ enumeration: Enumeration, isDescending: Bool) {
    let last = enumeration.values.count + 1
    // Every code a byte can hold has a place, so that the look-up needs no check.
    let table = (0...255).map { UInt64($0 == 0 || $0 > last ? last : isDescending ? last - $0 : $0) }
    words = table.withUnsafeBufferPointer { table in codes.map { table[Int($0)] } }
    bits = Int.bitWidth - last.leadingZeroBitCount
  }

  /// Tells blanks only.
  init(blanksLast present: [Bool]?) {
    words = (present ?? []).map { $0 ? 0 : 1 }
    bits = 1
  }

  init(ranks: [UInt32], isDescending: Bool) {
    let top = ranks.max() ?? 0
    words = ranks.map { UInt64(isDescending ? top - $0 : $0) }
    bits = 32 - top.leadingZeroBitCount
  }
}

/// Where ordinals lie. A ref and a period are two numbers in one, which are packed more densely each by itself.
struct OrdinalBounds {
  private(set) var least = Int64.max
  private(set) var greatest = Int64.min
  /// The bounds of the lower half, taken as unsigned.
  private(set) var leastLow = UInt32.max
  private(set) var greatestLow = UInt32.min

  init(_ ordinals: [Int64], _ present: [Bool]?) {
    for (row, ordinal) in ordinals.enumerated() where present?[row] ?? true {
      least = min(least, ordinal)
      greatest = max(greatest, ordinal)
      leastLow = min(leastLow, UInt32(truncatingIfNeeded: ordinal))
      greatestLow = max(greatestLow, UInt32(truncatingIfNeeded: ordinal))
    }
    if least > greatest { (least, greatest, leastLow, greatestLow) = (0, 0, 0, 0) }
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
