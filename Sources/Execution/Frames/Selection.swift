/// Some of the rows 0..<n of something, in the order they are wanted; repeats are allowed.
enum Selection {
  /// Every row, in order. The number is how many there are.
  case all(Int)
  case some([UInt32])

  static let none = Selection.some([])

  var count: Int {
    switch self {
    case .all(let count): count
    case .some(let rows): rows.count
    }
  }

  var isAll: Bool { if case .all = self { true } else { false } }

  func row(at position: Int) -> Int {
    switch self {
    case .all: position
    case .some(let rows): Int(rows[position])
    }
  }

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

  /// Of these rows, those at the positions that `inner` holds.
  func selecting(_ inner: Selection) -> Selection {
    guard case .some(let positions) = inner else { return self }
    guard case .some(let rows) = self else { return inner }
    return .some(gathered(rows, positions))
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

  /// `limit count offset offset`, both of any size.
  func slice(count wanted: Int, offset: Int) -> Selection {
    let start = min(max(0, offset), count)
    let end = start + min(max(0, wanted), count - start)
    if start == 0, end == count { return self }
    switch self {
    case .all: return .some((start..<end).map { UInt32(truncatingIfNeeded: $0) })
    case .some(let rows): return .some(Array(rows[start..<end]))
    }
  }

  /// A byte a row of 0..<count: 1 where the row is here.
  func mask(of count: Int) -> [Bool] {
    switch self {
    case .all: return [Bool](repeating: true, count: count)
    case .some(let rows):
      var mask = [Bool](repeating: false, count: count)
      mask.withUnsafeMutableBufferPointer { mask in
        for row in rows { mask[Int(row)] = true }
      }
      return mask
    }
  }
}

extension Selection {
  /// Each row once, rising; all lie in 0..<count.
  func distinct(of count: Int) -> Selection {
    guard case .some = self else { return self }
    return Marks.kept(mask(of: count))
  }

  /// For each row of 0..<count the position it has here; rows that are not here get `missing`. Each is here once.
  func positions(of count: Int, missing: UInt32) -> [UInt32] {
    guard case .some(let rows) = self else { return self.rows }
    var positions = [UInt32](repeating: missing, count: count)
    for (position, row) in rows.enumerated() { positions[Int(row)] = UInt32(truncatingIfNeeded: position) }
    return positions
  }
}
