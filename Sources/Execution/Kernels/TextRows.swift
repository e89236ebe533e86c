import Plan

/// A text a row, out of one arena.
struct TextRows {
  var texts: TextColumn
  var rows: Selection

  init?(_ vector: Vector) {
    switch vector {
    case .values(.text(let column), let rows):
      (texts, self.rows) = (column, rows)
    case .values(.name(let column), let rows):
      texts = column.dictionary
      self.rows = Selection.some(column.codes).selecting(rows)
    default:
      return nil
    }
  }
}

/// The texts of a column while its arrays are held.
struct TextRuns {
  let bytes: Bytes
  let offsets: UnsafeBufferPointer<UInt32>

  @inline(__always)
  func run(_ row: Int) -> Bytes { bytes.run(offsets[row], offsets[row + 1]) }
}

extension TextColumn {
  func withRuns<Result>(_ body: (TextRuns) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBufferPointer { bytes in
      try offsets.withUnsafeBufferPointer { offsets in try body(TextRuns(bytes: bytes, offsets: offsets)) }
    }
  }
}
