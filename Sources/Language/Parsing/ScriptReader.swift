/// A piece of a script: UTF-8 offsets into its text.
package enum ScriptEntry: Hashable, Sendable {
  /// Statements that stand together, with their `|`; what one call of `Parser.parse` takes.
  case statement(SourceRange)
  /// A line with a command of the shell, such as `.help`, without the blanks around it.
  case command(SourceRange)
}

/// Divides a script into statements and the shell's commands, by the parser's own rule of where a statement ends
/// (language.md, Shape), in time linear in the text.
package enum ScriptReader {
  /// The entries in their order. A first line that begins with `#!` is skipped, as are empty lines and comments.
  package static func entries(of text: String) -> [ScriptEntry] {
    let bytes = Array(text.utf8)
    var entries: [ScriptEntry] = []
    var offset = 0
    while let start = nextStart(in: bytes, from: offset) {
      if isCommand(bytes, at: start) {
        var end = start
        while end < bytes.count, !bytes[end].isLineBreak { end += 1 }
        offset = end
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        entries.append(.command(SourceRange(start, end)))
      } else {
        var parser = RecursiveDescent(bytes, from: start)
        let end = parser.entry() ?? bytes.count
        if end > start { entries.append(.statement(SourceRange(start, end))) }
        offset = max(end, start + 1)
      }
    }
    return entries
  }

  /// Where something other than blanks, comments and `;` begins.
  private static func nextStart(in bytes: [UInt8], from: Int) -> Int? {
    var offset = from
    if offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "#") {
        while offset < bytes.count, !bytes[offset].isLineBreak { offset += 1 }
      } else if byte.isBlank || byte.isLineBreak || byte == UInt8(ascii: ";") {
        offset += 1
      } else {
        return offset
      }
    }
    return nil
  }

  /// Whether a line begins there with a dot and a letter, or with a backslash and a letter or `?`.
  private static func isCommand(_ bytes: [UInt8], at start: Int) -> Bool {
    guard start + 1 < bytes.count else { return false }
    let next = bytes[start + 1]
    switch bytes[start] {
    case UInt8(ascii: "."): return next.isLetter
    case UInt8(ascii: "\\"): return next.isLetter || next == UInt8(ascii: "?")
    default: return false
    }
  }
}

extension RecursiveDescent {
  /// Passes over the statements of one line of input, and gives the offset of their end; nil at the end of the text.
  mutating func entry() -> Int? {
    while true {
      let token = current
      if token.isEnd { break }
      if case .pipe = token.kind {
        advance()
        break
      }
      // What seems to go on belongs to the error that says why it does not: the part before would be an answer to
      // another question.
      if index > 0, token.startsLine, !seemsToGoOn() { break }
      if token.symbol == .semicolon {
        advance()
      } else {
        _ = recoveringStatement()
      }
    }
    return index > 0 ? tokens[index - 1].range.end : nil
  }
}
