import Platform

/// What the session says of a line while it is typed.
final class Typing {
  private let session: Session
  /// The lines of the statement before this one.
  var pending = ""
  let count = LiveCount()

  init(_ session: Session) { self.session = session }

  func complete(_ line: String, cursor: Int) -> CompletionList {
    let before = pending.isEmpty ? "" : pending + "\n"
    let offset = before.utf8.count
    var list = Completer(state: state).complete(before + line, cursor: offset + cursor)
    list.range = max(0, list.range.lowerBound - offset)..<max(0, list.range.upperBound - offset)
    return list
  }

  func describe(_ line: String) -> LiveCount.Answer? {
    guard session.lines.showsCount else { return nil }
    let text = pending.isEmpty ? line : pending + "\n" + line
    return count.answer(text, plan: session.opened.plan, environment: session.environment)
  }

  /// What cannot be read is no candidate.
  private var savedQueries: [KnownQuery] {
    let saved = SavedQueries(session)
    let all = (try? saved.places()) ?? []
    return all.flatMap(\.queries).compactMap { query in
      (try? saved.read(query)).map {
        let header = ScriptHeader($0.text)
        return KnownQuery(name: query.name, help: header.title, parameters: header.parameters)
      }
    }
  }

  private var state: CompletionState {
    CompletionState(
      environment: session.environment, plan: session.opened.plan, queries: savedQueries,
      seesFiles: !session.isSafe)
  }
}
