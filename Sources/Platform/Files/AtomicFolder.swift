import Glibc

/// Making a folder of files as a whole: either the new one is there, complete and on disk, or what was there before
/// is untouched and nothing is left beside it.
package enum AtomicFolder {
  /// The folder while it is filled, under a name that nobody knows.
  package struct Filling {
    let path: String
    let shown: String

    /// Writes a file of the folder. `body` need not flush. Ctrl-C ends it with an error whose `isInterrupted` holds.
    package func write(_ name: String, body: (Output) throws -> Void) throws {
      let file = try Descriptor(opening: path + "/" + name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
      let output = Output(descriptor: file.number, name: shown + "/" + name, interruptible: true)
      try body(output)
      try output.flush()
      if fsync(file.number) != 0, errno != EINVAL, errno != ENOTSUP {
        throw SystemError.last("write to", shown + "/" + name)
      }
    }
  }

  /// Fills a new folder beside `path`, then puts it there.
  ///
  /// A folder that is there must be empty, or hold nothing but files that `isOwn` says may go; a symbolic link stays
  /// a link, and the folder it leads to is replaced.
  ///
  /// - Parameter isOwn: takes the names in the folder, of which there is at least one.
  /// - Throws: `SystemError`: among others `ENOTEMPTY` for a folder that may not go (`isNotEmpty`), `ENOTDIR` for
  ///   what is no folder; whatever `body` throws.
  package static func write(
    path: String, isOwn: ([String]) -> Bool, body: (Filling) throws -> Void
  ) throws {
    if path.utf8.contains(0) { throw SystemError(code: EINVAL, operation: "write to", path: path) }
    let target = try AtomicFile.followLinks(trimmed(path))
    let old = try namesToReplace(target, shown: path, isOwn: isOwn)
    let parent = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "./"
    let temporary = try makeTemporary(in: parent, shown: path)
    let filling = Filling(path: temporary, shown: path)
    do {
      try body(filling)
      AtomicFile.syncFolder(temporary)
      if old != nil { keepPermissions(of: target, in: temporary) }
      try put(temporary, at: target, shown: path)
    } catch {
      remove(temporary, (try? Folders.names(in: temporary)) ?? [])
      throw error
    }
    // What was there before has changed places with it.
    remove(temporary, old ?? [])
    AtomicFile.syncFolder(parent)
  }

  /// `a/b/` is the folder `a/b`, whose parent is `a`.
  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.hasSuffix("/"), path.utf8.count > 1 { path.removeLast() }
    return path
  }

  /// The files of the folder that is to be replaced, nil where there is none.
  private static func namesToReplace(
    _ target: String, shown path: String, isOwn: ([String]) -> Bool
  ) throws -> [String]? {
    switch FileStatus.kind(path: target) {
    case nil: return nil
    case .file, .other: throw SystemError(code: ENOTDIR, operation: "write to", path: path)
    case .folder: break
    }
    let names = try Folders.names(in: target)
    guard names.isEmpty || isOwn(names) else {
      throw SystemError(code: ENOTEMPTY, operation: "replace", path: path)
    }
    return names
  }

  private static func makeTemporary(in folder: String, shown path: String) throws -> String {
    for _ in 0..<100 {
      let temporary = folder + ".planq-" + String(UInt64.random(in: .min ... .max), radix: 36) + ".tmp"
      if mkdir(temporary, 0o777) == 0 { return temporary }
      if errno != EEXIST { throw SystemError.last("write to", path) }
    }
    throw SystemError(code: EEXIST, operation: "write to", path: path)
  }

  private static func keepPermissions(of target: String, in temporary: String) {
    var status = stat()
    if stat(target, &status) == 0 { _ = chmod(temporary, status.st_mode & 0o7777) }
  }

  /// Renames over what is not there or is empty; a folder with files changes places with the new one, by way of a
  /// third name, because rename(2) cannot do that in one step.
  private static func put(_ temporary: String, at target: String, shown path: String) throws {
    if rename(temporary, target) == 0 { return }
    if errno != ENOTEMPTY, errno != EEXIST { throw SystemError.last("replace", path) }
    let aside = temporary + ".old"
    if rename(target, aside) != 0 { throw SystemError.last("replace", path) }
    if rename(temporary, target) != 0 {
      let error = SystemError.last("replace", path)
      _ = rename(aside, target)
      throw error
    }
    _ = rename(aside, temporary)
  }

  /// Removes the files of these names, and the folder if that was all.
  private static func remove(_ folder: String, _ names: [String]) {
    for name in names { Removal.remove(path: folder + "/" + name) }
    rmdir(folder)
  }
}
