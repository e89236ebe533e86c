import Plan

/// The words of a party cell, each also folded. `&`, `+` and `/` are words of their own.
struct PartyWords {
  struct Piece {
    var words: Range<Int>
    var isOfficer: Bool
  }

  private let source: Substring
  private var places: [Place] = []
  private var folded: [[UInt8]] = []

  /// Where a word is; not a `Range`, whose metadata is put together in each process anew.
  private struct Place {
    var start: Substring.Index
    var end: Substring.Index
  }

  private static let connectors = ["&", "+", "/", "and", "with"].map { Folding.fold($0) }
  private static let titles =
    ["dr", "dr.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "prof", "prof."].map { Folding.fold($0) }
  private static let groupWords =
    [
      "board", "committee", "forum", "group", "groups", "panel", "partnership", "subgroup", "sub-group",
      "team",
      "teams",
    ].map { Folding.fold($0) }
  private static let agencyWords =
    ["agency", "council", "constabulary", "hospital", "nhs", "pct", "police", "trust"].map {
      Folding.fold($0)
    }

  init(_ source: Substring) {
    self.source = source
    let scalars = source.unicodeScalars
    var start = scalars.startIndex
    func isMark(_ scalar: Unicode.Scalar) -> Bool { scalar == "&" || scalar == "+" || scalar == "/" }
    while start < scalars.endIndex {
      let scalar = scalars[start]
      var end = scalars.index(after: start)
      if scalar.isWhiteSpace {
        start = end
        continue
      }
      if !isMark(scalar) {
        while end < scalars.endIndex, !scalars[end].isWhiteSpace, !isMark(scalars[end]) {
          end = scalars.index(after: end)
        }
      }
      places.append(Place(start: start, end: end))
      folded.append(Folding.fold(String(source[start..<end])))
      start = end
    }
  }

  func text(_ words: Range<Int>) -> Substring {
    guard let first = places[words].first, let last = places[words].last else { return "" }
    return source[first.start..<last.end]
  }

  /// Runs of words: officers' names, longest first, and what stands between them without "and" and titles.
  func pieces(_ officers: OfficerNames) -> [Piece] {
    var pieces: [Piece] = []
    var other = 0
    var index = 0
    func endOther() {
      var run = other..<index
      while let first = run.first, isFiller(first) { run = (first + 1)..<run.upperBound }
      while let last = run.last, isFiller(last) { run = run.lowerBound..<last }
      if !run.isEmpty { pieces.append(Piece(words: run, isOfficer: false)) }
    }
    while index < folded.count {
      if let count = officers.longestName(in: folded, from: index) {
        endOther()
        pieces.append(Piece(words: index..<(index + count), isOfficer: true))
        index += count
        other = index
      } else {
        index += 1
      }
    }
    endOther()
    return pieces
  }

  private func isFiller(_ index: Int) -> Bool {
    Self.connectors.contains(folded[index]) || Self.titles.contains(folded[index])
  }

  /// The two sides of one "and" where each looks like a person's name: two or three words with capitals.
  var twoNames: (Substring, Substring)? {
    let connecting = folded.indices.filter { Self.connectors.contains(folded[$0]) }
    guard connecting.count == 1, let place = connecting.first else { return nil }
    let sides = [0..<place, (place + 1)..<folded.count]
    guard sides.allSatisfy({ (2...3).contains($0.count) && $0.allSatisfy(isCapitalised) }) else { return nil }
    return (text(sides[0]), text(sides[1]))
  }

  private func isCapitalised(_ index: Int) -> Bool {
    source[places[index].start..<places[index].end].unicodeScalars.first?.properties.isUppercase == true
  }

  /// What a name says it is: a group, an agency, or nothing.
  static func kind(of text: Substring) -> PartyKind? {
    let folded = PartyWords(text).folded
    if folded.contains(where: { groupWords.contains($0) }) { return .group }
    return folded.contains(where: { agencyWords.contains($0) }) ? .agency : nil
  }

  static func isAcronym(_ text: Substring) -> Bool {
    text.utf8.count >= 2 && text.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
  }

  static func trimmed(_ text: Substring) -> Substring {
    var scalars = text.unicodeScalars
    while let first = scalars.first, first.isWhiteSpace { scalars.removeFirst() }
    while let last = scalars.last, last.isWhiteSpace { scalars.removeLast() }
    return Substring(scalars)
  }

  static func withoutBrackets(_ text: Substring) -> Substring {
    var rest = text
    if rest.hasPrefix("(") { rest = rest.dropFirst() }
    if rest.hasSuffix(")") { rest = rest.dropLast() }
    return trimmed(rest)
  }
}
