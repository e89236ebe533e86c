/// Finds one text in others: sixteen places at a time are tried for two bytes of it, and where both stand, the rest
/// is compared. The two are the rarest ones, so that few places are.
struct SubstringSearch {
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

  var length: Int { needle.count }

  /// How common a byte is in folded English, roughly: its place in this line, and 0 where it does not stand there.
  private static func frequency(_ byte: UInt8) -> Int {
    let line = StaticString("zqxj0123456789kvbpgwyfmculdhrsnioate ")
    return line.withUTF8Buffer { $0.firstIndex(of: byte).map { $0 + 1 } ?? 0 }
  }

  /// The first place at or after `start` where the needle stands in `text`; nil where there is none.
  func firstMatch(in text: Bytes, from start: Int) -> Int? {
    needle.withUnsafeBufferPointer { needle in
      let last = text.count - needle.count
      guard start <= last else { return nil }
      let bytes = UnsafeRawBufferPointer(text)
      let wantedFirst = SIMD16<UInt8>(repeating: needle[first])
      let wantedSecond = SIMD16<UInt8>(repeating: needle[second])
      var place = start
      while place &+ 15 <= last {
        let one = bytes.loadUnaligned(fromByteOffset: place &+ first, as: SIMD16<UInt8>.self)
        let two = bytes.loadUnaligned(fromByteOffset: place &+ second, as: SIMD16<UInt8>.self)
        let hits = (one .== wantedFirst) .& (two .== wantedSecond)
        if any(hits) {
          for lane in 0..<16 where hits[lane] {
            if text.run(place &+ lane, needle.count).equals(needle) { return place &+ lane }
          }
        }
        place &+= 16
      }
      while place <= last {
        if text[place &+ first] == needle[first], text.run(place, needle.count).equals(needle) {
          return place
        }
        place &+= 1
      }
      return nil
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func run(_ start: Int, _ length: Int) -> Bytes { Bytes(rebasing: self[start..<start + length]) }
}
