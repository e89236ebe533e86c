import Synchronization

/// A state that one thread at a time works on: one in the background, or the one that waits for it. It need not be
/// `Sendable`: only what is made of it gets out.
package final class Confined<State> {
  private final class Shared: Sendable {
    let state: Mutex<State>
    init(_ state: consuming sending State) { self.state = Mutex(state) }
  }

  private let shared: Shared
  private var worker: JoinableThread?

  package init(_ state: consuming sending State) { shared = Shared(state) }

  deinit { worker?.join() }

  /// Begins to work on the state, on a thread of its own that takes no signals; at once and on this one where
  /// `onThisThread` says so, or where the machine has no thread to give.
  package func begin(onThisThread: Bool = false, _ work: @escaping @Sendable (inout State) -> Void) {
    wait()
    let shared = shared
    worker = onThisThread ? nil : JoinableThread { shared.state.withLock { work(&$0) } }
    if worker == nil { shared.state.withLock { work(&$0) } }
  }

  /// Waits until the work is done.
  package func wait() {
    worker?.join()
    worker = nil
  }

  /// Waits until the work is done, and looks at the state.
  package func look<Value: Sendable>(_ use: @Sendable (inout State) -> Value) -> Value {
    wait()
    return shared.state.withLock { use(&$0) }
  }
}
