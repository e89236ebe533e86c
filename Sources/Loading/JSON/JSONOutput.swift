/// JSON text in the making: two spaces a level, one member a line, or a whole object or list on one line. Hands the
/// text on in pieces.
struct JSONOutput {
  private struct Level {
    var isInline: Bool
    var isEmpty = true
  }

  static let pieceSize = 1 << 16

  private(set) var bytes: [UInt8] = []
  private var levels: [Level] = []

  init() { bytes.reserveCapacity(Self.pieceSize + 4096) }

  /// Begins an object or a list, which is inline where the one around it is.
  mutating func begin(_ bracket: UInt8, inline: Bool = false) {
    bytes.append(bracket)
    levels.append(Level(isInline: inline || levels.last?.isInline ?? false))
  }

  mutating func end(_ bracket: UInt8) {
    if let level = levels.popLast(), !level.isEmpty, !level.isInline { breakLine() }
    bytes.append(bracket)
  }

  mutating func beginObject(inline: Bool = false) { begin(JSONByte.openBrace, inline: inline) }
  mutating func endObject() { end(JSONByte.closeBrace) }
  mutating func beginList(inline: Bool = false) { begin(JSONByte.openBracket, inline: inline) }
  mutating func endList() { end(JSONByte.closeBracket) }

  /// Goes on to the next member of a list.
  mutating func member() {
    guard let level = levels.last else { return }
    if !level.isEmpty { bytes.append(JSONByte.comma) }
    if !level.isInline {
      breakLine()
    } else if !level.isEmpty {
      bytes.append(0x20)
    }
    levels[levels.count - 1].isEmpty = false
  }

  /// Goes on to the next member of an object.
  mutating func key(_ name: String) {
    member()
    string(name)
    bytes.append(JSONByte.colon)
    bytes.append(0x20)
  }

  mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string($0) }
  }

  /// A string of UTF-8 bytes; only what must be escaped is.
  mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(JSONByte.quote)
    var start = 0
    for (index, byte) in text.enumerated()
    where byte < 0x20 || byte == JSONByte.quote || byte == JSONByte.backslash {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      escape(byte)
      start = index + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    bytes.append(JSONByte.quote)
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(JSONByte.backslash)
    switch byte {
    case JSONByte.quote, JSONByte.backslash: bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      bytes.append(contentsOf: "u00".utf8)
      for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10) }
    }
  }

  /// Text that is JSON already: a number, or what another output made.
  mutating func raw(_ text: some Sequence<UInt8>) { bytes.append(contentsOf: text) }

  mutating func breakLine() {
    bytes.append(0x0A)
    for _ in levels { bytes.append(contentsOf: [0x20, 0x20]) }
  }

  /// Hands on what is there, once it is enough for a piece, or all of it.
  mutating func flush(all: Bool = false, to sink: ([UInt8]) throws -> Void) rethrows {
    guard all ? !bytes.isEmpty : bytes.count >= Self.pieceSize else { return }
    try sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
