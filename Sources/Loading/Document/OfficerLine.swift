/// One line of the list of named officers: `Name – Role`, with a dash of any kind.
struct OfficerLine {
  var name: String
  var role: String
  /// What is not as it should be, for a finding; nil where nothing is.
  var doubt: String?

  /// Longer lines than this are prose.
  private static let limit = 400
  private static let mostWords = 8
  private static let hyphen = UInt8(ascii: "-")

  /// nil where the line names nobody.
  init?(_ line: DocumentLine) {
    guard let first = line.cells.first, line.cells.reduce(0, { $0 + $1.bytes.count }) <= Self.limit else {
      return nil
    }
    var nameBytes = first.bytes
    var roleBytes = ArraySlice<UInt8>()
    if line.cells.count == 2 {
      roleBytes = line.cells[1].bytes
    } else if line.cells.count > 2 {
      return nil
    } else if let dash = Self.dash(in: first.bytes) {
      nameBytes = first.bytes[..<dash.lowerBound]
      roleBytes = DocumentLine.trimmed(first.bytes[dash.upperBound...])
    }
    nameBytes = DocumentLine.trimmed(nameBytes)
    if nameBytes.last == UInt8(ascii: ",") {
      nameBytes = DocumentLine.trimmed(nameBytes.dropLast())
      doubt = "the comma after the name is left out"
    }
    let words = nameBytes.split(separator: UInt8(ascii: " ")).count
    guard !nameBytes.isEmpty, words <= Self.mostWords else { return nil }
    if roleBytes.isEmpty {
      // Without a role only what looks like a name is one, so that a sentence is not.
      guard (2...4).contains(words), !nameBytes.contains(where: { ".:;!?()\"0123456789".utf8.contains($0) })
      else { return nil }
      doubt = "no role is given"
    }
    name = String(decoding: nameBytes, as: UTF8.self)
    role = String(decoding: roleBytes, as: UTF8.self)
  }

  /// The dash between name and role. A dash with space or a comma at its side comes before a long dash without,
  /// and that before a hyphen, which may belong to a name.
  private static func dash(in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    var long: Range<Int>?
    var short: Range<Int>?
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard let length = dashLength(bytes[index...]) else {
        index += 1
        continue
      }
      let range = index..<(index + length)
      let before = index > bytes.startIndex ? bytes[index - 1] : nil
      let after = range.upperBound < bytes.endIndex ? bytes[range.upperBound] : nil
      if before.map(isLoose) == true || after.map(isLoose) == true { return range }
      if length == 1 {
        if short == nil { short = range }
      } else if long == nil {
        long = range
      }
      index = range.upperBound
    }
    if let long { return long }
    // "Anne-Marie Smith" has no role; "Ceri Burton-IRO Manager" has one.
    guard let short, bytes[..<short.lowerBound].contains(UInt8(ascii: " ")) else { return nil }
    return short
  }

  private static func isLoose(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ",") || byte == 0xA0 || byte == 0xC2
  }

  /// The length of a dash at the start of the bytes: the hyphen, U+2010 to U+2015, U+2212, U+FE58, U+FF0D.
  private static func dashLength(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    if first == hyphen { return 1 }
    guard first >= 0xE2, let scalar = String(decoding: bytes.prefix(3), as: UTF8.self).unicodeScalars.first
    else { return nil }
    switch scalar {
    case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{FE58}", "\u{FF0D}": return 3
    default: return nil
    }
  }
}
