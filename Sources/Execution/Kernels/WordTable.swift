/// Numbers 64-bit keys in the order in which they are first seen: an open hash table.
struct WordTable {
  private var keys: [UInt64] = []
  /// One more than the number of the key that lives here; 0 for a free place. As many as a power of two.
  private var places = [UInt32](repeating: 0, count: 64)
  private let hashing = Hashing.shared

  var count: Int { keys.count }

  mutating func number(of key: UInt64) -> UInt32 {
    var place = hashing.hash(key) & (places.count - 1)
    while places[place] != 0 {
      if keys[Int(places[place]) - 1] == key { return places[place] - 1 }
      place = (place + 1) & (places.count - 1)
    }
    keys.append(key)
    places[place] = UInt32(truncatingIfNeeded: keys.count)
    if keys.count * 2 > places.count { grow() }
    return UInt32(truncatingIfNeeded: keys.count - 1)
  }

  private mutating func grow() {
    places = [UInt32](repeating: 0, count: places.count * 4)
    for (number, key) in keys.enumerated() {
      var place = hashing.hash(key) & (places.count - 1)
      while places[place] != 0 { place = (place + 1) & (places.count - 1) }
      places[place] = UInt32(truncatingIfNeeded: number + 1)
    }
  }
}

/// Hashes that nobody who writes a plan can foresee: they are other ones in each process.
struct Hashing {
  private let seed = UInt64.random(in: .min ... .max)
  private let factor = UInt64.random(in: .min ... .max) | 1

  static let shared = Hashing()

  @inline(__always)
  func hash(_ word: UInt64) -> Int {
    let product = (word ^ seed).multipliedFullWidth(by: factor)
    let mixed = (product.high ^ product.low).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: mixed.high ^ mixed.low)
  }

  func hash(_ text: Bytes) -> Int {
    var state = UInt64(truncatingIfNeeded: text.count)
    var index = 0
    while index + 8 <= text.count {
      state = UInt64(truncatingIfNeeded: hash(state ^ text.word(at: index)))
      index += 8
    }
    var last: UInt64 = 0
    while index < text.count {
      last = last << 8 | UInt64(text[index])
      index += 1
    }
    return hash(state ^ last)
  }
}
