import Plan

typealias Bytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer<UInt8> {
  /// A run of an arena; the offsets of a `TextColumn` lie within its bytes.
  @inline(__always)
  func run(_ start: UInt32, _ end: UInt32) -> Bytes { Bytes(rebasing: self[Int(start)..<Int(end)]) }

  /// Byte by byte, which for UTF-8 is by code point; a beginning comes first.
  func precedes(_ other: Bytes) -> Bool { order(other) < 0 }

  /// Negative, zero or positive, as this comes before, equals or follows the other.
  func order(_ other: Bytes) -> Int {
    let shared = Swift.min(count, other.count)
    var index = 0
    while index &+ 8 <= shared {
      let mine = word(at: index)
      let theirs = other.word(at: index)
      if mine != theirs { return mine < theirs ? -1 : 1 }
      index &+= 8
    }
    while index < shared {
      if self[index] != other[index] { return Int(self[index]) - Int(other[index]) }
      index &+= 1
    }
    return count - other.count
  }

  func equals(_ other: Bytes) -> Bool { count == other.count && order(other) == 0 }

  func begins(with other: Bytes) -> Bool {
    count >= other.count && Bytes(rebasing: self[0..<other.count]).order(other) == 0
  }

  func finishes(with other: Bytes) -> Bool {
    count >= other.count && Bytes(rebasing: self[(count - other.count)...]).order(other) == 0
  }

  /// Eight bytes as a number that sorts as they do; they must lie within.
  @inline(__always)
  func word(at index: Int) -> UInt64 {
    UInt64(bigEndian: UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }
}

extension TextColumn {
  /// Seven bytes of a text as a number, and in its last byte how many there were, 8 for more: numbers that sort as the
  /// texts do as far as they go. A depth is seven bytes; behind the end of a text stands 0.
  func word(at row: Int, _ depth: Int) -> UInt64 {
    let range = range(at: row)
    let start = range.lowerBound + depth * 7
    let left = range.upperBound - start
    guard left > 0 else { return 0 }
    return bytes.withUnsafeBufferPointer { bytes in
      if start + 8 <= bytes.count {
        // Bytes of the next text are cut off by the shift.
        let cut = 64 - 8 * UInt64(min(left, 7))
        return ((bytes.word(at: start) >> cut) << cut) | UInt64(min(left, 8))
      }
      var word: UInt64 = 0
      for place in 0..<7 { word = (word << 8) | (place < left ? UInt64(bytes[start + place]) : 0) }
      return (word << 8) | UInt64(min(left, 8))
    }
  }
}
