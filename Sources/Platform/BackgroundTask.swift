import Glibc
import Synchronization

/// Work on a thread of its own, whose result somebody waits for only so long. Its thread takes no signals.
package final class BackgroundTask<Value: Sendable>: Sendable {
  private let result = Mutex<Value?>(nil)
  private let isStopped = Atomic<Bool>(false)
  private let isDone = Atomic<Bool>(false)
  private let readEnd: Int32
  private let writeEnd: Int32

  /// Starts at once. The work is to ask now and then whether it should stop; nil where there can be no thread.
  package init?(_ work: @escaping @Sendable (_ isCancelled: @escaping @Sendable () -> Bool) -> Value) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (readEnd, writeEnd) = (ends[0], ends[1])
    // The thread holds the task until it has ended.
    let thread = JoinableThread {
      let value = work { self.isStopped.load(ordering: .relaxed) }
      self.result.withLock { $0 = value }
      self.isDone.store(true, ordering: .releasing)
      _ = write(self.writeEnd, "x", 1)
    }
    guard let thread else { return nil }
    thread.detach()
  }

  deinit {
    _ = close(readEnd)
    _ = close(writeEnd)
  }

  package func cancel() { isStopped.store(true, ordering: .relaxed) }

  package var hasEnded: Bool { isDone.load(ordering: .acquiring) }

  /// The result, once it is there; nil after the time is over, or as soon as the descriptor can be read.
  package func wait(milliseconds: Int32, unlessReadable descriptor: Int32) -> Value? {
    if !hasEnded {
      var entries = [
        pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0),
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      ]
      _ = poll(&entries, 2, milliseconds)
    }
    return hasEnded ? result.withLock { $0 } : nil
  }
}
