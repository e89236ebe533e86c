import Glibc

/// A regular file that several threads may read at once, each at places of its own.
package final class RegularFile: Sendable {
  private let descriptor: Descriptor
  private let path: String
  /// How long it was when it was opened.
  package let size: Int

  /// nil for what is no regular file: a pipe, a device.
  ///
  /// - Throws: `SystemError`; `EFBIG` for a file of more than `FileBytes.defaultLimit` bytes.
  package init?(path: String) throws(SystemError) {
    descriptor = try Descriptor(opening: path, O_RDONLY | O_NOCTTY)
    self.path = path
    let status = try descriptor.status(path)
    guard status.st_mode.kind == S_IFREG else { return nil }
    size = max(0, Int(status.st_size))
    if size > FileBytes.defaultLimit { throw SystemError(code: EFBIG, operation: "read", path: path) }
  }

  /// Reads what stands at a place of the file until the bytes from `start` on are full or the end is met, and gives how
  /// many were read.
  package func fill(_ bytes: inout [UInt8], from start: Int = 0, at offset: Int) throws(SystemError) -> Int {
    try descriptor.fill(&bytes, from: start, at: offset, path)
  }
}
