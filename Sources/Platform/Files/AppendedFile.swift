import Glibc

/// A file of the user's own that several processes append to. Each change holds a lock, so that none is lost.
package enum AppendedFile {
  /// Appends at once, making the file (0600) where there is none.
  package static func append(_ bytes: [UInt8], path: String) throws {
    try locked(path) { file in
      var written = 0
      while written < bytes.count {
        let count = bytes.withUnsafeBytes {
          write(file, $0.baseAddress.map { $0 + written }, $0.count - written)
        }
        if count >= 0 {
          written += count
        } else if errno != EINTR {
          throw SystemError.last("write to", path)
        }
      }
    }
  }

  /// Replaces the content, as a whole, by what `change` makes of it; nil leaves it.
  package static func rewrite(path: String, limit: Int, _ change: ([UInt8]) -> [UInt8]?) throws {
    try locked(path) { _ in
      let bytes = try FileBytes.read(path: path, limit: limit)
      guard let changed = change(bytes) else { return }
      try AtomicFile.write(path: path, newFileMode: 0o600) { try $0.write(changed) }
    }
  }

  /// Gives the file another name, unless there is such a file.
  package static func moveAside(path: String, to other: String) {
    if FileStatus.kind(path: other) == nil { _ = rename(path, other) }
  }

  private static func locked(_ path: String, _ body: (Int32) throws -> Void) throws {
    for _ in 0..<100 {
      let file = try Descriptor(
        opening: path, O_RDWR | O_APPEND | O_CREAT | O_NOCTTY | O_NONBLOCK, mode: 0o600)
      let status = try file.status(path)
      guard status.st_mode.kind == S_IFREG else {
        throw SystemError(code: EINVAL, operation: "write to", path: path)
      }
      if status.st_mode & 0o077 != 0 { _ = fchmod(file.number, 0o600) }
      while flock(file.number, LOCK_EX) != 0 {
        if errno != EINTR { throw SystemError.last("lock", path) }
      }
      // Whoever held the lock may have put another file in the place of this one.
      var now = stat()
      guard stat(path, &now) == 0, now.st_ino == status.st_ino, now.st_dev == status.st_dev else { continue }
      return try body(file.number)
    }
    throw SystemError(code: EAGAIN, operation: "lock", path: path)
  }
}
