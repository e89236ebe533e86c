import Plan

/// Loops over the bounds of lists: list `l` is the run `offsets[l]..<offsets[l + 1]`.
enum ListKernels {
  /// Lists between two looks at cancellation.
  private static let block = 4096

  /// For each member the list it stands in.
  static func owners(_ offsets: [UInt32], _ run: Run) throws -> [UInt32] {
    let count = Int(offsets.last ?? 0)
    return try [UInt32](unsafeUninitializedCapacity: count + 2) { owners, filled in
      try offsets.withUnsafeBufferPointer { offsets in
        try run.work.inBlocks(0..<max(0, offsets.count - 1), of: block) { lists in
          for list in lists {
            let owner = UInt32(truncatingIfNeeded: list)
            let (start, end) = (Int(offsets[list]), Int(offsets[list &+ 1]))
            // Two places are always written, so that nothing branches on short lists: what is not of this list is
            // written over by the next one, and there are two places behind the last.
            owners[start] = owner
            owners[start &+ 1] = owner
            var member = start &+ 2
            while member < end {
              owners[member] = owner
              member &+= 1
            }
          }
        }
      }
      filled = count
    }
  }

  /// The lists that hold at least one member, and none that a mask does not hold.
  static func full(_ offsets: [UInt32], of mask: [Bool], _ run: Run) throws -> Selection {
    let (holds, bounds) = (mask.span, offsets.span)
    return try scan(.all(max(0, offsets.count - 1)), run) {
      $0.mark { list in
        var failures = 0
        let members = Int(bounds[unchecked: list])..<Int(bounds[unchecked: list &+ 1])
        for member in members { failures &+= holds[unchecked: member] ? 0 : 1 }
        return failures == 0 && !members.isEmpty
      }
    }
  }

  /// The bounds of lists that keep only the members that a mask holds.
  static func ends(_ offsets: [UInt32], keeping mask: [Bool], _ run: Run) throws -> [UInt32] {
    try [UInt32](unsafeUninitializedCapacity: offsets.count) { ends, filled in
      try offsets.withUnsafeBufferPointer { offsets in
        try mask.withUnsafeBytes { mask in
          var kept: UInt32 = 0
          if !offsets.isEmpty { ends[0] = 0 }
          try run.work.inBlocks(0..<max(0, offsets.count - 1), of: block) { lists in
            for list in lists {
              let (start, end) = (Int(offsets[list]), Int(offsets[list &+ 1]))
              if end &- start <= 8, start &+ 8 <= mask.count {
                kept &+= UInt32(truncatingIfNeeded: (marks(mask, start, end &- start) &* ones) >> 56)
              } else {
                for member in start..<end { kept &+= UInt32(mask[member]) }
              }
              ends[list &+ 1] = kept
            }
          }
        }
      }
      filled = offsets.count
    }
  }

  /// The bounds of lists without some members, which rise.
  static func ends(_ offsets: [UInt32], without members: [UInt32], _ run: Run) throws -> [UInt32] {
    var left = members[...]
    return try mapped(.all(offsets.count), run) { place in
      while let next = left.first, next < offsets[place] { left.removeFirst() }
      return offsets[place] &- UInt32(truncatingIfNeeded: left.startIndex)
    }
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// Up to eight marks that begin at a place, a byte each; there must be eight bytes.
  @inline(__always)
  static func marks(_ marks: UnsafeRawBufferPointer, _ start: Int, _ length: Int) -> UInt64 {
    let word = marks.loadUnaligned(fromByteOffset: start, as: UInt64.self)
    // A shift by 64 gives 0, as no marks do.
    return word & ~(UInt64.max << UInt64(8 &* length))
  }

  /// Whether some row stands for none.
  static func holdsNoRow(_ rows: [UInt32]) -> Bool {
    rows.withUnsafeBufferPointer { rows in
      var start = 0
      while start < rows.count {
        let end = min(start + 1024, rows.count)
        var found: UInt32 = 0
        for place in start..<end { found |= rows[place] == Column.noRow ? 1 : 0 }
        if found != 0 { return true }
        start = end
      }
      return false
    }
  }
}
