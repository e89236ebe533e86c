import Language
import Plan

extension Command {
  static let help = Command(
    name: "help", habits: ["h", "?"], arguments: "[WORD]",
    help: "list the commands, or explain a command, clause, function, entity or field"
  ) { session, words in
    if words.isEmpty {
      try session.show(overview(session.textWidth))
      return .done
    }
    // `group by` is one topic of two words.
    let word = words.joined(separator: " ")
    guard let text = topic(word.lowercased(), session.textWidth) else {
      let fields = Schema.sources.flatMap { $0.fields.map(\.name) } + Schema.computedFields.map(\.name)
      let known =
        Commands.all.map(\.name) + Self.words.map(\.keyword) + Functions.names + Schema.sources.map(\.name)
        + fields
      throw CommandFailure(
        message: "there is no help for \"\(word)\"",
        notes: [
          Nearest.name(to: word, among: known).map { "did you mean .help \($0)?" } ?? ".help lists the words"
        ])
    }
    try session.show(text)
    return .done
  }

  private static func overview(_ width: Int) -> String {
    """
    A query names what it is about, then says what to do with it, clause by clause:

      actions where owner = "Rose Case" and rag = A
      actions where overdue select ref, lead, due, days_late order by days_late desc

    Entities
    \(Columns.text(Schema.sources.map { ($0.name, $0.help) }, width: width))
    Clauses
    \(Columns.text(Clauses.all.map { ($0.keyword, $0.help) }, width: width))
    Functions
    \(Columns.wrap(Functions.names.joined(separator: ", "), to: width - 2).map { "  \($0)\n" }.joined())
    Commands
    \(Columns.text(Commands.all.map { ($0.syntax, $0.help) }, width: width))
    .help WORD says more of one of these.
    Ctrl-C clears the line or stops a query, Ctrl-D leaves.

    """
  }

  private static func topic(_ word: String, _ width: Int) -> String? {
    let bare = word.hasPrefix(".") ? String(word.dropFirst()) : word
    if let command = Commands.all.first(where: { $0.name == bare }) {
      return "\(command.syntax)\n" + indented(command.help, width) + indented(command.details, width)
    }
    let found = words.filter { $0.keyword == word || $0.keyword.hasPrefix(word + " ") }
    let functions = Functions.all.filter { $0.name == word }.map {
      $0.syntax.joined(separator: "\n") + "\n" + indented("takes \($0.takes); gives \($0.gives)", width)
    }
    let texts = functions + found.map { "\($0.syntax)\n" + indented($0.help, width) }
    if let entity = Schema.source(named: word) {
      return (texts + [SchemaText.entity(entity)]).joined(separator: "\n")
    }
    if let field = SchemaText.field(word) { return (texts + [field]).joined(separator: "\n") }
    return texts.isEmpty ? nil : texts.joined()
  }

  /// The words of the language that help explains.
  private static let words =
    Clauses.all + SetOperators.all + StatementWords.all + Operators.all

  private static func indented(_ text: String, _ width: Int) -> String {
    if text.isEmpty { return "" }
    return Columns.wrap(text, to: width - 2).map { "  \($0)\n" }.joined()
  }
}
