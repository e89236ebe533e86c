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
    let span = bytes.span
    var column = 0
    var start = 0
    while true {
      var end = start
      while end < span.count, span[end] != UInt8(ascii: "\t") { end += 1 }
      let cell = DocumentLine.trimmed(span, start, end)
      if cell.start < cell.end {
        if cells.isEmpty { cells.reserveCapacity(12) }
        let first = bytes.startIndex
        cells.append(Cell(column: column, bytes: bytes[first + cell.start..<first + cell.end]))
      }
      if end == span.count { break }
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
    let rest = trimmed(bytes.span, 0, bytes.count)
    return bytes[bytes.startIndex + rest.start..<bytes.startIndex + rest.end]
  }

  private static func trimmed(_ bytes: Span<UInt8>, _ from: Int, _ to: Int) -> Place {
    var (start, end) = (from, to)
    while start < end {
      if bytes[start] <= 0x20 {
        start += 1
      } else if bytes[start] == 0xC2, start + 1 < end, bytes[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while start < end {
      if bytes[end - 1] <= 0x20 {
        end -= 1
      } else if bytes[end - 1] == 0xA0, end - 2 >= start, bytes[end - 2] == 0xC2 {
        end -= 2
      } else {
        break
      }
    }
    return Place(start: start, end: end)
  }

  /// Where a line is in the bytes; not a `Range`, whose metadata is put together in each process anew.
  struct Place {
    var start: Int
    var end: Int
  }

  /// The lines of a text, which end with `\n` or `\r\n`; the byte order mark is not part of the first.
  static func spans(of bytes: [UInt8]) -> [Place] {
    var spans: [Place] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let span = bytes.span
    for index in start..<max(start, span.count) where span[index] == UInt8(ascii: "\n") {
      spans.append(Place(start: start, end: index))
      start = index + 1
    }
    if start < bytes.count { spans.append(Place(start: start, end: bytes.count)) }
    return spans
  }
}
