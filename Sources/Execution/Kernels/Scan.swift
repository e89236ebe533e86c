/// The positions of what passes. The test is inlined into one short loop for each kind of candidates,
/// which marks a byte for each; what becomes of the marks is said once, in `Marks`.
///
/// The threads share the work, so that a test changes nothing; `scanInOrder` is for those that do. A test takes about
/// so many nanoseconds.
@inline(__always)
func scan(
  _ tested: Tested, _ run: Run, nanoseconds: Int = 1, where passes: @Sendable (Int) -> Bool
) throws -> Selection {
  switch tested {
  case .rows(.all(let count)):
    return try Marks.kept(of: count, nanoseconds: nanoseconds, run) { block, marks in
      for place in 0..<block.count { marks[place] = passes(block.lowerBound &+ place) }
    }
  case .rows(.some(let rows)):
    let rows = rows.span
    return try Marks.kept(of: rows.count, nanoseconds: nanoseconds + 1, run) { block, marks in
      for place in 0..<block.count { marks[place] = passes(Int(rows[unchecked: block.lowerBound &+ place])) }
    }
  case .lists(let lists):
    let (offsets, places, members) = (lists.offsets.span, lists.someLists.span, lists.someMembers.span)
    let (areAll, areMembersAll) = (lists.areAll, lists.areMembersAll)
    return try Marks.kept(of: lists.count, nanoseconds: nanoseconds * 2 + 1, run) { block, marks in
      for place in 0..<block.count {
        let position = block.lowerBound &+ place
        let list = areAll ? position : Int(places[unchecked: position])
        var passed = false
        for member in Int(offsets[unchecked: list])..<Int(offsets[unchecked: list &+ 1])
        where passes(areMembersAll ? member : Int(members[unchecked: member])) {
          passed = true
        }
        marks[place] = passed
      }
    }
  }
}

@inline(__always)
func scan(_ rows: Selection, _ run: Run, where passes: @Sendable (Int) -> Bool) throws -> Selection {
  try scan(.rows(rows), run, where: passes)
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
