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
