import Language
import Platform

/// What a dot command could not do.
struct CommandFailure: Error {
  var message: String
  var notes: [String] = []
}

/// What a dot command is given.
struct CommandCall {
  let session: Session
  /// Who asks: not everybody may run commands of the system.
  let origin: Origin
  /// What follows the name, as typed, without the blanks around it.
  let text: String

  /// The words of the text; quotes hold together what is one.
  func words() throws(CommandFailure) -> [String] { try CommandWords.split(text) }
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
  /// Runs a command of the system: `--safe` takes it away, and scripts need `--unsafe`.
  var runsCommands = false
  var run: @Sendable (CommandCall) throws -> RunStatus

  init(
    name: String, habits: [String] = [], arguments: String, help: String, details: String = "",
    needsFiles: Bool = false, runsCommands: Bool = false,
    run: @escaping @Sendable (CommandCall) throws -> RunStatus
  ) {
    self.name = name
    self.habits = habits
    self.arguments = arguments
    self.help = help
    self.details = details
    self.needsFiles = needsFiles
    self.runsCommands = runsCommands
    self.run = run
  }

  /// A command that takes words.
  init(
    name: String, habits: [String] = [], arguments: String, help: String, details: String = "",
    needsFiles: Bool = false, run: @escaping @Sendable (Session, [String]) throws -> Effect
  ) {
    self.init(
      name: name, habits: habits, arguments: arguments, help: help, details: details, needsFiles: needsFiles
    ) { call in
      try run(call.session, call.words()) == .quit ? .quit : .done
    }
  }

  var syntax: String { arguments.isEmpty ? ".\(name)" : ".\(name) \(arguments)" }
}

enum Commands {
  /// In alphabetical order.
  static let all: [Command] = [
    .again, .asAt, .edit, .editor, .explain, .fy, .help, .history, .let, .mode, .once, .open, .output, .plans,
    .queries, .quit, .read, .reload, .run, .save, .saveas, .schema, .set, .shell, .timer, .views, .watch,
    .width,
  ]

  /// Runs a line such as `.open plan.json`.
  static func run(_ line: String, from origin: Origin, in session: Session) throws -> RunStatus {
    let text = line.drop { $0.isWhitespace }.dropFirst()
    let typed = text.prefix { !$0.isWhitespace }
    let name = typed.lowercased()
    guard let command = named(name) else {
      let nearest = Nearest.name(to: name, among: all.flatMap { [$0.name] + $0.habits })
      throw CommandFailure.unknownCommand(name, nearest: nearest)
    }
    if command.needsFiles || command.runsCommands, session.isSafe {
      throw CommandFailure.takenAway(".\(command.name)", runsCommands: command.runsCommands)
    }
    if command.runsCommands, !session.mayRunCommands(origin) {
      throw CommandFailure.commandInScript(".\(command.name)")
    }
    let rest = text.dropFirst(typed.count).trimmingBlanks
    return try command.run(CommandCall(session: session, origin: origin, text: rest))
  }

  /// By name or by what other shells call it.
  static func named(_ name: String) -> Command? {
    all.first { $0.name == name || $0.habits.contains(name) }
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmingBlanks: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
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
