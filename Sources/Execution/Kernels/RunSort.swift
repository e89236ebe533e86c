/// Sorts one run after the other in memory that they share.
struct RunSort {
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
