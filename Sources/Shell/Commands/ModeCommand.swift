import Rendering

extension Command {
  static let mode = Command(
    name: "mode", arguments: "[html] [NAME]", help: "print results in another format; alone, say which",
    details:
      "The formats are \(OptionTable.modeNames). bar, matrix and timeline draw the answer, for the eye;"
      + " with html before them, on a web page."
  ) { session, words in
    try words.refuse(beyond: 2, of: ".mode")
    if words.isEmpty {
      try session.show("\(session.mode.rawValue)\n")
      return .done
    }
    // A chart on a page has two words.
    let word = words.joined(separator: " ")
    guard let mode = OutputMode(rawValue: word.lowercased()) else {
      throw CommandFailure(
        message: "there is no output mode \"\(word)\"",
        notes: [OptionTable.modeHint(word)])
    }
    session.chosenMode = mode
    return .done
  }
}
