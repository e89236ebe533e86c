import Plan

/// The texts of cells, one after the other in one buffer. A cell of no bytes is blank.
struct CellBlock: Sendable {
  var bytes: [UInt8] = []
  /// Where the first cell begins, and where each ends.
  private(set) var ends: [Int] = [0]

  var count: Int { ends.count - 1 }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    ends.append(0)
  }

  /// Appends a cell for each of the rows of an answer, as `body` writes it for the row of the column that stands
  /// there; nil where there is none.
  @inline(__always)
  mutating func append(
    _ column: ResultColumn, _ rows: Range<Int>, of count: Int, _ body: (Int?, inout [UInt8]) -> Void
  ) {
    // Taken out meanwhile, so that the two can grow side by side.
    var texts: [UInt8] = []
    swap(&texts, &bytes)
    ends.append(addingCapacity: rows.count) { ends in
      if let chosen = column.rows {
        for row in rows {
          let source = Int(chosen[row])
          body(source < count ? source : nil, &texts)
          ends.append(texts.count)
        }
      } else {
        for row in rows {
          body(row < count ? row : nil, &texts)
          ends.append(texts.count)
        }
      }
    }
    swap(&texts, &bytes)
  }

  subscript(cell: Int) -> ArraySlice<UInt8> { bytes[ends[cell]..<ends[cell + 1]] }

  /// Whether one of the cells from `first` on is blank.
  func hasBlank(from first: Int) -> Bool {
    (first..<count).contains { ends[$0] == ends[$0 + 1] }
  }

  /// Whether `isWanted` holds of the bytes of all cells from `first` on.
  func hasBytes(from first: Int, where isWanted: (ByteRun) -> Bool) -> Bool {
    isWanted(bytes.span.extracting(ends[first]..<bytes.count))
  }

  /// Whether `isWanted` holds of one of the cells from `first` on.
  func hasCell(from first: Int, where isWanted: (ByteRun) -> Bool) -> Bool {
    let texts = bytes.span
    return (first..<count).contains { isWanted(texts.extracting(ends[$0]..<ends[$0 + 1])) }
  }

  /// Writes the cells from `first` on anew, each as `body` appends it.
  mutating func rewrite(from first: Int, _ body: (ByteRun, inout [UInt8]) -> Void) {
    let start = ends[first]
    let old = Array(bytes[start...])
    bytes.removeLast(old.count)
    let texts = old.span
    var begin = 0
    for cell in first..<count {
      let end = ends[cell + 1] - start
      body(texts.extracting(begin..<end), &bytes)
      begin = end
      ends[cell + 1] = bytes.count
    }
  }
}
