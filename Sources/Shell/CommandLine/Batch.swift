import Platform

/// Runs what the command line or a script gives, in order, and stops at the first error.
struct Batch {
  let session: Session
  let keepsGoing: Bool

  func run(_ work: [Options.Work]) throws -> ExitStatus {
    var result = ExitStatus.success
    for piece in work {
      let status =
        switch piece {
        case .text(let text): try session.run(text, from: .typed)
        case .file(let path): try runFile(path)
        }
      switch status {
      case .done: continue
      case .quit: return result
      case .empty: if result == .success { result = .empty }
      case .failed:
        result = .failure
        if !keepsGoing { return result }
      }
    }
    return result
  }

  private func runFile(_ path: String) throws -> RunStatus {
    let name = path == "-" ? "standard input" : path
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path: path, limit: Script.sizeLimit)
    } catch let error as SystemError {
      if error.isInterrupted { throw error }
      try session.console.showError(error.description, notes: [])
      return .failed
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      try session.console.showError("\(name) is not UTF-8 text", notes: [])
      return .failed
    }
    return try session.run(text, from: .script(name: name, keepsGoing: keepsGoing))
  }

  enum Script {
    /// Scripts larger than this are a mistake, such as a plan in the place of a script.
    static let sizeLimit = 16 << 20
  }
}
