// What is true of a whole column is found out when it is made, a block at a time so that the answer no ends it, and so
// that the machine looks at several numbers at once.

extension ListShape {
  /// Of lists that begin where `offsets` says.
  package init(_ offsets: [UInt32]) {
    let last = offsets.last.map(Int.init) ?? 0
    if last == max(0, offsets.count - 1),
      Array.blocks(of: offsets.count).allSatisfy({ offsets.holdsItsPlaces($0) })
    {
      self = .single
    } else {
      let isFilled = Array.blocks(of: max(0, offsets.count - 1)).allSatisfy { offsets.differsFromNext($0) }
      self = isFilled ? .filled : .any
    }
  }
}

extension [UInt32] {
  /// 0..<count in short stretches.
  static func blocks(of count: Int) -> some Sequence<Range<Int>> {
    stride(from: 0, to: count, by: 4096).lazy.map { $0..<Swift.min($0 + 4096, count) }
  }

  /// Whether each number of a stretch is its place.
  func holdsItsPlaces(_ block: Range<Int>) -> Bool {
    let numbers = span
    var difference: UInt32 = 0
    for place in block { difference |= numbers[place] ^ UInt32(truncatingIfNeeded: place) }
    return difference == 0
  }

  /// Whether no number of a stretch is the one after it, which must be there.
  fileprivate func differsFromNext(_ block: Range<Int>) -> Bool {
    let numbers = span
    var equals: UInt32 = 0
    for place in block { equals |= numbers[place] == numbers[place + 1] ? 1 : 0 }
    return equals == 0
  }
}
