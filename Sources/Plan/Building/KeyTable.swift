/// Distinct keys (`CompactKey`), each with its place in the order in which they came. As `NameDictionary` for texts: a
/// key that is there costs one hash and one comparison.
struct KeyTable {
  private(set) var keys: [UInt128] = []
  /// A place and 1 a slot; 0 is a free slot. Never more than half full.
  private var slots = [UInt32](repeating: 0, count: 64)

  /// The place of a key, and whether it was not there before.
  mutating func insert(_ key: UInt128) -> (place: Int, isNew: Bool) {
    let slot = slot(of: key)
    if slots[slot] != 0 { return (Int(slots[slot]) - 1, false) }
    keys.append(key)
    slots[slot] = UInt32(truncatingIfNeeded: keys.count)
    if keys.count * 2 > slots.count { grow() }
    return (keys.count - 1, true)
  }

  /// nil where the key is not there. Where it is at the place that is expected, nothing else is looked at.
  func place(of key: UInt128, expected: Int) -> Int? {
    if expected < keys.count, keys[expected] == key { return expected }
    if keys.isEmpty { return nil }
    let slot = slot(of: key)
    return slots[slot] == 0 ? nil : Int(slots[slot]) - 1
  }

  /// Where the key is, or else the free slot where it would go.
  private func slot(of key: UInt128) -> Int {
    var slot = TextHash.hash(key) & (slots.count - 1)
    while slots[slot] != 0, keys[Int(slots[slot]) - 1] != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  // Four times as many, because each growing looks all keys up again.
  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    for place in keys.indices { slots[slot(of: keys[place])] = UInt32(truncatingIfNeeded: place + 1) }
  }
}
