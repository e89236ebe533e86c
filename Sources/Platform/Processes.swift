import Glibc
import Synchronization

/// Held between making a pipe and marking it close-on-exec, and while a process starts, so that no other
/// child keeps an end of the pipe and its reader waits for ever.
private let starting = Mutex<Void>(())

/// Running other programs.
package enum Processes {
  /// How a program ended.
  package enum Exit: Hashable, Sendable {
    case status(Int32)
    case signal(Int32)

    package var isSuccess: Bool { self == .status(0) }
    /// The number a shell shows for it.
    package var shellStatus: Int32 {
      switch self {
      case .status(let status): status
      case .signal(let signal): 128 &+ signal
      }
    }
  }

  /// Runs `/bin/sh -c command` with the terminal as it is, and waits for its end. While it runs, Ctrl-C is
  /// its own affair.
  ///
  /// - Parameter feed: writes the program's standard input; without it, the program shares ours. A program
  ///   that stops reading early (`head`, a pager that was left) is no error.
  /// - Throws: `SystemError` when it cannot be started; what `feed` throws, after the program has ended.
  package static func runShell(_ command: String, feed: ((Output) throws -> Void)? = nil) throws -> Exit {
    try run(["/bin/sh", "-c", command], feed: feed)
  }

  /// Runs a program by its path or its name on `PATH`, without a shell in between; otherwise as `runShell`.
  package static func run(_ arguments: [String], feed: ((Output) throws -> Void)? = nil) throws -> Exit {
    guard let name = arguments.first, !name.isEmpty else {
      throw SystemError(code: ENOENT, operation: "run", path: "")
    }
    if arguments.contains(where: { $0.utf8.contains(0) }) {
      throw SystemError(code: EINVAL, operation: "run", path: name)
    }
    guard let feed else {
      let child = try starting.withLock { _ in try spawn(arguments, standardInput: nil) }
      return try wait(for: child, name)
    }
    let (child, writingEnd) = try starting.withLock { _ in try spawnWithPipe(arguments) }
    let fed = Result { try write(feed, to: Descriptor(owning: writingEnd), name) }
    let exit = try wait(for: child, name)
    try fed.get()
    return exit
  }

  /// Starts the program with a pipe as its standard input and gives the end to write to.
  private static func spawnWithPipe(_ arguments: [String]) throws(SystemError) -> (pid_t, Int32) {
    var ends: [Int32] = [-1, -1]
    if pipe(&ends) != 0 { throw .last("run", arguments[0]) }
    // Closed on return: with the reading end open here, a child that stops reading would go unnoticed.
    let reading = Descriptor(owning: ends[0])
    _ = fcntl(reading.number, F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    do throws(SystemError) {
      return (try spawn(arguments, standardInput: reading.number), ends[1])
    } catch {
      close(ends[1])
      throw error
    }
  }

  private static func write(
    _ feed: (Output) throws -> Void, to descriptor: consuming Descriptor, _ name: String
  ) throws {
    let before = ignoreBrokenPipe()
    defer { restoreBrokenPipe(before) }
    let output = Output(descriptor: descriptor.number, name: name, interruptible: true)
    do {
      try feed(output)
      try output.flush()
    } catch let error as SystemError where error.isBrokenPipe {
      // It has read all it wanted.
    }
  }

  private static func ignoreBrokenPipe() -> sigaction {
    var before = sigaction()
    var ignored = sigaction()
    ignored.__sigaction_handler.sa_handler = SIG_IGN
    sigaction(SIGPIPE, &ignored, &before)
    return before
  }

  private static func restoreBrokenPipe(_ before: sigaction) {
    var before = before
    sigaction(SIGPIPE, &before, nil)
  }

  /// Starts the program with signals as a fresh process has them. All descriptors of ours are close-on-exec.
  private static func spawn(_ arguments: [String], standardInput: Int32?) throws(SystemError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let standardInput { posix_spawn_file_actions_adddup2(&actions, standardInput, STDIN_FILENO) }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGPIPE, SIGWINCH, SIGQUIT, SIGTERM, SIGTSTP] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { words.forEach { free($0) } }
    var child: pid_t = 0
    let code = posix_spawnp(&child, arguments[0], &actions, &attributes, words, environ)
    if code != 0 { throw SystemError(code: code, operation: "run", path: arguments[0]) }
    return child
  }

  private static func wait(for child: pid_t, _ name: String) throws(SystemError) -> Exit {
    let wasInterrupted = Signals.wasInterrupted
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      if errno != EINTR { throw .last("wait for", name) }
    }
    // Ctrl-C reached the child as well; it was meant for it.
    if !wasInterrupted { Signals.clearInterrupt() }
    let signal = status & 0x7f
    return signal == 0 ? .status((status >> 8) & 0xff) : .signal(signal)
  }
}
