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
    try Pager.write(to: session.console, isAllowed: !session.isSafe) { output in
      if setsApart { try output.write("\n") }
      try mode.render(table, options: options) {
        // A large table takes a while to lay out, and for the pager nothing is written meanwhile.
        if Signals.wasInterrupted { throw SystemError.interrupted("write to", "standard output") }
        try output.write($0)
      }
    }
  }
}
