package import Plan

/// Writes values as text (language.md, How values print). Keep one for a whole table: it remembers periods.
package struct CellText: Sendable {
  private var periods: PeriodTexts

  package init(startMonth: Int = Period.planStartMonth) { periods = PeriodTexts(startMonth: startMonth) }

  /// Appends the text of one value; nothing for blank.
  package mutating func append(_ column: Column, at row: Int, to bytes: inout [UInt8]) {
    guard row >= 0, row < column.count else { return }
    Self.append(column, row, &periods, to: &bytes)
  }

  /// Appends a cell for each of the rows of an answer.
  mutating func append(_ column: ResultColumn, _ rows: Range<Int>, to block: inout CellBlock) {
    column.values.accept(CellTexts(column: column, rows: rows), &periods, to: &block)
  }

  /// The same as JSON values.
  mutating func appendJSON(
    _ column: ResultColumn, _ rows: Range<Int>, isEscaped: Bool, to block: inout CellBlock
  ) {
    let cells = JSONCells(column: column, rows: rows, isEscaped: isEscaped)
    column.values.accept(cells, &periods, to: &block)
  }

  /// The row is one of the column.
  static func append(_ column: Column, _ row: Int, _ periods: inout PeriodTexts, to bytes: inout [UInt8]) {
    switch column {
    case .text(let column): column.append(row, &periods, to: &bytes)
    case .name(let column): column.append(row, &periods, to: &bytes)
    case .integer(let column): column.append(row, &periods, to: &bytes)
    case .decimal(let column): column.append(row, &periods, to: &bytes)
    case .condition(let column): column.append(row, &periods, to: &bytes)
    case .choice(let column): ChoiceValues(column).append(row, &periods, to: &bytes)
    case .ref(let column): column.append(row, &periods, to: &bytes)
    case .period(let column): column.append(row, &periods, to: &bytes)
    case .item(let column): column.append(row, &periods, to: &bytes)
    case .list(let column):
      let range = column.range(at: row)
      for member in range {
        if member > range.lowerBound { bytes.append(contentsOf: "; ".utf8) }
        append(column.elements, member, &periods, to: &bytes)
      }
    }
  }
}

/// Makes a cell of the text of each row, members of a list with `; ` between them.
private struct CellTexts: CellVisitor {
  let column: ResultColumn
  let rows: Range<Int>

  func visit(_ values: some CellValues, _ periods: inout PeriodTexts, to block: inout CellBlock) {
    block.append(column, rows, of: values.count) { row, bytes in
      if let row { values.append(row, &periods, to: &bytes) }
    }
  }

  func visit(
    _ lists: ListColumn, of elements: some CellValues, _ periods: inout PeriodTexts, to block: inout CellBlock
  ) {
    block.append(column, rows, of: lists.count) { row, bytes in
      guard let row else { return }
      let (first, end) = (Int(lists.offsets[row]), Int(lists.offsets[row + 1]))
      for member in first..<end {
        if member > first { bytes.append(contentsOf: "; ".utf8) }
        elements.append(member, &periods, to: &bytes)
      }
    }
  }
}
