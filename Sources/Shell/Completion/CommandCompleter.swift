import Language
import Loading
import Plan
import Platform
import Rendering

/// Completion of a line with a dot command. What its arguments are is read from the way the table of commands writes
/// them: `[ENTITY | json | sql [DIALECT]]`. Words in capitals stand for what their name says, others for themselves.
struct CommandCompleter {
  let completer: Completer

  func complete(_ line: String, offset: Int) -> CompletionList {
    let bytes = Array(line.utf8)
    let words = Self.words(line)
    let last = words.last ?? Word(text: "", start: bytes.count)
    var list = CompletionList(range: (offset + last.start)..<(offset + bytes.count))
    guard words.count > 1 else {
      list.candidates = Commands.all.filter { ("." + $0.name).hasPrefix(last.text.lowercased()) }
        .map { Candidate("." + $0.name, .command, detail: $0.help) }
      return list
    }
    let name = String(words[0].text.dropFirst()).lowercased()
    guard let command = Commands.all.first(where: { $0.name == name || $0.habits.contains(name) }) else {
      return list
    }
    let before = words.dropFirst().dropLast().map { $0.text.lowercased() }
    let forms = ArgumentForm.forms(of: command.arguments, after: before)
    if let form = forms.first(where: { $0.word == "QUERY" }), let start = Self.start(of: form, words) {
      let text = String(decoding: bytes[start...], as: UTF8.self)
      return completer.statement(text, offset: offset + start)
    }
    if let form = forms.first(where: { $0.word == "COMMAND" }), let start = Self.start(of: form, words) {
      let text = String(decoding: bytes[start...], as: UTF8.self)
      return ShellWordCompleter(seesFiles: completer.state.seesFiles).complete(text, offset: offset + start)
    }
    if command.name == Command.set.name, forms.contains(where: { $0.word == "VALUE" }),
      let name = before.first,
      let setting = Setting.all.first(where: { $0.name == name })
    {
      for form in ArgumentForm.forms(of: setting.arguments, after: Array(before.dropFirst())) {
        list.candidates += candidates(for: form.word, last, command)
      }
      return list
    }
    if forms.contains(where: { $0.word == "PARAM=VALUE" }), let name = words.dropFirst().first?.text {
      list.candidates = parameters(of: name).filter { $0.text.hasFoldedPrefix(last.text) }
      return list
    }
    for form in forms {
      list.candidates += candidates(for: form.word, last, command).filter { candidate in
        !list.candidates.contains { $0.text == candidate.text }
      }
    }
    return list
  }

  /// What a saved query takes, each up to its value.
  private func parameters(of query: String) -> [Candidate] {
    let parameters = completer.state.queries.first { $0.name == query }?.parameters ?? []
    return parameters.map { Candidate($0.name + "=", .parameter, detail: $0.syntax, isOpen: true) }
  }

  /// Where the query of a command begins.
  private static func start(of form: ArgumentForm, _ words: [Word]) -> Int? {
    words.indices.contains(form.place + 1) ? words[form.place + 1].start : nil
  }

  private func candidates(for form: String, _ typed: Word, _ command: Command) -> [Candidate] {
    func matching(_ all: [Candidate]) -> [Candidate] { all.filter { $0.text.hasFoldedPrefix(typed.text) } }
    switch form {
    case "FILE", "FOLDER":
      return completer.state.seesFiles ? FileNames.candidates(for: typed.text, isQuoted: typed.isQuoted) : []
    case "ENTITY": return matching(Schema.sources.map { Candidate($0.name, .source, detail: $0.help) })
    case "DIALECT": return matching(TableDialect.allCases.map { Candidate($0.rawValue, .argument) })
    case "MODE":
      return matching(OutputMode.allCases.filter { $0.flag != nil }.map { Candidate($0.rawValue, .argument) })
    case "CHART":
      return matching(OutputMode.allCases.filter(\.isChart).map { Candidate($0.rawValue, .argument) })
    case "SETTING": return matching(Setting.all.map { Candidate($0.name, .argument, detail: $0.help) })
    case "MONTH": return matching(Months.names.map { Candidate($0, .argument) })
    case "NAME":
      return matching(completer.state.queries.map { Candidate($0.name, .query, detail: $0.help) })
    case "WORD":
      let words =
        (Clauses.all + SetOperators.all + StatementWords.all).map {
          Candidate($0.keyword, .argument)
        } + Functions.names.map { Candidate($0, .argument) }
      return matching(
        Commands.all.map { Candidate($0.name, .command, detail: $0.help) } + words
          + Schema.sources.map { Candidate($0.name, .source) })
    default:
      return form.contains(where: \.isUppercase) ? [] : matching([Candidate(form, .argument)])
    }
  }

  struct Word {
    var text: String
    var start: Int
    var isQuoted = false
  }

  /// The words of a line as `CommandWords` takes them, the last one up to the end, empty behind a space.
  static func words(_ line: String) -> [Word] {
    var words: [Word] = []
    var isQuoted = false
    var isBetween = true
    var offset = 0
    for character in line {
      if character.isWhitespace, !isQuoted {
        isBetween = true
      } else {
        if isBetween { words.append(Word(text: "", start: offset)) }
        isBetween = false
        if character == "\"" {
          isQuoted.toggle()
          words[words.count - 1].isQuoted = true
        } else {
          words[words.count - 1].text.append(character)
        }
      }
      offset += character.utf8.count
    }
    if isBetween { words.append(Word(text: "", start: offset)) }
    return words
  }
}

/// A word of a command's arguments as the table writes them, at a place.
struct ArgumentForm: Equatable {
  var word: String
  /// 0 for the first argument.
  var place: Int

  /// What may stand behind the words that were given.
  static func forms(of syntax: String, after given: [String]) -> [ArgumentForm] {
    var found: [ArgumentForm] = []
    for alternative in alternatives(syntax) {
      let parts = parts(alternative)
      var matches = true
      for (place, part) in parts.enumerated() {
        let inner = stripped(part)
        if place == given.count || inner == "QUERY" {
          if matches { found += alternatives(part).map { ArgumentForm(word: firstWord($0), place: place) } }
          break
        }
        let isLiteral = !inner.contains(where: \.isUppercase)
        if isLiteral, !alternatives(part).contains(given[place]) { matches = false }
      }
    }
    return found
  }

  private static func firstWord(_ text: String) -> String { stripped(parts(text).first ?? "") }

  private static func stripped(_ text: String) -> String {
    text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
  }

  /// `[a | b [c]]` → `a`, `b [c]`
  private static func alternatives(_ syntax: String) -> [String] {
    let text = closesAtEnd(syntax) ? stripped(syntax) : syntax
    // A sign that stands for itself.
    if text == "|" || text.hasPrefix("| ") { return [text] }
    return split(text) { $0 == "|" }
  }

  private static func parts(_ text: String) -> [String] { split(text, \.isWhitespace) }

  private static func closesAtEnd(_ text: String) -> Bool {
    guard text.hasPrefix("[") else { return false }
    var depth = 0
    for (index, character) in text.enumerated() {
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if depth == 0 { return index == text.count - 1 }
    }
    return false
  }

  /// At the outermost level, blanks around the pieces left out.
  private static func split(_ text: String, _ isSeparator: (Character) -> Bool) -> [String] {
    var pieces = [""]
    var depth = 0
    for character in text {
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if depth == 0, isSeparator(character) {
        pieces.append("")
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    return pieces.map { piece in
      var piece = Substring(piece)
      while piece.first?.isWhitespace == true { piece.removeFirst() }
      while piece.last?.isWhitespace == true { piece.removeLast() }
      return String(piece)
    }
    .filter { !$0.isEmpty }
  }
}

/// The names of files, folder by folder.
enum FileNames {
  private static let limit = 1_000

  static func candidates(for typed: String, isQuoted: Bool) -> [Candidate] {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let beginning = String(typed.dropFirst(folder.count))
    guard let names = try? Folders.names(in: folder.isEmpty ? "." : folder) else { return [] }
    var found: [Candidate] = []
    for name in names where name.hasPrefix(beginning) && (!name.hasPrefix(".") || beginning.hasPrefix(".")) {
      // What a command line could not take back is left out.
      if name.contains("\"") || name.unicodeScalars.contains(where: { $0.value < 0x20 }) { continue }
      let isFolder = FileStatus.kind(path: folder + name) == .folder
      let path = folder + name + (isFolder ? "/" : "")
      let needsQuotes = isQuoted || path.contains(where: \.isWhitespace)
      let text = needsQuotes ? "\"" + path + (isFolder ? "" : "\"") : path
      found.append(
        Candidate(text, isFolder ? .folder : .file, label: name + (isFolder ? "/" : ""), isOpen: isFolder))
      if found.count == limit { break }
    }
    return found
  }
}
