/// What a line of a plan document is by its own words, whatever stands around it.
enum LineKind: Equatable {
  case blank
  case objective
  case table(TableKind)
  case officers
  /// Explains the document and holds nothing of the plan: the key of the risk scores, "How will we know …",
  /// "(number on left links to objective above)".
  case explanation
  case other

  init(_ line: DocumentLine) {
    if line.cells.isEmpty {
      self = .blank
    } else if let cell = line.onlyCell {
      self = LineKind.ofOnly(cell, hasColumns: line.hasColumns)
    } else if let kind = TableKind.headed(by: line) {
      self = .table(kind)
    } else if line.cells.allSatisfy({ LineKind.explainsNumbers(HeadingWords($0.bytes)) }) {
      self = .explanation
    } else {
      self = .other
    }
  }

  private static func ofOnly(_ cell: DocumentLine.Cell, hasColumns: Bool) -> LineKind {
    if cell.column == 0, ObjectiveHeading(cell.bytes) != nil { return .objective }
    let words = HeadingWords(cell.bytes)
    if words.starts(with: "keyimpact") || words.starts(with: "howwillweknow") || explainsNumbers(words) {
      return .explanation
    }
    if words.almostStarts(with: "keynamedofficers") || words.starts(with: "namedofficers") {
      return .officers
    }
    if hasColumns, let kind = TableKind.allCases.first(where: { $0.isNamed(by: words) }) {
      return .table(kind)
    }
    return .other
  }

  private static func explainsNumbers(_ words: HeadingWords) -> Bool { words.starts(with: "numberonleft") }
}

/// `N. Title` in one cell.
struct ObjectiveHeading {
  var number: Int64
  var title: ArraySlice<UInt8>

  init?(_ bytes: ArraySlice<UInt8>) {
    let digits = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard (1...9).contains(digits.count), let number = Int64(String(decoding: digits, as: UTF8.self)) else {
      return nil
    }
    let rest = bytes[digits.endIndex...]
    guard rest.first == UInt8(ascii: "."), let next = rest.dropFirst().first, !(0x30...0x39).contains(next)
    else {
      return nil
    }
    let title = DocumentLine.trimmed(rest.dropFirst())
    guard !title.isEmpty else { return nil }
    self.number = number
    self.title = title
  }
}
