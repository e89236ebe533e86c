import Language
import Plan
import Platform

/// Where no text of the query is to blame.
let noRange = SourceRange(0, 0)

/// How the work of a query is divided, which never changes its answer.
package struct Division: Sendable {
  /// Rows between two looks at cancellation, and the fewest that a thread is given.
  package var batch: Int
  /// How many threads share long work. They are counted when there is some: that takes a file of the system.
  package var threads: Int { chosenThreads ?? Threads.count }
  private let chosenThreads: Int?
  /// Work that is estimated to take less is done on one thread.
  package var sharedNanoseconds: Int

  package init(batch: Int = 65_536, threads: Int? = nil, sharedNanoseconds: Int = 200_000) {
    self.batch = max(1, batch)
    chosenThreads = threads.map { max(1, $0) }
    self.sharedNanoseconds = sharedNanoseconds
  }

  /// How many pieces work on `count` rows is cut into, each of which takes about so long. More pieces than threads: one
  /// that is held up leaves the others the rest.
  fileprivate func pieces(of count: Int, nanoseconds: Int) -> Int {
    if count < sharedNanoseconds / max(1, nanoseconds) || threads == 1 { return 1 }
    return max(1, min(count / batch, threads * 3))
  }
}

/// What the kernels of a query need to know on whatever thread they run.
struct Work: Sendable {
  let isCancelled: @Sendable () -> Bool
  let division: Division

  var batch: Int { division.batch }

  func checkCancellation() throws {
    if isCancelled() { throw ExecutionFailure.cancelled }
  }

  /// Calls `body` with stretches of a range and looks at cancellation before each.
  @inline(__always)
  func inBlocks(_ range: Range<Int>, of size: Int, _ body: (Range<Int>) throws -> Void) throws {
    var start = range.lowerBound
    while start < range.upperBound {
      try checkCancellation()
      let end = min(start + size, range.upperBound)
      try body(start..<end)
      start = end
    }
  }

  /// What `body` makes of 0..<count, cut into pieces that the threads share; one piece where there is little to do,
  /// so that a small plan never pays for a thread. A row takes about so many nanoseconds.
  func inPieces<Value: Sendable>(
    of count: Int, nanoseconds: Int, _ body: @Sendable (Range<Int>) throws -> Value
  ) throws -> [Value] {
    let pieces = division.pieces(of: count, nanoseconds: nanoseconds)
    if pieces == 1 { return [try body(0..<count)] }
    return try Threads.map(pieces, threads: division.threads) { piece in
      try body(count * piece / pieces..<count * (piece + 1) / pieces)
    }
  }
}

extension Work {
  /// The texts folded, which is done once for each column.
  func folded(_ column: TextColumn) throws -> TextColumn {
    guard let folded = column.folded(by: self, unless: isCancelled) else { throw ExecutionFailure.cancelled }
    return folded
  }
}

extension Work: Workers {
  func map<Value: Sendable>(_ pieces: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
    Threads.map(pieces, threads: division.threads, body)
  }

  func prepare(_ memory: UnsafeRawBufferPointer) { Memory.useLargePages(for: memory) }
}

/// What one run of a query carries along: whether to stop, how deep it is, and what it has to tell.
final class Run {
  let work: Work
  /// Where a period becomes text within the query.
  let financialYearStart: Int
  private var depth = 0
  /// Rows for which a division by zero gave blank.
  var zeroDivisions = 0

  /// The deepest tree of expressions that runs.
  private static let depthLimit = 500

  /// The most members that the lists of one expression may hold together.
  static let memberLimit = 200_000_000

  init(
    isCancelled: @escaping @Sendable () -> Bool, division: Division = Division(), financialYearStart: Int
  ) {
    work = Work(isCancelled: isCancelled, division: division)
    self.financialYearStart = financialYearStart
  }

  /// Rows between two looks at cancellation.
  var batch: Int { work.batch }

  func checkCancellation() throws { try work.checkCancellation() }

  /// Runs `body` one level deeper.
  func deeper<Result>(_ range: SourceRange?, _ body: () throws -> Result) throws -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Run.depthLimit else { throw ExecutionFailure.failed(.tooDeep(range)) }
    return try body()
  }

  /// Calls `body` with stretches of 0..<count and looks at cancellation before each.
  @inline(__always)
  func inBlocks(_ count: Int, _ body: (Range<Int>) throws -> Void) throws {
    try work.inBlocks(0..<count, of: batch, body)
  }

  var notes: [String] {
    zeroDivisions == 0 ? [] : [Notes.zeroDivisions(zeroDivisions)]
  }
}
