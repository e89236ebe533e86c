import Language
import Platform

/// The shell on a terminal: reads lines until the parser calls a statement complete, runs it, and begins again.
struct Conversation {
  let session: Session

  init(_ session: Session) { self.session = session }

  static let prompt = "planq> "
  static let continuationPrompt = "  ...> "

  func run() throws -> ExitStatus {
    guard let editor = LineEditor() else {
      try session.console.showError("the line editor does not work on this terminal", notes: [])
      return .failure
    }
    greet()
    var pending = ""
    while true {
      Signals.clearInterrupt()
      try session.console.flush()
      switch editor.readLine(prompt: pending.isEmpty ? Self.prompt : Self.continuationPrompt) {
      case .end:
        try session.console.flush()
        try session.console.errors.write("\n")
        return .success
      case .interrupted:
        pending = ""
        try session.console.errors.write("^C\n")
      case .text(let line):
        pending = pending.isEmpty ? line : pending + "\n" + line
        if pending.allSatisfy(\.isWhitespace) {
          pending = ""
          continue
        }
        // An empty line ends what the parser would go on waiting for, and shows what it misses.
        if isIncomplete(pending), !line.allSatisfy(\.isWhitespace) { continue }
        editor.remember(pending)
        let text = pending
        pending = ""
        if try converse(text) == .quit { return .success }
      }
    }
  }

  private func converse(_ text: String) throws -> RunStatus {
    session.resultCount = 0
    do {
      let status = try session.run(text, from: .typed)
      if case .failed = status { explainCommands(text) }
      return status
    } catch let error as SystemError where error.isInterrupted {
      Signals.clearInterrupt()
      session.console.recoverFromInterrupt()
      session.console.say("interrupted")
      return .failed
    }
  }

  /// Without its dot a command is a query, and a wrong one.
  private func explainCommands(_ text: String) {
    let word = text.lowercased().filter { !$0.isWhitespace && $0 != ";" }
    if let command = Commands.named(word) {
      session.console.note("commands begin with a dot: .\(command.name)")
    }
  }

  private func isIncomplete(_ text: String) -> Bool {
    guard let last = Array(EntryReader(text)).last, !last.isCommand else { return false }
    return Parser.parse(last.entry.text).isIncomplete
  }

  private func greet() {
    guard !session.console.isQuiet else { return }
    session.console.say(
      """
      \(Usage.version); .help says how to ask, .quit leaves
      \(session.opened.path == nil ? "No plan given, so this is the sample plan: " : "")\(session.opened.title)
      \(session.opened.summary)
      """)
  }
}
