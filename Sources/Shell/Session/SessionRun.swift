import Language
import Platform

/// Running what was typed, given or read.
extension Session {
  private static let runDepthLimit = 60

  /// Runs statements and dot commands in order, and stops at the first error unless the session keeps going.
  func run(_ text: String, from origin: Origin) throws -> RunStatus {
    // Commands run others: scripts, but also an editor that leaves an .edit.
    guard runDepth < Self.runDepthLimit else { throw CommandFailure.commandsTooDeep() }
    runDepth += 1
    defer { runDepth -= 1 }
    var result = RunStatus.done
    for (entry, isCommand) in EntryReader(text) {
      switch try run(entry, isCommand: isCommand, from: origin) {
      case .done: continue
      case .empty: if case .done = result { result = .empty }
      case .quit: return .quit
      case .failed:
        result = .failed
        if !keepsGoing || isInteractive { return result }
      case .unmet:
        if case .failed = result {} else { result = .unmet }
        if !keepsGoing || isInteractive { return result }
      }
    }
    return result
  }

  private func run(_ entry: Entry, isCommand: Bool, from origin: Origin) throws -> RunStatus {
    if let path = onceFile {
      onceFile = nil
      return try run(entry, isCommand: isCommand, from: origin, once: path)
    }
    let status = try runPlainly(entry, isCommand: isCommand, from: origin)
    guard console.file != nil else { return status }
    do throws(SystemError) {
      // Others may read the file while the session goes on.
      try console.flush()
    } catch {
      if error.isInterrupted || error.isBrokenPipe { throw error }
      try console.showError(error.description, notes: ["results go where they went before"])
      return .failed
    }
    return status
  }

  private func runPlainly(_ entry: Entry, isCommand: Bool, from origin: Origin) throws -> RunStatus {
    if !isCommand { return try StatementRunner(session: self, origin: origin, entry: entry).run() }
    do {
      return try Commands.run(entry.text, from: origin, in: self)
    } catch let failure as CommandFailure {
      var place = ""
      if case .script(let name) = origin { place = "\(name):\(entry.linesBefore + 1): " }
      try console.showError(failure.message, notes: failure.notes, place: place)
      return .failed
    }
  }

  /// Gives how many results `body` printed, which goes to a place of its own: none of them is set apart from those
  /// before it, and none after it from them.
  func countingAnew(_ body: () throws -> Void) rethrows -> Int {
    let before = resultCount
    resultCount = 0
    defer { resultCount = before }
    try body()
    return resultCount
  }

  /// Nothing was printed, or it failed: the file stays as it was.
  private struct Unwritten: Error {
    var status: RunStatus
  }

  /// Sends what an entry prints to a file, whole or not at all. What prints nothing, such as `let`, leaves the file
  /// to the next entry, and so does what fails.
  private func run(_ entry: Entry, isCommand: Bool, from origin: Origin, once path: String) throws
    -> RunStatus
  {
    do {
      var status = RunStatus.done
      try AtomicFile.write(path: path) { output in
        let count = try countingAnew {
          status = try console.redirecting(to: output) {
            try runPlainly(entry, isCommand: isCommand, from: origin)
          }
        }
        var isWritten = output.hasWritten || count > 0
        if case .failed = status { isWritten = false }
        if !isWritten { throw Unwritten(status: status) }
      }
      return status
    } catch let unwritten as Unwritten {
      // A `.once` that is the entry itself names another file.
      if onceFile == nil { onceFile = path }
      return unwritten.status
    } catch let error as SystemError where !error.isInterrupted && !error.isBrokenPipe {
      try console.showError(error.description, notes: [])
      return .failed
    }
  }
}
