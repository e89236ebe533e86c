/// The positions of what passes. `mark` is called for each block of the candidates and says with `Candidates.mark` what
/// passes: so the test is inlined into one short loop for each kind of candidates. What becomes of the marks is said
/// once, in `Marks`.
///
/// The threads share the work, so that a test changes nothing; `scanInOrder` is for those that do. A test takes about
/// so many nanoseconds.
func scan(
  _ tested: Tested, _ run: Run, nanoseconds: Int = 1, _ mark: @Sendable (Candidates) -> Void
) throws -> Selection {
  switch tested {
  case .rows(.all(let count)):
    return try Marks.kept(of: count, nanoseconds: nanoseconds, run) { block, marks in
      mark(Candidates(block: block, marks: marks, kind: .all))
    }
  case .rows(.some(let rows)):
    let rows = rows.span
    return try Marks.kept(of: rows.count, nanoseconds: nanoseconds + 1, run) { block, marks in
      rows.withUnsafeBufferPointer { mark(Candidates(block: block, marks: marks, kind: .rows($0))) }
    }
  case .lists(let lists):
    let (offsets, places, members) = (lists.offsets.span, lists.someLists.span, lists.someMembers.span)
    let (areAll, areMembersAll) = (lists.areAll, lists.areMembersAll)
    return try Marks.kept(of: lists.count, nanoseconds: nanoseconds * 2 + 1, run) { block, marks in
      offsets.withUnsafeBufferPointer { offsets in
        places.withUnsafeBufferPointer { places in
          members.withUnsafeBufferPointer { members in
            let lists = CandidateLists(
              offsets: offsets, places: areAll ? nil : places, members: areMembersAll ? nil : members)
            mark(Candidates(block: block, marks: marks, kind: .lists(lists)))
          }
        }
      }
    }
  }
}

func scan(_ rows: Selection, _ run: Run, _ mark: @Sendable (Candidates) -> Void) throws -> Selection {
  try scan(.rows(rows), run, mark)
}

/// The candidates of one block, with a mark for each that tells whether it passed.
struct Candidates {
  fileprivate let block: Range<Int>
  fileprivate let marks: UnsafeMutablePointer<Bool>
  fileprivate let kind: Kind

  fileprivate enum Kind {
    case all
    case rows(UnsafeBufferPointer<UInt32>)
    case lists(CandidateLists)
  }

  // The marks are as many as the block has rows, which lie within the candidates: `scan` has seen to both.
  @inline(__always)
  func mark(_ passes: (Int) -> Bool) {
    switch kind {
    case .all:
      for place in 0..<block.count { marks[place] = passes(block.lowerBound &+ place) }
    case .rows(let rows):
      for place in 0..<block.count { marks[place] = passes(Int(rows[block.lowerBound &+ place])) }
    case .lists(let lists):
      if let places = lists.places {
        for place in 0..<block.count {
          marks[place] = lists.hold(Int(places[block.lowerBound &+ place]), passes)
        }
      } else {
        lists.markInOrder(block, marks, passes)
      }
    }
  }
}

/// Lists, each of which passes where some member does.
private struct CandidateLists {
  let offsets: UnsafeBufferPointer<UInt32>
  /// Which lists; nil for all in order.
  let places: UnsafeBufferPointer<UInt32>?
  /// Which rows the members are; nil for all in order.
  let members: UnsafeBufferPointer<UInt32>?

  /// As many members as stay in the fastest memory.
  private static let most = 16_384

  @inline(__always)
  func hold(_ list: Int, _ passes: (Int) -> Bool) -> Bool {
    var passed = false
    for member in Int(offsets[list])..<Int(offsets[list &+ 1])
    where passes(members.map { Int($0[member]) } ?? member) {
      passed = true
    }
    return passed
  }

  /// The members of a stretch of lists stand side by side: all are tested first, and then it is asked of each list
  /// whether it holds one that passed. So nothing branches on how long a list is.
  @inline(__always)
  func markInOrder(_ block: Range<Int>, _ marks: UnsafeMutablePointer<Bool>, _ passes: (Int) -> Bool) {
    withUnsafeTemporaryAllocation(of: Bool.self, capacity: Self.most + 8) { passed in
      var start = block.lowerBound
      while start < block.upperBound {
        let base = Int(offsets[start])
        var end = block.upperBound
        while Int(offsets[end]) - base > Self.most, end > start &+ 1 { end = start + (end - start) / 2 }
        let count = Int(offsets[end]) - base
        let found = marks + (start - block.lowerBound)
        if count > Self.most {
          found.pointee = hold(start, passes)
        } else {
          if let members {
            for place in 0..<count { passed[place] = passes(Int(members[base &+ place])) }
          } else {
            for place in 0..<count { passed[place] = passes(base &+ place) }
          }
          for place in count..<count + 8 { passed[place] = false }
          let bytes = UnsafeRawBufferPointer(passed)
          for list in start..<end {
            let first = Int(offsets[list]) &- base
            let length = Int(offsets[list &+ 1]) &- base &- first
            found[list &- start] =
              length <= 8
              ? ListKernels.marks(bytes, first, length) != 0
              : passed[first..<first &+ length].contains(true)
          }
        }
        start = end
      }
    }
  }
}

/// As `scan`, on one thread and from the first row to the last.
@inline(__always)
func scanInOrder(_ rows: Selection, _ run: Run, where passes: (Int) -> Bool) throws -> Selection {
  let kept = try [UInt32](unsafeUninitializedCapacity: rows.count) { buffer, filled in
    try run.inBlocks(rows.count) { block in
      var end = filled
      for position in block {
        buffer[end] = UInt32(truncatingIfNeeded: position)
        end &+= passes(rows.row(at: position)) ? 1 : 0
      }
      filled = end
    }
  }
  return kept.count == rows.count ? .all(rows.count) : .some(kept)
}

/// A new value for each of `rows`, made on one thread and from the first row to the last.
@inline(__always)
func mapped<Value>(_ rows: Selection, _ run: Run, _ value: (Int) -> Value) throws -> [Value] {
  try [Value](unsafeUninitializedCapacity: rows.count) { buffer, filled in
    switch rows {
    case .all(let count):
      try run.inBlocks(count) { block in
        for row in block { buffer.initializeElement(at: row, to: value(row)) }
        filled = block.upperBound
      }
    case .some(let rows):
      try rows.withUnsafeBufferPointer { rows in
        try run.inBlocks(rows.count) { block in
          for position in block {
            buffer.initializeElement(at: position, to: value(Int(rows[position])))
          }
          filled = block.upperBound
        }
      }
    }
  }
}
