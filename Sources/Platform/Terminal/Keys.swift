import Glibc

/// Keys as the terminal sends them, byte by byte.
package enum Keys {
  package enum Event: Hashable, Sendable {
    case byte(UInt8)
    /// No key came in time.
    case pause
    /// A signal came, whose flag says which.
    case signal
    /// The terminal is gone.
    case end
  }

  /// Whether a key waits to be read.
  package static var isWaiting: Bool {
    var entry = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0
  }

  /// Waits for a key or a signal, whichever comes first; one that came before counts, too.
  /// - Parameter milliseconds: how long; nil for ever.
  package static func next(within milliseconds: Int32? = nil) -> Event {
    while true {
      if Signals.takeWake() { return .signal }
      var entries = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: Signals.wakeDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&entries, 2, milliseconds ?? -1)
      if count == 0 { return .pause }
      if count < 0, errno != EINTR { return .end }
      if count < 0 || entries[1].revents != 0 { continue }
      var byte: UInt8 = 0
      let got = read(STDIN_FILENO, &byte, 1)
      if got == 1 { return .byte(byte) }
      if got == 0 || (errno != EINTR && errno != EAGAIN) { return .end }
    }
  }
}
