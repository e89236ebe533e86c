import Platform

/// Shows long text through the user's pager: only where both ends are terminals and it does not fit.
enum Pager {
  static func write(to console: Console, isAllowed: Bool, _ body: (Output) throws -> Void) throws {
    guard console.isTerminal, isAllowed, Terminal.isTerminal(Terminal.standardInput),
      let rows = Terminal.size(Terminal.standardOutput)?.rows
    else { return try body(console.output) }
    let page = Output.memory()
    try body(page)
    let bytes = page.takeBytes()
    guard bytes.count(where: { $0 == UInt8(ascii: "\n") }) >= rows else {
      return try console.output.write(bytes)
    }
    try console.output.flush()
    let exit = try Processes.runShell(command) { try $0.write(bytes) }
    // 126 and 127: the shell could not run it, so nothing was shown.
    if case .status(126...127) = exit { try console.output.write(bytes) }
  }

  /// `PLANQ_PAGER`, then `PAGER`, then less where there is one.
  private static var command: String {
    Environment.value("PLANQ_PAGER") ?? Environment.value("PAGER")
      ?? "command -v less >/dev/null 2>&1 || exec cat; exec less -FRX"
  }
}
