/// Hashes of texts, and their comparison, a word at a time. The seed is another one in each process, so that no file can
/// be made to fill one run of slots.
enum TextHash {
  static let seed = UInt64.random(in: .min ... .max)

  static func hash(_ text: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt32 {
    let bytes = UnsafeRawBufferPointer(text)
    let count = bytes.count
    var state = seed ^ UInt64(truncatingIfNeeded: count)
    var index = 0
    while index &+ 8 < count {
      state = mix(state ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self), seed | 1)
      index &+= 8
    }
    return UInt32(truncatingIfNeeded: mix(state ^ tail(of: bytes), 0x9E37_79B9_7F4A_7C15))
  }

  /// The last eight bytes as a word, or all of them where there are fewer.
  @inline(__always) private static func tail(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    let count = bytes.count
    if count >= 8 { return bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self) }
    if count >= 4 {
      let first = UInt64(bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
      return first << 32 | UInt64(bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
    }
    var word: UInt64 = 0
    for byte in bytes { word = word << 8 | UInt64(byte) }
    return word
  }

  /// All bytes of a text in two words, which with its length make it; nil for one that is empty or longer than that.
  @inline(__always) static func words(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (low: UInt64, high: UInt64)? {
    guard text.count > 0, text.count <= 16 else { return nil }
    let bytes = UnsafeRawBufferPointer(text)
    // The last eight bytes, or all where there are fewer, and the first eight.
    let low = bytes.count < 8 ? 0 : bytes.loadUnaligned(as: UInt64.self)
    return (low, tail(of: bytes))
  }

  static func hash(_ key: UInt128) -> Int {
    let mixed = mix(
      UInt64(truncatingIfNeeded: key) ^ seed, UInt64(truncatingIfNeeded: key >> 64) ^ 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: mix(mixed ^ seed, 0x9E37_79B9_7F4A_7C15))
  }

  @inline(__always) private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  static func equal(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    let (ours, theirs) = (UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b))
    var index = 0
    while index &+ 8 < ours.count {
      let mine = ours.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if mine != theirs.loadUnaligned(fromByteOffset: index, as: UInt64.self) { return false }
      index &+= 8
    }
    return tail(of: ours) == tail(of: theirs)
  }
}
