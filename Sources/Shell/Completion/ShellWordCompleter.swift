import Language
import Platform

/// Completion of a command of the system, behind `|` and `.shell`: programs where a program is named, else files.
struct ShellWordCompleter {
  /// Files may be looked at.
  let seesFiles: Bool

  private static let limit = 1_000

  /// The text behind the sign that ends what is run at once; nil where it has none, or more follows on another line.
  static func command(in statement: String) -> (text: String, start: Int)? {
    guard let pipe = Parser.parse(statement).script.pipe else { return nil }
    let rest = Array(statement.utf8)[pipe.range.start...]
    if rest.contains(UInt8(ascii: "\n")) { return nil }
    return (String(decoding: rest, as: UTF8.self), pipe.range.start)
  }

  /// - Parameter offset: where the command begins in the whole text.
  func complete(_ command: String, offset: Int) -> CompletionList {
    let words = CommandCompleter.words(command)
    let last = words.last ?? CommandCompleter.Word(text: "", start: command.utf8.count)
    var list = CompletionList(range: (offset + last.start)..<(offset + command.utf8.count))
    guard seesFiles else { return list }
    let before = words.dropLast().last?.text
    let isProgram = before.map { ["|", "||", "&&", ";", "&"].contains($0) } ?? true
    if isProgram, !last.text.contains("/") {
      programs(last.text, into: &list)
    } else {
      list.candidates = FileNames.candidates(for: last.text, isQuoted: last.isQuoted)
    }
    return list
  }

  /// The programs that the shell would find. All of them are too many to look through.
  private func programs(_ typed: String, into list: inout CompletionList) {
    guard !typed.isEmpty else { return }
    var seen: Set<String> = []
    for folder in (Environment.value("PATH") ?? "").split(separator: ":") where folder.hasPrefix("/") {
      for name in (try? Folders.names(in: String(folder))) ?? [] where name.hasPrefix(typed) {
        guard FileStatus.isProgram(path: "\(folder)/\(name)"), seen.insert(name).inserted else { continue }
        list.candidates.append(Candidate(name, .file))
      }
    }
    list.candidates.sort { $0.text < $1.text }
    list.isCut = list.candidates.count > Self.limit
    list.candidates = Array(list.candidates.prefix(Self.limit))
  }
}
