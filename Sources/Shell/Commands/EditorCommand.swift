import Language

extension Command {
  static let editor = Command(
    name: "editor", arguments: "[emacs | vi]",
    help: "edit with the keys of emacs or vi; alone, say which"
  ) { session, words in
    try words.refuse(beyond: 1, of: ".editor")
    guard let word = words.first else {
      try session.show("\(session.lines.style.rawValue)\n")
      return .done
    }
    guard let style = LineSettings.Style(rawValue: word.lowercased()) else {
      throw CommandFailure(message: "there are no keys called \"\(word)\"", notes: ["emacs or vi"])
    }
    session.lines.style = style
    return .done
  }
}
