import Rendering

/// Two columns of text for help, which fit a terminal of 80 columns: the second wraps.
enum Columns {
  static let width = 79
  /// A longer first column has its second on the next line.
  private static let firstLimit = 26

  /// - Parameter firstWidth: for tables that are to stand in line with each other.
  static func text(_ rows: [(String, String)], firstWidth: Int? = nil, width: Int = Columns.width) -> String {
    let limit = min(firstLimit, max(4, width / 2 - 4))
    let first = min(firstWidth ?? rows.map { DisplayWidth.of($0.0) }.max() ?? 0, limit)
    return rows.map { row in
      let padding = first - DisplayWidth.of(row.0)
      let margin = String(repeating: " ", count: first + 4)
      let lines = wrap(row.1, to: width - first - 4)
      let start =
        padding >= 0 ? "  " + row.0 + String(repeating: " ", count: padding + 2) : "  \(row.0)\n\(margin)"
      return start + lines.joined(separator: "\n" + margin) + "\n"
    }.joined()
  }

  /// The words of a text in lines of a width, which a longer word exceeds.
  static func wrap(_ text: String, to width: Int) -> [String] {
    if DisplayWidth.of(text) <= width { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(String(word)) > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [line]
  }
}
