import Plan
import Rendering

/// What differs between an answer and the same query's answer before. One query may give several tables; each is
/// compared with its own.
final class ResultChanges {
  private struct Rows {
    /// The cells of each row, by the text of the first and how often that has come.
    var cells: [[String]] = []
    var keys: [Key: Int] = [:]
  }

  private struct Key: Hashable {
    var text: String
    var occurrence: Int
  }

  private var before: [Rows] = []
  private var now: [Rows] = []
  private var isFirst = true

  /// The same queries are asked again from here on.
  func begin() {
    before = now
    now = []
    isFirst = false
  }

  /// The table with a column that says what is new or changed, and the rows that are gone at its end.
  func mark(_ table: ResultTable, startMonth: Int) -> ResultTable {
    let rows = Self.rows(of: table, startMonth: startMonth)
    now.append(rows)
    guard !isFirst, before.count >= now.count else { return table }
    let old = before[now.count - 1]
    var marks = [String](repeating: "", count: table.rowCount)
    for (key, row) in rows.keys {
      if let oldRow = old.keys[key] {
        marks[row] = old.cells[oldRow] == rows.cells[row] ? "" : "changed"
      } else {
        marks[row] = "new"
      }
    }
    var gone: [Int] = []
    for (key, row) in old.keys where rows.keys[key] == nil { gone.append(row) }
    return Self.table(table, rows.cells, marks, gone: gone.sorted().map { old.cells[$0] })
  }

  private static func rows(of table: ResultTable, startMonth: Int) -> Rows {
    var text = CellText(startMonth: startMonth)
    var rows = Rows()
    var seen: [String: Int] = [:]
    for row in 0..<table.rowCount {
      let cells = table.columns.map { column in
        var bytes: [UInt8] = []
        text.append(column.values, at: column.source(of: row), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
      }
      let key = cells.first ?? ""
      let occurrence = seen[key, default: 0]
      seen[key] = occurrence + 1
      rows.keys[Key(text: key, occurrence: occurrence)] = row
      rows.cells.append(cells)
    }
    return rows
  }

  /// Rows that are gone have no values any more, so where there are some every cell is text.
  private static func table(
    _ table: ResultTable, _ cells: [[String]], _ marks: [String], gone: [[String]]
  ) -> ResultTable {
    var result = table
    let change = ResultColumn(
      name: "change", type: .text, values: .text(TextColumn(marks + gone.map { _ in "gone" })))
    if !gone.isEmpty {
      let all = cells + gone
      for index in table.columns.indices {
        let texts = all.map { $0.indices.contains(index) ? $0[index] : "" }
        result.columns[index].values = .text(TextColumn(texts))
        result.columns[index].rows = nil
        result.columns[index].type = .text
      }
      result.rowCount += gone.count
      result.noun = nil
    }
    result.columns.insert(change, at: 0)
    return result
  }
}
