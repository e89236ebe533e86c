/// What may not be torn apart when text is broken into lines: a grapheme cluster, or one scalar of a cluster that
/// is wider than two columns (conjuncts of Indic scripts, which may go on without end).
struct Cluster {
  enum Kind { case other, space, newline, letter, hyphen, underscore }

  var range: Range<Int>
  var width: Int
  var kind: Kind
}

extension Cluster {
  /// Calls `body` with each cluster of a UTF-8 text, in order; ranges are indexes into `bytes`.
  static func forEach(in bytes: ArraySlice<UInt8>, _ body: (Cluster) -> Void) {
    if DisplayWidth.isPlain(bytes) {
      for index in bytes.indices {
        body(Cluster(range: index..<index + 1, width: 1, kind: kind(of: bytes[index])))
      }
      return
    }
    var position = bytes.startIndex
    func emit(_ length: Int, _ width: Int, _ kind: Kind) {
      // Only text that is not UTF-8 could end beyond the bytes.
      let end = min(position + length, bytes.endIndex)
      body(Cluster(range: position..<end, width: width, kind: kind))
      position = end
    }
    for character in String(decoding: bytes, as: UTF8.self) {
      let width = DisplayWidth.of(character)
      if width <= 2 {
        emit(character.utf8.count, width, kind(of: character))
      } else {
        for scalar in character.unicodeScalars {
          emit(UTF8.width(scalar), DisplayWidth.of(scalar), .letter)
        }
      }
    }
  }

  private static func kind(of character: Character) -> Kind {
    if let byte = character.utf8.first, byte < 0x80, character.utf8.count == 1 { return kind(of: byte) }
    if character == "\r\n" { return .newline }
    return character.isLetter ? .letter : .other
  }

  private static func kind(of byte: UInt8) -> Kind {
    switch byte {
    case 0x20: .space
    case 0x0A: .newline
    case UInt8(ascii: "-"): .hyphen
    case UInt8(ascii: "_"): .underscore
    case 0x41...0x5A, 0x61...0x7A: .letter
    default: .other
    }
  }
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case ..<0x80: 1
    case ..<0x800: 2
    case ..<0x10000: 3
    default: 4
    }
  }
}
