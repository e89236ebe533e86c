import Glibc
import Synchronization

/// Threads that sleep until there is work to share, and end with the process. Waking one takes some five microseconds;
/// starting one takes ten times as long, and on a busy machine milliseconds, for a new thread waits its turn where one
/// that slept is let in.
///
/// A helper that has not begun when the work is done is not waited for. Nothing here is locked by two threads at once:
/// a helper changes hands by one atomic exchange.
enum Helpers {
  private static let all = (1..<Threads.mostThreads).map { _ in Helper() }

  /// Runs `body` on the calling thread, and beside it on up to `wanted` helpers that are free. Returns when all who
  /// began have ended.
  static func run(_ wanted: Int, _ body: @Sendable () -> Void) {
    guard wanted > 0 else { return body() }
    withoutActuallyEscaping(body) { body in
      let work = SharedWork(body)
      var calls: [(helper: Helper, call: Int)] = []
      for helper in all where calls.count < wanted {
        if let call = helper.call(to: work) { calls.append((helper, call)) }
      }
      body()
      for (helper, call) in calls { helper.release(call) }
      work.forget()
    }
  }
}

/// Work that helpers do, too. It forgets the work when the caller goes on: a helper may hold this a moment longer.
private final class SharedWork: Sendable {
  private let body: Mutex<(@Sendable () -> Void)?>

  init(_ body: @escaping @Sendable () -> Void) { self.body = Mutex(body) }

  // Not inlined, so that nothing of the body is held afterwards.
  @inline(never)
  func run() {
    let body = body.withLock { $0 }
    body?()
  }

  func forget() { body.withLock { $0 = nil } }
}

/// One thread that sleeps between works. Its state counts the works it was called to, four states each, so that a
/// caller never takes back what another one gave.
private final class Helper: Sendable {
  private static let idle = 0
  /// A caller hands over work, or takes it back.
  private static let reserved = 1
  private static let called = 2
  private static let working = 3

  private let state = Atomic<Int>(Helper.idle)
  /// Touched only by the caller who reserved the helper, and by its thread once it is working.
  private let work = Mutex<SharedWork?>(nil)
  private let bells = Mutex<Bells?>(nil)

  private struct Bells {
    let called: Bell
    let ended: Bell
  }

  /// A number to `release` the helper with; nil where it is not free.
  func call(to shared: SharedWork) -> Int? {
    let before = state.load(ordering: .relaxed)
    guard before & 3 == Self.idle, change(before, to: before | Self.reserved) else { return nil }
    guard let bells = begun() else {
      state.store(before, ordering: .releasing)
      return nil
    }
    work.withLock { $0 = shared }
    let call = before | Self.called
    state.store(call, ordering: .releasing)
    bells.called.ring()
    return call
  }

  /// Takes the work back, or waits for its end where the helper has begun; then it is free for others.
  func release(_ call: Int) {
    let base = call & ~3
    if change(call, to: base | Self.reserved) {
      work.withLock { $0 = nil }
    } else {
      bells.withLock { $0 }?.ended.wait()
    }
    state.store(base &+ 4, ordering: .releasing)
  }

  private func change(_ from: Int, to value: Int) -> Bool {
    state.compareExchange(expected: from, desired: value, ordering: .acquiringAndReleasing).exchanged
  }

  /// What the thread listens to and what it rings; it is started by the first call. nil where there can be none.
  private func begun() -> Bells? {
    bells.withLock { bells in
      if let bells { return bells }
      guard let called = Bell(), let ended = Bell() else { return nil }
      let new = Bells(called: called, ended: ended)
      guard let thread = JoinableThread({ self.serve(new) }) else { return nil }
      thread.detach()
      bells = new
      return new
    }
  }

  private func serve(_ bells: Bells) {
    while true {
      bells.called.wait()
      let call = state.load(ordering: .relaxed)
      // The caller may have gone on alone.
      guard call & 3 == Self.called, change(call, to: call | Self.working) else { continue }
      takenWork()?.run()
      bells.ended.ring()
    }
  }

  private func takenWork() -> SharedWork? {
    work.withLock { work in
      defer { work = nil }
      return work
    }
  }
}

/// A bell that is heard once for every ring, however much later.
private final class Bell: Sendable {
  private let readEnd: Int32
  private let writeEnd: Int32

  /// nil where the process has no descriptors left.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    _ = close(readEnd)
    _ = close(writeEnd)
  }

  func ring() { while write(writeEnd, "x", 1) < 0, errno == EINTR {} }

  func wait() {
    var ring: UInt8 = 0
    while read(readEnd, &ring, 1) < 0, errno == EINTR {}
  }
}
