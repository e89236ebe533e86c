/// Puts the cells of rows together: before each cell stands what its column begins with, after the last what ends a
/// row. So are lines of all formats made that have a row in a line.
struct RowLines: Sendable {
  /// What stands before each cell, then the end of a row and that of the last one.
  private let marks: [UInt8]
  /// Where each of these begins, and where the last ends.
  private let places: [Int]
  private let columnCount: Int
  private let rowCount: Int

  /// - Parameters:
  ///   - rowCount: of the whole table.
  ///   - lastEnd: what ends the last row; nil where that is the same.
  init(beginnings: [[UInt8]], end: StaticString, lastEnd: StaticString? = nil, rowCount: Int) {
    var marks: [UInt8] = []
    var places = [0]
    for mark in beginnings {
      marks += mark
      places.append(marks.count)
    }
    for mark in [end, lastEnd ?? end] {
      marks.append(mark)
      places.append(marks.count)
    }
    marks.pad()
    self.marks = marks
    self.places = places
    columnCount = beginnings.count
    self.rowCount = rowCount
  }

  /// Appends the rows that stand in a grid of as many columns.
  func append(_ grid: CellGrid, to bytes: inout [UInt8]) {
    let count = grid.rows.count
    // All that is copied, and the sixteen bytes that the last copy may write too many.
    let room = grid.cells.bytes.count + count * marks.count + stride16
    bytes.append(addingCapacity: room) { free in
      free.withUnsafeMutableBufferPointer { memory, length in
        grid.cells.bytes.withUnsafeBufferPointer { texts in
          grid.cells.ends.withUnsafeBufferPointer { ends in
            guard let target = UnsafeMutableRawPointer(memory.baseAddress) else { return }
            let end = write(texts, ends, count, endsWithLast: grid.rows.upperBound == rowCount, to: target)
            length = end - target
          }
        }
      }
    }
  }

  /// Gives where the rows end.
  private func write(
    _ texts: UnsafeBufferPointer<UInt8>, _ ends: UnsafeBufferPointer<Int>, _ count: Int, endsWithLast: Bool,
    to start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    var target = start
    marks.withUnsafeBufferPointer { marks in
      places.withUnsafeBufferPointer { places in
        guard let texts = UnsafeRawPointer(texts.baseAddress), let marks = UnsafeRawPointer(marks.baseAddress)
        else { return }
        for row in 0..<count {
          // The cells stand column by column.
          var cell = row
          for column in 0..<columnCount {
            Self.copy(marks, places[column], places[column &+ 1], to: &target)
            Self.copy(texts, ends[cell], ends[cell &+ 1], to: &target)
            cell &+= count
          }
          let end = endsWithLast && row == count &- 1 ? columnCount &+ 1 : columnCount
          Self.copy(marks, places[end], places[end &+ 1], to: &target)
        }
      }
    }
    return target
  }

  /// Short runs as sixteen bytes: both sources are padded (`pad`), and the target has room for as many more.
  @inline(__always)
  private static func copy(
    _ source: UnsafeRawPointer, _ start: Int, _ end: Int, to target: inout UnsafeMutableRawPointer
  ) {
    let length = end &- start
    if length <= stride16 {
      let bytes = source.loadUnaligned(fromByteOffset: start, as: SIMD16<UInt8>.self)
      target.storeBytes(of: bytes, as: SIMD16<UInt8>.self)
    } else {
      target.copyMemory(from: source + start, byteCount: length)
    }
    target += length
  }
}
