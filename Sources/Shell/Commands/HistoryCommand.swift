import Plan
import Rendering

extension Command {
  static let history = Command(
    name: "history", arguments: "[TEXT]", help: "show what was typed; with TEXT, what holds it",
    details: """
      The newest comes last. TEXT may be several words; case and accents do not count. Ctrl-R searches while typing, \
      and a line that begins with a space is not kept.
      """
  ) { session, words in
    let wanted = Folding.fold(words.joined(separator: " "))
    let entries = session.lines.history.entries.filter {
      wanted.isEmpty || Folding.fold($0).containsRun(wanted)
    }
    let lines = entries.map { entry in
      entry.split(separator: "\n", omittingEmptySubsequences: false).map { VisibleText.of(String($0)) }
        .joined(separator: "\n    ")
    }
    try session.show(lines.map { $0 + "\n" }.joined())
    return .done
  }
}

extension [UInt8] {
  fileprivate func containsRun(_ wanted: [UInt8]) -> Bool {
    guard count >= wanted.count else { return false }
    return (0...(count - wanted.count)).contains { self[$0...].starts(with: wanted) }
  }
}
