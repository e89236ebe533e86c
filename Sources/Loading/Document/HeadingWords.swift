/// The letters of a heading and nothing else, so that broken words (`monitorin g`), dashes and brackets do not
/// matter.
struct HeadingWords {
  let letters: [UInt8]

  private static let limit = 64

  init(_ bytes: ArraySlice<UInt8>) {
    var letters: [UInt8] = []
    letters.reserveCapacity(min(bytes.count, Self.limit))
    for byte in bytes where (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A {
      letters.append(byte | 0x20)
      if letters.count == Self.limit { break }
    }
    self.letters = letters
  }

  func isWord(_ word: StaticString) -> Bool { HeadingWords.bytes(word) { letters.elementsEqual($0) } }

  func starts(with word: StaticString) -> Bool { HeadingWords.bytes(word) { letters.starts(with: $0) } }

  func contains(_ word: StaticString) -> Bool {
    HeadingWords.bytes(word) { word in
      guard letters.count >= word.count else { return false }
      return (0...(letters.count - word.count)).contains { letters[$0...].starts(with: word) }
    }
  }

  /// Begins with the word, or with one that up to two letters wrong, missing or too many make of it.
  func almostStarts(with word: StaticString) -> Bool {
    HeadingWords.bytes(word) { word in
      guard letters.count + 2 >= word.count else { return false }
      // The least edits between the word and any beginning of the letters: one row of the usual table at a time.
      let beginning = letters.prefix(word.count + 2)
      var row = Array(0...beginning.count)
      for (i, expected) in word.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, letter) in beginning.enumerated() {
          let substitution = diagonal + (letter == expected ? 0 : 1)
          diagonal = row[j + 1]
          row[j + 1] = min(substitution, diagonal + 1, row[j] + 1)
        }
      }
      return (row.min() ?? word.count) <= 2
    }
  }

  private static func bytes(_ word: StaticString, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
    word.withUTF8Buffer(body)
  }
}
