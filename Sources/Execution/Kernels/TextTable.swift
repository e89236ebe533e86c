import Plan

/// Numbers texts in the order in which they are first seen.
struct TextTable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  private var hashes: [Int] = []
  private var places = [UInt32](repeating: 0, count: 64)
  private let hashing = Hashing.shared

  var count: Int { hashes.count }

  mutating func number(of text: Bytes) -> UInt32 {
    let hash = hashing.hash(text)
    var place = hash & (places.count - 1)
    while places[place] != 0 {
      let number = Int(places[place]) - 1
      if hashes[number] == hash, holds(text, at: number) { return places[place] - 1 }
      place = (place + 1) & (places.count - 1)
    }
    hashes.append(hash)
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    places[place] = UInt32(truncatingIfNeeded: hashes.count)
    if hashes.count * 2 > places.count { grow() }
    return UInt32(truncatingIfNeeded: hashes.count - 1)
  }

  mutating func number(of text: [UInt8]) -> UInt32 { text.withUnsafeBufferPointer { number(of: $0) } }

  /// The number of each of some rows of a column.
  mutating func numbers(of column: TextColumn, _ rows: Selection, _ run: Run) throws -> [UInt32] {
    try column.withRuns { runs in try mapped(rows, run) { number(of: runs.run($0)) } }
  }

  private func holds(_ text: Bytes, at number: Int) -> Bool {
    bytes.withUnsafeBufferPointer { Bytes(rebasing: $0[ends[number]..<ends[number + 1]]).equals(text) }
  }

  private mutating func grow() {
    places = [UInt32](repeating: 0, count: places.count * 4)
    for (number, hash) in hashes.enumerated() {
      var place = hash & (places.count - 1)
      while places[place] != 0 { place = (place + 1) & (places.count - 1) }
      places[place] = UInt32(truncatingIfNeeded: number + 1)
    }
  }
}
