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

  /// Of these rows, those at the positions that `inner` holds.
  func selecting(_ inner: Selection) -> Selection {
    guard case .some(let positions) = inner else { return self }
    guard case .some(let rows) = self else { return inner }
    return .some(gathered(rows, positions))
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
