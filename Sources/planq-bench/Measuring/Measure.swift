import Platform

/// Times of what runs in this process.
enum Measure {
  /// The best of several runs: at least five, and more where they are short.
  static func best(_ body: () throws -> Void) throws -> Int64 {
    let begin = Clock.monotonicNanoseconds()
    var best = Int64.max
    var rounds = 0
    while rounds < 5 || rounds < 20 && Clock.monotonicNanoseconds() - begin < 400_000_000 {
      if Signals.wasInterrupted { throw SystemError.interrupted("measure", nil) }
      best = min(best, try time(body))
      rounds += 1
    }
    return best
  }

  static func time(_ body: () throws -> Void) rethrows -> Int64 {
    let start = Clock.monotonicNanoseconds()
    try body()
    return Clock.monotonicNanoseconds() - start
  }

  static func mean(_ values: [Int64]) -> Int64 { values.reduce(0, &+) / Int64(max(values.count, 1)) }

  static func median(_ values: [Int64]) -> Int64 {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }
}

/// Why the comparison cannot go on.
struct BenchmarkFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
