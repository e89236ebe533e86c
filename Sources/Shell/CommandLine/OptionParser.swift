import Language
import Platform

/// Reads the command line: `planq [options] [PLAN] [QUERY …]`.
enum OptionParser {
  /// Takes the words after the program's name.
  static func parse(_ words: [String]) throws(UsageError) -> Options {
    var options = Options()
    var rest = words[...]
    var wordsBegan = false
    var optionsEnded = false
    while let word = rest.popFirst() {
      if !optionsEnded, word == "--" {
        optionsEnded = true
      } else if !optionsEnded, word.hasPrefix("-"), word != "-" {
        try apply(word, to: &options, rest: &rest)
      } else if !wordsBegan {
        wordsBegan = true
        try applyFirst(word, to: &options)
      } else {
        try refuseLatePlan(word, after: options.plan)
        options.work.append(.text(word))
      }
    }
    return options
  }

  /// Only the first word can be the plan; after a query, `a/b` is more of a query.
  private static func applyFirst(_ word: String, to options: inout Options) throws(UsageError) {
    // `planq "$PLAN" …` with the variable unset must not answer from the sample plan.
    if word.allSatisfy(\.isWhitespace) {
      throw UsageError(message: "the first word is empty", hint: "it is the plan or a query")
    }
    if namesPlan(word) {
      options.plan = word
    } else {
      options.firstQuery = word
      options.work.append(.text(word))
    }
  }

  /// A word that can only be a plan, where a query is expected.
  private static func refuseLatePlan(_ word: String, after plan: String?) throws(UsageError) {
    guard !word.contains(where: \.isWhitespace), hasPlanEnding(word), FileStatus.kind(path: word) == .file
    else { return }
    if let plan {
      throw UsageError(
        message: "\(word) is a second plan, after \(plan)", hint: "queries follow the plan, each as one word")
    }
    throw UsageError(message: "the plan comes first", hint: "planq \(word) QUERY")
  }

  private static func apply(
    _ word: String, to options: inout Options, rest: inout ArraySlice<String>
  ) throws(UsageError) {
    var name = word
    var value: String?
    if word.hasPrefix("--"), let equals = word.firstIndex(of: "=") {
      name = String(word[..<equals])
      value = String(word[word.index(after: equals)...])
    }
    if OptionTable.option(named: name) == nil, !name.hasPrefix("--"), word.utf8.count > 2 {
      // `-pwho=Rose` and `-c"actions"`: the argument stands against a short option.
      name = String(word.prefix(2))
      value = String(word.dropFirst(2))
      if OptionTable.option(named: name)?.argument == nil { name = word }
    }
    guard let option = OptionTable.option(named: name) else {
      let names = OptionTable.all.flatMap(\.names)
      throw UsageError(
        message: "there is no option \(name)",
        hint: Nearest.name(to: name, among: names).map { "did you mean \($0)?" } ?? "planq --help lists them")
    }
    guard let argument = option.argument else {
      if value != nil { throw UsageError(message: "\(name) takes no value") }
      return try option.apply(&options, "")
    }
    guard let value = value ?? rest.popFirst() else {
      throw UsageError(message: "\(name) needs \(argument)", hint: option.help)
    }
    if value.isEmpty, !option.takesEmpty {
      throw UsageError(message: "\(name) needs \(argument), and it is empty", hint: option.help)
    }
    try option.apply(&options, value)
  }

  /// A word is the plan if it names a file, holds a `/`, or ends as plan files do; `-` is standard input.
  static func namesPlan(_ word: String) -> Bool {
    let isOneWord = !word.contains { $0.isWhitespace }
    if isOneWord, word == "-" || word.contains("/") || hasPlanEnding(word) { return true }
    return FileStatus.kind(path: word) == .file
  }

  private static func hasPlanEnding(_ word: String) -> Bool {
    [".json", ".sqlite", ".db", ".txt"].contains { word.lowercased().hasSuffix($0) }
  }
}
