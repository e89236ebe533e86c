import Plan
import Platform
import Rendering

/// Prints the answer to a query in the session's mode, set apart from the one before it.
struct ResultPrinter {
  let session: Session

  func print(_ table: ResultTable) throws {
    let mode = session.mode
    let options = session.renderOptions
    try mode.check(table)
    let setsApart = session.resultCount > 0 && mode.isSetApart
    session.resultCount += 1
    // On a terminal the rows themselves show how it goes, and a command may draw on it.
    let progress = ProgressLine("writing", on: session.console.writesOwnFile ? session.console : nil)
    defer { progress.end() }
    try session.console.show(pages: !session.isSafe) { output in
      if setsApart { try output.write("\n") }
      try mode.render(table, options: options) {
        // A large table takes a while to lay out, and for the pager nothing is written meanwhile.
        if progress.isStopped() { throw SystemError.interrupted("write to", "standard output") }
        try output.write($0)
      }
    }
  }
}
