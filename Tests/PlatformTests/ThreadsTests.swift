import Glibc
import Platform
import Synchronization
import Testing

@Suite struct ThreadsTests {
  struct Stop: Error, Equatable {
    var piece: Int
  }

  @Test(arguments: [1, 2, 3, 8]) func givesResultsInOrder(threads: Int) {
    for pieces in [0, 1, 2, 7, 100] {
      #expect(Threads.map(pieces, threads: threads) { $0 * $0 } == (0..<pieces).map { $0 * $0 })
    }
    #expect(Threads.map(-1, threads: threads) { $0 }.isEmpty)
  }

  @Test(arguments: [1, 2, 8]) func doesEveryPieceOnce(threads: Int) {
    final class Count: Sendable {
      let value = Atomic<Int>(0)
    }
    let done = (0..<1000).map { _ in Count() }
    _ = Threads.map(1000, threads: threads) { piece in done[piece].value.add(1, ordering: .relaxed) }
    #expect(done.allSatisfy { $0.value.load(ordering: .relaxed) == 1 })
  }

  /// Two pieces meet only on two threads. For a moment all helpers may be busy with other tests.
  @Test func usesTwoThreads() {
    let met = (0..<50).contains { _ in
      let arrived = Atomic<Int>(0)
      let (first, second) = Threads.both(threads: 2, { meet(arrived) }, { meet(arrived) })
      return first && second
    }
    #expect(met)
  }

  private func meet(_ arrived: borrowing Atomic<Int>) -> Bool {
    arrived.add(1, ordering: .relaxed)
    let end = Clock.monotonicNanoseconds() + 200_000_000
    while arrived.load(ordering: .relaxed) < 2 {
      if Clock.monotonicNanoseconds() > end { return false }
    }
    return true
  }

  /// More who call than there are helpers, again and again: each gets what it asked for, and nobody another's.
  @Test func servesManyCallers() {
    let sums = Threads.map(8, threads: 8) { caller in
      (0..<300).allSatisfy { round in
        let pieces = Threads.map(1 + round % 5, threads: 1 + round % 4) { caller * 1000 + round * $0 }
        return pieces == (0..<1 + round % 5).map { caller * 1000 + round * $0 }
      }
    }
    #expect(sums == Array(repeating: true, count: 8))
  }

  /// What the work captures is let go when the call is over, whoever did the work.
  @Test func keepsNothing() {
    final class Captured: Sendable {}
    for _ in 0..<100 {
      weak var captured: Captured?
      do {
        let made = Captured()
        captured = made
        _ = Threads.map(4, threads: 4) { [made] piece in ObjectIdentifier(made).hashValue ^ piece }
      }
      #expect(captured == nil)
    }
  }

  @Test func goesInOrderOnOneThread() {
    let order = Mutex<[Int]>([])
    _ = Threads.map(20, threads: 1) { piece in order.withLock { $0.append(piece) } }
    #expect(order.withLock { $0 } == Array(0..<20))
  }

  @Test(arguments: [1, 2, 8]) func throwsWhatTheFirstFailingPieceThrew(threads: Int) {
    for _ in 0..<50 {
      let error = #expect(throws: Stop.self) {
        try Threads.map(100, threads: threads) { (piece) throws(Stop) in
          if piece % 7 == 6 { throw Stop(piece: piece) }
        }
      }
      #expect(error == Stop(piece: 6))
    }
  }

  @Test func beginsNothingAfterAFailure() {
    let begun = Mutex(0)
    #expect(throws: Stop.self) {
      try Threads.map(100, threads: 1) { (piece) throws(Stop) in
        begun.withLock { $0 += 1 }
        throw Stop(piece: piece)
      }
    }
    #expect(begun.withLock { $0 } == 1)
  }

  @Test(arguments: [1, 2]) func givesBoth(threads: Int) throws {
    let (number, text) = Threads.both(threads: threads, { 7 }, { "seven" })
    #expect(number == 7)
    #expect(text == "seven")
    let error = #expect(throws: Stop.self) {
      try Threads.both(
        threads: threads, { () throws(Stop) in throw Stop(piece: 1) },
        { () throws(Stop) in throw Stop(piece: 2) })
    }
    #expect(error == Stop(piece: 1))
  }

  @Test func anInterruptIsRepeatedUntilTheWorkEnds() {
    let count = Mutex(0)
    InterruptWatch.during {
      true
    } interrupt: {
      count.withLock { $0 += 1 }
    } _: {
      // Ends in any case, so that one interrupt alone is a failure and no hang.
      for _ in 0..<20_000 where count.withLock({ $0 }) < 3 { usleep(1000) }
    }
    #expect(count.withLock { $0 } >= 3)
  }

  @Test func nests() {
    let sums = Threads.map(4, threads: 2) { outer in
      Threads.map(4, threads: 2) { outer * $0 }.reduce(0, +)
    }
    #expect(sums == [0, 6, 12, 18])
  }

  @Test func countIsWithinBounds() {
    #expect((1...Threads.mostThreads).contains(Threads.count))
  }
}
