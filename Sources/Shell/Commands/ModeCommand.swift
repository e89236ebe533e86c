import Language
import Rendering

extension Command {
  static let mode = Command(
    name: "mode", arguments: "[NAME]", help: "print results as \(OptionTable.modeNames); alone, say which"
  ) { session, words in
    try words.refuse(beyond: 1, of: ".mode")
    guard let word = words.first else {
      try session.console.say("mode is \(session.mode.rawValue)")
      return .done
    }
    guard let mode = OutputMode(rawValue: word.lowercased()) else {
      let nearest = Nearest.name(to: word, among: OutputMode.allCases.map(\.rawValue))
      throw CommandFailure(
        message: "there is no output mode \"\(word)\"",
        notes: [nearest.map { "did you mean \($0)?" } ?? "the modes are \(OptionTable.modeNames)"])
    }
    session.chosenMode = mode
    return .done
  }
}
