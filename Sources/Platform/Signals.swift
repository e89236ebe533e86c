import Glibc
import Synchronization

/// Set by signal handlers. They are reached once before a handler is installed, so that a handler only
/// ever stores to a lock-free atomic.
private let interruptFlag = Atomic<Bool>(false)
private let resizeFlag = Atomic<Bool>(false)
private let suspendFlag = Atomic<Bool>(false)
/// The signal that asks the program to end; 0 for none.
private let endSignal = Atomic<Int32>(0)
/// A pipe into which a handler writes, so that a wait for a key does not miss a signal that came just before it.
private let wakeRead = Atomic<Int32>(-1)
private let wakeWrite = Atomic<Int32>(-1)

private func wake() {
  let before = errno
  _ = write(wakeWrite.load(ordering: .relaxed), "x", 1)
  errno = before
}

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
      handle(SIGINT) { _ in
        interruptFlag.store(true, ordering: .relaxed)
        wake()
      }
    }
    handle(SIGWINCH) { _ in
      resizeFlag.store(true, ordering: .relaxed)
      wake()
    }
    handle(SIGPIPE, SIG_IGN)
  }

  /// For a conversation on a terminal, whose line editor changes the terminal's settings: Ctrl-Z, SIGTERM and SIGHUP
  /// become flags too, so that the settings are put back first.
  package static func installForConversation() {
    var ends: [Int32] = [-1, -1]
    if wakeRead.load(ordering: .relaxed) < 0, pipe(&ends) == 0 {
      for end in ends {
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
      }
      wakeRead.store(ends[0], ordering: .relaxed)
      wakeWrite.store(ends[1], ordering: .relaxed)
    }
    suspendFlag.store(false, ordering: .relaxed)
    keepEnd()
  }

  /// SIGTERM and SIGHUP become flags, so that what they would leave behind is put in order first.
  package static func keepEnd() {
    endSignal.store(0, ordering: .relaxed)
    for signal in [SIGTERM, SIGHUP] {
      handleUnlessIgnored(signal) { signal in
        endSignal.store(signal, ordering: .relaxed)
        wake()
      }
    }
  }

  /// Whether Ctrl-Z is a flag (at the prompt), or stops the process at once (while a query runs).
  package static func keepSuspend(_ isKept: Bool) {
    if isKept {
      handleUnlessIgnored(SIGTSTP) { _ in
        suspendFlag.store(true, ordering: .relaxed)
        wake()
      }
    } else {
      var before = sigaction()
      if sigaction(SIGTSTP, nil, &before) == 0, !isIgnored(before) { handle(SIGTSTP, SIG_DFL) }
    }
  }

  /// Ctrl-Z was pressed, which `suspend` answers.
  package static var wasSuspended: Bool { suspendFlag.load(ordering: .relaxed) }

  /// Stops the process as Ctrl-Z would have, and returns when it goes on.
  package static func suspend() {
    suspendFlag.store(false, ordering: .relaxed)
    keepSuspend(false)
    raise(SIGTSTP)
    keepSuspend(true)
  }

  /// Whether SIGTERM or SIGHUP asked the program to end.
  package static var wasEnded: Bool { endSignal.load(ordering: .relaxed) != 0 }
  /// Ends the process as the signal would have, without a word.
  package static func dieOfEnd() -> Never { die(of: endSignal.load(ordering: .relaxed)) }

  static var wakeDescriptor: Int32 { wakeRead.load(ordering: .relaxed) }

  /// Whether a handler ran since the last call.
  static func takeWake() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 16)
    var isAwake = false
    while read(wakeDescriptor, &bytes, bytes.count) > 0 { isAwake = true }
    return isAwake
  }

  private static func handleUnlessIgnored(_ signal: Int32, _ handler: __sighandler_t?) {
    var before = sigaction()
    if sigaction(signal, nil, &before) == 0, !isIgnored(before) { handle(signal, handler) }
  }

  /// Whether Ctrl-C was pressed since the last `clearInterrupt`, or the program was asked to end.
  package static var wasInterrupted: Bool { interruptFlag.load(ordering: .relaxed) || wasEnded }
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
