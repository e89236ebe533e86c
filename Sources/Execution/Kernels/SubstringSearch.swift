import Plan

/// Finds one text in others: thirty-two places at a time are tried for two bytes of it, and where both stand, the rest
/// is compared. The two are the rarest ones, so that few places are.
struct SubstringSearch: Sendable {
  private let needle: [UInt8]
  private let first: Int
  private let second: Int

  /// The needle holds at least one byte.
  init(_ needle: [UInt8]) {
    self.needle = needle
    let byRarity = needle.indices.sorted { Self.frequency(needle[$0]) < Self.frequency(needle[$1]) }
    first = byRarity.first ?? 0
    second = byRarity.dropFirst().first ?? first
  }

  /// For one search only, before which to look for rare bytes would cost more than it saves.
  init(once needle: [UInt8]) {
    self.needle = needle
    (first, second) = (0, needle.count - 1)
  }

  /// How common a byte is in folded English, roughly: its place in this line, and 0 where it does not stand there.
  private static func frequency(_ byte: UInt8) -> Int {
    let line = StaticString("zqxj0123456789kvbpgwyfmculdhrsnioate ")
    return line.withUTF8Buffer { $0.firstIndex(of: byte).map { $0 + 1 } ?? 0 }
  }

  /// The first place where the needle stands in a text; nil where there is none.
  func firstMatch(in text: Bytes) -> Int? {
    needle.withUnsafeBufferPointer { place(of: $0, in: text, from: 0) }
  }

  /// The rows of a range whose text holds the needle and passes a test, which is handed the text and the first place
  /// of the needle in it. All texts are searched as one; a match that spans two rows is none.
  @inline(__always)
  func rows(
    _ range: Range<Int>, of texts: TextColumn, _ work: Work, where passes: (Bytes, Int) -> Bool
  ) throws -> [UInt32] {
    var kept: [UInt32] = []
    try texts.withRuns { texts in
      try needle.withUnsafeBufferPointer { needle in
        try work.inBlocks(range, of: min(work.batch, Self.block)) { block in
          let all = Bytes(rebasing: texts.bytes[..<Int(texts.offsets[block.upperBound])])
          var row = block.lowerBound
          var start = Int(texts.offsets[row])
          while let match = place(of: needle, in: all, from: start) {
            while Int(texts.offsets[row + 1]) <= match { row += 1 }
            start = Int(texts.offsets[row + 1])
            if match + needle.count > start {
              start = match + 1
            } else {
              if passes(texts.run(row), match - Int(texts.offsets[row])) {
                kept.append(UInt32(truncatingIfNeeded: row))
              }
              row += 1
            }
          }
        }
      }
    }
    return kept
  }

  /// Texts between two looks at cancellation.
  private static let block = 4096

  // Not inlined, so that the loop keeps all it needs in registers.
  @inline(never)
  private func place(of needle: Bytes, in text: Bytes, from start: Int) -> Int? {
    let last = text.count - needle.count
    guard start <= last, let bytes = UnsafeRawPointer(text.baseAddress) else { return nil }
    let (ones, twos) = (bytes + first, bytes + second)
    let wantedOne = SIMD32<UInt8>(repeating: needle[first])
    let wantedTwo = SIMD32<UInt8>(repeating: needle[second])
    var place = start
    while place &+ 31 <= last {
      let one = ones.loadUnaligned(fromByteOffset: place, as: SIMD32<UInt8>.self) .== wantedOne
      let two = twos.loadUnaligned(fromByteOffset: place, as: SIMD32<UInt8>.self) .== wantedTwo
      // A byte of ones where both stand.
      let hits = unsafeBitCast(one .& two, to: SIMD4<UInt64>.self)
      if hits[0] | hits[1] | hits[2] | hits[3] != 0 {
        var places = Self.bits(hits)
        while places != 0 {
          let found = place &+ places.trailingZeroBitCount
          if text.run(found, needle.count).equals(needle) { return found }
          places &= places &- 1
        }
      }
      place &+= 32
    }
    while place <= last {
      if text[place &+ first] == needle[first], text.run(place, needle.count).equals(needle) { return place }
      place &+= 1
    }
    return nil
  }

  /// A bit for each byte of ones.
  @inline(__always)
  private static func bits(_ hits: SIMD4<UInt64>) -> UInt32 {
    var bits: UInt32 = 0
    for part in 0..<4 {
      let eight = ((hits[part] & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) >> 56
      bits |= UInt32(truncatingIfNeeded: eight) << UInt32(8 * part)
    }
    return bits
  }
}

extension UnsafeBufferPointer<UInt8> {
  @inline(__always)
  fileprivate func run(_ start: Int, _ length: Int) -> Bytes {
    Bytes(rebasing: self[start..<start &+ length])
  }
}
