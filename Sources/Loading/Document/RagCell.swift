import Plan

/// A RAG letter as it was typed: `A`, but also the Greek and Cyrillic letters that look like it, lower case, and
/// the words Red, Amber and Green.
struct RagCell {
  var code: UInt8
  /// What is not the plain letter, for a finding: `"Α" (U+0391) is read as A`. nil for a plain letter.
  var doubt: String?

  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count <= 20 else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    var scalars = text.unicodeScalars.filter { !$0.isWhiteSpace }
    if scalars.count == 2, scalars.last == "." { scalars.removeLast() }
    if scalars.count == 1, let scalar = scalars.first {
      guard let code = RagCell.code(of: scalar) else { return nil }
      self.code = code
      let letter = Enumeration.rag.text(of: code) ?? ""
      let point = String(scalar.value, radix: 16, uppercase: true)
      let name = String(repeating: "0", count: max(0, 4 - point.count)) + point
      if text != letter { doubt = "“\(text)” (U+\(name)) is read as \(letter)" }
      return
    }
    switch text.lowercased() {
    case "red": code = Rag.red
    case "amber": code = Rag.amber
    case "green": code = Rag.green
    default: return nil
    }
    doubt = "“\(text)” is read as \(Enumeration.rag.text(of: code) ?? "")"
  }

  // Letters that look like R, A or G, or that stand for the same sound in Greek and Cyrillic; and full-width ones.
  static func code(of scalar: Unicode.Scalar) -> UInt8? {
    switch scalar {
    case "R", "r", "\u{03A1}", "\u{03C1}", "\u{0420}", "\u{0440}", "\u{042F}", "\u{044F}", "\u{0280}",
      "\u{13A1}", "\u{13D2}", "\u{FF32}", "\u{FF52}":
      Rag.red
    case "A", "a", "\u{0391}", "\u{03B1}", "\u{0410}", "\u{0430}", "\u{1D00}", "\u{13AA}", "\u{FF21}",
      "\u{FF41}":
      Rag.amber
    case "G", "g", "\u{0393}", "\u{03B3}", "\u{0413}", "\u{0433}", "\u{050C}", "\u{050D}", "\u{0262}",
      "\u{13C0}", "\u{FF27}", "\u{FF47}":
      Rag.green
    default: nil
    }
  }
}

/// The heading of the RAG column, spelt right or with one letter wrong (`RAC`).
struct RagHeading {
  var isExact: Bool

  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count <= 40 else { return nil }
    let words = HeadingWords(bytes)
    isExact = words.isWord("rag") || words.isWord("ragrating") || words.isWord("ragstatus")
    if isExact || RagHeading.looksRight(bytes) { return }
    guard words.letters.count == 3 else { return nil }
    let same = zip(words.letters, [UInt8(ascii: "r"), UInt8(ascii: "a"), UInt8(ascii: "g")]).count {
      $0 == $1
    }
    guard same == 2 else { return nil }
  }

  /// Three letters that would each be read as R, A and G in a cell.
  private static func looksRight(_ bytes: ArraySlice<UInt8>) -> Bool {
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { !$0.isWhiteSpace }
    return scalars.map(RagCell.code) == [Rag.red, Rag.amber, Rag.green]
  }
}
