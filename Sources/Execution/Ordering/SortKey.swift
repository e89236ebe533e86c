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

  fileprivate init(sequences: Sequences, present: Selection, isDescending: Bool) {
    levels = present.isAll ? [] : [SortLevel(blanksLast: present.mask(of: sequences.count))]
    self.sequences = sequences
    self.isDescending = isDescending
  }

  /// Whether row `a` comes before row `b`, after it, or neither (0).
  func order(_ a: Int, _ b: Int) -> Int {
    for level in levels {
      let (mine, theirs) = (level.number(a), level.number(b))
      if mine != theirs { return mine < theirs ? -1 : 1 }
    }
    guard let sequences else { return 0 }
    let order = sequences.order(a, b)
    return isDescending ? -order : order
  }

  /// All levels as numbers: sequences by their rank.
  func ranked(_ run: Run) throws -> [SortLevel] {
    guard let sequences else { return levels }
    let ranks = try sequences.ranks(run)
    return levels + (try SortLevel.of(.ranks(ranks), count: ranks.count, isDescending: isDescending, run))
  }
}

extension Evaluator {
  /// The keys, as far as they change the order of the rows: the last ones may be those the rows stand in.
  func sortKeys(_ keys: [BoundKey], over frame: Frame) throws -> [SortKey] {
    var vectors = try keys.map { (try labelled(try vector($0.expression, over: frame)), $0.isDescending) }
    while let (last, isDescending) = vectors.last, !isDescending, let values = SortValues(last),
      try values.areInOrder(last.count, run)
    {
      vectors.removeLast()
    }
    return try vectors.map { try sortKey($0, isDescending: $1) }
  }

  /// The key of any values; items were replaced by their labels.
  func sortKey(_ vector: Vector, isDescending: Bool = false) throws -> SortKey {
    if case .values(.choice(let column), let rows) = vector {
      return SortKey(levels: [SortLevel(column, rows, isDescending: isDescending)])
    }
    if case .lists(let lists) = vector, let values = lists.singleMembers() {
      return try sortKey(values, isDescending: isDescending)
    }
    if let values = SortValues(vector) {
      return try sortKey(values, count: vector.count, isDescending: isDescending)
    }
    let shown = try present(vector, run)
    if let ordinals = try ordinals(vector, run) {
      return try sortKey(ordinals, shown, isDescending: isDescending)
    }
    switch vector {
    case .values(.name(let column), let rows) where column.dictionary.count <= rows.count * 2:
      // The entries are ranked once; then a row is a number.
      let entries = Sequences.texts(try run.work.folded(column.dictionary), .all(column.dictionary.count))
      let ranks = try entries.ranks(run)
      let ordinals = try mapped(rows, run) { Int64(ranks[Int(column.codes[$0])]) }
      return try sortKey(ordinals, shown, isDescending: isDescending)
    case .lists(let lists):
      let reached = lists.reached()
      let ranks = try sortKey(reached.members).ranks(count: reached.members.count, run)
      return SortKey(
        sequences: .lists(reached.offsets, reached.places, ranks), present: shown, isDescending: isDescending)
    default:
      // Constants sort nothing.
      guard let texts = TextRows(vector) else { return SortKey(levels: []) }
      return SortKey(
        sequences: .texts(try run.work.folded(texts.texts), texts.rows), present: shown,
        isDescending: isDescending)
    }
  }

  private func sortKey(_ ordinals: [Int64], _ present: Selection, isDescending: Bool) throws -> SortKey {
    let mask = present.isAll ? nil : present.mask(of: ordinals.count)
    return try sortKey(
      .known(ordinals, present: mask), count: ordinals.count, isDescending: isDescending)
  }

  private func sortKey(_ values: SortValues, count: Int, isDescending: Bool) throws -> SortKey {
    SortKey(levels: try SortLevel.of(values, count: count, isDescending: isDescending, run))
  }
}

extension Lists {
  /// A value for each row where no list of theirs holds more than one member, blank where it is empty; else nil.
  fileprivate func singleMembers() -> Vector? {
    guard case .values(let column, let rows) = members else { return nil }
    if areSingle { return members.selected(places) }
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
  fileprivate func ranks(count: Int, _ run: Run) throws -> [UInt32] {
    let levels = try ranked(run)
    let rows = try sorted(count: count, byLevels: levels, run).rows
    var ranks = [UInt32](repeating: 0, count: count)
    var rank: UInt32 = 0
    for position in rows.indices.dropFirst() {
      let (before, this) = (Int(rows[position - 1]), Int(rows[position]))
      if levels.contains(where: { $0.number(before) != $0.number(this) }) { rank += 1 }
      ranks[this] = rank
    }
    return ranks
  }
}
