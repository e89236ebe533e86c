import Glibc

/// A file descriptor that is closed when the value goes away.
struct Descriptor: ~Copyable {
  let number: Int32

  init(owning number: Int32) { self.number = number }

  /// Opens `path`, never passed on to child processes. `mode` counts when the file is made.
  init(opening path: String, _ flags: Int32, mode: mode_t = 0o666) throws(SystemError) {
    // The C library would stop at the NUL and open another file.
    if path.utf8.contains(0) { throw SystemError(code: EINVAL, operation: "open", path: path) }
    while true {
      let number = open(path, flags | O_CLOEXEC, mode)
      if number >= 0 {
        self.number = number
        return
      }
      if errno != EINTR { throw .last("open", path) }
    }
  }

  deinit { _ = close(number) }

  /// What kind of file it is, its size, mode and owner.
  func status(_ path: String) throws(SystemError) -> stat {
    var status = stat()
    if fstat(number, &status) != 0 { throw .last("read the status of", path) }
    return status
  }

  /// Reads until the bytes from `start` on are full or the end is met, and gives how many were read: from where the last
  /// reading ended, or from a place in the file.
  func fill(_ bytes: inout [UInt8], from start: Int = 0, at offset: Int? = nil, _ path: String)
    throws(SystemError) -> Int
  {
    var count = 0
    let wanted = bytes.count - start
    while count < wanted {
      let got = bytes.withUnsafeMutableBytes {
        let rest = UnsafeMutableRawBufferPointer(rebasing: $0[(start + count)...])
        guard let offset else { return Glibc.read(number, rest.baseAddress, rest.count) }
        return pread(number, rest.baseAddress, rest.count, off_t(offset + count))
      }
      if got == 0 { break }
      if got > 0 {
        count += got
      } else if errno != EINTR {
        throw .last("read", path)
      }
    }
    return count
  }

  /// Waits until the descriptor can be read (`POLLIN`) or written (`POLLOUT`), or a signal came.
  static func wait(_ number: Int32, for events: Int32) {
    var entry = pollfd(fd: number, events: Int16(truncatingIfNeeded: events), revents: 0)
    _ = poll(&entry, 1, -1)
  }
}

extension mode_t {
  /// The kind of file, without the permissions.
  var kind: mode_t { self & S_IFMT }
}
