import Glibc

/// Folders: the ones where planq keeps its own files, and lists of names.
package enum Folders {
  /// `$XDG_CONFIG_HOME/planq`, or `~/.config/planq`; nil without a home.
  package static var configuration: String? { own("XDG_CONFIG_HOME", otherwise: ".config") }
  /// `$XDG_STATE_HOME/planq`, or `~/.local/state/planq`; nil without a home.
  package static var state: String? { own("XDG_STATE_HOME", otherwise: ".local/state") }

  /// The XDG rules: a value that is empty or not absolute counts as unset.
  private static func own(_ variable: String, otherwise: String) -> String? {
    if let path = Environment.value(variable), path.hasPrefix("/") { return path + "/planq" }
    guard let home = Environment.value("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/" + otherwise + "/planq"
  }

  /// Makes the folder and those above it where they are missing, for the user alone (0700).
  package static func create(path: String) throws(SystemError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part
      if mkdir(made, 0o700) != 0, errno != EEXIST, FileStatus.kind(path: made) != .folder {
        throw .last("make the folder", made)
      }
      made += "/"
    }
    if FileStatus.kind(path: path) != .folder {
      throw SystemError(code: ENOTDIR, operation: "make the folder", path: path)
    }
  }

  /// The names in a folder, `.` and `..` left out, sorted by their bytes.
  package static func names(in path: String) throws(SystemError) -> [String] {
    guard let folder = opendir(path) else { throw .last("read the folder", path) }
    defer { closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(folder) {
      // The name is read where it lies: the record may be shorter than its declared type.
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let start = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      let name = String(cString: start)
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    if errno != 0 { throw .last("read the folder", path) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
