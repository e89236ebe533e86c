import Language
import Platform

/// The shell on a terminal: reads lines until the parser calls a statement complete, runs it, and begins again.
struct Conversation {
  let session: Session

  init(_ session: Session) { self.session = session }

  static let prompt = "planq> "
  static let continuationPrompt = "  ...> "

  func run() throws -> ExitStatus {
    Signals.installForConversation()
    // Without files what was typed is kept for the session alone.
    session.lines.history = session.isSafe ? HistoryFile(path: nil) : HistoryFile.ofUser()
    let typing = Typing(session)
    let hooks = EditorHooks(
      output: session.console.errors, isColored: session.console.errorsAreColored,
      complete: typing.complete, describe: typing.describe)
    guard let editor = LineEditor(hooks, remembering: session.lines.history.entries) else {
      try session.console.showError("the line editor does not work on this terminal", notes: [])
      return .failure
    }
    session.lines.keep = { [lines = session.lines.history] text in
      if let kept = lines.add(text) { editor.remember(kept) }
    }
    greet()
    while true {
      Signals.clearInterrupt()
      try session.console.flush()
      if Signals.wasEnded { Signals.dieOfEnd() }
      let pending = typing.pending
      let line = editor.readLine(
        prompt: pending.isEmpty ? Self.prompt : Self.continuationPrompt, begun: session.lines.mended ?? "",
        style: session.lines.style)
      session.lines.mended = nil
      typing.count.stop()
      switch line {
      case .end:
        try session.console.flush()
        try session.console.errors.write("\n")
        return .success
      case .interrupted:
        if Signals.wasEnded { Signals.dieOfEnd() }
        typing.pending = ""
        try session.console.errors.write("^C\n")
      case .text(let line):
        let text = pending.isEmpty ? line : pending + "\n" + line
        typing.pending = ""
        if text.allSatisfy(\.isWhitespace) { continue }
        // An empty line ends what the parser would go on waiting for, and shows what it misses.
        if isIncomplete(text), !line.allSatisfy(\.isWhitespace) {
          typing.pending = text
          continue
        }
        session.lines.keep(text)
        if try converse(text) == .quit { return .success }
      }
    }
  }

  private func converse(_ text: String) throws -> RunStatus {
    session.resultCount = 0
    do {
      let status = try session.run(text, from: .typed)
      // What stood before or behind it on the line would be lost.
      if Array(EntryReader(text)).count != 1 { session.lines.mended = nil }
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
    let parsed = Parser.parse(last.entry.text)
    // Quotes end with their line, so that another line would not help.
    let isOpen = parsed.diagnostics.contains { ["unclosed-quote", "unclosed-regex"].contains($0.code) }
    return parsed.isIncomplete && !isOpen
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
