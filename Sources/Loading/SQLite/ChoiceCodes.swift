import Plan

/// The codes of an enumeration's values. The few spellings that a column repeats are looked up once.
struct ChoiceCodes {
  let enumeration: Enumeration
  /// By slot, a spelling and its code; no spelling packs to 0.
  private var known = [(word: UInt64, code: UInt8)](repeating: (0, 0), count: slotCount)
  private static let slotCount = 16

  init(_ enumeration: Enumeration) { self.enumeration = enumeration }

  /// The code of a value, ignoring case; nil where it is none, or blank.
  mutating func code(of text: UnsafeBufferPointer<UInt8>) -> UInt8? {
    guard !text.isEmpty else { return nil }
    guard text.count < 8 else { return read(text) }
    // A leading NUL must not make another text of the same word.
    var word = UInt64(truncatingIfNeeded: text.count)
    for byte in text { word = word << 8 | UInt64(byte) }
    let slot = Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 60)
    if known[slot].word == word { return known[slot].code }
    guard let code = read(text) else { return nil }
    known[slot] = (word, code)
    return code
  }

  private func read(_ text: UnsafeBufferPointer<UInt8>) -> UInt8? {
    enumeration.code(of: String(decoding: text, as: UTF8.self))
  }
}
