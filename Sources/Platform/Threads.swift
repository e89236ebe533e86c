import Glibc
import Synchronization

/// Work shared among the cores of the machine: it forks, and goes on when all of it is done.
///
/// The threads (`Helpers`) take no signals and share only what the work captures. Waking them and waiting for them costs
/// some ten microseconds, so work that takes less than a tenth of a millisecond is not worth sharing. Pieces must not
/// wait for each other: where no thread is free, the calling thread does all of them, one after the other.
package enum Threads {
  /// How many threads share work unless the caller says otherwise: one for each core, and not more than eight; or as
  /// many as the environment variable `PLANQ_THREADS` says.
  package static let count: Int = {
    if let given = Environment.value("PLANQ_THREADS").flatMap({ Int($0) }) { return within(given) }
    return within(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }()

  package static let mostThreads = 8

  static func within(_ count: Int) -> Int { min(max(count, 1), mostThreads) }

  /// The results of `body` for each piece from 0 up to `pieces`, in that order. The calling thread works too. Whichever
  /// thread is free takes the next piece, so that pieces of unlike length balance; with one thread they are done in
  /// order.
  ///
  /// - Throws: what the first piece that failed threw, the same one however many threads there are. Once a piece has
  ///   failed, no other is begun.
  package static func map<Value: Sendable, Failure: Error>(
    _ pieces: Int, threads: Int = count, _ body: @Sendable (Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    let work = Pieces<Value, Failure>(max(0, pieces))
    Helpers.run(min(within(threads), pieces) - 1) { work.run(body) }
    return try work.values()
  }

  /// The same for work that cannot fail and gives nothing, where the calling thread has something else to do first.
  ///
  /// - Throws: what `first` threw. Then no further piece is begun.
  package static func each<Failure: Error>(
    _ pieces: Int, threads: Int = count, after first: () throws(Failure) -> Void,
    _ body: @Sendable (Int) -> Void
  ) throws(Failure) {
    let work = Pieces<Void, Never>(max(0, pieces))
    var failure: Failure?
    withoutActuallyEscaping(body) { body in
      let helpers = (1..<max(1, min(within(threads), pieces &+ 1))).compactMap { _ in
        JoinableThread { work.run(body) }
      }
      do throws(Failure) { try first() } catch {
        failure = error
        work.stop()
      }
      work.run(body)
      for helper in helpers { helper.join() }
    }
    if let failure { throw failure }
  }

  /// Does two things at once and gives what both made; with one thread, the first and then the second.
  ///
  /// - Throws: what the first threw, or else what the second did.
  package static func both<First: Sendable, Second: Sendable, Failure: Error>(
    threads: Int = count, _ first: @Sendable () throws(Failure) -> First,
    _ second: @Sendable () throws(Failure) -> Second
  ) throws(Failure) -> (First, Second) {
    let halves = try map(2, threads: threads) { (piece) throws(Failure) -> Half<First, Second> in
      piece == 0 ? .first(try first()) : .second(try second())
    }
    guard case .first(let first) = halves.first, case .second(let second) = halves.last else {
      // There are always two, in this order; this only spares a trap.
      return (try first(), try second())
    }
    return (first, second)
  }
}

private enum Half<First: Sendable, Second: Sendable>: Sendable {
  case first(First)
  case second(Second)
}

/// The pieces of one `map`: which is next, and what came of those that are done.
private final class Pieces<Value: Sendable, Failure: Error>: Sendable {
  private let count: Int
  private let next = Atomic<Int>(0)
  private let outcomes: [Outcome]

  /// What came of one piece: written by the thread that did it, read when all are done.
  private final class Outcome: Sendable {
    let result = Mutex<Result<Value, Failure>?>(nil)
  }

  init(_ count: Int) {
    self.count = count
    outcomes = (0..<count).map { _ in Outcome() }
  }

  /// Takes pieces until there are none left. Every thread runs this once.
  func run(_ body: @Sendable (Int) throws(Failure) -> Value) {
    while true {
      let piece = next.add(1, ordering: .relaxed).oldValue
      guard piece < count else { return }
      let result: Result<Value, Failure>
      do throws(Failure) { result = .success(try body(piece)) } catch { result = .failure(error) }
      outcomes[piece].result.withLock { $0 = result }
      // Pieces are taken in order, so those before a failed one are done or being done.
      if case .failure = result { stop() }
    }
  }

  /// Lets nobody begin another piece.
  func stop() { next.store(count, ordering: .relaxed) }

  func values() throws(Failure) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(count)
    for outcome in outcomes {
      if let result = outcome.result.withLock({ $0 }) { values.append(try result.get()) }
    }
    return values
  }
}

/// A thread of the operating system with the stack of the main thread, since queries nest as deeply on it. It takes no
/// signals: those are for the main thread.
struct JoinableThread {
  private let thread: pthread_t

  /// Starts at once; nil where there can be no thread.
  init?(_ run: @escaping @Sendable () -> Void) {
    let body = Unmanaged.passRetained(ThreadBody(run))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, 8 << 20)
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
      }, body.toOpaque())
    guard code == 0 else {
      body.release()
      return nil
    }
    self.thread = thread
  }

  /// Waits for its end. Called once, or `detach` is.
  func join() { pthread_join(thread, nil) }

  /// Lets it end by itself.
  func detach() { pthread_detach(thread) }
}

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
