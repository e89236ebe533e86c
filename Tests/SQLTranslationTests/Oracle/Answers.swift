import Foundation
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

  /// What a database gives for columns of the types of an answer. A value of another type is written so that it
  /// differs.
  init(_ answer: DatabaseAnswer, like table: ResultTable) {
    columns = answer.columns
    let types = table.columns.map { NumberKind($0) }
    rows = answer.rows.map { row in
      row.enumerated().map { place, cell in
        place < types.count ? Self.text(cell, types[place]) : "\(cell)"
      }
    }
  }

  /// How the values of a column are read.
  private enum NumberKind {
    case integer, decimal, decimals, text

    init(_ column: ResultColumn) {
      switch column.values {
      case .integer: self = .integer
      case .decimal: self = .decimal
      case .list(let list): if case .decimal = list.elements { self = .decimals } else { self = .text }
      default: self = .text
      }
    }
  }

  private static func text(_ cell: DatabaseCell, _ kind: NumberKind) -> String {
    switch (cell, kind) {
    case (.blank, _): blank
    case (.integer(let value), .integer): String(value)
    case (.integer(let value), _): "integer \(value)"
    case (.decimal(let value), .decimal): NumberText.text(value == 0 ? 0 : value)
    case (.decimal(let value), _): "decimal \(value)"
    case (.text(let text), .integer), (.text(let text), .decimal): "text \(text)"
    case (.text(let text), .decimals):
      text.components(separatedBy: "; ").map { Double($0).map { NumberText.text($0) } ?? "?" }.joined(
        separator: "; ")
    case (.text(let text), .text): text
    }
  }

  var description: String {
    ([columns] + rows).map { $0.map { $0.debugDescription }.joined(separator: ", ") }.joined(separator: "\n")
  }

  // String equality joins texts that differ in their bytes.
  static func == (a: Self, b: Self) -> Bool {
    a.columns.count == b.columns.count && a.rows.count == b.rows.count
      && zip(a.columns, b.columns).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
      && zip(a.rows, b.rows).allSatisfy {
        $0.count == $1.count && zip($0, $1).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
      }
  }
}
