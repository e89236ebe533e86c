import Language

/// Where no text of the query is to blame.
let noRange = SourceRange(0, 0)

/// What one run of a query carries along: whether to stop, how deep it is, and what it has to tell.
final class Run {
  private let isCancelled: @Sendable () -> Bool
  /// Where a period becomes text within the query.
  let financialYearStart: Int
  private var depth = 0
  /// Rows for which a division by zero gave blank.
  var zeroDivisions = 0

  /// Rows between two looks at cancellation.
  static let block = 65_536

  /// The deepest tree of expressions that runs.
  private static let depthLimit = 500

  /// The most members that the lists of one expression may hold together.
  static let memberLimit = 200_000_000

  init(isCancelled: @escaping @Sendable () -> Bool, financialYearStart: Int) {
    self.isCancelled = isCancelled
    self.financialYearStart = financialYearStart
  }

  func checkCancellation() throws {
    if isCancelled() { throw ExecutionFailure.cancelled }
  }

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
    var start = 0
    while start < count {
      try checkCancellation()
      let end = min(start + Run.block, count)
      try body(start..<end)
      start = end
    }
  }

  var notes: [String] {
    zeroDivisions == 0 ? [] : [Notes.zeroDivisions(zeroDivisions)]
  }
}
