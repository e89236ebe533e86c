import Binding
import Plan

/// What rows are sorted by, as numbers: the smaller number comes first, and the next key is asked where all are
/// equal. Blanks come last whichever way the values go.
struct SortKey {
  /// The first level first.
  fileprivate(set) var levels: [SortLevel]
  /// Where numbers of fixed width do not say it all: texts, lists.
  fileprivate(set) var sequences: Sequences?
  fileprivate(set) var isDescending: Bool

  fileprivate init(levels: [SortLevel]) {
    self.levels = levels
    sequences = nil
    isDescending = false
  }

  /// Of values whose order is that of their ordinals.
  fileprivate init(ordinals: [Int64], present: Selection, isDescending: Bool) {
    self.isDescending = isDescending
    sequences = nil
    let mask = present.isAll ? nil : present.mask(of: ordinals.count)
    if let level = SortLevel(ordinals, present: mask, isDescending: isDescending) {
      levels = [level]
    } else {
      // No number is left for blank.
      let shown = ordinals.enumerated().map { mask?[$0] ?? true ? $1 : 0 }
      levels = [SortLevel(blanksLast: mask), SortLevel(shown, present: nil, isDescending: isDescending)]
        .compactMap { $0 }
    }
  }

  fileprivate init(sequences: Sequences, present: Selection, isDescending: Bool) {
    levels = present.isAll ? [] : [SortLevel(blanksLast: present.mask(of: sequences.count))]
    self.sequences = sequences
    self.isDescending = isDescending
  }

  /// Whether row `a` comes before row `b`, after it, or neither (0).
  func order(_ a: Int, _ b: Int) -> Int {
    for level in levels where level.words[a] != level.words[b] {
      return level.words[a] < level.words[b] ? -1 : 1
    }
    guard let sequences else { return 0 }
    let order = sequences.order(a, b)
    return isDescending ? -order : order
  }

  /// All levels as numbers: sequences by their rank.
  func ranked(_ run: Run) throws -> [SortLevel] {
    guard let sequences else { return levels }
    return levels + [SortLevel(ranks: try sequences.ranks(run), isDescending: isDescending)]
  }
}

extension Evaluator {
  /// The keys, as far as they change the order of the rows: the last ones may be those the rows stand in.
  func sortKeys(_ keys: [BoundKey], over frame: Frame) throws -> [SortKey] {
    var vectors = try keys.map { (try labelled(try vector($0.expression, over: frame)), $0.isDescending) }
    while let (last, isDescending) = vectors.last, !isDescending, try isInOrder(last) { vectors.removeLast() }
    return try vectors.map { try sortKey($0, isDescending: $1) }
  }

  private func isInOrder(_ vector: Vector) throws -> Bool {
    switch vector {
    case .values(.integer, _), .values(.ref, _): break
    default: return false
    }
    guard try present(vector, run).isAll, let ordinals = try ordinals(vector, run) else { return false }
    return SortKernels.isRising(ordinals)
  }

  /// The key of any values; items were replaced by their labels.
  func sortKey(_ vector: Vector, isDescending: Bool = false) throws -> SortKey {
    if case .values(.choice(let column), let rows) = vector {
      let codes = column.codes.span
      let codesInOrder = try mapped(rows, run) { codes[$0] }
      return SortKey(levels: [SortLevel(codes: codesInOrder, column.enumeration, isDescending: isDescending)])
    }
    if case .lists(let lists) = vector, let values = lists.singleMembers() {
      return try sortKey(values, isDescending: isDescending)
    }
    let shown = try present(vector, run)
    if let ordinals = try sortOrdinals(vector, run) {
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

extension Lists {
  /// A value for each row where no list of theirs holds more than one member, blank where it is empty; else nil.
  fileprivate func singleMembers() -> Vector? {
    guard case .values(let column, let rows) = members else { return nil }
    if ListKernels.areSingle(offsets) { return members.selected(places) }
    // No condition is blank.
    if case .condition = column { return nil }
    var picked: [UInt32] = []
    picked.reserveCapacity(places.count)
    for position in 0..<places.count {
      let range = range(places.row(at: position))
      if range.count > 1 { return nil }
      picked.append(range.first.map { UInt32(truncatingIfNeeded: rows.row(at: $0)) } ?? Column.noRow)
    }
    return .stored(column, orBlank: picked)
  }
}

extension SortKey {
  /// One number for each row that says all of its order: equal where the rows are.
  fileprivate func ranks(_ run: Run) throws -> [UInt32] {
    let levels = try ranked(run)
    let count = levels.first?.words.count ?? 0
    let rows = try sorted(count: count, byLevels: levels, run)
    var ranks = [UInt32](repeating: 0, count: count)
    var rank: UInt32 = 0
    for position in rows.indices.dropFirst() {
      let (before, this) = (Int(rows[position - 1]), Int(rows[position]))
      if levels.contains(where: { $0.words[before] != $0.words[this] }) { rank += 1 }
      ranks[this] = rank
    }
    return ranks
  }
}
