/// Sorts words, and the rows that go with them; rows of equal words stay in their order.
func radixSort(_ words: inout [UInt64], _ rows: inout [UInt32], _ run: Run) throws {
  guard words.count > 1 else { return }
  if words.count <= 64 {
    insertionSort(&words, &rows)
    return
  }
  var otherWords = words
  var otherRows = rows
  let varying = words.reduce(0) { $0 | ($1 ^ words[0]) }
  for shift in stride(from: UInt64(0), to: 64, by: 8) where varying >> shift & 0xFF != 0 {
    try run.checkCancellation()
    distribute(words, rows, shift, &otherWords, &otherRows)
    swap(&words, &otherWords)
    swap(&rows, &otherRows)
  }
}

/// One pass: words go where their byte at `shift` says, in the order they come.
private func distribute(
  _ words: [UInt64], _ rows: [UInt32], _ shift: UInt64, _ toWords: inout [UInt64], _ toRows: inout [UInt32]
) {
  var places = [Int](repeating: 0, count: 256)
  for word in words { places[Int(word >> shift & 0xFF)] += 1 }
  var next = 0
  for digit in places.indices { (places[digit], next) = (next, next + places[digit]) }
  words.withUnsafeBufferPointer { words in
    rows.withUnsafeBufferPointer { rows in
      toWords.withUnsafeMutableBufferPointer { toWords in
        toRows.withUnsafeMutableBufferPointer { toRows in
          places.withUnsafeMutableBufferPointer { places in
            for index in words.indices {
              let digit = Int(words[index] >> shift & 0xFF)
              toWords[places[digit]] = words[index]
              toRows[places[digit]] = rows[index]
              places[digit] &+= 1
            }
          }
        }
      }
    }
  }
}

private func insertionSort(_ words: inout [UInt64], _ rows: inout [UInt32]) {
  for index in 1..<words.count {
    let (word, row) = (words[index], rows[index])
    var place = index
    while place > 0, words[place - 1] > word {
      words[place] = words[place - 1]
      rows[place] = rows[place - 1]
      place -= 1
    }
    (words[place], rows[place]) = (word, row)
  }
}
