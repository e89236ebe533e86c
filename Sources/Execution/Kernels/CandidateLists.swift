/// Lists, each of which passes where some member does.
struct CandidateLists {
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
