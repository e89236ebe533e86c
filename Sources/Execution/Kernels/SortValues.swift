import Plan

/// Values whose order is that of numbers, read where they stand: nothing is worked out for a row before it is asked for.
enum SortValues: Sendable {
  /// Where some rows are blank, they are marked.
  case integers([Int64], Selection, blanks: [Bool])
  case refs([Int64], Selection)
  /// Ordered by the first day and the length, which is a small number.
  case periods(firsts: [Int32], lasts: [Int32], Selection)
  case ranks([UInt32])
  case known([Int64], present: [Bool]?)

  /// nil where such values have to be worked out.
  init?(_ vector: Vector) {
    switch vector {
    case .values(.integer(let column), let rows): self = .integers(column.values, rows, blanks: column.blanks)
    case .values(.ref(let column), let rows): self = .refs(column.values, rows)
    case .values(.period(let column), let rows):
      self = .periods(firsts: column.firsts, lasts: column.lasts, rows)
    default: return nil
    }
  }

  /// Calls `body` with each place in a stretch of the rows, counted from its beginning, with the ordinal that stands
  /// there (any number where it is blank), and whether there is one.
  @inline(__always)
  func each(_ block: Range<Int>, _ body: (_ place: Int, _ ordinal: Int64, _ isPresent: Bool) -> Void) {
    switch self {
    case .integers(let values, let rows, let blanks):
      let (values, marks) = (values.span, blanks.span)
      if blanks.isEmpty {
        rows.each(block) { body($0, values[unchecked: $1], true) }
      } else {
        rows.each(block) { body($0, values[unchecked: $1], !marks[unchecked: $1]) }
      }
    case .refs(let values, let rows):
      let values = values.span
      rows.each(block) { body($0, values[unchecked: $1], values[unchecked: $1] != Ref.blank.packed) }
    case .periods(let firsts, let lasts, let rows):
      let (firsts, lasts) = (firsts.span, lasts.span)
      rows.each(block) {
        let (first, last) = (firsts[unchecked: $1], lasts[unchecked: $1])
        body($0, Int64(first) << 32 | Int64(UInt32(bitPattern: last &- first)), first <= last)
      }
    case .ranks(let ranks):
      for place in 0..<block.count { body(place, Int64(ranks[block.lowerBound &+ place]), true) }
    case .known(let ordinals, let present):
      let mask = present ?? []
      let (ordinals, shown, isAll) = (ordinals.span, mask.span, present == nil)
      for place in 0..<block.count {
        let row = block.lowerBound &+ place
        body(place, ordinals[unchecked: row], isAll || shown[unchecked: row])
      }
    }
  }

  /// Whether none of `count` is blank and none is less than the one before it.
  func areInOrder(_ count: Int, _ run: Run) throws -> Bool {
    let work = run.work
    return try work.inPieces(of: count, nanoseconds: 1) { range in
      var last = Int64.min
      var falls = 0
      // The first of the next piece is looked at, too.
      var start = range.lowerBound
      let end = min(range.upperBound + 1, count)
      while start < end, falls == 0 {
        try work.checkCancellation()
        let block = start..<min(start + Self.block, end)
        each(block) { _, ordinal, isPresent in
          falls &+= isPresent && ordinal >= last ? 0 : 1
          last = ordinal
        }
        start = block.upperBound
      }
      return falls == 0
    }
    .allSatisfy { $0 }
  }

  /// As many as are looked at before it is asked whether to go on.
  private static let block = 4096
}

extension Selection {
  /// Calls `body` with each place in a stretch, counted from its beginning, and the row that stands there.
  @inline(__always)
  func each(_ block: Range<Int>, _ body: (_ place: Int, _ row: Int) -> Void) {
    switch self {
    case .all:
      for place in 0..<block.count { body(place, block.lowerBound &+ place) }
    case .some(let rows):
      let rows = rows.span
      for place in 0..<block.count { body(place, Int(rows[unchecked: block.lowerBound &+ place])) }
    }
  }
}
