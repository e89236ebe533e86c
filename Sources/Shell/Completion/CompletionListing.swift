import Rendering

/// Candidates as a second Tab lists them: values with how often they occur, words with a line of help, where there is
/// room; else in columns of names alone. Text from a plan stands there with its escapes visible.
enum CompletionListing {
  static func text(_ list: CompletionList, width: Int, height: Int) -> String {
    let labels = list.candidates.map { VisibleText.of($0.label) }
    let widest = labels.map { DisplayWidth.of($0) }.max() ?? 0
    let rows = min(labels.count, max(1, height))
    var lines: [String] = []
    let detailRoom = width - 2 - min(widest, width / 2) - 2
    let areValues = list.candidates.allSatisfy { $0.kind == .value }
    if labels.count <= height || areValues, list.candidates.contains(where: { !$0.detail.isEmpty }),
      detailRoom >= (areValues ? 6 : 20)
    {
      let isCount = list.candidates.allSatisfy { $0.detail.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      let counts = list.candidates.map { DisplayWidth.of($0.detail) }.max() ?? 0
      let room = isCount ? width - 2 - counts - 2 : min(widest, width / 2)
      let column = min(widest, room)
      for (label, candidate) in zip(labels, list.candidates).prefix(rows) {
        let shown = cut(label, column)
        let padding = String(repeating: " ", count: max(0, column - DisplayWidth.of(shown)))
        let detail = VisibleText.of(candidate.detail)
        let indent = isCount ? String(repeating: " ", count: max(0, counts - DisplayWidth.of(detail))) : ""
        let line = "  \(shown)\(padding)  \(indent)\(detail)"
        lines.append(cut(line.trimmedAtEnd, width))
      }
      if labels.count > rows { lines.append(cut("  and \(labels.count - rows) more", width)) }
    } else {
      // Down, then across.
      let column = min(widest, max(1, width - 2)) + 2
      let across = max(1, (width - 2) / column)
      let down = (labels.count + across - 1) / across
      for row in 0..<min(down, rows) {
        var line = "  "
        for index in stride(from: row, to: labels.count, by: down) {
          let shown = cut(labels[index], column - 2)
          line += shown + String(repeating: " ", count: max(0, column - DisplayWidth.of(shown)))
        }
        lines.append(cut(line.trimmedAtEnd, width))
      }
      let hidden = labels.count - min(down, rows) * across
      if hidden > 0 { lines.append(cut("  and \(hidden) more", width)) }
    }
    if list.isCut, labels.count <= rows { lines.append(cut("  and more", width)) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// As much of a text as fits.
  private static func cut(_ text: String, _ room: Int) -> String {
    if DisplayWidth.of(text) <= room { return text }
    var result = ""
    var used = 1
    for character in text {
      used += DisplayWidth.of(character)
      if used > room { break }
      result.append(character)
    }
    return result + "…"
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
