import Language

/// A statement or command that is run, within the lines it stands in.
struct Entry {
  /// What is run.
  var text: String
  /// What stands before it on its first line.
  var prefix = ""
  /// The rest of its last line.
  var suffix = ""
  /// The lines of its file before its first one.
  var linesBefore = 0
}

/// Gives the entries of a script in order, with their lines; in time linear in the text.
struct EntryReader: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var rest: ArraySlice<ScriptEntry>
  private var line = (start: 0, number: 0)
  private var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    rest = ScriptReader.entries(of: text)[...]
  }

  /// The next entry, and whether it is a command of the shell.
  mutating func next() -> (entry: Entry, isCommand: Bool)? {
    guard let next = rest.popFirst() else { return nil }
    let (range, isCommand) =
      switch next {
      case .statement(let range): (range, false)
      case .command(let range): (range, true)
      }
    advance(to: range.start)
    let end = bytes[range.end...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let entry = Entry(
      text: text(range.start, range.end), prefix: text(line.start, range.start), suffix: text(range.end, end),
      linesBefore: line.number)
    return (entry, isCommand)
  }

  private mutating func advance(to start: Int) {
    while position < start {
      if bytes[position] == UInt8(ascii: "\n") { line = (position + 1, line.number + 1) }
      position += 1
    }
  }

  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
