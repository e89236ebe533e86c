import CEditLine
import Platform

/// The keys that planq itself answers.
enum EditorCommands {
  /// Ctrl-_, which nobody types: puts in what the line begins with.
  static let beginKey = "\u{1F}"
  private static let pasteEnd = Array("\u{1B}[201~".unicodeScalars)
  /// More than a query may be long.
  private static let pasteLimit = 200_000

  static func add(to editor: OpaquePointer) {
    _ = planq_el_set_addfn(editor, "planq-complete", "complete what stands at the cursor") { editor, _ in
      guard let editor, let hooks = EditorHooks.of(editor) else { return UInt8(CC_ERROR) }
      return hooks.completeAtCursor(editor)
    }
    _ = planq_el_set_addfn(editor, "planq-begin", "put in what the line begins with") { editor, _ in
      guard let editor, let hooks = EditorHooks.of(editor) else { return UInt8(CC_ERROR) }
      let text = hooks.begun
      hooks.begun = ""
      hooks.isOffered = !text.isEmpty
      return text.isEmpty || el_insertstr(editor, text) != 0 ? UInt8(CC_NORM) : UInt8(CC_REFRESH)
    }
    _ = planq_el_set_addfn(editor, "planq-paste", "insert what is pasted") { editor, _ in
      guard let editor else { return UInt8(CC_ERROR) }
      return EditorCommands.paste(editor)
    }
  }

  /// After the keys were taken anew.
  static func bind(_ editor: OpaquePointer, _ style: LineSettings.Style, isCapable: Bool) {
    _ = planq_el_bind(editor, "^R", "em-inc-search-prev")
    _ = planq_el_bind(editor, "^I", "planq-complete")
    _ = planq_el_bind(editor, "\\037", "planq-begin")
    guard isCapable else { return }
    switch style {
    case .emacs: _ = planq_el_bind(editor, "\\033[200~", "planq-paste")
    // There the escape has ended inserting before the rest is read.
    case .vi: _ = planq_el_bind_command(editor, "[200~", "planq-paste")
    }
  }

  /// Reads a bracketed paste to its end, and inserts it with its line breaks: nothing of it is a key.
  private static func paste(_ editor: OpaquePointer) -> UInt8 {
    // The end of the paste is a sequence of keys, too.
    let takesPlace = EditorHooks.of(editor)?.isReplaceable ?? false
    var scalars: [Unicode.Scalar] = []
    while true {
      var wide: wchar_t = 0
      guard el_wgetc(editor, &wide) == 1 else { return UInt8(CC_REFRESH) }
      guard let scalar = Unicode.Scalar(UInt32(bitPattern: wide)) else { continue }
      scalars.append(scalar)
      if scalar == "~", scalars.suffix(pasteEnd.count).elementsEqual(pasteEnd) { break }
      // The end is looked for, and the rest forgotten.
      if scalars.count > pasteLimit { scalars.removeFirst(pasteLimit / 2) }
    }
    let text = cleaned(scalars.dropLast(pasteEnd.count))
    // As a letter would, it takes the place of a line that was offered.
    if takesPlace {
      el_deletestr(editor, Int32(clamping: EditedLine(editor).beforeCursor.unicodeScalars.count))
    }
    let ok = el_insertstr(editor, text) == 0
    // From vi's commands back to inserting, behind the text.
    if EditorHooks.of(editor)?.style == .vi { el_push(editor, "a") }
    return ok ? UInt8(CC_REFRESH) : UInt8(CC_ERROR)
  }

  /// Line breaks as one sign, control characters and the break at the end left out.
  static func cleaned(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = ""
    var wasReturn = false
    for scalar in scalars {
      switch scalar {
      case "\r": text.append("\n")
      case "\n": if !wasReturn { text.append("\n") }
      case "\t": text.append(" ")
      default: if scalar.value >= 0x20, scalar.value != 0x7F { text.unicodeScalars.append(scalar) }
      }
      wasReturn = scalar == "\r"
    }
    while text.last == "\n" || text.last == " " { text.removeLast() }
    return text
  }
}
