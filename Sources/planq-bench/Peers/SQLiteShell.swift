/// The command `sqlite3` on the file that planq saved.
struct SQLiteShell {
  let scratch: Scratch
  let database: String
  /// Longer than this no question is waited for.
  static let patience = 30

  /// Runs the statement once for its rows and, if that was quick, some times more for its time. nil when it takes
  /// longer than `seconds` or is refused.
  func ask(_ statement: String, seconds: Int = patience) throws -> PeerAnswer? {
    guard var answer = try run(statement, rounds: 1, seconds: seconds) else { return nil }
    if answer.nanoseconds < 500_000_000, let again = try run(statement, rounds: 3, seconds: seconds) {
      answer.nanoseconds = min(answer.nanoseconds, again.nanoseconds)
    }
    return answer
  }

  private func run(_ statement: String, rounds: Int, seconds: Int) throws -> PeerAnswer? {
    var script = ".mode list\n.separator \"\\t\"\n.nullvalue \"\"\n.timer on\n"
    for _ in 0..<rounds { script += (rounds > 1 ? ".once /dev/null\n" : "") + statement + ";\n" }
    let path = try scratch.write(script, to: "statement.sql")
    let text = try scratch.output(
      of: Scratch.limited(seconds)
        + "sqlite3 -readonly -batch \(Scratch.quoted(database)) < \(Scratch.quoted(path))")
    return text.flatMap(PeerAnswer.init)
  }
}
