/// The bytes that a format cannot write as they are.
protocol SpecialBytes {
  /// Ones where they stand.
  static func marks(in bytes: SIMD16<UInt8>) -> SIMD2<UInt64>
}

extension SIMD16<UInt8> {
  // As words, since to combine masks is slow: Swift 6.3 does it byte by byte.
  @inline(__always)
  func marks(_ byte: UInt8) -> SIMD2<UInt64> {
    unsafeBitCast(self .== SIMD16(repeating: byte), to: SIMD2<UInt64>.self)
  }

  @inline(__always)
  func marks(below byte: UInt8) -> SIMD2<UInt64> {
    unsafeBitCast(self .< SIMD16(repeating: byte), to: SIMD2<UInt64>.self)
  }

  @inline(__always)
  func marks(from byte: UInt8) -> SIMD2<UInt64> {
    unsafeBitCast(self .>= SIMD16(repeating: byte), to: SIMD2<UInt64>.self)
  }
}

extension Span<UInt8> {
  /// Whether one of the bytes stands in the run.
  @inline(__always)
  func holds<Special: SpecialBytes>(_ special: Special.Type) -> Bool {
    withUnsafeBufferPointer { $0.holds(special) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether one of the bytes stands in the run, sixteen at a time. What does not fill sixteen is read as bytes that
  /// overlap, so that none outside the run is looked at.
  @inline(__always)
  fileprivate func holds<Special: SpecialBytes>(_ special: Special.Type) -> Bool {
    guard let start = UnsafeRawPointer(baseAddress), count > 0 else { return false }
    guard count >= 16 else { return Self.isAny(special, shortBytes(start)) }
    var place = 0
    while place &+ 16 <= count {
      if Self.isAny(special, start.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self)) {
        return true
      }
      place &+= 16
    }
    return Self.isAny(special, start.loadUnaligned(fromByteOffset: count &- 16, as: SIMD16<UInt8>.self))
  }

  @inline(__always)
  private static func isAny<Special: SpecialBytes>(_ special: Special.Type, _ bytes: SIMD16<UInt8>) -> Bool {
    let hits = special.marks(in: bytes)
    return hits[0] | hits[1] != 0
  }

  /// All bytes of a run of one to fifteen, some of them more than once.
  @inline(__always)
  private func shortBytes(_ start: UnsafeRawPointer) -> SIMD16<UInt8> {
    let words: SIMD2<UInt64>
    if count >= 8 {
      words = SIMD2(
        start.loadUnaligned(as: UInt64.self),
        start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
    } else if count >= 4 {
      let low = UInt64(start.loadUnaligned(as: UInt32.self))
      let high = UInt64(start.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      words = SIMD2(repeating: low | high << 32)
    } else {
      let first = UInt64(start.load(as: UInt8.self))
      let middle = UInt64(start.load(fromByteOffset: count / 2, as: UInt8.self))
      let last = UInt64(start.load(fromByteOffset: count &- 1, as: UInt8.self))
      let three = first | middle << 8 | last << 16
      words = SIMD2(repeating: three | three << 24 | first << 48 | first << 56)
    }
    return unsafeBitCast(words, to: SIMD16<UInt8>.self)
  }
}
