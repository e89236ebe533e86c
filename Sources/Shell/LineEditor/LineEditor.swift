import CEditLine
import Platform

/// libedit on the terminal: reads lines with editing keys and a history in memory.
final class LineEditor {
  enum Line: Equatable {
    case text(String)
    /// Ctrl-C: what was typed is given up.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone.
    case end
  }

  private let editor: OpaquePointer
  private let history: OpaquePointer
  private var event = HistEvent()
  private let prompt: PromptText

  /// nil when libedit cannot be started on this terminal.
  init?(historySize: Int32 = 1000) {
    let output = Terminal.isTerminal(Terminal.standardOutput) ? planq_stdout() : planq_stderr()
    guard let editor = el_init("planq", planq_stdin(), output, planq_stderr()) else { return nil }
    guard let history = history_init() else {
      el_end(editor)
      return nil
    }
    self.editor = editor
    self.history = history
    prompt = PromptText()
    _ = planq_history_set_size(history, &event, historySize)
    _ = planq_history_set_unique(history, &event, 1)
    // The editor gives up a line on Ctrl-C only while it installs no handlers of its own.
    _ = planq_el_set_signal(editor, 0)
    _ = planq_el_set_editor(editor, "emacs")
    _ = planq_el_set_history(editor, history)
    _ = planq_el_set_clientdata(editor, prompt.bytes)
    _ = planq_el_set_prompt(editor) { editor in
      planq_el_get_clientdata(editor)?.assumingMemoryBound(to: CChar.self)
    }
    _ = planq_el_bind(editor, "^R", "em-inc-search-prev")
  }

  deinit {
    history_end(history)
    el_end(editor)
  }

  func readLine(prompt text: String) -> Line {
    prompt.set(text)
    if Signals.wasResized {
      Signals.clearResize()
      el_resize(editor)
    }
    // libedit itself prints the prompt first and takes the keys over later: a quick Ctrl-D would be lost.
    _ = planq_el_set_prep_term(editor, 1)
    defer { _ = planq_el_set_prep_term(editor, 0) }
    while true {
      var count: Int32 = 0
      guard let line = el_gets(editor, &count) else {
        if Signals.wasInterrupted { return .interrupted }
        if Signals.wasResized {
          Signals.clearResize()
          el_resize(editor)
          continue
        }
        return .end
      }
      guard count > 0 else { return .end }
      var text = String(cString: line)
      if text.hasSuffix("\n") { text.removeLast() }
      return .text(text)
    }
  }

  /// Keeps a statement, whatever its lines, as one entry.
  func remember(_ text: String) {
    _ = planq_history_enter(history, &event, text)
  }
}

/// The bytes of a prompt at a fixed place, where libedit's callback reads them.
private final class PromptText {
  static let capacity = 64
  let bytes: UnsafeMutablePointer<CChar>

  init() {
    bytes = .allocate(capacity: Self.capacity)
    bytes.initialize(repeating: 0, count: Self.capacity)
  }

  func set(_ text: String) {
    for (index, byte) in text.utf8.prefix(Self.capacity - 1).enumerated() {
      bytes[index] = CChar(bitPattern: byte)
    }
    bytes[min(text.utf8.count, Self.capacity - 1)] = 0
  }

  deinit { bytes.deallocate() }
}
