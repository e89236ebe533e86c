import Platform
import Synchronization
import Testing

@Suite struct OrderedPiecesTests {
  struct Stop: Error {}

  @Test(arguments: [1, 2, 3, 8]) func handsOverInOrder(threads: Int) {
    for pieces in [-1, 0, 1, 2, 7, 15, 16, 17, 100, 1000] {
      var taken: [Int] = []
      Threads.inOrder(pieces, start: -1, threads: threads) { index, piece in
        piece = index * index
      } take: { index, piece in
        #expect(piece == index * index)
        taken.append(index)
      }
      #expect(taken == Array(0..<max(0, pieces)))
    }
  }

  @Test(arguments: [1, 2, 3]) func usesPiecesAgain(threads: Int) {
    let fresh = Atomic<Int>(0)
    Threads.inOrder(1000, start: true, threads: threads) { _, isFresh in
      if isFresh { fresh.add(1, ordering: .relaxed) }
    } take: { _, isFresh in
      isFresh = false
    }
    // Two waves of eight for each thread.
    #expect(fresh.load(ordering: .relaxed) == 16 * threads)
  }

  @Test(arguments: [1, 2, 3]) func handsOverNothingAfterAnError(threads: Int) {
    for last in [0, 7, 8, 100, 999] {
      let begun = Atomic<Int>(0)
      var taken: [Int] = []
      #expect(throws: Stop.self) {
        try Threads.inOrder(1000, start: 0, threads: threads) { _, _ in
          begun.add(1, ordering: .relaxed)
        } take: { (index, _) throws(Stop) in
          taken.append(index)
          if index == last { throw Stop() }
        }
      }
      #expect(taken == Array(0...last))
      // Those of its own wave and of the next.
      #expect(begun.load(ordering: .relaxed) <= last + 1 + 16 * threads)
    }
  }

  @Test func makesOnOtherThreadsWhileOneIsHandedOver() {
    let made = Atomic<Int>(0)
    Threads.inOrder(32, start: 0, threads: 2) { _, _ in
      made.add(1, ordering: .relaxed)
    } take: { index, _ in
      // The second wave, which another thread has to make meanwhile.
      if index == 15 { while made.load(ordering: .relaxed) < 32 {} }
    }
    #expect(made.load(ordering: .relaxed) == 32)
  }
}
