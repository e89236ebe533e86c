import CEditLine
import Platform
import Rendering

/// libedit on the terminal: reads lines with editing keys, completion, a right prompt and a history. What stands in
/// `EditorHooks` is asked from within libedit's callbacks.
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
  private let hooks: EditorHooks
  private var style: LineSettings.Style?

  /// nil when libedit cannot be started on this terminal.
  init?(_ hooks: EditorHooks, remembering entries: [String] = []) {
    let output = Terminal.isTerminal(Terminal.standardOutput) ? planq_stdout() : planq_stderr()
    guard let editor = el_init("planq", planq_stdin(), output, planq_stderr()) else { return nil }
    guard let history = history_init() else {
      el_end(editor)
      return nil
    }
    self.editor = editor
    self.history = history
    self.hooks = hooks
    _ = planq_history_set_size(history, &event, Int32(HistoryFile.limit))
    _ = planq_history_set_unique(history, &event, 1)
    for entry in entries { _ = planq_history_enter(history, &event, entry) }
    // The editor gives up a line on Ctrl-C only while it installs no handlers of its own.
    _ = planq_el_set_signal(editor, 0)
    _ = planq_el_set_clientdata(editor, Unmanaged.passUnretained(hooks).toOpaque())
    _ = planq_el_set_getcfn(editor) { editor, wide in
      guard let editor, let wide else { return -1 }
      return EditorHooks.of(editor)?.nextKey(editor, wide) ?? -1
    }
    _ = planq_el_set_prompt(editor) { editor in editor.flatMap { EditorHooks.of($0) }?.prompt.bytes }
    EditorCommands.add(to: editor)
  }

  deinit {
    history_end(history)
    el_end(editor)
  }

  /// - Parameter begun: what stands in the line already.
  func readLine(prompt text: String, begun: String = "", style: LineSettings.Style = .emacs) -> Line {
    if style != self.style {
      // This takes all keys anew.
      _ = planq_el_set_editor(editor, style.rawValue)
      _ = planq_el_set_history(editor, history)
      EditorCommands.bind(editor, style, isCapable: hooks.isCapable)
      self.style = style
    }
    hooks.begin(prompt: text, style: style)
    if Signals.wasResized {
      Signals.clearResize()
      el_resize(editor)
    }
    if !begun.isEmpty {
      hooks.begun = begun
      el_push(editor, EditorCommands.beginKey)
    }
    // libedit itself prints the prompt first and takes the keys over later: a quick Ctrl-D would be lost.
    hooks.takeTerminal(editor)
    defer { hooks.giveTerminalBack(editor) }
    var count: Int32 = 0
    guard let line = el_gets(editor, &count), count > 0 else {
      return Signals.wasInterrupted ? .interrupted : .end
    }
    var result = String(cString: line)
    if result.hasSuffix("\n") { result.removeLast() }
    return .text(result)
  }

  /// Keeps a statement, whatever its lines, as one entry.
  func remember(_ text: String) {
    _ = planq_history_enter(history, &event, text)
  }
}

/// Bytes at a fixed place, where libedit's callbacks read them.
final class PromptText {
  private let capacity: Int
  let bytes: UnsafeMutablePointer<CChar>

  init(capacity: Int) {
    self.capacity = capacity
    bytes = .allocate(capacity: capacity)
    bytes.initialize(repeating: 0, count: capacity)
  }

  func set(_ text: String) {
    var length = 0
    // Whole characters only.
    for character in text {
      let utf8 = Array(String(character).utf8)
      guard length + utf8.count < capacity else { break }
      for byte in utf8 {
        bytes[length] = CChar(bitPattern: byte)
        length += 1
      }
    }
    bytes[length] = 0
  }

  deinit { bytes.deallocate() }
}
