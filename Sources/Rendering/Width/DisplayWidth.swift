/// How many columns of a terminal a text takes.
package enum DisplayWidth {
  /// The columns of a text on one line. Control characters count nothing: show them first (`VisibleText`).
  package static func of(_ text: String) -> Int {
    var total = 0
    for character in text { total += of(character) }
    return total
  }

  /// The columns of one grapheme cluster: 2 for wide letters, emoji, flags and what variation selector 16 turns
  /// into an emoji; else the sum of its scalars, of which marks count nothing.
  package static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.index(after: scalars.startIndex) == scalars.endIndex { return of(first) }
    var sum = 0
    var isPicture = false
    for scalar in scalars {
      sum += of(scalar)
      switch scalar.value {
      case 0xFE0F, 0x200D, 0x1F3FB...0x1F3FF, 0x1F1E6...0x1F1FF: isPicture = true
      default: break
      }
    }
    return isPicture && first.properties.isEmoji ? 2 : sum
  }

  /// The columns of one scalar that stands alone: 0, 1 or 2.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x20 || (0x7F..<0xA0).contains(value) { return 0 }
    if value < 0x300 { return 1 }
    if contains(WidthTables.zero, value) { return 0 }
    return contains(WidthTables.wide, value) ? 2 : 1
  }

  /// The columns of UTF-8 on one line.
  static func of(_ bytes: ArraySlice<UInt8>) -> Int {
    isPlain(bytes) ? bytes.count : of(String(decoding: bytes, as: UTF8.self))
  }

  /// Holds printable ASCII only, so that a byte is a column.
  static func isPlain(_ bytes: ArraySlice<UInt8>) -> Bool {
    !bytes.span.contains { $0 < 0x20 || $0 > 0x7E }
  }

  private static func contains(_ ranges: [UInt32], _ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count / 2
    while low < high {
      let middle = (low + high) / 2
      if value < ranges[middle * 2] {
        high = middle
      } else if value > ranges[middle * 2 + 1] {
        low = middle + 1
      } else {
        return true
      }
    }
    return false
  }
}
