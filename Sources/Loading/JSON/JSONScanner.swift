/// A string as it stands in the text, without its quotes. One with escapes was decoded into the scanner's scratch,
/// where it stays until the next string is read.
struct JSONText {
  var start: Int
  var end: Int
  var isEscaped: Bool
}

/// A number as it stands in the text; a plain one has neither fraction nor exponent.
struct JSONNumber {
  var start: Int
  var end: Int
  var isPlain: Bool
}

/// Takes tokens from the bytes of a JSON text (RFC 8259), which must be UTF-8; knows nothing of what they mean.
///
/// The one place where the bytes are read without a check by the language. It holds because `position` only grows,
/// never beyond `bytes.count`, and because every read stands behind a comparison of its own place with the count.
struct JSONScanner {
  private(set) var bytes: UnsafeBufferPointer<UInt8>
  private(set) var position: Int
  /// The line of `position`, from 1: a line feed can only stand in white space.
  private(set) var line = 1
  private let scratch = JSONScratch()

  init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int = 0) {
    self.bytes = bytes
    self.position = min(max(0, position), bytes.count)
  }

  /// Goes on in other bytes, of which the first is the one that comes next; in another line where one is given.
  mutating func continueIn(_ bytes: UnsafeBufferPointer<UInt8>, line: Int? = nil) {
    self.bytes = bytes
    position = 0
    if let line { self.line = line }
  }

  var isAtEnd: Bool { position >= bytes.count }

  /// The byte that comes next, 0 at the end; nothing that may stand outside a string begins with 0.
  @inline(__always) var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

  @inline(__always) mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  mutating func skip() {
    if position < bytes.count { position += 1 }
  }

  @inline(__always) mutating func skipSpace() {
    guard position < bytes.count, bytes[position] <= 0x20 else { return }
    // After a colon there is one space.
    if bytes[position] == 0x20, position &+ 1 < bytes.count, bytes[position &+ 1] > 0x20 {
      position &+= 1
    } else {
      skipSpaces()
    }
  }

  @inline(never) private mutating func skipSpaces() {
    // The properties are written once, at the end.
    let bytes = self.bytes
    var index = position
    var lines = 0
    loop: while index < bytes.count {
      switch bytes[index] {
      case 0x0A: lines &+= 1
      case 0x20, 0x0D, 0x09: break
      default: break loop
      }
      index &+= 1
      while index &+ 8 <= bytes.count {
        let others = word(at: index) ^ JSONWord.spaces
        if others != 0 {
          index &+= others.trailingZeroBitCount / 8
          break
        }
        index &+= 8
      }
    }
    position = index
    line &+= lines
  }

  /// The next sixteen bytes, the first in the lowest place; nil near the end.
  @inline(__always) var nextWords: (low: UInt64, high: UInt64)? {
    guard position &+ 16 <= bytes.count else { return nil }
    return (word(at: position), word(at: position &+ 8))
  }

  /// Stands at a place that was passed; the line is no longer told.
  mutating func goBack(to place: Int) { position = min(max(0, place), position) }

  /// Takes that many bytes, which were looked at.
  @inline(__always) mutating func skip(_ count: Int) { position = min(position &+ count, bytes.count) }

  /// The bytes from one place to another, as far as there are any.
  func slice(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
    let end = min(max(0, end), bytes.count)
    let start = min(max(0, start), end)
    return UnsafeBufferPointer(start: bytes.baseAddress.map { $0 + start }, count: end &- start)
  }

  /// A string's bytes, decoded; they stay where they are until the next string is read.
  @inline(__always) func bytes(of text: JSONText) -> UnsafeBufferPointer<UInt8> {
    text.isEscaped ? scratch.bytes : slice(text.start, text.end)
  }

  func string(of text: JSONText) -> String { String(decoding: bytes(of: text), as: UTF8.self) }

  // MARK: - Strings

  /// Reads a string; its opening quote comes next.
  mutating func string() throws(JSONFault) -> JSONText {
    let start = position + 1
    var index = start
    while true {
      while index &+ 8 <= bytes.count {
        let marks = JSONWord.stringEnds(in: word(at: index))
        if marks != 0 {
          index &+= marks.trailingZeroBitCount / 8
          break
        }
        index &+= 8
      }
      guard index < bytes.count else { throw JSONFault(.unclosedString, at: start - 1) }
      switch bytes[index] {
      case JSONByte.quote:
        position = index + 1
        return JSONText(start: start, end: index, isEscaped: false)
      case JSONByte.backslash: return try escapedString(from: start, plainTo: index)
      case let byte where byte < 0x20: throw JSONFault(.controlCharacter(byte), at: index)
      default: index += 1
      }
    }
  }

  private mutating func escapedString(from start: Int, plainTo first: Int) throws(JSONFault) -> JSONText {
    scratch.clear()
    for byte in slice(start, first) { scratch.append(byte) }
    position = first
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case JSONByte.quote:
        position += 1
        return JSONText(start: start, end: position - 1, isEscaped: true)
      case JSONByte.backslash: try escape()
      case 0..<0x20: throw JSONFault(.controlCharacter(byte), at: position)
      default:
        scratch.append(byte)
        position += 1
      }
    }
    throw JSONFault(.unclosedString, at: start - 1)
  }

  private mutating func escape() throws(JSONFault) {
    let start = position
    position += 1
    let byte = next
    if byte == UInt8(ascii: "u") {
      try unicodeEscape(from: start)
      return
    }
    switch byte {
    case JSONByte.quote, JSONByte.backslash, UInt8(ascii: "/"): scratch.append(byte)
    case UInt8(ascii: "b"): scratch.append(0x08)
    case UInt8(ascii: "f"): scratch.append(0x0C)
    case UInt8(ascii: "n"): scratch.append(0x0A)
    case UInt8(ascii: "r"): scratch.append(0x0D)
    case UInt8(ascii: "t"): scratch.append(0x09)
    default: throw JSONFault(.badEscape, at: start)
    }
    position += 1
  }

  /// `u` comes next; a character outside the basic plane takes two escapes.
  private mutating func unicodeEscape(from start: Int) throws(JSONFault) {
    let first = try codeUnit(from: start)
    var value = UInt32(first)
    if UTF16.isLeadSurrogate(first) {
      let second = position
      guard take(JSONByte.backslash), next == UInt8(ascii: "u") else {
        throw JSONFault(.loneSurrogate, at: start)
      }
      let trail = try codeUnit(from: second)
      guard UTF16.isTrailSurrogate(trail) else { throw JSONFault(.loneSurrogate, at: start) }
      value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(trail & 0x3FF))
    }
    guard let scalar = Unicode.Scalar(value) else { throw JSONFault(.loneSurrogate, at: start) }
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { scratch.append(byte) }
  }

  private mutating func codeUnit(from start: Int) throws(JSONFault) -> UInt16 {
    position += 1
    var value: UInt16 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch next {
      case 0x30...0x39: digit = next - 0x30
      case 0x41...0x46: digit = next - 0x41 + 10
      case 0x61...0x66: digit = next - 0x61 + 10
      default: throw JSONFault(.badEscape, at: start)
      }
      value = value << 4 | UInt16(digit)
      position += 1
    }
    return value
  }

  // MARK: - Numbers and words

  /// Reads a number; its first byte comes next.
  mutating func number() throws(JSONFault) -> JSONNumber {
    let start = position
    var isPlain = true
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) {
      guard takeDigits() else { throw badNumber(from: start) }
    }
    if take(UInt8(ascii: ".")) {
      isPlain = false
      guard takeDigits() else { throw badNumber(from: start) }
    }
    if next | 0x20 == UInt8(ascii: "e") {
      isPlain = false
      position += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard takeDigits() else { throw badNumber(from: start) }
    }
    if JSONByte.continuesWord(next) { throw badNumber(from: start) }
    return JSONNumber(start: start, end: position, isPlain: isPlain)
  }

  /// Reads a whole number of up to eighteen digits that is written as plainly as can be; nil where what comes next is
  /// anything else, and then nothing is taken.
  @inline(__always) mutating func plainInteger() -> Int64? {
    var index = position
    var value: Int64 = 0
    while index < bytes.count, bytes[index] &- 0x30 < 10 {
      value = value &* 10 &+ Int64(bytes[index] &- 0x30)
      index &+= 1
    }
    let length = index &- position
    guard length > 0, length <= 18, index < bytes.count, !JSONByte.continuesWord(bytes[index]),
      bytes[position] != 0x30 || length == 1
    else { return nil }
    position = index
    return value
  }

  private mutating func takeDigits() -> Bool {
    let start = position
    while next &- 0x30 < 10 { position += 1 }
    return position > start
  }

  /// Reads `true`, `false` or `null` where it comes next.
  mutating func takeWord(_ word: StaticString) -> Bool {
    // As a rule it is another.
    guard word.utf8CodeUnitCount > 0, next == word.utf8Start.pointee else { return false }
    let end = position + word.utf8CodeUnitCount
    let matches = word.withUTF8Buffer { slice(position, end).elementsEqual($0) }
    guard matches, end >= bytes.count || !JSONByte.continuesWord(bytes[end]) else { return false }
    position = end
    return true
  }

  private func badNumber(from start: Int) -> JSONFault {
    JSONFault(.badNumber(word(from: start)), at: start)
  }

  /// What stands at a place up to the next mark or space, not more than an error can show.
  func word(from start: Int) -> String {
    let rest = slice(start, start + 24)
    return String(decoding: rest.prefix { JSONByte.continuesWord($0) }, as: UTF8.self)
  }

  /// Asked only for places that have eight bytes.
  @inline(__always) private func word(at index: Int) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    return UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }
}

/// Where strings with escapes are decoded. Shared by the copies of a scanner, of which one reads at a time.
///
/// A place where bytes stand without a check by the language: `count` is never beyond the memory's size.
final class JSONScratch {
  private var memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 256)
  private var count = 0

  deinit { memory.deallocate() }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory.baseAddress, count: count) }

  func clear() { count = 0 }

  func append(_ byte: UInt8) {
    if count == memory.count {
      let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: count * 2)
      _ = larger.update(fromContentsOf: memory)
      memory.deallocate()
      memory = larger
    }
    memory[count] = byte
    count += 1
  }
}

enum JSONByte {
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")

  static func beginsNumber(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte &- 0x30 < 10 }

  /// What would make a number or a word longer: letters, digits, signs, points, and all that is not ASCII.
  static func continuesWord(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }
}

/// Eight bytes of text at once, the first in the lowest place.
enum JSONWord {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080
  static let spaces: UInt64 = 0x2020_2020_2020_2020

  /// The high bit of each byte that is a quote, a backslash or a control character. Bits above the lowest one may be
  /// set by the borrow of a subtraction; the lowest is always right.
  @inline(__always) static func stringEnds(in word: UInt64) -> UInt64 {
    let quotes = word ^ (ones &* 0x22)
    let backslashes = word ^ (ones &* 0x5C)
    let low = (word &- ones &* 0x20) & ~word
    return (low | ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)) & highs
  }
}
