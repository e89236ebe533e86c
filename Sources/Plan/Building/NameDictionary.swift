/// Distinct texts, each with a code in order of first appearance; code 0 is the empty text. An open-addressing table
/// over the bytes, so that a repeated text costs one hash and one comparison and allocates nothing.
final class NameDictionary {
  private(set) var bytes: [UInt8] = []
  private(set) var offsets: [UInt32] = [0, 0]
  /// A code a slot; 0 is a free slot. Never more than half full.
  private var slots = [UInt32](repeating: 0, count: 64)
  private var hashes: [UInt32] = [0]
  private let seed = TextHash.seed
  private let limits: BuildLimits

  init(limits: BuildLimits) { self.limits = limits }

  /// How many codes there are, the empty text's among them.
  var count: Int { offsets.count - 1 }

  var column: TextColumn { TextColumn(bytes: bytes, offsets: offsets) }

  func string(of code: UInt32) -> String {
    String(decoding: bytes[Int(offsets[Int(code)])..<Int(offsets[Int(code) + 1])], as: UTF8.self)
  }

  /// The code of a text, a new one where it was never seen; 0 where there is no room for more.
  func code(for text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    if text.isEmpty { return 0 }
    let hash = TextHash.hash(text, seed: seed)
    let slot = slot(of: text, hash)
    if slots[slot] != 0 { return slots[slot] }
    guard limits.hasRoom(text: bytes.count, adding: text.count), limits.hasRoom(rows: count) else { return 0 }
    let code = UInt32(truncatingIfNeeded: count)
    bytes.append(contentsOf: text)
    offsets.append(UInt32(truncatingIfNeeded: bytes.count))
    hashes.append(hash)
    slots[slot] = code
    if count * 2 > slots.count { grow() }
    return code
  }

  func code(for text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { code(for: $0) }
  }

  /// The same where it is likely to be the text of a code: then it is compared with that, and not looked up.
  func code(for text: UnsafeBufferPointer<UInt8>, likely code: UInt32) -> UInt32 {
    Int(code) < count && equals(code, text) ? code : self.code(for: text)
  }

  func code(for text: String, likely code: UInt32) -> UInt32 {
    var text = text
    return text.withUTF8 { self.code(for: $0, likely: code) }
  }

  func code(for text: [UInt8]) -> UInt32 { text.withUnsafeBufferPointer { code(for: $0) } }

  /// The codes of another dictionary's texts, by their codes there.
  func codes(for texts: TextColumn) -> [UInt32] {
    texts.bytes.withUnsafeBufferPointer { bytes in
      (0..<texts.count).map { code(for: UnsafeBufferPointer(rebasing: bytes[texts.range(at: $0)])) }
    }
  }

  /// The largest number that is counted with 32 bits.
  var extent: Int { max(bytes.count, count) }

  /// Forgets all texts, but keeps the memory.
  func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    offsets += [0, 0]
    hashes.removeAll(keepingCapacity: true)
    hashes.append(0)
    for slot in slots.indices { slots[slot] = 0 }
  }

  /// Whether the text has a code.
  func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.isEmpty || slots[slot(of: text, TextHash.hash(text, seed: seed))] != 0
  }

  /// Where the text's code is, or else the free slot where it would go.
  @inline(__always) private func slot(of text: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let code = slots[slot]
      if hashes[Int(code)] == hash, equals(code, text) { return slot }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func equals(_ code: UInt32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(offsets[Int(code)])
    guard Int(offsets[Int(code) + 1]) - start == text.count else { return false }
    return bytes.withUnsafeBufferPointer {
      TextHash.equal(UnsafeBufferPointer(rebasing: $0[start..<start + text.count]), text)
    }
  }

  // Four times as many, because each growing places all texts anew.
  private func grow() {
    var larger = [UInt32](repeating: 0, count: slots.count * 4)
    let mask = larger.count - 1
    for code in 1..<count {
      var slot = Int(hashes[code]) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = UInt32(truncatingIfNeeded: code)
    }
    slots = larger
  }
}
