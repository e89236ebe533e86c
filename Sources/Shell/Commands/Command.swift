import Language
import Platform

/// What a dot command could not do.
struct CommandFailure: Error {
  var message: String
  var notes: [String] = []
}

/// A dot command. Help, the parser and the reference read the one table of these.
struct Command: Sendable {
  enum Effect { case done, quit }

  var name: String
  /// What other shells call it.
  var habits: [String] = []
  /// How its arguments are written: `[ENTITY]`.
  var arguments: String
  var help: String
  /// What `.help NAME` adds.
  var details = ""
  /// Takes something from outside the session: a file, another plan. `--safe` takes it away.
  var needsFiles = false
  var run: @Sendable (Session, [String]) throws -> Effect

  var syntax: String { arguments.isEmpty ? ".\(name)" : ".\(name) \(arguments)" }
}

enum Commands {
  /// In alphabetical order.
  static let all: [Command] = [.editor, .fy, .help, .history, .mode, .open, .quit, .save, .schema]

  /// Runs a line such as `.open plan.json`.
  static func run(_ line: String, in session: Session) throws -> Command.Effect {
    var words = try CommandWords.split(String(line.drop { $0.isWhitespace }.dropFirst()))
    guard let name = words.first?.lowercased() else { throw CommandFailure(message: "a command has a name") }
    words.removeFirst()
    guard let command = all.first(where: { $0.name == name || $0.habits.contains(name) }) else {
      let nearest = Nearest.name(to: name, among: all.map(\.name))
      throw CommandFailure(
        message: "there is no command .\(name)",
        notes: [nearest.map { "did you mean .\($0)?" } ?? ".help lists the commands"])
    }
    if command.needsFiles, session.isSafe {
      throw CommandFailure(
        message: ".\(command.name) is taken away by --safe",
        notes: ["start planq without --safe to use files and other plans"])
    }
    return try command.run(session, words)
  }
}

/// The words of a command line: separated by white space, in double quotes where they hold some.
enum CommandWords {
  static func split(_ text: String) throws(CommandFailure) -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    for character in text {
      if character == "\"" {
        isQuoted.toggle()
        word = word ?? ""
      } else if character.isWhitespace, !isQuoted {
        if let ended = word { words.append(ended) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if isQuoted { throw CommandFailure(message: "a quote is not closed", notes: ["close it with \""]) }
    if let word { words.append(word) }
    return words
  }
}
