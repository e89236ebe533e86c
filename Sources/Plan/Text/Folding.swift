@_spi(_Unicode) import Swift

/// Folding of text for `=`, `~`, `in` and `starts with` (language.md, text): case, accents, curly quotes and runs
/// of white space are folded. Folded text sorts by code point, which is the order of its UTF-8 bytes.
package enum Folding {
  /// The folded bytes of a text. `trimmed` drops white space at both ends, as stored text and the operands of `=`
  /// have it; the pattern of `~` keeps it, as one space.
  package static func fold(_ text: String, trimmed: Bool = true) -> [UInt8] {
    var result: [UInt8] = []
    var text = text
    text.withUTF8 { append($0, to: &result, trimmed: trimmed) }
    return result
  }

  /// Appends the folded bytes of UTF-8 text; invalid UTF-8 is repaired first.
  package static func append(
    _ text: UnsafeBufferPointer<UInt8>, to result: inout [UInt8], trimmed: Bool = true
  ) {
    let start = result.count
    if text.contains(where: { $0 >= 0x80 }) {
      appendUnicode(String(decoding: text, as: UTF8.self), to: &result)
    } else {
      appendASCII(text, to: &result)
    }
    guard trimmed else { return }
    if result.count > start, result[result.count - 1] == space { result.removeLast() }
    if result.count > start, result[start] == space { result.remove(at: start) }
  }

  private static let space = UInt8(ascii: " ")

  private static func appendASCII(_ text: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) {
    var wasSpace = false
    for byte in text {
      if byte == space || (byte >= 0x09 && byte <= 0x0D) {
        if !wasSpace { result.append(space) }
        wasSpace = true
      } else {
        result.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        wasSpace = false
      }
    }
  }

  private static func appendUnicode(_ text: String, to result: inout [UInt8]) {
    var wasSpace = false
    for scalar in text._nfd where scalar.properties.generalCategory != .nonspacingMark {
      eachFolded(scalar) { folded in
        if folded.isWhiteSpace {
          if !wasSpace { result.append(space) }
          wasSpace = true
        } else {
          wasSpace = false
          result.append(contentsOf: String(straightened(folded)).utf8)
        }
      }
    }
  }

  // To upper case and back, so that ß meets SS and both sigmas meet; to lower case before, because capital ẞ is its
  // own upper case; then decomposed again, because a mapping can compose.
  private static func eachFolded(_ scalar: Unicode.Scalar, _ body: (Unicode.Scalar) -> Void) {
    for lower in scalar.properties.lowercaseMapping.unicodeScalars {
      for upper in lower.properties.uppercaseMapping.unicodeScalars {
        for folded in upper.properties.lowercaseMapping._nfd
        where folded.properties.generalCategory != .nonspacingMark {
          body(folded)
        }
      }
    }
  }

  private static func straightened(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}", "\u{02BC}": "'"
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}": "\""
    default: scalar
    }
  }
}
