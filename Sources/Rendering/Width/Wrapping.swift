/// One line of a text that was broken into lines.
struct Piece: Equatable {
  var range: Range<Int>
  /// In columns.
  var width: Int
}

/// What a column's width is worked out from.
struct TextMeasure {
  /// The widest line, in columns, where nothing is broken.
  var width = 0
  /// The widest run that breaks nowhere unless it must.
  var longestWord = 0
  var hasNewline = false
}

/// Breaks text into lines of at most so many columns: at spaces, after hyphens between letters, around wide letters,
/// and inside a word only where it is longer than a line. Every character stays, save the spaces at a break, which
/// the line's end stands for.
enum Wrapping {
  static func measure(_ bytes: ArraySlice<UInt8>, isName: Bool = false) -> TextMeasure {
    if !isName, let measure = measurePlain(bytes) { return measure }
    var result = TextMeasure()
    var (line, word) = (0, 0)
    forEachBreakable(bytes, isName: isName) { cluster, canBreakBefore in
      if cluster.kind == .newline {
        (line, word) = (0, 0)
        result.hasNewline = true
        return
      }
      line += cluster.width
      word = canBreakBefore ? cluster.width : word + cluster.width
      result.width = max(result.width, line)
      if cluster.kind == .space { word = 0 } else { result.longestWord = max(result.longestWord, word) }
    }
    return result
  }

  /// The same for printable ASCII, without looking at clusters; nil for other text.
  private static func measurePlain(_ bytes: ArraySlice<UInt8>) -> TextMeasure? {
    let all = bytes.span
    var (word, longest) = (0, 0)
    for index in all.indices {
      let byte = all[index]
      if byte < 0x20 || byte > 0x7E { return nil }
      let follows = word > 1 && all[index - 1] == UInt8(ascii: "-")
      if byte == 0x20 || (follows && isLetter(byte) && isLetter(all[index - 2])) {
        longest = max(longest, word)
        word = 0
      }
      if byte != 0x20 { word += 1 }
    }
    return TextMeasure(width: all.count, longestWord: max(longest, word))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// The lines of a text, at least one. A cluster wider than `width` stands alone on its line.
  ///
  /// - Parameter isName: a column's name, which may be broken after an underscore too.
  static func lines(_ bytes: ArraySlice<UInt8>, width: Int, isName: Bool = false) -> [Piece] {
    if bytes.count <= width, DisplayWidth.isPlain(bytes) {
      return [Piece(range: bytes.startIndex..<bytes.endIndex, width: bytes.count)]
    }
    var line = Line(start: bytes.startIndex, limit: max(1, width))
    forEachBreakable(bytes, isName: isName) { cluster, canBreakBefore in
      switch cluster.kind {
      case .newline: line.end(before: cluster)
      case .space: line.add(space: cluster)
      default: line.add(cluster, canBreakBefore: canBreakBefore)
      }
    }
    return line.finish(at: bytes.endIndex)
  }

  private static func forEachBreakable(
    _ bytes: ArraySlice<UInt8>, isName: Bool, _ body: (Cluster, _ canBreakBefore: Bool) -> Void
  ) {
    var last: Cluster?
    var beforeLast: Cluster.Kind = .other
    Cluster.forEach(in: bytes) { cluster in
      var canBreak = cluster.width == 2
      if let last, !canBreak {
        canBreak =
          last.width == 2 || (last.kind == .hyphen && beforeLast == .letter && cluster.kind == .letter)
          || (isName && last.kind == .underscore)
      }
      body(cluster, canBreak)
      beforeLast = last?.kind ?? .other
      last = cluster
    }
  }
}

/// The line being filled, and those before it.
private struct Line {
  /// Where the line may be broken: what stays ends at `end`, what goes down begins at `next`.
  struct Break {
    var end: Int
    var width: Int
    var next: Int
    var widthToNext: Int
  }

  var start: Int
  let limit: Int
  var pieces: [Piece] = []
  var width = 0
  /// Without the spaces at the end.
  var solidWidth = 0
  var solidEnd: Int
  var lastBreak: Break?
  /// Nothing but spaces since a break at one, which that break swallows.
  var followsSoftBreak = false

  init(start: Int, limit: Int) {
    self.start = start
    self.limit = limit
    solidEnd = start
  }

  mutating func add(space cluster: Cluster) {
    if followsSoftBreak {
      begin(at: cluster.range.upperBound)
      followsSoftBreak = true
      return
    }
    guard width + cluster.width <= limit else {
      pieces.append(Piece(range: start..<solidEnd, width: solidWidth))
      begin(at: cluster.range.upperBound)
      followsSoftBreak = true
      return
    }
    width += cluster.width
    if solidWidth > 0 {
      lastBreak = Break(end: solidEnd, width: solidWidth, next: cluster.range.upperBound, widthToNext: width)
    }
  }

  mutating func add(_ cluster: Cluster, canBreakBefore: Bool) {
    let position = cluster.range.lowerBound
    if canBreakBefore, solidWidth > 0, solidEnd == position {
      lastBreak = Break(end: position, width: width, next: position, widthToNext: width)
    }
    if width + cluster.width > limit, let place = lastBreak {
      pieces.append(Piece(range: start..<place.end, width: place.width))
      let rest = width - place.widthToNext
      begin(at: place.next)
      width = rest
    }
    if width + cluster.width > limit, width > 0 {
      pieces.append(Piece(range: start..<position, width: width))
      begin(at: position)
    }
    followsSoftBreak = false
    width += cluster.width
    solidWidth = width
    solidEnd = cluster.range.upperBound
  }

  mutating func end(before newline: Cluster) {
    if !followsSoftBreak { pieces.append(Piece(range: start..<newline.range.lowerBound, width: width)) }
    begin(at: newline.range.upperBound)
  }

  private mutating func begin(at position: Int) {
    start = position
    solidEnd = position
    width = 0
    solidWidth = 0
    lastBreak = nil
    followsSoftBreak = false
  }

  func finish(at end: Int) -> [Piece] {
    // Neither spaces that a break swallowed nor a newline at the very end leave a line behind.
    if start == end, !pieces.isEmpty { return pieces }
    return pieces + [Piece(range: start..<end, width: width)]
  }
}
