import Execution
import Rendering

/// Lays out what `explain` has to say as plain text for the width of help.
struct ExplanationPage {
  let explanation: QueryExplanation

  var width = Columns.width

  var text: String {
    var text = lines(explanation.sentence)
    if !explanation.constants.isEmpty {
      text += "\n" + explanation.constants.map { lines("\($0.written) = \($0.meaning)", indent: 2) }.joined()
    }
    text += "\n" + steps
    if !explanation.blanks.isEmpty { text += "\n" + explanation.blanks.map { lines($0) }.joined() }
    return text
  }

  /// The rows in a column of their own, then what left them; parts of a condition under it.
  private var steps: String {
    let numbers = explanation.lines.map(number)
    let first = numbers.map(\.count).max() ?? 0
    return zip(explanation.lines, numbers).map { line, number in
      let padding = String(repeating: " ", count: first - number.count)
      let indent = first + 4 + min(line.depth, 10) * 2
      let wrapped = Columns.wrap(VisibleText.of(line.text), to: max(20, width - indent - 2))
      let rest = wrapped.dropFirst().map { String(repeating: " ", count: indent + 2) + $0 + "\n" }
      let lead = String(repeating: " ", count: indent - first - 2)
      return "  \(padding)\(number)\(lead)\(wrapped.first ?? "")\n" + rest.joined()
    }.joined()
  }

  /// `31 -> 12`, or the rows for which a condition holds.
  private func number(_ line: ExplainedLine) -> String {
    if line.isHeading { return "" }
    guard let after = line.after else { return "?" }
    guard let before = line.before else { return String(after) }
    return "\(before) -> \(after)"
  }

  private func lines(_ text: String, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    return Columns.wrap(VisibleText.of(text), to: width - indent).map { margin + $0 + "\n" }.joined()
  }
}
