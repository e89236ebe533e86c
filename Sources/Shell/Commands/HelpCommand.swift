import Language
import Plan

extension Command {
  static let help = Command(
    name: "help", arguments: "[WORD]",
    help: "list the commands, or explain a command, clause, entity or field"
  ) { session, words in
    try words.refuse(beyond: 1, of: ".help")
    guard let word = words.first else {
      try session.show(overview)
      return .done
    }
    guard let text = topic(word.lowercased()) else {
      let known = Commands.all.map(\.name) + Clauses.all.map(\.keyword) + Schema.sources.map(\.name)
      let nearest = Nearest.name(to: word, among: known)
      throw CommandFailure(
        message: "there is no help for \"\(word)\"",
        notes: nearest.map { ["did you mean .help \($0)?"] } ?? [])
    }
    try session.show(text)
    return .done
  }

  private static var overview: String {
    """
    A query names what it is about, then says what to do with it, clause by clause:

      actions where owner = "Rose Case" and rag = A
      actions where overdue select ref, lead, due, days_late order by days_late desc

    Entities
    \(Columns.text(Schema.sources.map { ($0.name, $0.help) }))
    Clauses
    \(Columns.text(Clauses.all.map { ($0.keyword, $0.help) }))
    Commands
    \(Columns.text(Commands.all.map { ($0.syntax, $0.help) }))
    .help WORD says more of one of these. Ctrl-C clears the line or stops a query, Ctrl-D leaves.

    """
  }

  private static func topic(_ word: String) -> String? {
    let bare = word.hasPrefix(".") ? String(word.dropFirst()) : word
    if let command = Commands.all.first(where: { $0.name == bare }) {
      return "\(command.syntax)\n  \(command.help)\n"
    }
    let clauses = Clauses.all.filter { $0.keyword == word || $0.keyword.hasPrefix(word + " ") }
    if !clauses.isEmpty { return clauses.map { "\($0.syntax)\n  \($0.help)\n" }.joined() }
    if let entity = Schema.source(named: word) { return SchemaText.entity(entity) }
    return SchemaText.field(word)
  }
}

/// Two columns of text.
enum Columns {
  static func text(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map {
      "  " + $0.0 + String(repeating: " ", count: width - $0.0.count + 2) + $0.1 + "\n"
    }.joined()
  }
}
