/// The rows 0..<count in the order of the keys; rows that all keys find equal stay in theirs.
func sorted(count: Int, by keys: [SortKey], _ run: Run) throws -> Selection {
  try sorted(count: count, byLevels: keys.flatMap { try $0.ranked(run) }, run)
}

/// As above, by numbers. Where all levels fit into one word with the row, that is sorted; else as many as fit go into
/// each, the last words are sorted first, and every later sort keeps the order of equal rows.
func sorted(count: Int, byLevels levels: [SortLevel], _ run: Run) throws -> Selection {
  var open = levels[...]
  // What the rows are sorted by already need not be sorted by last.
  while let last = open.last, try last.isRising(count, run) { open.removeLast() }
  if open.isEmpty { return .all(count) }
  if let sort = RadixSort(open, count: count, batch: run.batch) { return .some(try sort.rows(run)) }
  var rows = Selection.all(count).rows
  for words in try packed(open, count: count, run).reversed() {
    var sorted = gathered(words, rows)
    try radixSort(&sorted, &rows, run)
  }
  return .some(rows)
}

/// The levels in as few words as hold them, the first level in the first word.
private func packed(_ levels: ArraySlice<SortLevel>, count: Int, _ run: Run) throws -> [[UInt64]] {
  var words: [[UInt64]] = []
  var rest = levels
  while !rest.isEmpty {
    let fitting = rest.fitting
    words.append(
      try [UInt64](unsafeUninitializedCapacity: count) { words, filled in
        try run.inBlocks(count) { block in
          SortLevel.pack(Array(fitting), block, to: UnsafeMutableBufferPointer(rebasing: words[block]))
          filled = block.upperBound
        }
      })
    rest = rest.dropFirst(fitting.count)
  }
  return words
}

extension ArraySlice<SortLevel> {
  /// The first ones, as many as one word holds; at least one, as each of them does.
  var fitting: ArraySlice<SortLevel> {
    var bits = 0
    return prefix {
      bits += $0.bits
      return bits <= 64
    }
  }
}

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
