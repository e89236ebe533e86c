import Glibc

/// Replacing a file as a whole: either the new one is there, complete and on disk, or the old one is
/// untouched and nothing is left beside it.
package enum AtomicFile {
  /// Writes a file through a temporary one beside it: write, fsync, rename, fsync of the folder.
  ///
  /// The new file has the old one's permissions, or `newFileMode` less the umask. A symbolic link stays a
  /// link; the file it leads to is replaced.
  ///
  /// - Parameter body: writes the content; it need not flush. When it throws, the old file stays.
  /// - Throws: `SystemError`: among others `EISDIR` for a folder, `EINVAL` for anything else that is no
  ///   regular file, `EACCES` for a file that may not be written; whatever `body` throws.
  package static func write(
    path: String, newFileMode: UInt32 = 0o666, body: (Output) throws -> Void
  ) throws {
    try replace(path: path, newFileMode: newFileMode) { temporary in
      let file = try Descriptor(opening: temporary, O_WRONLY | O_NOFOLLOW)
      let output = Output(descriptor: file.number, name: path, interruptible: true)
      try body(output)
      try output.flush()
    }
  }

  /// As `write`, for a producer that wants a path, such as SQLite. The temporary file exists and is empty.
  package static func replace(
    path: String, newFileMode: UInt32 = 0o666, produce: (_ temporaryPath: String) throws -> Void
  ) throws {
    if path.utf8.contains(0) { throw SystemError(code: EINVAL, operation: "write to", path: path) }
    let target = try followLinks(path)
    let old = try oldStatus(target, shown: path)
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "./"
    let temporary = try makeTemporary(in: folder, mode: mode_t(newFileMode), shown: path)
    do {
      try produce(temporary)
      try finish(temporary, old)
      if rename(temporary, target) != 0 { throw SystemError.last("replace", path) }
    } catch {
      // SQLite's helpers would stay behind when it is stopped half-way.
      for suffix in ["", "-journal", "-wal", "-shm"] { Removal.remove(path: temporary + suffix) }
      throw error
    }
    syncFolder(folder)
  }

  /// The path behind symbolic links, which need not exist: `realpath` would refuse a dangling one.
  static func followLinks(_ path: String) throws -> String {
    var path = path
    for _ in 0..<40 {
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode.kind == S_IFLNK else { return path }
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path, &buffer, buffer.count)
      if count < 0 { throw SystemError.last("follow the link", path) }
      let destination = String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      path = destination.hasPrefix("/") ? destination : folder + destination
    }
    throw SystemError(code: ELOOP, operation: "follow the link", path: path)
  }

  /// The file that is to be replaced, nil when there is none. Refuses what must not be replaced.
  private static func oldStatus(_ target: String, shown path: String) throws -> stat? {
    var status = stat()
    guard lstat(target, &status) == 0 else {
      if errno == ENOENT { return nil }
      throw SystemError.last("write to", path)
    }
    switch status.st_mode.kind {
    case S_IFREG: break
    case S_IFDIR: throw SystemError(code: EISDIR, operation: "write to", path: path)
    default: throw SystemError(code: EINVAL, operation: "replace", path: path)
    }
    // Renaming over it would succeed even where writing to it is forbidden.
    if access(target, W_OK) != 0 { throw SystemError.last("write to", path) }
    return status
  }

  private static func makeTemporary(in folder: String, mode: mode_t, shown path: String) throws -> String {
    for _ in 0..<100 {
      let tag = String(UInt64.random(in: .min ... .max), radix: 36)
      let temporary = folder + ".planq-" + tag + ".tmp"
      do throws(SystemError) {
        _ = try Descriptor(opening: temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
        return temporary
      } catch {
        if error.code != EEXIST { throw SystemError(code: error.code, operation: "write to", path: path) }
      }
    }
    throw SystemError(code: EEXIST, operation: "write to", path: path)
  }

  /// Gives the temporary file the old one's owner (where that is allowed) and permissions, and sees it to
  /// the disk.
  private static func finish(_ temporary: String, _ old: stat?) throws {
    let file = try Descriptor(opening: temporary, O_RDONLY | O_NOFOLLOW)
    if let old {
      let isKept = fchown(file.number, old.st_uid, old.st_gid) == 0
      // Without the owner, set-user-id bits would mean another user.
      _ = fchmod(file.number, old.st_mode & (isKept ? 0o7777 : 0o777))
    }
    if fsync(file.number) != 0, errno != EINVAL, errno != ENOTSUP {
      throw SystemError.last("write to", temporary)
    }
  }

  /// Makes the rename last. A file system that cannot do this has done all it can.
  static func syncFolder(_ folder: String) {
    guard let file = try? Descriptor(opening: folder, O_RDONLY | O_DIRECTORY) else { return }
    _ = fsync(file.number)
  }
}
