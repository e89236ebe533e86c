/// What follows a noun and narrows it: "led by Rose Case", "whose description contains …".
struct Phrase {
  /// "not led by"
  var stem: String
  /// "Rose Case"; empty where nothing can be joined to it.
  var object: String
  /// True of none of several objects, where it is not.
  var isNegative: Bool

  init(_ stem: String, _ object: String = "", not isNegative: Bool = false) {
    self.stem = stem
    self.object = object
    self.isNegative = isNegative
  }

  var text: String { object.isEmpty ? stem : "\(stem) \(object)" }
}

enum English {
  /// "a, b and c"
  static func list(_ words: [String], _ conjunction: String = "and", isStrict: Bool = false) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    // Parts that hold a comma or a conjunction of their own are kept apart by commas.
    let isLong =
      words.dropLast().contains { $0.contains(",") || $0.contains(" or ") || $0.contains(" and ") }
      || isStrict && last.contains(" and ")
    return words.dropLast().joined(separator: ", ") + (isLong ? ", " : " ") + "\(conjunction) \(last)"
  }

  /// "each different RAG", "each different pair of objective and RAG"
  static func different(_ columns: [String]) -> String {
    switch columns.count {
    case 1: "each different \(columns[0])"
    case 2: "each different pair of \(list(columns))"
    case 3...6: "each different combination of \(list(columns))"
    default: "each different combination of all columns"
    }
  }

  /// "a risk", "an action"
  static func article(_ noun: String) -> String {
    let isVowel = noun.first.map { "aeiouAEIOU".contains($0) } ?? false
    return (isVowel ? "an " : "a ") + noun
  }

  /// "1 action", "2 actions"
  static func count(_ count: Int, _ singular: String, _ plural: String) -> String {
    "\(count) \(count == 1 ? singular : plural)"
  }

  /// With a capital and a full stop.
  static func sentence(_ text: String) -> String {
    guard let first = text.first else { return "" }
    return String(first).uppercased() + text.dropFirst() + "."
  }

  /// What is too long for a sentence is cut, with a sign.
  static func short(_ text: String, limit: Int = 400) -> String {
    text.count > limit ? String(text.prefix(limit)) + "…" : text
  }
}

extension [Phrase] {
  /// Phrases of one beginning become one: "led by Rose Case or Sarah Webb". Given in the order written.
  func merged(_ conjunction: Conjunction) -> [Phrase] {
    var result: [(phrase: Phrase, objects: [String])] = []
    for phrase in self {
      let canJoin = !phrase.object.isEmpty && !(phrase.isNegative && conjunction == .or)
      if canJoin, let last = result.last, last.phrase.stem == phrase.stem, !last.objects.isEmpty {
        result[result.count - 1].objects.append(phrase.object)
      } else {
        result.append((phrase, canJoin ? [phrase.object] : []))
      }
    }
    return result.map { phrase, objects in
      guard objects.count > 1 else { return phrase }
      // Not led by A and not led by B: not led by A or B.
      let word = phrase.isNegative ? "or" : conjunction.rawValue
      let isPair = objects.count == 2 && word == "and" && phrase.stem.hasSuffix(" by")
      return Phrase(phrase.stem, (isPair ? "both " : "") + English.list(objects, word))
    }
  }
}

enum Conjunction: String { case and, or }
