/// Who does the parts of the work that do not depend on each other. `Plan` knows no threads; whoever has some hands
/// them to `PlanBuilder`.
package protocol Workers: Sendable {
  /// The results of the pieces from 0 up to `pieces`, in that order.
  func map<Value: Sendable>(_ pieces: Int, _ body: @Sendable (Int) -> Value) -> [Value]
}

/// One piece after the other.
struct OneWorker: Workers {
  func map<Value: Sendable>(_ pieces: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
    (0..<max(0, pieces)).map(body)
  }
}
