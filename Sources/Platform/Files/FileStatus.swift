import Glibc

/// What can be known about a path without opening it.
package enum FileStatus {
  package enum Kind: Hashable, Sendable { case file, folder, other }

  /// What the path names, through links; nil when there is nothing, or nothing that may be seen.
  package static func kind(path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode.kind {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// A file that the user may run.
  package static func isProgram(path: String) -> Bool { kind(path: path) == .file && access(path, X_OK) == 0 }

  /// What changes when a file is written or replaced; nil when there is none. A change within the same tick of the
  /// file system's clock that keeps the size goes unnoticed.
  package struct Version: Hashable, Sendable {
    private let device: UInt64
    private let number: UInt64
    private let size: Int64
    private let seconds: Int
    private let nanoseconds: Int

    package init?(path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = UInt64(status.st_dev)
      number = UInt64(status.st_ino)
      size = Int64(status.st_size)
      seconds = Int(status.st_mtim.tv_sec)
      nanoseconds = Int(status.st_mtim.tv_nsec)
    }
  }

  /// Whether two paths lead to one and the same file, whatever they are called.
  package static func isSame(_ path: String, _ other: String) -> Bool {
    var first = stat()
    var second = stat()
    guard stat(path, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  /// Whether the file belongs to the user (or to root) and nobody else may write to it.
  package static func isPrivate(path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && isPrivate(status)
  }

  static func isPrivate(_ status: stat) -> Bool {
    (status.st_uid == geteuid() || status.st_uid == 0) && status.st_mode & 0o022 == 0
  }
}
