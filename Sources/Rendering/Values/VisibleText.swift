/// Text from a plan as it may stand on a terminal: control characters and direction overrides as visible escapes
/// (`\e`, `\t`, `\u{202E}`), so that no text can move the cursor, colour what follows or turn its order around.
package enum VisibleText {
  package static func of(_ text: String) -> String {
    var bytes: [UInt8] = []
    append(Array(text.utf8)[...], keepsLines: false, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same of a text of lines, whose line breaks and tabs stay.
  package static func ofLines(_ text: String) -> String {
    guard mayNeedEscapes(Array(text.utf8)[...]) else { return text }
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      var line = line
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      return line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { of(String($0) ?? String(decoding: $0, as: UTF8.self)) }.joined(separator: "\t")
    }
    return lines.joined(separator: "\n")
  }

  /// Whether any byte begins what `append` could change; for a whole block at once.
  static func mayNeedEscapes(_ bytes: ByteRun) -> Bool { bytes.holds(VisibleSpecialBytes.self) }

  /// The same of bytes of an array.
  static func mayNeedEscapes(_ bytes: ArraySlice<UInt8>) -> Bool {
    mayNeedEscapes(bytes.span)
  }

  /// Appends UTF-8 with escapes. With `keepsLines` a line break follows the escape of one, so that text which is
  /// laid out in lines keeps them. With `isForPage`, for HTML, line breaks, tabs and direction marks stay.
  static func append(
    _ bytes: ArraySlice<UInt8>, keepsLines: Bool, isForPage: Bool = false, to result: inout [UInt8]
  ) {
    append(bytes.span, keepsLines: keepsLines, isForPage: isForPage, to: &result)
  }

  /// The same of bytes that lie somewhere else.
  static func append(
    _ bytes: ByteRun, keepsLines: Bool, isForPage: Bool = false, to result: inout [UInt8]
  ) {
    guard mayNeedEscapes(bytes) else { return result.append(bytes) }
    for scalar in bytes.text.unicodeScalars {
      if !isHidden(scalar) || (isForPage && isHarmless(scalar)) {
        result.append(contentsOf: Character(scalar).utf8)
        continue
      }
      switch scalar {
      case "\n":
        result.append(contentsOf: "\\n".utf8)
        if keepsLines { result.append(0x0A) }
      case "\r": result.append(contentsOf: "\\r".utf8)
      case "\t": result.append(contentsOf: "\\t".utf8)
      case "\u{1B}": result.append(contentsOf: "\\e".utf8)
      default: result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".utf8)
      }
    }
  }

  /// What a web page may hold: text between isolates and direction marks still reads as it was written.
  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x202A...0x202E, 0x2066...0x2069: false
    case 0x09, 0x0A, 0xA0...: true
    default: false
    }
  }

  /// Control characters, line and paragraph separators, and the marks, embeddings, overrides and isolates that
  /// change the direction of text.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x20, 0x7F..<0xA0: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x206F, 0xFFF9...0xFFFB: true
    default: false
    }
  }
}

/// Control characters and all that is not ASCII.
private enum VisibleSpecialBytes: SpecialBytes {
  @inline(__always)
  static func marks(in bytes: SIMD16<UInt8>) -> SIMD2<UInt64> {
    bytes.marks(below: 0x20) | bytes.marks(from: 0x7F)
  }
}
