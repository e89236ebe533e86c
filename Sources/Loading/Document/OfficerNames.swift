import Plan

/// The names of the plan's list of officers, folded, to find them in cells that hold more than one name.
struct OfficerNames {
  private let names = NameSet()
  private var mostWords = 0

  mutating func insert(_ name: String) {
    let folded = Folding.fold(name)
    guard !folded.isEmpty else { return }
    mostWords = max(mostWords, folded.count { $0 == UInt8(ascii: " ") } + 1)
    names.insert(folded)
  }

  func contains(_ name: Substring) -> Bool { contains(Folding.fold(String(name))) }

  private func contains(_ folded: [UInt8]) -> Bool { !folded.isEmpty && names.contains(folded) }

  /// Whether a trimmed cell is one officer's name and nothing else, as nearly every cell is: then there are no
  /// words to tell apart.
  func isName(_ cell: String) -> Bool {
    let isOneName = !cell.utf8.contains { byte in
      switch byte {
      case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "&"), UInt8(ascii: "+"), UInt8(ascii: "/"): true
      default: byte >= 0x80
      }
    }
    return isOneName && contains(Folding.fold(cell))
  }

  /// How many of the folded words from `start` on are the longest name; nil where no name begins there.
  func longestName(in words: [[UInt8]], from start: Int) -> Int? {
    var count = min(mostWords, words.count - start)
    while count > 0 {
      if contains(Array(words[start..<(start + count)].joined(separator: [UInt8(ascii: " ")]))) {
        return count
      }
      count -= 1
    }
    return nil
  }
}
