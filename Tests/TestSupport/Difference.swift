/// Shows how two texts differ.
package enum Difference {
  /// Lines of either with their marks: `-` expected only, `+` actual only, ` ` both; long runs of equal lines
  /// are shortened. Empty when the texts are equal.
  package static func show(expected: String, actual: String) -> String {
    if expected == actual, expected.utf8.elementsEqual(actual.utf8) { return "" }
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let change = new.difference(from: old) { $0.utf8.elementsEqual($1.utf8) }
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for step in change {
      switch step {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [(isChange: Bool, text: String)] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, removed.contains(i) {
        lines.append((true, "-" + old[i]))
        i += 1
      } else if j < new.count, inserted.contains(j) {
        lines.append((true, "+" + new[j]))
        j += 1
      } else {
        lines.append((false, " " + (i < old.count ? old[i] : "")))
        i += 1
        j += 1
      }
    }
    return shorten(lines).joined(separator: "\n")
  }

  /// Keeps three lines around each change.
  private static func shorten(_ lines: [(isChange: Bool, text: String)]) -> [String] {
    var shown: [String] = []
    var isSkipping = false
    for index in lines.indices {
      let nearby = lines[max(index - 3, 0)...min(index + 3, lines.count - 1)]
      if nearby.contains(where: \.isChange) {
        shown.append(lines[index].text)
        isSkipping = false
      } else if !isSkipping {
        shown.append("…")
        isSkipping = true
      }
    }
    return shown
  }
}
