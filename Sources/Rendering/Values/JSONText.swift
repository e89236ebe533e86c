import Plan

/// Writes values as JSON: text, RAG, refs and periods as strings, numbers and conditions as themselves, lists as
/// arrays, blank as null.
enum JSONText {
  /// Appends a value for each of the rows of an answer. With `isEscaped` what a terminal could obey becomes `\u`
  /// escapes too, which read back the same.
  static func append(
    _ column: ResultColumn, _ rows: Range<Int>, with writer: inout CellText, isEscaped: Bool,
    to block: inout CellBlock
  ) {
    var scratch: [UInt8] = []
    let values = column.values
    for row in rows {
      let source = column.source(of: row)
      if source < values.count, !values.isBlank(at: source) {
        append(values, source, with: &writer, isEscaped, &scratch, to: &block.bytes)
      } else {
        block.bytes.append(contentsOf: "null".utf8)
      }
      block.endCell()
    }
  }

  private static func append(
    _ column: Column, _ row: Int, with writer: inout CellText, _ isEscaped: Bool, _ scratch: inout [UInt8],
    to bytes: inout [UInt8]
  ) {
    switch column {
    case .condition(let column): bytes.append(contentsOf: column.values[row] ? "true".utf8 : "false".utf8)
    case .decimal(let column) where !column.values[row].isFinite: bytes.append(contentsOf: "null".utf8)
    case .integer, .decimal: writer.append(column, at: row, to: &bytes)
    case .list(let column):
      bytes.append(UInt8(ascii: "["))
      for member in column.range(at: row) {
        if member > column.range(at: row).lowerBound { bytes.append(UInt8(ascii: ",")) }
        append(column.elements, member, with: &writer, isEscaped, &scratch, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .text(let column):
      appendString(column.bytes[column.range(at: row)], isEscaped: isEscaped, to: &bytes)
    default:
      scratch.removeAll(keepingCapacity: true)
      writer.append(column, at: row, to: &scratch)
      appendString(scratch[...], isEscaped: isEscaped, to: &bytes)
    }
  }

  /// Appends a string in quotes. U+2028 and U+2029 are always escaped, since JavaScript once took them for the end
  /// of a line.
  static func appendString(_ text: ArraySlice<UInt8>, isEscaped: Bool, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var copied = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
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
    bytes.append(UInt8(ascii: "\""))
  }

  /// A scalar that must be escaped and its length in bytes. All of them are below U+10000.
  private static func hidden(
    in text: ArraySlice<UInt8>, at index: Int, isEscaped: Bool
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
