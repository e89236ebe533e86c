/// One line of a plan document: the cells that hold something, each with the column it stands in (from 0).
struct DocumentLine {
  struct Cell {
    var column: Int
    /// Without white space at both ends, never empty.
    var bytes: ArraySlice<UInt8>

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// Counted from 1.
  var number: Int
  var cells: [Cell]
  /// False where the line has no tab, so that it cannot be a row of a table.
  var hasColumns: Bool

  init(_ bytes: ArraySlice<UInt8>, number: Int) {
    self.number = number
    cells = []
    hasColumns = false
    var column = 0
    var start = bytes.startIndex
    while true {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\t")) ?? bytes.endIndex
      let cell = DocumentLine.trimmed(bytes[start..<end])
      if !cell.isEmpty {
        if cells.isEmpty { cells.reserveCapacity(12) }
        cells.append(Cell(column: column, bytes: cell))
      }
      if end == bytes.endIndex { break }
      hasColumns = true
      column += 1
      start = end + 1
    }
  }

  /// The cell of a line that holds nothing else.
  var onlyCell: Cell? { cells.count == 1 ? cells.first : nil }

  /// The cells of the line with what separates them made visible as one space.
  var text: String { Words.joined(cells.map(\.text)) }

  /// Without spaces, control characters and no-break spaces at both ends.
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    while let first = rest.first {
      if first <= 0x20 {
        rest.removeFirst()
      } else if first == 0xC2, rest.dropFirst().first == 0xA0 {
        rest.removeFirst(2)
      } else {
        break
      }
    }
    while let last = rest.last {
      if last <= 0x20 {
        rest.removeLast()
      } else if last == 0xA0, rest.dropLast().last == 0xC2 {
        rest.removeLast(2)
      } else {
        break
      }
    }
    return rest
  }

  /// Where a line is in the bytes; not a `Range`, whose metadata is put together in each process anew.
  struct Span {
    var start: Int
    var end: Int
  }

  /// The lines of a text, which end with `\n` or `\r\n`; the byte order mark is not part of the first.
  static func spans(of bytes: [UInt8]) -> [Span] {
    var spans: [Span] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      spans.append(Span(start: start, end: end))
      start = end + 1
    }
    if start < bytes.count { spans.append(Span(start: start, end: bytes.count)) }
    return spans
  }
}
