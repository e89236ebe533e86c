import Platform

/// planqrc: a script that a session begins with. It is read only from the user's own configuration folder, and only
/// when nobody else could have written it; `--init` names another file, which is trusted for being named.
enum InitFile {
  /// False after an error, which was shown.
  static func run(in session: Session, _ options: Options) throws -> Bool {
    if let path = options.initFile {
      guard let text = try ScriptFile.read(path, in: session) else { return false }
      return try run(text, path, in: session)
    }
    guard options.readsInit, let folder = Folders.configuration else { return true }
    let path = folder + "/planqrc"
    do {
      guard let text = String(validating: try ScriptFile.bytes(path, privateOnly: true), as: UTF8.self) else {
        try session.console.showError("\(path) is not UTF-8 text", notes: [])
        return false
      }
      return try run(text, path, in: session)
    } catch let error as SystemError where !error.isInterrupted {
      if error.isNotFound { return true }
      // Going on without it is what a user wants whose file somebody else has prepared.
      session.console.warn(
        error.isNotTrusted
          ? "\(path) is not read, as it must be yours and writable by you alone" : error.description)
      return true
    }
  }

  private static func run(_ text: String, _ path: String, in session: Session) throws -> Bool {
    if case .failed = try session.run(text, from: .script(name: path)) { return false }
    return true
  }
}

/// Scripts as files.
enum ScriptFile {
  /// Scripts larger than this are a mistake, such as a plan in the place of a script.
  static let sizeLimit = 16 << 20

  /// The text of a script, `-` for standard input; nil after an error was shown.
  static func read(_ path: String, in session: Session) throws -> String? {
    do {
      if let text = String(validating: try bytes(path), as: UTF8.self) { return text }
      try session.console.showError("\(name(of: path)) is not UTF-8 text", notes: [])
    } catch let error as SystemError where !error.isInterrupted {
      try session.console.showError(error.description, notes: [])
    }
    return nil
  }

  static func name(of path: String) -> String { path == "-" ? "standard input" : path }

  static func bytes(_ path: String, privateOnly: Bool = false) throws -> [UInt8] {
    try FileBytes.read(path: path, limit: sizeLimit, privateOnly: privateOnly) {
      if Signals.wasInterrupted { throw SystemError.interrupted("read", path) }
    }
  }
}
