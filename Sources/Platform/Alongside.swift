import Synchronization

extension Threads {
  /// Does `body` on the calling thread while `other` runs on one of its own, and gives what both made once both have
  /// ended. Where the machine has no thread to give, or only one is wanted, `other` is done first.
  package static func alongside<Other: Sendable, Value>(
    threads: Int = count, _ other: @escaping @Sendable () -> Other, _ body: () -> Value
  ) -> (other: Other, value: Value) {
    let kept = Kept<Other>()
    let thread = threads > 1 ? JoinableThread { kept.set(other()) } : nil
    guard let thread else {
      let made = other()
      return (made, body())
    }
    let value = body()
    thread.join()
    // It is there: its thread has ended. This only spares a trap.
    return (kept.value ?? other(), value)
  }
}

private final class Kept<Value: Sendable>: Sendable {
  private let stored = Mutex<Value?>(nil)
  var value: Value? { stored.withLock { $0 } }
  func set(_ value: Value) { stored.withLock { $0 = value } }
}
