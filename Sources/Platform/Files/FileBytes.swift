import Glibc

/// Reading whole files into memory.
package enum FileBytes {
  /// The most that `read` takes unless told otherwise: 4 GiB.
  package static let defaultLimit = 1 << 32
  /// How much is read between two calls of `checkpoint`.
  private static let slice = 4 << 20

  /// The bytes of a file, a pipe or a device, read-only; `-` is standard input.
  ///
  /// - Parameters:
  ///   - limit: more bytes than this are an error (`EFBIG`), found before memory is taken where the
  ///     size is known.
  ///   - privateOnly: refuses (`EPERM`) a file that `FileStatus.isPrivate` would not vouch for, asked of
  ///     the opened file, so that it cannot be exchanged in between.
  ///   - checkpoint: called every few megabytes and whenever a signal came; what it throws ends the reading.
  /// - Throws: `SystemError`, for a directory `EISDIR`; whatever `checkpoint` throws.
  package static func read(
    path: String, limit: Int = defaultLimit, privateOnly: Bool = false, checkpoint: () throws -> Void = {}
  ) throws -> [UInt8] {
    if path == "-" {
      return try read(descriptor: STDIN_FILENO, name: "standard input", limit: limit, checkpoint: checkpoint)
    }
    let file = try Descriptor(opening: path, O_RDONLY | O_NOCTTY)
    if privateOnly, !FileStatus.isPrivate(try file.status(path)) {
      throw SystemError(code: EPERM, operation: "trust", path: path)
    }
    // A device such as /dev/zero never ends.
    let isDevice = try file.status(path).st_mode.kind == S_IFCHR
    return try read(
      descriptor: file.number, name: path, limit: isDevice ? min(limit, deviceLimit) : limit,
      checkpoint: checkpoint)
  }

  private static let deviceLimit = 1 << 24

  /// The first `count` bytes, fewer where the file is shorter: enough to tell its format.
  /// A pipe loses what is read from it.
  package static func readHead(path: String, count: Int) throws(SystemError) -> [UInt8] {
    let file = try Descriptor(opening: path, O_RDONLY | O_NOCTTY)
    if try file.status(path).st_mode.kind == S_IFDIR {
      throw SystemError(code: EISDIR, operation: "read", path: path)
    }
    var bytes = [UInt8](repeating: 0, count: max(count, 0))
    let filled = try file.fill(&bytes, path)
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// Reads an open descriptor to its end. The size of a regular file is only where memory starts: one
  /// that grows or shrinks meanwhile is read to the end that is then met.
  private static func read(
    descriptor: Int32, name: String, limit: Int, checkpoint: () throws -> Void
  ) throws -> [UInt8] {
    var status = stat()
    if fstat(descriptor, &status) != 0 { throw SystemError.last("read", name) }
    if status.st_mode.kind == S_IFDIR { throw SystemError(code: EISDIR, operation: "read", path: name) }
    let size = status.st_mode.kind == S_IFREG ? max(Int(status.st_size), 0) : 0
    let tooLarge = SystemError(code: EFBIG, operation: "read", path: name)
    if size > limit { throw tooLarge }

    var bytes: [UInt8] = []
    // One byte more than expected, so that the end is seen without another round.
    var capacity = max(size + 1, 1 << 16)
    while true {
      let before = bytes
      bytes = try [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        count = UnsafeMutableRawBufferPointer(buffer).copyAndCount(before)
        try fill(buffer, &count, descriptor, name, checkpoint)
      }
      if bytes.count > limit { throw tooLarge }
      if bytes.count < capacity { return bytes }
      capacity = min(capacity * 2, max(limit, 1) + 1)
    }
  }

  /// Reads until `buffer` is full or the end is met.
  private static func fill(
    _ buffer: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int, _ descriptor: Int32, _ name: String,
    _ checkpoint: () throws -> Void
  ) throws {
    while count < buffer.count {
      let got = Glibc.read(
        descriptor, buffer.baseAddress.map { $0 + count }, min(buffer.count - count, slice))
      if got == 0 { return }
      if got > 0 {
        count += got
      } else if errno == EAGAIN {
        Descriptor.wait(descriptor, for: POLLIN)
      } else if errno != EINTR {
        throw SystemError.last("read", name)
      }
      try checkpoint()
    }
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Copies `bytes` to the start and says how many there were.
  fileprivate func copyAndCount(_ bytes: [UInt8]) -> Int {
    copyBytes(from: bytes)
    return bytes.count
  }
}
