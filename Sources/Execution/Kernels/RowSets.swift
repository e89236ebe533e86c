import Plan

/// Rows as their numbers, as those that are missing, and as marks. All lie below the count that is named.
extension Selection {
  var rows: [UInt32] {
    switch self {
    case .all(let count):
      [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
        for row in 0..<count { buffer[row] = UInt32(truncatingIfNeeded: row) }
        filled = count
      }
    case .some(let rows): rows
    }
  }

  /// The rows of 0..<count that are not here; these must rise.
  func complement(of count: Int) -> Selection {
    guard case .some(let rows) = self else { return .none }
    if rows.isEmpty { return .all(count) }
    return .some(
      [UInt32](unsafeUninitializedCapacity: max(0, count - rows.count)) { buffer, filled in
        var start: UInt32 = 0
        for end in rows + [UInt32(truncatingIfNeeded: count)] where end >= start {
          for row in start..<end {
            buffer[filled] = row
            filled &+= 1
          }
          start = end &+ 1
        }
      })
  }

  /// A byte a row of 0..<count: 1 where the row is here.
  func mask(of count: Int) -> [Bool] {
    switch self {
    case .all: return [Bool](repeating: true, count: count)
    case .some(let rows):
      return Marks.of(rows, count: count)
    }
  }
}

extension Marks {
  /// A mark for each of 0..<count that stands among the rows; `Column.noRow` marks nothing.
  static func of(_ rows: [UInt32], count: Int) -> [Bool] {
    var marks = [Bool](repeating: false, count: count)
    marks.withUnsafeMutableBufferPointer { marks in
      for row in rows where row != Column.noRow { marks[Int(row)] = true }
    }
    return marks
  }
}
