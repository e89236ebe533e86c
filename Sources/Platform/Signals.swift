import Glibc
import Synchronization

/// Set by signal handlers. They are reached once before a handler is installed, so that a handler only
/// ever stores to a lock-free atomic.
private let interruptFlag = Atomic<Bool>(false)
private let resizeFlag = Atomic<Bool>(false)

/// Signals become flags that the program asks for where it suits it; nothing happens within a handler.
package enum Signals {
  /// Ctrl-C and window changes set flags from now on and end blocking calls early (`EINTR`); writing to a
  /// pipe that nobody reads gives an error instead of death. Where the parent had Ctrl-C ignored
  /// (`nohup`, a background job of a script), it stays so.
  package static func install() {
    clearInterrupt()
    clearResize()
    var before = sigaction()
    if sigaction(SIGINT, nil, &before) == 0, !isIgnored(before) {
      handle(SIGINT) { _ in interruptFlag.store(true, ordering: .relaxed) }
    }
    handle(SIGWINCH) { _ in resizeFlag.store(true, ordering: .relaxed) }
    handle(SIGPIPE, SIG_IGN)
  }

  /// Whether Ctrl-C was pressed since the last `clearInterrupt`.
  package static var wasInterrupted: Bool { interruptFlag.load(ordering: .relaxed) }
  package static func clearInterrupt() { interruptFlag.store(false, ordering: .relaxed) }
  /// As if Ctrl-C had been pressed: for a line editor that reads the key itself, and for tests.
  package static func interrupt() { interruptFlag.store(true, ordering: .relaxed) }

  /// Whether the window's size changed since the last `clearResize`.
  package static var wasResized: Bool { resizeFlag.load(ordering: .relaxed) }
  package static func clearResize() { resizeFlag.store(false, ordering: .relaxed) }

  /// Ends the process as Ctrl-C would have: status 130 to a shell, without a word.
  package static func dieOfInterrupt() -> Never { die(of: SIGINT) }
  /// Ends the process as writing to a closed pipe would have: status 141 to a shell, without a word.
  package static func dieOfBrokenPipe() -> Never { die(of: SIGPIPE) }

  /// Restores the default action, raises the signal, and should that not end it, exits with 128 + signal.
  private static func die(of signal: Int32) -> Never {
    handle(signal, SIG_DFL)
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, signal)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(signal)
    _exit(128 + signal)
  }

  private static func handle(_ signal: Int32, _ handler: __sighandler_t?) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    sigemptyset(&action.sa_mask)
    action.sa_flags = 0
    sigaction(signal, &action, nil)
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    let handler = action.__sigaction_handler.sa_handler
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
