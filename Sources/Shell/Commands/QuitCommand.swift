extension Command {
  static let quit = Command(
    name: "quit", habits: ["q", "exit"], arguments: "", help: "leave planq; so does Ctrl-D"
  ) { _, words in
    try words.refuse(beyond: 0, of: ".quit")
    return .quit
  }
}

extension [String] {
  /// Refuses words that a command has no use for.
  func refuse(beyond count: Int, of command: String) throws(CommandFailure) {
    guard self.count > count else { return }
    throw CommandFailure(message: "\(command) has no use for \"\(self[count])\"")
  }
}
