import Platform

/// planqrc: a script that a session begins with. It is read only from the user's own configuration folder, and only
/// when nobody else could have written it.
enum InitFile {
  /// Runs `path`, or the user's planqrc for nil. False after an error in it.
  static func run(_ path: String?, in session: Session) throws -> Bool {
    guard let path = path ?? Folders.configuration.map({ $0 + "/planq/planqrc" }) else { return true }
    let isOwn = path != session.initPath
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path: path, limit: Batch.Script.sizeLimit, privateOnly: isOwn)
    } catch let error as SystemError {
      if isOwn, error.isNotFound { return true }
      if error.isInterrupted { throw error }
      try session.console.showError(
        isOwn ? "\(path) is not read: it must be yours and not writable by others" : error.description,
        notes: [])
      return isOwn
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      try session.console.showError("\(path) is not UTF-8 text", notes: [])
      return false
    }
    if case .failed = try session.run(text, from: .script(name: path, keepsGoing: false)) { return false }
    return true
  }
}
