import Foundation
import Glibc

/// A program that runs in a terminal of its own, driven as a person would: keys in, screen bytes out.
///
/// The child is started by `posix_spawn` in a new session; opening the terminal as its standard input makes
/// it the controlling one. (`forkpty` would fork a process that has threads.)
package final class PseudoTerminal {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  // TIOCSPTLCK and TIOCGPTN: what unlockpt and ptsname do, which the C library hides from Swift.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  private let master: Int32
  private let child: pid_t
  private var status: Int32?
  /// What the program wrote and nobody has read yet.
  private var pending: [UInt8] = []

  /// - Parameters:
  ///   - arguments: the program by its path, and its arguments.
  ///   - environment: all of it; `TERM` should be there.
  package init(
    _ arguments: [String], environment: [String: String], folder: String, columns: Int = 80, rows: Int = 24
  ) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var lock: Int32 = 0
    var number: Int32 = 0
    guard master >= 0, ioctl(master, Self.setLock, &lock) == 0, ioctl(master, Self.getNumber, &number) == 0
    else {
      throw Failure(description: "no pseudo-terminal: \(errno)")
    }
    let slave = "/dev/pts/\(number)"
    var window = winsize(
      ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, slave, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGQUIT, SIGPIPE, SIGTSTP, SIGHUP] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // POSIX_SPAWN_SETSID, which the C library shows to GNU sources only.
    let newSession: Int32 = 0x80
    let flags = newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))

    // The shell changes the folder, as posix_spawn cannot everywhere.
    let words = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder] + arguments
    var argv = words.map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, "/bin/sh", &actions, &attributes, &argv, &envp)
    self.child = child
    if code != 0 {
      status = -1
      throw Failure(description: "cannot start \(arguments): \(code)")
    }
  }

  deinit {
    if status == nil {
      kill(child, SIGKILL)
      waitpid(child, nil, 0)
    }
    if master >= 0 { close(master) }
  }

  /// Types. Return is `\r`, Ctrl-C `\u{3}`, Ctrl-D `\u{4}`, Tab `\t`, Up `\u{1b}[A`.
  package func send(_ keys: String) throws {
    var bytes = Array(keys.utf8)
    while !bytes.isEmpty {
      let count = write(master, bytes, bytes.count)
      if count < 0, errno != EINTR { throw Failure(description: "cannot type: \(errno)") }
      bytes.removeFirst(max(count, 0))
    }
  }

  /// Waits for a text on the screen; gives everything up to its end, and keeps what follows for later.
  package func read(until needle: String, timeout: Double = 20) throws -> String {
    let wanted = Array(needle.utf8)
    let deadline = Date().addingTimeInterval(timeout)
    while true {
      if let end = Self.find(wanted, in: pending) {
        let text = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeFirst(end)
        return text
      }
      if !fill(until: deadline) {
        let text = String(decoding: pending, as: UTF8.self)
        throw Failure(description: "no \(needle.debugDescription) came, but \(text.debugDescription)")
      }
    }
  }

  /// Gives what came once nothing more has come for `quiet` seconds.
  package func readUntilQuiet(_ quiet: Double = 0.3) -> String {
    while fill(until: Date().addingTimeInterval(quiet)) {}
    defer { pending = [] }
    return String(decoding: pending, as: UTF8.self)
  }

  /// Sends a signal to the program itself, as `kill` would.
  package func signal(_ number: Int32) { kill(child, number) }

  /// Whether the terminal gives keys one by one, as a line editor wants them.
  package var isRaw: Bool {
    var settings = termios()
    return tcgetattr(master, &settings) == 0 && settings.c_lflag & tcflag_t(ICANON) == 0
  }

  /// Changes the window, which sends the program SIGWINCH.
  package func resize(columns: Int, rows: Int) {
    var window = winsize(
      ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)
  }

  /// Waits for the program's end; gives its status as a shell shows it, 128 + signal for a signal. What it
  /// writes until then can still be read.
  package func waitForExit(timeout: Double = 20) throws -> Int32 {
    let deadline = Date().addingTimeInterval(timeout)
    while status == nil {
      var raw: Int32 = 0
      if waitpid(child, &raw, WNOHANG) == child {
        status = raw & 0x7f == 0 ? (raw >> 8) & 0xff : 128 + (raw & 0x7f)
      } else if Date() > deadline {
        throw Failure(description: "the program did not end: \(readUntilQuiet().debugDescription)")
      } else {
        // Its last words must be taken, or it would block on them.
        _ = fill(until: Date().addingTimeInterval(0.02))
      }
    }
    while fill(until: Date().addingTimeInterval(0.05)) {}
    return status ?? -1
  }

  /// Takes what is there, waiting until the deadline; false when nothing came, or nothing ever will.
  private func fill(until deadline: Date) -> Bool {
    let left = Int32(max(deadline.timeIntervalSinceNow * 1000, 0))
    var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, left) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(master, &buffer, buffer.count)
    if count <= 0 {
      // EIO: the program has closed the terminal. Not to be polled in a tight loop.
      usleep(1000)
      return false
    }
    pending += buffer.prefix(count)
    return true
  }

  private static func find(_ needle: [UInt8], in bytes: [UInt8]) -> Int? {
    guard !needle.isEmpty, bytes.count >= needle.count else { return needle.isEmpty ? 0 : nil }
    for start in 0...(bytes.count - needle.count) where bytes[start...].starts(with: needle) {
      return start + needle.count
    }
    return nil
  }
}
