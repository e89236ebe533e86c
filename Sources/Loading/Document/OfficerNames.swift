import Plan

/// The names of the plan's list of officers, folded, to find them in cells that hold more than one name.
struct OfficerNames {
  private var names: Set<[UInt8]> = []
  private var mostWords = 0

  mutating func insert(_ name: String) {
    let folded = Folding.fold(name)
    guard !folded.isEmpty else { return }
    mostWords = max(mostWords, folded.count { $0 == UInt8(ascii: " ") } + 1)
    names.insert(folded)
  }

  func contains(_ name: Substring) -> Bool { names.contains(Folding.fold(String(name))) }

  /// How many of the folded words from `start` on are the longest name; nil where no name begins there.
  func longestName(in words: [[UInt8]], from start: Int) -> Int? {
    var count = min(mostWords, words.count - start)
    while count > 0 {
      if names.contains(Array(words[start..<(start + count)].joined(separator: [UInt8(ascii: " ")]))) {
        return count
      }
      count -= 1
    }
    return nil
  }
}
