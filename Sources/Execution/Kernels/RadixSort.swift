/// Sorts rows by words of which each holds the numbers of its levels and behind them, in the last bits, its row: first
/// by the highest bits, piece of rows by piece, then each run of words that agree in these by the others. Runs are short
/// enough for the fastest memory, and the threads share both.
struct RadixSort: Sendable {
  /// The first level first; together with the row they have 64 bits at most.
  let levels: [SortLevel]
  let count: Int
  private let rowBits: Int
  /// Of the levels; the first `firstBits` of them are sorted by first.
  private let bits: Int
  private let firstBits: Int

  /// About as many words as a run has, and as many are worked out at a time.
  private static let run = 1024
  private static let mostFirstBits = 10

  /// nil where the levels do not fit into one word.
  init?(_ levels: ArraySlice<SortLevel>, count: Int, batch: Int) {
    self.levels = Array(levels)
    self.count = count
    rowBits = Int.bitWidth - max(0, count - 1).leadingZeroBitCount
    bits = levels.reduce(0) { $0 + $1.bits }
    if bits + rowBits > 64 { return nil }
    let runs = count / min(Self.run, batch)
    firstBits = min(bits, Self.mostFirstBits, Int.bitWidth - runs.leadingZeroBitCount)
  }

  func rows(_ run: Run) throws -> [UInt32] {
    let work = run.work
    let parts = try work.inPieces(of: count, nanoseconds: 5) { try part($0, work) }
    var starts = [Int](repeating: 0, count: 1 << firstBits + 1)
    for part in parts {
      for digit in part.ends.indices { starts[digit + 1] += part.range(digit).count }
    }
    for digit in starts.indices.dropFirst() { starts[digit] += starts[digit - 1] }
    let begins = starts
    return joined(
      try work.inPieces(of: count, nanoseconds: 5) { places in
        // The runs that begin within these places.
        let first = begins.firstPlace { $0 >= places.lowerBound }
        let last = begins.firstPlace { $0 >= places.upperBound }
        return try sorted(first..<min(last, 1 << firstBits), of: parts, begins, work)
      })
  }

  /// The words of a stretch of rows by their first digit; those of one digit stand as the rows do.
  private struct Part: Sendable {
    var words: [UInt64] = []
    var ends: [Int]

    func range(_ digit: Int) -> Range<Int> { (digit == 0 ? 0 : ends[digit - 1])..<ends[digit] }
  }

  private func part(_ range: Range<Int>, _ work: Work) throws -> Part {
    var part = Part(ends: [Int](repeating: 0, count: 1 << firstBits))
    let shift = UInt64(bits + rowBits - firstBits)
    let words = try [UInt64](unsafeUninitializedCapacity: range.count) { words, filled in
      try work.inBlocks(range, of: min(Self.run, work.batch)) { block in
        let place = block.lowerBound - range.lowerBound
        let stretch = UnsafeMutableBufferPointer(rebasing: words[place..<place + block.count])
        SortLevel.pack(levels, block, to: stretch)
        for place in stretch.indices {
          stretch[place] =
            stretch[place] << UInt64(rowBits) | UInt64(truncatingIfNeeded: block.lowerBound &+ place)
        }
        filled = place + block.count
      }
    }
    if firstBits == 0 {
      part.ends[0] = words.count
      part.words = words
      return part
    }
    part.words = [UInt64](unsafeUninitializedCapacity: words.count) { sorted, filled in
      words.withUnsafeBufferPointer { words in
        part.ends.withUnsafeMutableBufferPointer { places in
          // A digit has `firstBits` bits, for there is nothing above it, and so lies within the places. Each word is
          // counted once and then placed once, within the run of its digit.
          for word in words { places[Int(truncatingIfNeeded: word >> shift)] &+= 1 }
          var next = 0
          for digit in places.indices { (places[digit], next) = (next, next &+ places[digit]) }
          for word in words {
            let digit = Int(truncatingIfNeeded: word >> shift)
            sorted[places[digit]] = word
            places[digit] &+= 1
          }
        }
      }
      filled = words.count
    }
    return part
  }

  /// The rows of the runs of some digits, one run after the other.
  private func sorted(
    _ digits: Range<Int>, of parts: [Part], _ begins: [Int], _ work: Work
  ) throws -> [UInt32] {
    guard let first = digits.first else { return [] }
    let base = begins[first]
    let longest = digits.reduce(0) { max($0, begins[$1 + 1] - begins[$1]) }
    var runs = RunSort(longest: longest, rowBits: rowBits, bits: bits - firstBits)
    return try [UInt32](unsafeUninitializedCapacity: begins[digits.upperBound] - base) { rows, filled in
      for digit in digits {
        if digit & 63 == 0 { try work.checkCancellation() }
        let places = (begins[digit] - base)..<(begins[digit + 1] - base)
        runs.clear()
        for part in parts { runs.append(part.words, part.range(digit)) }
        runs.sort(to: UnsafeMutableBufferPointer(rebasing: rows[places]))
        filled = places.upperBound
      }
    }
  }
}

extension [Int] {
  /// The first place of a rising array whose number passes a test that all later ones pass too.
  fileprivate func firstPlace(where passes: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if passes(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
