import Rendering

extension Command {
  static let mode = Command(
    name: "mode", arguments: "[MODE]", help: "print results in another format; alone, say which",
    details: "The formats are \(OptionTable.modeNames)."
  ) { session, words in
    try words.refuse(beyond: 1, of: ".mode")
    guard let word = words.first else {
      try session.show("\(session.mode.rawValue)\n")
      return .done
    }
    guard let mode = OutputMode(rawValue: word.lowercased()) else {
      throw CommandFailure(
        message: "there is no output mode \"\(word)\"",
        notes: [OptionTable.modeHint(word)])
    }
    session.chosenMode = mode
    return .done
  }
}
