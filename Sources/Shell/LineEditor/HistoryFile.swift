import Platform

/// What was typed, across sessions: one entry a statement, whatever its lines. The file has a line for each, with
/// `\n` for a line break and `\\` for a backslash, so that any text file is a history, and it is readable.
final class HistoryFile {
  /// The oldest first.
  private(set) var entries: [String] = []
  private let path: String?

  /// More entries than this are dropped, the oldest first.
  static let limit = 10_000
  /// A file that grows beyond this is cut to half of it.
  private static let sizeLimit = 4 << 20
  /// Longer entries are kept for the session alone.
  private static let entryLimit = 16_000

  /// nil for a history in memory alone.
  init(path: String?) {
    self.path = path
    guard let path, let bytes = try? FileBytes.read(path: path, limit: 64 << 20) else { return }
    guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
      // Not ours: it is kept, under another name.
      AppendedFile.moveAside(path: path, to: path + ".foreign")
      return
    }
    entries = Self.entries(of: bytes)
    if bytes.count > Self.sizeLimit || entries.count > Self.limit { shorten(path) }
    if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
  }

  /// In the user's state folder, which is made where it is missing.
  static func ofUser() -> HistoryFile {
    guard let folder = Folders.state, (try? Folders.create(path: folder)) != nil else {
      return HistoryFile(path: nil)
    }
    return HistoryFile(path: folder + "/history")
  }

  /// Keeps a statement; one that begins with a space, or that was the last one, is left out. Gives what was kept.
  func add(_ statement: String) -> String? {
    var text = Substring(statement)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text.hasPrefix(" ") || entries.last == String(text) ? nil : keep(String(text))
  }

  private func keep(_ text: String) -> String {
    entries.append(text)
    // That it cannot be written is no reason to stop the conversation.
    if let path, text.utf8.count <= Self.entryLimit {
      try? AppendedFile.append(Array((Self.line(text) + "\n").utf8), path: path)
    }
    return text
  }

  private func shorten(_ path: String) {
    try? AppendedFile.rewrite(path: path, limit: 64 << 20) { bytes in
      var lines = bytes.split(separator: UInt8(ascii: "\n")).suffix(Self.limit / 2)
      var size = lines.reduce(0) { $0 + $1.count + 1 }
      while size > Self.sizeLimit / 2, let first = lines.popFirst() { size -= first.count + 1 }
      return lines.flatMap { $0 + [UInt8(ascii: "\n")] }
    }
  }

  // MARK: - Lines

  static func entries(of bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n")).map { entry(String(decoding: $0, as: UTF8.self)) }
      .filter { !$0.allSatisfy(\.isWhitespace) }
  }

  static func line(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": line += "\\\\"
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  static func entry(_ line: String) -> String {
    var text = ""
    var isEscape = false
    for scalar in line.unicodeScalars {
      if isEscape {
        switch scalar {
        case "n": text += "\n"
        case "r": text += "\r"
        case "\\": text += "\\"
        // Not written by planq.
        default: text += "\\" + String(scalar)
        }
        isEscape = false
      } else if scalar == "\\" {
        isEscape = true
      } else if scalar.value >= 0x20 || scalar == "\t" {
        text.unicodeScalars.append(scalar)
      }
    }
    return isEscape ? text + "\\" : text
  }
}

/// What a conversation keeps of its lines, for the commands that change or show it.
struct LineSettings {
  enum Style: String, CaseIterable { case emacs, vi }

  var style = Style.emacs
  /// The right prompt says what the line would give (`.set live`).
  var showsCount = true
  var history = HistoryFile(path: nil)
  /// Puts a statement into the history.
  var keep: (String) -> Void = { _ in }
  /// The text that failed, as its fix would leave it.
  var mended: String?
}
