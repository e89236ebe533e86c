import Binding
import Plan

/// What rows are sorted by, as numbers: the smaller number comes first, and the next key is asked where all are
/// equal. Blanks come last whichever way the values go.
struct SortKey {
  /// One number a row for each level, the first level first.
  fileprivate(set) var levels: [[UInt64]]
  /// Where numbers of fixed width do not say it all: texts, lists.
  fileprivate(set) var sequences: Sequences?
  fileprivate(set) var isDescending: Bool

  /// Of values whose order is that of their ordinals.
  fileprivate init(ordinals: [Int64], present: Selection, isDescending: Bool) {
    let flip: UInt64 = isDescending ? UInt64(Int64.max) : 1 << 63
    var words = ordinals.map { UInt64(bitPattern: $0) ^ flip }
    self.isDescending = isDescending
    sequences = nil
    guard case .some(let rows) = present else {
      levels = [words]
      return
    }
    let isPresent = present.mask(of: words.count)
    // Blank is the greatest number, unless that is some value; then a level before it tells the blanks.
    let collides = rows.contains { words[Int($0)] == .max }
    for row in words.indices where !isPresent[row] { words[row] = .max }
    levels = collides ? [isPresent.map { $0 ? 0 : 1 }, words] : [words]
  }

  fileprivate init(sequences: Sequences, present: Selection, isDescending: Bool) {
    levels = [present.mask(of: sequences.count).map { $0 ? 0 : 1 }]
    self.sequences = sequences
    self.isDescending = isDescending
  }

  /// Whether row `a` comes before row `b`, after it, or neither (0).
  func order(_ a: Int, _ b: Int) -> Int {
    for level in levels where level[a] != level[b] { return level[a] < level[b] ? -1 : 1 }
    guard let sequences else { return 0 }
    let order = sequences.order(a, b)
    return isDescending ? -order : order
  }

  /// All levels as numbers: sequences by their rank.
  func ranked(_ run: Run) throws -> [[UInt64]] {
    guard let sequences else { return levels }
    let ranks = try sequences.ranks(run)
    return levels + [ranks.map { isDescending ? ~UInt64($0) : UInt64($0) }]
  }
}

extension Evaluator {
  func sortKeys(_ keys: [BoundKey], over frame: Frame) throws -> [SortKey] {
    try keys.map { key in
      try sortKey(try labelled(try vector(key.expression, over: frame)), isDescending: key.isDescending)
    }
  }

  /// The key of any values; items were replaced by their labels.
  func sortKey(_ vector: Vector, isDescending: Bool = false) throws -> SortKey {
    let shown = try present(vector, run)
    if let ordinals = try ordinals(vector, run) {
      return SortKey(ordinals: ordinals, present: shown, isDescending: isDescending)
    }
    switch vector {
    case .values(.name(let column), let rows) where column.dictionary.count <= rows.count * 2:
      // The entries are ranked once; then a row is a number.
      let entries = Sequences.texts(column.dictionary.folded, .all(column.dictionary.count))
      let ranks = try entries.ranks(run)
      let ordinals = try mapped(rows, run) { Int64(ranks[Int(column.codes[$0])]) }
      return SortKey(ordinals: ordinals, present: shown, isDescending: isDescending)
    case .lists(let lists):
      let reached = lists.reached()
      let members = try sortKey(reached.members)
      let ranks = try members.ranks(run)
      return SortKey(
        sequences: .lists(reached.offsets, reached.places, ranks), present: shown, isDescending: isDescending)
    default:
      guard let texts = TextRows(vector) else {
        // Constants sort nothing.
        return SortKey(
          ordinals: [Int64](repeating: 0, count: vector.count), present: .all(vector.count),
          isDescending: isDescending)
      }
      return SortKey(
        sequences: .texts(texts.texts.folded, texts.rows), present: shown, isDescending: isDescending)
    }
  }
}

extension SortKey {
  /// One number for each row that says all of its order: equal where the rows are.
  fileprivate func ranks(_ run: Run) throws -> [UInt32] {
    let levels = try ranked(run)
    let count = levels.first?.count ?? 0
    let rows = try sorted(count: count, byLevels: levels, run)
    var ranks = [UInt32](repeating: 0, count: count)
    var rank: UInt32 = 0
    for position in rows.indices.dropFirst() {
      let (before, this) = (Int(rows[position - 1]), Int(rows[position]))
      if levels.contains(where: { $0[before] != $0[this] }) { rank += 1 }
      ranks[this] = rank
    }
    return ranks
  }
}
