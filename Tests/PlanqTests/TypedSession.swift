import Foundation
import TestSupport

/// planq at a terminal, in a folder with the seeds, after its first prompt.
final class TypedSession {
  static let prompt = "planq> "
  static let interrupt = "\u{3}"
  static let endOfFile = "\u{4}"
  /// So that what is asked for is all that comes.
  static let plain = ["NO_COLOR": "1", "PLANQ_PAGER": "cat", "TERM": "dumb"]

  let terminal: PseudoTerminal
  let scratch: Scratch

  /// - Parameter awaited: what comes once it waits for keys.
  init(
    _ arguments: [String] = ["-q"], environment changes: [String: String] = plain, rows: Int = 200,
    columns: Int = 100,
    awaiting awaited: String = prompt, prepare: (Scratch) throws -> Void = { _ in }
  ) throws {
    scratch = try Scratch()
    try prepare(scratch)
    var environment = BuiltProgram.environment(home: scratch.path)
    environment["TERM"] = "xterm"
    environment["TMPDIR"] = scratch.path
    environment.merge(changes) { _, new in new }
    terminal = try PseudoTerminal(
      [BuiltProgram.planq] + arguments, environment: environment, folder: scratch.path, columns: columns,
      rows: rows)
    _ = try terminal.read(until: awaited)
  }

  /// Types a line, and gives what comes up to the next prompt.
  func ask(_ line: String, until end: String = prompt) throws -> String {
    try terminal.send(line + "\r")
    return try terminal.read(until: end)
  }

  /// Presses Ctrl-C once everything has been said, and gives what comes up to the prompt.
  func pressInterrupt() throws -> String {
    _ = terminal.readUntilQuiet()
    try terminal.send(Self.interrupt)
    return try terminal.read(until: Self.prompt)
  }

  func leave() throws -> Int32 {
    try terminal.send(".quit\r")
    return try terminal.waitForExit()
  }
}

extension Scratch {
  func write(_ text: String, to name: String) throws {
    try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
  }
}
