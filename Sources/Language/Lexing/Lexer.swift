/// Text → tokens and comments, one token at a time, every offset in UTF-8. What is wrong with a token is recorded,
/// and the token that was meant is given wherever that is clear, so that the parser goes on.
struct Lexer {
  let bytes: [UInt8]
  /// Where the next token is looked for.
  var offset: Int
  var diagnostics: [Diagnostic] = []
  var comments: [Comment] = []
  /// Whether the last line lacks the end of a string or a regular expression.
  var endsInsideLiteral = false

  private var currentLine = 0..<0
  private var tokenCount = 0
  private var previous: Token?

  init(_ bytes: [UInt8], from offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
    if offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { self.offset = 3 }
  }

  /// Gives `.end` again and again at the end.
  mutating func next() -> Token {
    let startsLine = skipBlanks() || previous == nil
    let start = offset
    let kind = scan()
    var token = Token(kind: kind, range: SourceRange(start, offset), startsLine: startsLine)
    if let name = token.name { token.keyword = Keyword(spelling: name) }
    previous = token
    tokenCount += 1
    return token
  }

  /// The byte at an offset; 0 beyond the end.
  func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  func text(_ start: Int, _ end: Int) -> String {
    let end = min(end, bytes.count)
    return start < end ? String(decoding: bytes[start..<end], as: UTF8.self) : ""
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// The offset of the end of the line; looked for once in each line, as many literals may stand on it.
  mutating func lineEnd(from offset: Int) -> Int {
    if currentLine.contains(offset) { return currentLine.upperBound }
    var end = offset
    while end < bytes.count, !bytes[end].isLineBreak { end += 1 }
    currentLine = offset..<end
    return end
  }

  // MARK: Between tokens

  /// Skips white space and comments; whether there was a line break among them.
  private mutating func skipBlanks() -> Bool {
    var brokeLine = false
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte.isLineBreak {
        brokeLine = true
        offset += 1
      } else if byte.isBlank {
        offset += 1
      } else if byte == UInt8(ascii: "#") {
        comment(isTrailing: !brokeLine && previous != nil)
      } else if byte >= 0x80, let length = foreignBlank() {
        let range = SourceRange(offset, offset + length)
        report(.foreignBlank(range, scalar: scalar(at: offset).scalar))
        offset += length
      } else {
        break
      }
    }
    return brokeLine
  }

  private mutating func comment(isTrailing: Bool) {
    let end = lineEnd(from: offset)
    var start = offset + 1
    if byte(start) == UInt8(ascii: " ") { start += 1 }
    var last = end
    while last > start, bytes[last - 1].isBlank { last -= 1 }
    comments.append(Comment(text: text(start, last), isTrailing: isTrailing, tokenIndex: tokenCount))
    offset = end
  }

  /// The length of white space that is neither a space, a tab nor a line break, such as a no-break space.
  private func foreignBlank() -> Int? {
    let (scalar, length) = scalar(at: offset)
    return scalar.properties.isWhitespace || scalar.value == 0x200B || scalar.value == 0xFEFF ? length : nil
  }

  /// The scalar at an offset, and its length in bytes.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let first = byte(offset)
    let length =
      switch first {
      case 0xF0...: 4
      case 0xE0...: 3
      case 0xC0...: 2
      default: 1
      }
    let text = text(offset, offset + length)
    return (text.unicodeScalars.first ?? "\u{FFFD}", max(1, min(length, bytes.count - offset)))
  }

  // MARK: Tokens

  private mutating func scan() -> Token.Kind {
    guard offset < bytes.count else { return .end }
    let first = bytes[offset]
    switch first {
    case _ where first.isLetter: return name()
    case _ where first.isDigit: return numeric()
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "'"): return foreignString(quote: "'", closedBy: ["'"])
    case UInt8(ascii: "`"): return foreignString(quote: "`", closedBy: ["`"])
    case UInt8(ascii: "$"): return parameter()
    case UInt8(ascii: "/") where startsRegex: return regex()
    case UInt8(ascii: ".") where byte(offset + 1).isDigit && !(previousEndsOperand): return bareFraction()
    case UInt8(ascii: "|") where byte(offset + 1) != UInt8(ascii: "|"): return pipe()
    default: return symbol() ?? sign() ?? strange()
    }
  }

  private var previousEndsOperand: Bool {
    switch previous?.kind {
    case nil: false
    case .symbol(let symbol): symbol.endsOperand
    default: true
    }
  }

  /// Reads a token again that was taken for a division, as a regular expression: after a word only the parser knows
  /// that an operand is expected.
  mutating func rereadAsRegex(_ token: Token, at index: Int) -> Token {
    while let last = diagnostics.last, last.range.start >= token.range.start { diagnostics.removeLast() }
    while let last = comments.last, last.tokenIndex > index { comments.removeLast() }
    endsInsideLiteral = false
    offset = token.range.start
    let kind = regex()
    let regex = Token(kind: kind, range: SourceRange(token.range.start, offset), startsLine: token.startsLine)
    previous = regex
    tokenCount = index + 1
    return regex
  }

  /// A slash divides, except where an operand must stand.
  private var startsRegex: Bool { previous != nil && !previousEndsOperand && previous?.symbol != .semicolon }

  private mutating func name() -> Token.Kind {
    let start = offset
    while byte(offset).isWord { offset += 1 }
    if byte(offset) >= 0x80, scalar(at: offset).scalar.properties.isAlphabetic {
      return strangeWord(from: start)
    }
    return .name(text(start, offset))
  }

  private mutating func parameter() -> Token.Kind {
    let start = offset
    offset += 1
    let name = offset
    while byte(offset).isWord { offset += 1 }
    guard byte(name).isLetter else {
      report(.namelessParameter(SourceRange(start, offset)))
      return .invalid
    }
    return .parameter(text(name, offset))
  }

  private mutating func pipe() -> Token.Kind {
    var start = offset + 1
    offset = lineEnd(from: start)
    var end = offset
    while start < end, bytes[start].isBlank { start += 1 }
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return .pipe(Located(text(start, end), SourceRange(start, end)))
  }

  private mutating func symbol() -> Token.Kind? {
    // `===` and the like are habits, and longer than the signs that they begin with.
    if habit(ofLength: 3, orLonger: true) != nil { return nil }
    for length in [3, 2, 1] where offset + length <= bytes.count {
      if length == 2, habit(ofLength: 2, orLonger: false) != nil { return nil }
      let word = Self.word(bytes[offset..<offset + length])
      if let (_, symbol) = Self.symbols.first(where: { $0.word == word }) {
        offset += length
        return .symbol(symbol)
      }
    }
    return nil
  }

  // An array, because the first look into a dictionary with another type of key costs a twentieth of a start.
  private static let symbols = Symbol.allCases.map { (word: word($0.rawValue.utf8), symbol: $0) }

  /// Up to three bytes and their count in one number.
  private static func word(_ bytes: some Collection<UInt8>) -> UInt32 {
    bytes.reduce(UInt32(truncatingIfNeeded: bytes.count)) { $0 << 8 | UInt32($1) }
  }

  private func habit(ofLength length: Int, orLonger: Bool) -> (wrong: String, right: String)? {
    let first = byte(offset)
    return Habits.signs.first { sign in
      let utf8 = sign.wrong.utf8
      return utf8.first == first && (orLonger ? utf8.count >= length : utf8.count == length)
        && bytes[offset...].starts(with: utf8)
    }
  }

  /// A sign of other languages, read as what it is called here.
  private mutating func sign() -> Token.Kind? {
    guard let (wrong, right) = habit(ofLength: 1, orLonger: true) else { return nil }
    let range = SourceRange(offset, offset + wrong.utf8.count)
    var replacement = right
    if right.utf8.allSatisfy({ $0.isLetter }) {
      if range.start > 0, !byte(range.start - 1).isBlank, byte(range.start - 1) != UInt8(ascii: "(") {
        replacement = " " + replacement
      }
      if !byte(range.end).isBlank { replacement += " " }
    }
    report(.foreignSign(range, wrong: wrong, right: right, replacement: replacement))
    offset = range.end
    return Symbol(rawValue: right).map(Token.Kind.symbol) ?? .name(right)
  }

  // MARK: What cannot be read

  private mutating func strange() -> Token.Kind {
    let (scalar, length) = scalar(at: offset)
    if let family = Self.quoteFamilies.first(where: { $0.contains(scalar) }) {
      return foreignString(quote: String(scalar), closedBy: family)
    }
    if scalar.properties.isAlphabetic { return strangeWord(from: offset) }
    let range = SourceRange(offset, offset + length)
    offset += length
    if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
      report(.controlCharacter(range, scalar: scalar, inString: false))
    } else {
      report(.unexpectedCharacter(range, scalar: scalar))
    }
    return .invalid
  }

  /// Quotes that close each other, as word processors set them.
  private static let quoteFamilies: [[Unicode.Scalar]] = [
    ["“", "”", "„", "‟", "\""], ["‘", "’", "‚", "‛", "´", "'"], ["«", "»"],
  ]

  private mutating func strangeWord(from start: Int) -> Token.Kind {
    while offset < bytes.count {
      let (scalar, length) = scalar(at: offset)
      guard byte(offset).isWord || (scalar.value >= 0x80 && scalar.properties.isAlphabetic) else { break }
      offset += length
    }
    let range = SourceRange(start, offset)
    let word = text(start, offset)
    if let latin = Habits.latin(word) {
      report(.lookAlike(range, latin: latin))
      return .name(latin)
    }
    report(.nameLetters(range, word: word))
    return .invalid
  }
}

extension UInt8 {
  var isLineBreak: Bool { self == 0x0A || self == 0x0D }
  /// A space or a tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  var isDigit: Bool { (0x30...0x39).contains(self) }
  /// An ASCII letter.
  var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
  /// What a name is made of after its first letter.
  var isWord: Bool { isLetter || isDigit || self == UInt8(ascii: "_") }
}
