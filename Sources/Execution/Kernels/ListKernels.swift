import Plan

/// Loops over the bounds of lists: list `l` is the run `offsets[l]..<offsets[l + 1]`.
enum ListKernels {
  /// For each member the list it stands in.
  static func owners(_ offsets: [UInt32]) -> [UInt32] {
    let count = Int(offsets.last ?? 0)
    return [UInt32](unsafeUninitializedCapacity: count) { owners, filled in
      offsets.withUnsafeBufferPointer { offsets in
        for list in 0..<max(0, offsets.count - 1) {
          for member in Int(offsets[list])..<Int(offsets[list + 1]) {
            owners[member] = UInt32(truncatingIfNeeded: list)
          }
        }
      }
      filled = count
    }
  }

  /// The bounds of lists that keep only the members that a mask holds.
  static func ends(_ offsets: [UInt32], keeping mask: [Bool]) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: offsets.count) { ends, filled in
      offsets.withUnsafeBufferPointer { offsets in
        mask.withUnsafeBufferPointer { mask in
          var kept: UInt32 = 0
          if !offsets.isEmpty { ends[0] = 0 }
          for list in 0..<max(0, offsets.count - 1) {
            for member in Int(offsets[list])..<Int(offsets[list + 1]) { kept &+= mask[member] ? 1 : 0 }
            ends[list + 1] = kept
          }
        }
      }
      filled = offsets.count
    }
  }

  /// Whether every list holds exactly one member.
  static func areSingle(_ offsets: [UInt32]) -> Bool { isIdentity(offsets) }

  /// Whether the numbers are 0, 1, 2 and so on.
  static func isIdentity(_ numbers: [UInt32]) -> Bool {
    numbers.withUnsafeBufferPointer { numbers in
      var start = 0
      while start < numbers.count {
        let end = min(start + 1024, numbers.count)
        var difference: UInt32 = 0
        for place in start..<end { difference |= numbers[place] ^ UInt32(truncatingIfNeeded: place) }
        if difference != 0 { return false }
        start = end
      }
      return true
    }
  }

  /// Whether some row stands for none.
  static func holdsNoRow(_ rows: [UInt32]) -> Bool {
    rows.withUnsafeBufferPointer { rows in
      var start = 0
      while start < rows.count {
        let end = min(start + 1024, rows.count)
        var greatest: UInt32 = 0
        for place in start..<end { greatest = max(greatest, rows[place]) }
        if greatest == Column.noRow { return true }
        start = end
      }
      return false
    }
  }

  /// Whether every list holds a member.
  static func areFilled(_ offsets: [UInt32]) -> Bool {
    offsets.withUnsafeBufferPointer { offsets in
      var empty = 0
      for list in 0..<max(0, offsets.count - 1) { empty &+= offsets[list] == offsets[list + 1] ? 1 : 0 }
      return empty == 0
    }
  }
}
