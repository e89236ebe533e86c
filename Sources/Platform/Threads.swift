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
    let box = Unmanaged.passRetained(
      ThreadBody {
        let value = work { self.isStopped.load(ordering: .relaxed) }
        self.result.withLock { $0 = value }
        self.isDone.store(true, ordering: .releasing)
        _ = write(self.writeEnd, "x", 1)
      })
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    // As much as the main thread has: queries nest as deeply here.
    pthread_attr_setstacksize(&attributes, 8 << 20)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<ThreadBody>.fromOpaque(pointer).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      box.release()
      return nil
    }
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

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
