/// The known key that a misspelt one most likely means.
enum NearestKey {
  /// nil where none is near: not more than a third of the letters may differ, one in short words. Of several equally
  /// near ones the first.
  static func find(_ word: String, in known: [String]) -> String? {
    let letters = Array(word.lowercased().utf8)
    guard letters.count <= 64 else { return nil }
    let limit = max(1, letters.count / 3)
    var best: (distance: Int, key: String)?
    for key in known {
      let distance = distance(letters, Array(key.utf8))
      if distance <= limit, distance < (best?.distance ?? Int.max) { best = (distance, key) }
    }
    return best?.key
  }

  /// How many letters must be left out, put in, changed or swapped with their neighbour.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var row = [i + 1]
      for (j, other) in b.enumerated() {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter == other ? 0 : 1))
        if i > 0, j > 0, letter == b[j - 1], a[i - 1] == other { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
