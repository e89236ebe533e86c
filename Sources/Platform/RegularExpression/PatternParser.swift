/// Reads a pattern. Each function reads one rule:
///
///     pattern   = branch { "|" branch } ;      branch = { piece } ;
///     piece     = atom { "*" | "+" | "?" | "{" [ m ] [ "," [ n ] ] "}" } ;
///     atom      = "(" pattern ")" | "." | "^" | "$" | bracket | "\" character | character ;
struct PatternParser {
  typealias Failure = RegularExpression.Failure

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0
  /// Deeper than this and the tree's own walks could exhaust the stack.
  private static let maximumDepth = 200

  init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

  mutating func parse() throws(Failure) -> PatternNode {
    let (node, _) = try parseAlternatives()
    if peek == ")" { throw fail("this ) closes nothing: write \\) for a parenthesis") }
    return node
  }

  // MARK: - Rules. Beside the node they give how often it may repeat within, for the limit on products.

  private mutating func parseAlternatives() throws(Failure) -> (PatternNode, repeats: Int) {
    var (first, repeats) = try parseBranch()
    var nodes = [first]
    while accept("|") {
      let next = try parseBranch()
      nodes.append(next.0)
      repeats = max(repeats, next.repeats)
    }
    if nodes.count > 1 { first = .alternatives(nodes) }
    return (first, repeats)
  }

  private mutating func parseBranch() throws(Failure) -> (PatternNode, repeats: Int) {
    var nodes: [PatternNode] = []
    var repeats = 1
    while let next = peek, next != "|", next != ")" {
      let piece = try parsePiece()
      nodes.append(piece.0)
      repeats = max(repeats, piece.repeats)
    }
    if nodes.isEmpty { return (.empty, 1) }
    return (nodes.count == 1 ? nodes[0] : .sequence(nodes), repeats)
  }

  private mutating func parsePiece() throws(Failure) -> (PatternNode, repeats: Int) {
    var (node, repeats) = try parseAtom()
    var suffixes = 0
    while let next = peek {
      let start = position
      let counts: (minimum: Int, maximum: Int?)
      switch next {
      case "*": counts = (0, nil)
      case "+": counts = (1, nil)
      case "?": counts = (0, 1)
      case "{": counts = try parseCounts()
      default: return (node, repeats)
      }
      if next != "{" { position += 1 }
      suffixes += 1
      if suffixes + depth > Self.maximumDepth {
        throw fail("repeats are nested too deeply", at: start)
      }
      repeats *= max(counts.maximum ?? counts.minimum, 1)
      if repeats > RegularExpression.maximumRepeats {
        throw fail(
          "repeats within repeats come to more than \(RegularExpression.maximumRepeats)", at: start)
      }
      node = .repeated(node, minimum: counts.minimum, maximum: counts.maximum)
    }
    return (node, repeats)
  }

  private mutating func parseCounts() throws(Failure) -> (minimum: Int, maximum: Int?) {
    let start = position
    position += 1
    let least = parseNumber()
    let isRange = accept(",")
    let most = isRange ? parseNumber() : least
    guard accept("}"), least != nil || isRange else {
      throw fail("a repeat is written {2}, {2,} or {2,5}; write \\{ for a brace", at: start)
    }
    let minimum = least ?? 0
    if let most, most < minimum { throw fail("the repeat ends before it begins", at: start) }
    if max(minimum, most ?? 0) > RegularExpression.maximumRepeats {
      throw fail("a repeat may be \(RegularExpression.maximumRepeats) at most", at: start)
    }
    return (minimum, most)
  }

  /// Digits; a number too large stops growing above the limit.
  private mutating func parseNumber() -> Int? {
    var number: Int?
    while let next = peek, "0"..."9" ~= next {
      number = min((number ?? 0) * 10 + Int(next.value - 0x30), 1_000_000)
      position += 1
    }
    return number
  }

  private mutating func parseAtom() throws(Failure) -> (PatternNode, repeats: Int) {
    guard let next = peek else { return (.empty, 1) }
    let start = position
    position += 1
    switch next {
    case "(":
      depth += 1
      if depth > Self.maximumDepth { throw fail("parentheses are nested too deeply", at: start) }
      let inner = try parseAlternatives()
      if !accept(")") { throw fail("this ( is never closed", at: start) }
      depth -= 1
      return inner
    case ".": return (.set(.all), 1)
    case "^": return (.textStart, 1)
    case "$": return (.textEnd, 1)
    case "[": return (.set(try parseBracket(from: start)), 1)
    case "*", "+", "?", "{":
      throw fail("there is nothing here to repeat: write \\\(next) for the character", at: start)
    case "\\": return (.set(try parseEscape(from: start)), 1)
    default: return (.set(CodePointSet(next.value...next.value)), 1)
    }
  }

  private mutating func parseEscape(from start: Int) throws(Failure) -> CodePointSet {
    guard let next = peek else { throw fail("a backslash at the end stands before nothing", at: start) }
    position += 1
    switch next {
    case "w": return .word
    case "s": return .space
    case "W": return CodePointSet.word.complement
    case "S": return CodePointSet.space.complement
    case "d": throw fail("\\d is not known here: write [0-9]", at: start)
    case "1"..."9": throw fail("back-references are not possible: they have no bound on time", at: start)
    case "b", "B", "<", ">":
      throw fail("word boundaries are not part of extended regular expressions", at: start)
    case "0"..."9", "a"..."z", "A"..."Z":
      throw fail("\\\(next) is not part of extended regular expressions", at: start)
    default: return CodePointSet(next.value...next.value)
    }
  }

  // MARK: - Brackets

  private mutating func parseBracket(from start: Int) throws(Failure) -> CodePointSet {
    let unclosed = fail("this [ is never closed", at: start)
    let isComplement = accept("^")
    var set = CodePointSet([])
    var isFirst = true
    while true {
      guard let next = peek else { throw unclosed }
      if next == "]", !isFirst { break }
      isFirst = false
      if next == "[", let kind = peek(1), kind == ":" || kind == "=" || kind == "." {
        set = set.union(try parseClass(kind))
        continue
      }
      let memberStart = position
      let low = try parseMember(unclosed)
      var high = low
      // A hyphen is itself at either end.
      if peek == "-", let after = peek(1), after != "]" {
        position += 1
        high = try parseMember(unclosed)
        if high < low { throw fail("the range ends before it begins", at: memberStart) }
      }
      set.insert(low.value...high.value)
    }
    position += 1
    set.normalize()
    return isComplement ? set.complement : set
  }

  private mutating func parseMember(_ unclosed: Failure) throws(Failure) -> Unicode.Scalar {
    guard let next = peek else { throw unclosed }
    position += 1
    if next == "[", let kind = peek, kind == ":" || kind == "=" || kind == "." {
      throw fail("a range needs single characters", at: position - 1)
    }
    guard next == "\\" else { return next }
    guard let escaped = peek, escaped == "\\" || escaped == "/" else {
      throw fail("within [ ] a backslash stands before \\ or / only, and ] comes first", at: position - 1)
    }
    position += 1
    return escaped
  }

  private mutating func parseClass(_ kind: Unicode.Scalar) throws(Failure) -> CodePointSet {
    let start = position
    if kind != ":" { throw fail("[\(kind) \(kind)] is not known here: write the characters") }
    position += 2
    var name = ""
    while let next = peek, next != ":", next != "]" {
      name.unicodeScalars.append(next)
      position += 1
    }
    guard accept(":"), accept("]"), let set = CodePointSet.named(name) else {
      throw fail(
        "classes are [:alpha:] [:digit:] [:alnum:] [:space:] [:blank:] [:punct:] [:upper:] [:lower:] "
          + "[:print:] [:graph:] [:cntrl:] [:xdigit:]", at: start)
    }
    return set
  }

  // MARK: - Characters

  private var peek: Unicode.Scalar? { peek(0) }

  private func peek(_ ahead: Int) -> Unicode.Scalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    position += 1
    return true
  }

  private func fail(_ message: String, at index: Int? = nil) -> Failure {
    let offset = scalars.prefix(index ?? position).reduce(0) { $0 + UTF8.width($1) }
    return Failure(message: message, offset: offset)
  }
}
