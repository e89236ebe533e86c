/// Finds what someone may have meant.
package enum Nearest {
  /// The name that is fewest edits (insert, drop, change a letter, swap two neighbours) away from what was typed,
  /// whatever the case; nil where none is near. Of equally near ones the first.
  package static func name(to typed: String, among names: [String]) -> String? {
    let word = letters(typed)
    guard !word.isEmpty, word.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for name in names {
      let candidate = letters(name)
      // A third of the longer word may differ; of very short ones a single letter, if something is left.
      let allowed = max(1, max(word.count, candidate.count) / 3)
      guard abs(word.count - candidate.count) <= allowed else { continue }
      let distance = distance(word, candidate)
      guard distance <= allowed, distance < max(word.count, candidate.count) else { continue }
      if distance < best?.distance ?? Int.max { best = (name, distance) }
    }
    return best?.name
  }

  private static func letters(_ text: String) -> [Unicode.Scalar] { Array(text.lowercased().unicodeScalars) }

  /// Damerau-Levenshtein in the variant of optimal string alignment, over three rows.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for (j, y) in b.enumerated() {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (x == y ? 0 : 1))
        if i > 0, j > 0, x == b[j - 1], y == a[i - 1] { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last.last ?? 0
  }
}
