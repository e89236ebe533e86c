extension Lexer {
  /// `STRING`, on one line.
  mutating func string() -> Token.Kind {
    let start = offset
    let lineEnd = lineEnd(from: start)
    offset += 1
    var content: [UInt8] = []
    while offset < lineEnd {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        guard self.byte(offset) == UInt8(ascii: "\"") else {
          return .string(String(decoding: content, as: UTF8.self))
        }
        offset += 1
        content.append(byte)
      case UInt8(ascii: "\\"):
        escape(into: &content, lineEnd: lineEnd)
      case 0..<0x20 where byte != 0x09, 0x7F:
        let range = SourceRange(offset, offset + 1)
        report(.controlCharacter(range, scalar: Unicode.Scalar(byte), inString: true))
        offset += 1
      default:
        content.append(byte)
        offset += 1
      }
    }
    report(.unclosedQuote(SourceRange(start, lineEnd), end: trimmed(lineEnd, from: start)))
    offset = lineEnd
    endsInsideLiteral = isLastLine(endingAt: lineEnd)
    return .string(String(decoding: content, as: UTF8.self))
  }

  /// The end of a line without the blanks before it.
  private func trimmed(_ lineEnd: Int, from start: Int) -> Int {
    var end = lineEnd
    while end > start + 1, byte(end - 1).isBlank { end -= 1 }
    return end
  }

  /// Whether only white space follows.
  private func isLastLine(endingAt lineEnd: Int) -> Bool {
    bytes[lineEnd...].allSatisfy { $0.isBlank || $0.isLineBreak }
  }

  private mutating func escape(into content: inout [UInt8], lineEnd: Int) {
    let start = offset
    offset += 1
    guard offset < lineEnd else { return }
    let byte = bytes[offset]
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): content.append(byte)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u") where self.byte(offset) == UInt8(ascii: "{"):
      codePoint(into: &content, from: start)
    default:
      offset = start + 1 + scalar(at: start + 1).length
      report(.unknownEscape(SourceRange(start, offset), text: text(start, offset)))
    }
  }

  /// The digits and the brace of `\u{…}`.
  private mutating func codePoint(into content: inout [UInt8], from start: Int) {
    offset += 1
    let digits = offset
    while byte(offset).isWord { offset += 1 }
    let value = UInt32(text(digits, offset), radix: 16)
    let isClosed = byte(offset) == UInt8(ascii: "}")
    if isClosed { offset += 1 }
    guard isClosed, let value, let scalar = Unicode.Scalar(value) else {
      report(.noSuchCodePoint(SourceRange(start, offset)))
      return
    }
    content.append(contentsOf: String(scalar).utf8)
  }

  /// `'text'` and text in curly quotes: an error, read as a string.
  mutating func foreignString(quote: String, closedBy closing: [Unicode.Scalar]) -> Token.Kind {
    let start = offset
    let lineEnd = lineEnd(from: start)
    offset += quote.utf8.count
    let contentStart = offset
    while offset < lineEnd {
      let (scalar, length) = scalar(at: offset)
      // An apostrophe within a word closes nothing.
      let isApostrophe = (scalar == "'" || scalar == "’") && isWithinWord(offset, length: length)
      if closing.contains(scalar), !isApostrophe {
        let content = text(contentStart, offset)
        offset += length
        let replacement = Printer.quoted(content)
        report(.foreignQuotes(SourceRange(start, offset), quote: quote, replacement: replacement))
        return .string(content)
      }
      offset += length
    }
    offset = contentStart
    report(.foreignQuotes(SourceRange(start, offset), quote: quote, replacement: nil))
    offset = lineEnd
    return .invalid
  }

  private func isWithinWord(_ offset: Int, length: Int) -> Bool {
    offset > 0 && byte(offset - 1).isWord && byte(offset + length).isWord
  }

  /// `REGEX`, on one line.
  mutating func regex() -> Token.Kind {
    let start = offset
    let lineEnd = lineEnd(from: start)
    offset += 1
    var content: [UInt8] = []
    while offset < lineEnd {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "/") { return .regex(String(decoding: content, as: UTF8.self)) }
      if byte == UInt8(ascii: "\\"), offset < lineEnd {
        let next = bytes[offset]
        if next != UInt8(ascii: "/") { content.append(byte) }
        content.append(next)
        offset += 1
      } else {
        content.append(byte)
      }
    }
    report(.unclosedRegex(SourceRange(start, lineEnd), end: trimmed(lineEnd, from: start)))
    endsInsideLiteral = isLastLine(endingAt: lineEnd)
    return .regex(String(decoding: content, as: UTF8.self))
  }
}
