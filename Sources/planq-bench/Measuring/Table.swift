/// A table as Markdown has it, with columns wide enough to be read in a terminal as well.
struct Table {
  private var rows: [[String]]

  init(_ heads: [String]) { rows = [heads] }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The first column is words; the others are numbers and stand on the right.
  var text: String {
    let count = rows.first?.count ?? 0
    let widths = (0..<count).map { column in
      max(3, rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0)
    }
    var lines = rows.map { row in
      widths.enumerated().map { column, width in
        let cell = column < row.count ? row[column] : ""
        let padding = String(repeating: " ", count: max(0, width - cell.count))
        return column == 0 ? cell + padding : padding + cell
      }
    }
    lines.insert(
      widths.enumerated().map { column, width in
        String(repeating: "-", count: column == 0 ? width : width - 1) + (column == 0 ? "" : ":")
      }, at: 1)
    return lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }
}
