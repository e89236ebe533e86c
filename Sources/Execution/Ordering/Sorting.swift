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
    words.append(try SortLevel.packed(Array(fitting), count: count, run))
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
