import Plan

/// Writes values as JSON: text, RAG, refs and periods as strings, numbers and conditions as themselves, lists as
/// arrays, blank as null. With `isEscaped` what a terminal could obey becomes `\u` escapes too, which read back the
/// same.
struct JSONCells: CellVisitor {
  let column: ResultColumn
  let rows: Range<Int>
  let isEscaped: Bool

  func visit(_ values: some CellValues, _ periods: inout PeriodTexts, to block: inout CellBlock) {
    block.append(column, rows, of: values.count) { row, bytes in
      if let row, !values.isBlank(row) {
        values.appendJSON(row, isEscaped: isEscaped, &periods, to: &bytes)
      } else {
        bytes.append("null")
      }
    }
  }

  func visit(
    _ lists: ListColumn, of elements: some CellValues, _ periods: inout PeriodTexts, to block: inout CellBlock
  ) {
    block.append(column, rows, of: lists.count) { row, bytes in
      guard let row, lists.offsets[row] < lists.offsets[row + 1] else { return bytes.append("null") }
      let (first, end) = (Int(lists.offsets[row]), Int(lists.offsets[row + 1]))
      for member in first..<end {
        bytes.append(member > first ? UInt8(ascii: ",") : UInt8(ascii: "["))
        elements.appendJSON(member, isEscaped: isEscaped, &periods, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    }
  }
}

enum JSONText {
  /// Appends a value that is not blank.
  static func append(
    _ column: Column, _ row: Int, isEscaped: Bool, _ periods: inout PeriodTexts, to bytes: inout [UInt8]
  ) {
    switch column {
    case .text(let column): column.appendJSON(row, isEscaped: isEscaped, &periods, to: &bytes)
    case .name(let column): column.appendJSON(row, isEscaped: isEscaped, &periods, to: &bytes)
    case .integer(let column): column.appendJSON(row, isEscaped: isEscaped, &periods, to: &bytes)
    case .decimal(let column): column.appendJSON(row, isEscaped: isEscaped, &periods, to: &bytes)
    case .condition(let column): column.appendJSON(row, isEscaped: isEscaped, &periods, to: &bytes)
    case .choice(let column): ChoiceValues(column).appendJSON(row, isEscaped: isEscaped, &periods, to: &bytes)
    case .ref(let column): column.appendJSON(row, isEscaped: isEscaped, &periods, to: &bytes)
    case .period(let column): column.appendJSON(row, isEscaped: isEscaped, &periods, to: &bytes)
    case .item(let column): column.appendJSON(row, isEscaped: isEscaped, &periods, to: &bytes)
    case .list(let column):
      bytes.append(UInt8(ascii: "["))
      let members = column.range(at: row)
      for member in members {
        if member > members.lowerBound { bytes.append(UInt8(ascii: ",")) }
        append(column.elements, member, isEscaped: isEscaped, &periods, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    }
  }

  /// Appends a string in quotes.
  static func appendString(_ text: [UInt8], isEscaped: Bool, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    let start = bytes.count
    bytes.append(contentsOf: text)
    escape(&bytes, from: start, isEscaped: isEscaped)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Escapes what must be in the text from `start` on, which few texts hold. U+2028 and U+2029 are always escaped,
  /// since JavaScript once took them for the end of a line.
  @inline(__always)
  static func escape(_ bytes: inout [UInt8], from start: Int, isEscaped: Bool) {
    let isPlain = !isEscaped && !bytes.span.extracting(start..<bytes.count).holds(JSONSpecialBytes.self)
    if !isPlain { rewrite(&bytes, from: start, isEscaped: isEscaped) }
  }

  @inline(never)
  private static func rewrite(_ bytes: inout [UInt8], from start: Int, isEscaped: Bool) {
    let text = Array(bytes[start...])
    bytes.removeLast(text.count)
    var copied = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      var length = 1
      if byte < 0x20 || byte == 0x22 || byte == 0x5C {
        bytes.append(contentsOf: text[copied..<index])
        appendEscape(byte, to: &bytes)
        copied = index + 1
      } else if byte >= 0x7F, let (scalar, width) = hidden(in: text, at: index, isEscaped: isEscaped) {
        bytes.append(contentsOf: text[copied..<index])
        appendUnicodeEscape(scalar, to: &bytes)
        length = width
        copied = index + width
      }
      index += length
    }
    bytes.append(contentsOf: text[copied...])
  }

  /// A scalar that must be escaped and its length in bytes. All of them are below U+10000.
  private static func hidden(
    in text: [UInt8], at index: Int, isEscaped: Bool
  ) -> (scalar: UInt32, width: Int)? {
    let lead = text[index]
    let width = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3
    guard lead == 0x7F || (0xC2..<0xF0).contains(lead), index + width <= text.endIndex else { return nil }
    var value = lead < 0x80 ? UInt32(lead) : UInt32(lead) & (width == 2 ? 0x1F : 0x0F)
    for next in text[index..<index + width].dropFirst() { value = value << 6 | UInt32(next & 0x3F) }
    guard let scalar = Unicode.Scalar(value) else { return nil }
    let isNeeded = value == 0x2028 || value == 0x2029 || (isEscaped && VisibleText.isHidden(scalar))
    return isNeeded ? (value, width) : nil
  }

  private static func appendEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case 0x22: bytes.append(contentsOf: "\\\"".utf8)
    case 0x5C: bytes.append(contentsOf: "\\\\".utf8)
    case 0x08: bytes.append(contentsOf: "\\b".utf8)
    case 0x0C: bytes.append(contentsOf: "\\f".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    default: appendUnicodeEscape(UInt32(byte), to: &bytes)
    }
  }

  private static func appendUnicodeEscape(_ value: UInt32, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "\\u".utf8)
    for shift in [12, 8, 4, 0] as [UInt32] {
      let digit = UInt8(truncatingIfNeeded: value >> shift & 0xF)
      bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}

/// What a JSON string may not hold, and the byte that U+2028 and U+2029 begin with.
private enum JSONSpecialBytes: SpecialBytes {
  @inline(__always)
  static func marks(in bytes: SIMD16<UInt8>) -> SIMD2<UInt64> {
    bytes.marks(below: 0x20) | bytes.marks(0x22) | bytes.marks(0x5C) | bytes.marks(0xE2)
  }
}
