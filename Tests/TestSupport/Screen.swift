/// What somebody sees of the bytes that a program wrote to a terminal: so much of a VT100 as a line editor uses.
/// Nothing scrolls away: there are as many lines as were written.
package struct Screen {
  private var rows: [[Character]] = [[]]
  private var row = 0
  private var column = 0
  private var saved = (row: 0, column: 0)
  private let columns: Int
  /// What could not be understood, so that no test passes over it.
  package private(set) var unknown: [String] = []

  package init(columns: Int) { self.columns = columns }

  /// The lines without blanks at their ends, and without empty ones at the end.
  package var lines: [String] {
    var lines = rows.map { row in
      var text = String(row)
      while text.last == " " { text.removeLast() }
      return text
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  package mutating func write(_ text: String) {
    let characters = Array(text.unicodeScalars)
    var index = 0
    while index < characters.count {
      let scalar = characters[index]
      index += 1
      switch scalar {
      case "\u{1B}": escape(characters, &index)
      case "\r": column = 0
      case "\n": down()
      case "\u{8}": column = max(0, column - 1)
      case "\u{7}": break
      default: put(scalar)
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    // A character that does not fit stands on the next line; the cursor waits behind the last column until then.
    if column >= columns {
      column = 0
      down()
    }
    pad(to: column + 1)
    rows[row][column] = Character(scalar)
    column += 1
  }

  private mutating func down() {
    row += 1
    if row == rows.count { rows.append([]) }
  }

  private mutating func pad(to count: Int) {
    while rows[row].count < count { rows[row].append(" ") }
  }

  private mutating func escape(_ text: [Unicode.Scalar], _ index: inout Int) {
    guard index < text.count else { return }
    let first = text[index]
    index += 1
    switch first {
    case "7": saved = (row, column)
    case "8": (row, column) = saved
    case "[":
      var parameters = ""
      while index < text.count, (0x20...0x3F).contains(text[index].value) {
        parameters.unicodeScalars.append(text[index])
        index += 1
      }
      guard index < text.count else { return }
      control(text[index], parameters)
      index += 1
    default: unknown.append("ESC \(first)")
    }
  }

  private mutating func control(_ final: Unicode.Scalar, _ parameters: String) {
    let count = max(1, Int(parameters) ?? 1)
    switch final {
    case "A": row = max(0, row - count)
    case "B":
      for _ in 0..<count { down() }
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = min(columns, count) - 1
    case "K":
      switch parameters {
      case "", "0": rows[row].removeLast(max(0, rows[row].count - column))
      default: unknown.append("ESC [ \(parameters) K")
      }
    case "J":
      switch parameters {
      case "", "0":
        rows[row].removeLast(max(0, rows[row].count - column))
        rows.removeLast(rows.count - row - 1)
      default: unknown.append("ESC [ \(parameters) J")
      }
    case "P":
      let end = min(rows[row].count, column + count)
      if column < end { rows[row].removeSubrange(column..<end) }
    case "@":
      pad(to: column)
      rows[row].insert(contentsOf: repeatElement(" ", count: count), at: column)
    // Colours, bracketed paste.
    case "m", "h", "l": break
    default: unknown.append("ESC [ \(parameters) \(final)")
    }
  }
}
