import Plan
import Rendering

/// An answer as lines of text that are the same only for the same answer: blank is told from empty, every number
/// is written in full.
struct Lines: Equatable, CustomStringConvertible {
  var columns: [String]
  var rows: [[String]]

  static let blank = "∅"

  init(_ table: ResultTable) {
    columns = table.columns.map(\.name)
    var text = CellText()
    rows = (0..<table.rowCount).map { row in
      table.columns.map { column in
        let source = column.source(of: row)
        if column.values.isBlank(at: source) { return Self.blank }
        var bytes: [UInt8] = []
        text.append(column.values, at: source, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
      }
    }
  }

  /// What SQLite gives for columns of these types. A value of another type is written so that it differs.
  init(_ answer: Database.Answer, types: [ValueType]) {
    columns = answer.columns
    rows = answer.rows.map { row in zip(row, types).map { Self.text($0, $1) } }
  }

  private static func text(_ cell: Database.Cell, _ type: ValueType) -> String {
    switch (cell, type) {
    case (.blank, _): blank
    case (.integer(let value), .integer), (.integer(let value), .item): String(value)
    case (.integer(let value), _): "integer \(value)"
    case (.decimal(let value), .decimal): NumberText.text(value)
    case (.decimal(let value), _): "decimal \(value)"
    case (.text(let text), .integer), (.text(let text), .decimal): "text \(text)"
    case (.text(let text), .list(.decimal)):
      text.split(separator: "; ").map { Double($0).map { NumberText.text($0) } ?? "?" }.joined(
        separator: "; ")
    case (.text(let text), _): text
    }
  }

  var description: String {
    ([columns] + rows).map { $0.map { $0.debugDescription }.joined(separator: ", ") }.joined(separator: "\n")
  }

  // String equality joins texts that differ in their bytes.
  static func == (a: Self, b: Self) -> Bool {
    a.columns.count == b.columns.count && a.rows.count == b.rows.count
      && zip(a.columns, b.columns).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
      && zip(a.rows, b.rows).allSatisfy { zip($0, $1).allSatisfy { $0.utf8.elementsEqual($1.utf8) } }
  }
}
