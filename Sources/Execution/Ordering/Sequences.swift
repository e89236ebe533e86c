import Plan

/// Values of any length, a row each, that compare from their beginning: texts byte by byte, lists member by member.
/// They are read as words, whose order is theirs as far as the word goes.
enum Sequences {
  /// Folded texts.
  case texts(TextColumn, Selection)
  /// Lists by the ranks of their members: offsets, the list of each row, ranks.
  case lists([UInt32], Selection, [UInt32])

  var count: Int {
    switch self {
    case .texts(_, let rows): rows.count
    case .lists(_, let places, _): places.count
    }
  }

  /// The word of a row at a depth; `continues` tells whether there may be another after it.
  ///
  /// Of a text: see `TextColumn.word`. Of a list: one more than the rank of a member, 0
  /// after the last. What is a beginning of another thus comes before it.
  private func word(_ row: Int, _ depth: Int) -> UInt64 {
    switch self {
    case .texts(let texts, let rows):
      return texts.word(at: rows.row(at: row), depth)
    case .lists(let offsets, let places, let ranks):
      let list = places.row(at: row)
      let member = Int(offsets[list]) + depth
      return member < Int(offsets[list + 1]) ? UInt64(ranks[member]) + 1 : 0
    }
  }

  private func continues(_ word: UInt64) -> Bool {
    switch self {
    case .texts: word & 0xFF == 8
    case .lists: word != 0
    }
  }

  /// Negative, zero or positive, as row `a` comes before, with or after row `b`.
  func order(_ a: Int, _ b: Int) -> Int {
    var depth = 0
    while true {
      let (mine, theirs) = (word(a, depth), word(b, depth))
      if mine != theirs { return mine < theirs ? -1 : 1 }
      guard continues(mine) else { return 0 }
      depth += 1
    }
  }

  /// For each row how many different values come before its own. Rows that agree so far are sorted by their next
  /// word, so that every word that tells rows apart is read about once.
  func ranks(_ run: Run) throws -> [UInt32] {
    var rows = Selection.all(count).rows
    var begins = [Bool](repeating: false, count: count)
    var open = [(range: 0..<count, depth: 0)]
    var work = 0
    while let (range, depth) = open.popLast() {
      work += range.count
      if work >= run.batch {
        try run.checkCancellation()
        work = 0
      }
      var words = range.map { word(Int(rows[$0]), depth) }
      var part = Array(rows[range])
      try radixSort(&words, &part, run)
      rows.replaceSubrange(range, with: part)
      var start = 0
      for end in 1..<(words.count + 1) where end == words.count || words[end] != words[start] {
        begins[range.lowerBound + start] = true
        if end - start > 1, continues(words[start]) {
          open.append((range.lowerBound + start..<range.lowerBound + end, depth + 1))
        }
        start = end
      }
    }
    var ranks = [UInt32](repeating: 0, count: count)
    var rank: UInt32 = 0
    for (position, row) in rows.enumerated() {
      if begins[position], position > 0 { rank += 1 }
      ranks[Int(row)] = rank
    }
    return ranks
  }
}
