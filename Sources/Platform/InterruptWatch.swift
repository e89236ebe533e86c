import Glibc
import Synchronization

/// Tells of Ctrl-C while somebody else's code works that never asks.
package final class InterruptWatch: Sendable {
  private let isOver = Atomic<Bool>(false)
  private let isDue: @Sendable () -> Bool
  private let act: @Sendable () -> Void
  /// Closed by the end of the work, which the wait for it notices at once.
  private let ends: (read: Int32, write: Int32)
  private static let interval: Int32 = 20

  private init?(_ isDue: @escaping @Sendable () -> Bool, _ act: @escaping @Sendable () -> Void) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    self.ends = (ends[0], ends[1])
    self.isDue = isDue
    self.act = act
  }

  deinit {
    _ = close(ends.read)
    _ = close(ends.write)
  }

  /// Runs `body`, and should Ctrl-C come meanwhile (or whatever else `isDue` asks for), `act`, on another thread: again and
  /// again until `body` ends, since it may not yet listen to the first. `act` no longer runs after the return.
  package static func during<Value, Failure: Error>(
    when isDue: @escaping @Sendable () -> Bool = { Signals.wasInterrupted },
    interrupt act: @escaping @Sendable () -> Void, _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    // Without a thread it works all the same, and cannot be stopped.
    guard let watch = InterruptWatch(isDue, act), let thread = JoinableThread({ watch.wait() }) else {
      return try body()
    }
    defer {
      watch.isOver.store(true, ordering: .releasing)
      _ = write(watch.ends.write, "x", 1)
      thread.join()
    }
    return try body()
  }

  private func wait() {
    while !isOver.load(ordering: .acquiring) {
      if isDue() { act() }
      var entry = pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0)
      _ = poll(&entry, 1, Self.interval)
    }
  }
}
