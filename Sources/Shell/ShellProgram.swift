// Shell: lines, options, keys, commands and files → the other stages. It holds the session and decides what is
// printed where; it never decides what a query means.

import Loading
import Platform
import Rendering

/// The program `planq`.
package enum ShellProgram {
  /// Takes the words after the program's name, does what they say, and ends the process with the status that
  /// design.md (The command line) gives: 0 success, 1 query or script error, 2 usage or plan, 4 nothing found under
  /// `--fail-empty`, 130 and 141 as of the signal.
  package static func run(_ words: [String]) -> Never {
    StandardStreams.ensureOpen()
    Signals.install()
    SQLiteReader.setUp()
    // Reading a locale takes longer than a small query; only what draws on a terminal asks for it.
    if Terminal.isTerminal(Terminal.standardOutput) || Terminal.isTerminal(Terminal.standardInput) {
      Terminal.setUpLocale()
    }
    let errors = Output.standardError()
    let status: ExitStatus
    do {
      if let (number, text) = Arguments.firstInvalid {
        // Mended, it would be another query.
        throw UsageError(message: "word \(number) is not UTF-8 text: \(text)")
      }
      status = try Launch.run(try OptionParser.parse(words), errors: errors)
    } catch let usage as UsageError {
      try? errors.write("planq: \(VisibleText.of(usage.message))\n")
      if let hint = usage.hint { try? errors.write("  \(VisibleText.of(hint))\n") }
      status = .usage
    } catch let error as SystemError {
      if error.isBrokenPipe { Signals.dieOfBrokenPipe() }
      if error.isInterrupted, Signals.wasInterrupted { Signals.dieOfInterrupt() }
      try? errors.write("planq: \(VisibleText.of(error.description))\n")
      status = .failure
    } catch {
      try? errors.write("planq: \(VisibleText.of(String(describing: error)))\n")
      status = .failure
    }
    if Signals.wasInterrupted, status != .success { Signals.dieOfInterrupt() }
    ProcessExit.exit(status.rawValue)
  }
}

enum ExitStatus: Int32 {
  case success = 0
  case failure = 1
  case usage = 2
  case empty = 4
}
