package import Plan

/// A completion text as people write it (language.md, qualifiers): `October 2011` is due then, `Began June 2011`
/// only starts then, `January 2012 & July 2012` is due twice, `From June 2011 to July 2012` starts and is due.
package struct Completion: Hashable, Sendable {
  package var starts: Period?
  /// In the order of the text.
  package var due: [Period] = []
  /// False where words of the text are left that no date was read from. Then `starts` and `due` hold the dates
  /// that are sure all the same, or nothing.
  package var isUnderstood = true

  /// Reads a completion text; blank text is understood and holds nothing.
  package static func read(_ text: String) -> Completion {
    var parser = CompletionParser(tokens: CompletionToken.tokens(of: text))
    return parser.parse()
  }
}

/// Reads items that separators stand between. An item is `[qualifier …] date [to date] [onwards]`. A word that is
/// none of these makes what follows it in the item unsure, so that "not before October 2011" is never due then.
private struct CompletionParser {
  private enum Meaning { case starts, due }

  private static let startWords: [String] = [
    "began", "begin", "begins", "beginning", "begun", "commence", "commenced", "commences", "commencing",
    "from",
    "since", "start", "started", "starting", "starts",
  ]
  private static let dueWords: [String] = [
    "by", "complete", "completed", "completion", "due", "end", "until", "till",
  ]
  private static let fillers: [String] = ["be", "at", "for", "in", "of", "on", "the", "to"]
  private static let rangeWords: [String] = ["to", "until", "till"]
  private static let onwardWords: [String] = ["onward", "onwards"]

  private let tokens: [CompletionToken]
  private var position = 0
  private var result = Completion()
  /// Months that wait for the year of a later date: the "January" of "January & July 2012".
  private var pending: [(month: Int, meaning: Meaning)] = []

  init(tokens: [CompletionToken]) { self.tokens = tokens }

  mutating func parse() -> Completion {
    while position < tokens.count {
      if tokens[position] == .separator {
        position += 1
      } else {
        item()
      }
    }
    let hasDate = result.starts != nil || !result.due.isEmpty
    if !pending.isEmpty || (!tokens.isEmpty && !hasDate) { result.isUnderstood = false }
    return result
  }

  private mutating func item() {
    let meaning = qualifiers()
    guard let first = date() else { return skipItem() }
    let isRange = takeRange()
    let isOnward = !isRange && take(Self.onwardWords)
    add(first, isRange || isOnward ? .starts : meaning)
    if isRange {
      _ = qualifiers()
      guard let second = date() else { return skipItem() }
      add(second, .due)
    }
    if position < tokens.count, tokens[position] != .separator { skipItem() }
  }

  private mutating func qualifiers() -> Meaning {
    var meaning = Meaning.due
    while case .word(let word)? = peek {
      if Self.startWords.contains(word) {
        meaning = .starts
      } else if word == "ongoing", case .word(let next)? = peek(1), Self.startWords.contains(next) {
        meaning = .starts
      } else if !Self.dueWords.contains(word), !Self.fillers.contains(word) {
        break
      }
      position += 1
    }
    return meaning
  }

  private enum Found {
    case period(Period)
    case month(Int)
  }

  private mutating func date() -> Found? {
    var words: [String] = []
    while words.count < 3, case .word(let word)? = peek(words.count) { words.append(word) }
    var count = words.count
    while count > 0 {
      if let period = Period(Words.joined(words[..<count])) {
        position += count
        return .period(period)
      }
      count -= 1
    }
    guard let word = words.first, let month = MonthName.number(of: word) else { return nil }
    position += 1
    return .month(month)
  }

  private mutating func add(_ found: Found, _ meaning: Meaning) {
    switch found {
    case .month(let month):
      pending.append((month, meaning))
    case .period(let period):
      let (year, month, _) = period.first.components
      if period == Period(year: year), pending.count == 1, let only = pending.first {
        // "October, 2011": the year alone belongs to the month before it.
        pending = []
        if let joined = Period(year: year, month: only.month) { add(joined, as: only.meaning) }
        return
      }
      resolvePending(year: year, before: month)
      add(period, as: meaning)
    }
  }

  /// Months without a year take the next date's, as long as they rise up to it ("December & January 2012" is not
  /// sure).
  private mutating func resolvePending(year: Int, before month: Int) {
    var previous = 0
    for (waiting, meaning) in pending {
      if waiting > previous, waiting < month, let period = Period(year: year, month: waiting) {
        add(period, as: meaning)
      } else {
        result.isUnderstood = false
      }
      previous = waiting
    }
    pending = []
  }

  private mutating func add(_ period: Period, as meaning: Meaning) {
    switch meaning {
    case .due: result.due.append(period)
    case .starts where result.starts == nil: result.starts = period
    case .starts: result.isUnderstood = false
    }
  }

  private mutating func skipItem() {
    result.isUnderstood = false
    while let token = peek, token != .separator { position += 1 }
  }

  private mutating func takeRange() -> Bool {
    if peek == .dash {
      position += 1
      return true
    }
    return take(Self.rangeWords)
  }

  private mutating func take(_ words: [String]) -> Bool {
    guard case .word(let word)? = peek, words.contains(word) else { return false }
    position += 1
    return true
  }

  private var peek: CompletionToken? { peek(0) }

  private func peek(_ ahead: Int) -> CompletionToken? {
    position + ahead < tokens.count ? tokens[position + ahead] : nil
  }
}

private enum CompletionToken: Equatable {
  case word(String)
  case separator
  case dash
  /// A bracket or other mark that no date holds.
  case mark

  static func tokens(of text: String) -> [CompletionToken] {
    var tokens: [CompletionToken] = []
    var word = ""
    func endWord() {
      if !word.isEmpty { tokens.append(token(of: word)) }
      word = ""
    }
    for scalar in text.lowercased().unicodeScalars {
      if scalar.isWhiteSpace {
        endWord()
        continue
      }
      switch scalar {
      case ",", ";", "&", "+":
        endWord()
        tokens.append(.separator)
      case "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}":
        endWord()
        tokens.append(.dash)
      case "(", ")", "[", "]", "?":
        endWord()
        tokens.append(.mark)
      default:
        word.unicodeScalars.append(scalar)
      }
    }
    endWord()
    return tokens
  }

  private static func token(of word: String) -> CompletionToken {
    switch word {
    case "and", "/": return .separator
    case "-": return .dash
    default: break
    }
    let bare = word.hasSuffix(".") ? String(word.dropLast()) : word
    return .word(withoutOrdinal(bare) ?? slashDate(bare) ?? bare)
  }

  /// `31st` is `31`.
  private static func withoutOrdinal(_ word: String) -> String? {
    guard (3...4).contains(word.utf8.count), ["st", "nd", "rd", "th"].contains(where: word.hasSuffix) else {
      return nil
    }
    let digits = word.dropLast(2)
    return digits.allSatisfy { ("0"..."9").contains($0) } ? String(digits) : nil
  }

  /// `31/10/2011` where it can only be read one way, and `2011/2012`.
  private static func slashDate(_ word: String) -> String? {
    guard word.utf8.count <= 10 else { return nil }
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count else { return nil }
    if parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 4, numbers[1] == numbers[0] + 1 {
      return "\(parts[0])/\(parts[1].suffix(2))"
    }
    guard parts.count == 3, parts[2].utf8.count == 4, numbers[0] > 12 || numbers[0] == numbers[1] else {
      return nil
    }
    return Day(year: numbers[2], month: numbers[1], day: numbers[0])?.text
  }
}

extension Completion {
  /// What is doubtful in a completion that was read from `text`, as a rule and a message; nil where nothing is.
  package func doubt(about text: String) -> (rule: ReadingRule, message: String)? {
    if isUnderstood { return nil }
    if starts == nil, due.isEmpty {
      return (.dateUnread, "“\(text)” is no date; starts and due are left blank")
    }
    let read = [starts.map { "starts \($0.text())" }].compactMap { $0 } + due.map { "due \($0.text())" }
    return (.datePartly, "“\(text)” is read only partly, as \(read.joined(separator: ", "))")
  }
}
