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

/// The positions of the candidates that are rows which a mask holds; it has a mark for each row of what is tested.
func scan(_ tested: Tested, in mask: [Bool], _ run: Run) throws -> Selection {
  let marks = mask.span
  return try scan(tested, run) { $0.mark { marks[unchecked: $0] } }
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
