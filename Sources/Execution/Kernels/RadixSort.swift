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
  private static let mostRunBits = 11

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

/// Sorts one run after the other in memory that they share.
private struct RunSort {
  private var words: [UInt64]
  private var others: [UInt64]
  private var counts: [UInt32]
  private var count = 0
  private let rowBits: UInt64
  /// To sort by, above those of the row.
  private let bits: Int

  init(longest: Int, rowBits: Int, bits: Int) {
    words = [UInt64](unsafeUninitializedCapacity: longest) { $1 = longest }
    others = [UInt64](unsafeUninitializedCapacity: longest) { $1 = longest }
    counts = [UInt32](repeating: 0, count: 1 << Self.mostBits)
    self.rowBits = UInt64(rowBits)
    self.bits = bits
  }

  private static let mostBits = 11
  /// So many words are sorted by comparing them.
  private static let few = 24

  mutating func clear() { count = 0 }

  /// All runs are at most `longest`.
  mutating func append(_ more: [UInt64], _ range: Range<Int>) {
    let start = count
    count += range.count
    words.withUnsafeMutableBufferPointer { words in
      _ = more.withUnsafeBufferPointer { more in
        UnsafeMutableBufferPointer(rebasing: words[start...]).update(fromContentsOf: more[range])
      }
    }
  }

  /// The rows behind the words, as many as there are words.
  mutating func sort(to rows: UnsafeMutableBufferPointer<UInt32>) {
    let mask = (UInt64(1) << rowBits) &- 1
    if bits > 0, count > Self.few {
      // As many bits at a time as there are about words, so that counting costs no more than placing.
      let most = min(Self.mostBits, Int.bitWidth - count.leadingZeroBitCount)
      let passes = (bits + most - 1) / most
      let width = (bits + passes - 1) / passes
      for pass in 0..<passes { distribute(shift: rowBits + UInt64(pass * width), width: width) }
    } else if bits > 0 {
      insertionSort()
    }
    words.withUnsafeBufferPointer { words in
      for place in rows.indices { rows[place] = UInt32(truncatingIfNeeded: words[place] & mask) }
    }
  }

  /// One pass: words go where their digit says, in the order they come.
  private mutating func distribute(shift: UInt64, width: Int) {
    let mask = (UInt64(1) << UInt64(width)) &- 1
    let count = count
    words.withUnsafeBufferPointer { words in
      others.withUnsafeMutableBufferPointer { others in
        counts.withUnsafeMutableBufferPointer { counts in
          // A digit is at most the mask, which is less than there are counts; each word is counted once and placed once.
          for digit in 0...Int(mask) { counts[digit] = 0 }
          for place in 0..<count { counts[Int(truncatingIfNeeded: words[place] >> shift & mask)] &+= 1 }
          var next: UInt32 = 0
          for digit in 0...Int(mask) { (counts[digit], next) = (next, next &+ counts[digit]) }
          for place in 0..<count {
            let word = words[place]
            let digit = Int(truncatingIfNeeded: word >> shift & mask)
            others[Int(counts[digit])] = word
            counts[digit] &+= 1
          }
        }
      }
    }
    swap(&words, &others)
  }

  /// Of whole words: no two are equal, and of those that agree in their levels the first row comes first.
  private mutating func insertionSort() {
    words.withUnsafeMutableBufferPointer { words in
      for index in 1..<max(1, count) {
        let word = words[index]
        var place = index
        while place > 0, words[place &- 1] > word {
          words[place] = words[place &- 1]
          place &-= 1
        }
        words[place] = word
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
