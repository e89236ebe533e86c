import Glibc
import Synchronization

/// Tells of Ctrl-C while somebody else's code works that never asks.
package final class InterruptWatch: Sendable {
  private let isOver = Atomic<Bool>(false)
  private let act: @Sendable () -> Void
  private static let interval: UInt32 = 20_000

  private init(_ act: @escaping @Sendable () -> Void) { self.act = act }

  /// Runs `body`, and should Ctrl-C come meanwhile, `act` once, on another thread. `act` no longer runs after the return.
  package static func during<Value, Failure: Error>(
    interrupt act: @escaping @Sendable () -> Void, _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let watch = InterruptWatch(act)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(watch)
    let code = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<InterruptWatch>.fromOpaque(context).takeRetainedValue().wait() }
        return nil
      }, context.toOpaque())
    // Without a thread it works all the same, and cannot be stopped.
    guard code == 0 else {
      context.release()
      return try body()
    }
    defer {
      watch.isOver.store(true, ordering: .releasing)
      pthread_join(thread, nil)
    }
    return try body()
  }

  private func wait() {
    while !isOver.load(ordering: .acquiring) {
      if Signals.wasInterrupted { return act() }
      usleep(Self.interval)
    }
  }
}
