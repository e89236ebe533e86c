/// Loops over the numbers that rows are sorted by.
enum SortKernels {
  static func words(
    _ ordinals: [Int64], _ present: [Bool]?, _ bounds: OrdinalBounds, blank: UInt64, isDescending: Bool
  ) -> [UInt64] {
    let (least, leastHigh, leastLow) = (bounds.least, bounds.least >> 32, bounds.leastLow)
    let (top, lowBits, isSplit) = (bounds.top, bounds.lowBits, bounds.isSplit)
    var words = [UInt64](unsafeUninitializedCapacity: ordinals.count) { words, filled in
      ordinals.withUnsafeBufferPointer { ordinals in
        for row in ordinals.indices {
          let ordinal = ordinals[row]
          let distance =
            isSplit
            ? UInt64(bitPattern: (ordinal >> 32) &- leastHigh) << lowBits
              | UInt64(UInt32(truncatingIfNeeded: ordinal) &- leastLow)
            : UInt64(bitPattern: ordinal) &- UInt64(bitPattern: least)
          words[row] = isDescending ? top &- distance : distance
        }
      }
      filled = ordinals.count
    }
    if let present {
      words.withUnsafeMutableBufferPointer { words in
        for row in words.indices { words[row] = present[row] ? words[row] : blank }
      }
    }
    return words
  }

  /// Whether each number is at least the one before it: rows stand in this order already.
  static func isRising<Word: FixedWidthInteger>(_ words: [Word]) -> Bool {
    words.withUnsafeBufferPointer { words in
      var start = 1
      while start < words.count {
        let end = min(start + 1024, words.count)
        var falls = 0
        for place in start..<end { falls &+= words[place] < words[place &- 1] ? 1 : 0 }
        if falls > 0 { return false }
        start = end
      }
      return true
    }
  }

  /// Several levels as one word each: the first level is the highest part. Together they have 64 bits at most.
  static func packed(_ levels: ArraySlice<SortLevel>, count: Int) -> [UInt64] {
    guard let first = levels.first else { return [UInt64](repeating: 0, count: count) }
    var words = first.words
    for level in levels.dropFirst() {
      let bits = UInt64(level.bits)
      words.withUnsafeMutableBufferPointer { words in
        level.words.withUnsafeBufferPointer { more in
          for row in 0..<min(words.count, more.count) { words[row] = words[row] << bits | more[row] }
        }
      }
    }
    return words
  }

  /// Each word with the number of its row behind it, in as many bits as the greatest row number has.
  static func numbered(_ words: inout [UInt64], rowBits: Int) {
    let shift = UInt64(rowBits)
    words.withUnsafeMutableBufferPointer { words in
      for row in words.indices { words[row] = words[row] << shift | UInt64(truncatingIfNeeded: row) }
    }
  }

  /// The row numbers that stand behind the words.
  static func rows(_ words: [UInt64], rowBits: Int) -> [UInt32] {
    let mask = (UInt64(1) << UInt64(rowBits)) &- 1
    return words.map { UInt32(truncatingIfNeeded: $0 & mask) }
  }

  /// Sorts by some of the bits, from `low` on; words that agree in them stay in their order.
  static func radixSort(_ words: inout [UInt64], low: Int, bits: Int, _ run: Run) throws {
    guard bits > 0 else { return }
    let passes = (bits + 9) / 10
    let width = (bits + passes - 1) / passes
    var other = [UInt64](unsafeUninitializedCapacity: words.count) { $1 = words.count }
    for pass in 0..<passes {
      try run.checkCancellation()
      distribute(words, shift: UInt64(low + pass * width), width: width, to: &other)
      swap(&words, &other)
    }
  }

  /// One pass: words go where their digit says, in the order they come.
  private static func distribute(
    _ words: [UInt64], shift: UInt64, width: Int, to sorted: inout [UInt64]
  ) {
    let mask = (UInt64(1) << UInt64(width)) &- 1
    var places = [Int](repeating: 0, count: 1 << width)
    words.withUnsafeBufferPointer { words in
      places.withUnsafeMutableBufferPointer { places in
        for word in words { places[Int(truncatingIfNeeded: word >> shift & mask)] &+= 1 }
        var next = 0
        for digit in places.indices { (places[digit], next) = (next, next &+ places[digit]) }
        sorted.withUnsafeMutableBufferPointer { sorted in
          for word in words {
            let digit = Int(truncatingIfNeeded: word >> shift & mask)
            sorted[places[digit]] = word
            places[digit] &+= 1
          }
        }
      }
    }
  }
}
