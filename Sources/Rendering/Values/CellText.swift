package import Plan

/// Writes values as text (language.md, How values print). Keep one for a whole table: it remembers periods.
package struct CellText {
  private let startMonth: Int
  private var periods: [(first: Int32, last: Int32, text: [UInt8])]

  /// Most answers have few different periods; these are made and destroyed for each. A power of two.
  private static let fewPeriodSlots = 64
  /// More than a plan has different periods, and a power of two.
  private static let periodSlots = 4096

  package init(startMonth: Int = Period.planStartMonth) {
    self.startMonth = startMonth
    periods = []
  }

  /// Appends the text of one value; nothing for blank.
  package mutating func append(_ column: Column, at row: Int, to bytes: inout [UInt8]) {
    guard row >= 0, row < column.count else { return }
    switch column {
    case .text(let column): Self.append(column, row, &bytes)
    case .name(let column): Self.append(column.dictionary, Int(column.codes[row]), &bytes)
    case .integer(let column):
      if !column.isBlank(at: row) { IntegerText.append(column.values[row], to: &bytes) }
    case .decimal(let column): bytes.append(contentsOf: NumberText.text(column.values[row]).utf8)
    case .condition(let column): bytes.append(contentsOf: column.values[row] ? "yes".utf8 : "no".utf8)
    case .choice(let column): Self.append(column.enumeration, column.codes[row], &bytes)
    case .ref(let column): Self.append(Ref(packed: column.values[row]), &bytes)
    case .period(let column): append(column, row, &bytes)
    case .item(let column): Self.appendItem(column.rows[row], &bytes)
    case .list(let column):
      var isFirst = true
      for member in column.range(at: row) {
        if !isFirst { bytes.append(contentsOf: "; ".utf8) }
        isFirst = false
        append(column.elements, at: member, to: &bytes)
      }
    }
  }

  /// Appends a cell for each of the rows of an answer.
  mutating func append(_ column: ResultColumn, _ rows: Range<Int>, to block: inout CellBlock) {
    switch column.values {
    case .text(let values):
      values.bytes.withUnsafeBufferPointer { all in
        for row in rows {
          let source = column.source(of: row)
          if source < values.count {
            block.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: all[values.range(at: source)]))
          }
          block.endCell()
        }
      }
    case .name(let values):
      values.dictionary.bytes.withUnsafeBufferPointer { all in
        for row in rows {
          let source = column.source(of: row)
          if source < values.count {
            let range = values.dictionary.range(at: Int(values.codes[source]))
            block.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: all[range]))
          }
          block.endCell()
        }
      }
    case .choice(let values):
      let texts = ([""] + values.enumeration.values).map { Array($0.utf8) }
      for row in rows {
        let source = column.source(of: row)
        if source < values.codes.count, texts.indices.contains(Int(values.codes[source])) {
          block.bytes.append(contentsOf: texts[Int(values.codes[source])])
        }
        block.endCell()
      }
    case .period(let values):
      for row in rows {
        let source = column.source(of: row)
        if source < values.firsts.count { append(values, source, &block.bytes) }
        block.endCell()
      }
    case let values:
      for row in rows {
        append(values, at: column.source(of: row), to: &block.bytes)
        block.endCell()
      }
    }
  }

  private static func append(_ column: TextColumn, _ row: Int, _ bytes: inout [UInt8]) {
    bytes.append(contentsOf: column.bytes[column.range(at: row)])
  }

  private static func append(_ enumeration: Enumeration, _ code: UInt8, _ bytes: inout [UInt8]) {
    if let text = enumeration.text(of: code) { bytes.append(contentsOf: text.utf8) }
  }

  private static func append(_ ref: Ref, _ bytes: inout [UInt8]) {
    if ref == .blank { return }
    IntegerText.append(Int64(ref.objective), to: &bytes)
    bytes.append(UInt8(ascii: "."))
    IntegerText.append(Int64(ref.number), to: &bytes)
  }

  // Items stand in an answer by what names them, so this shows a mistake of the program without hiding it.
  private static func appendItem(_ row: UInt32, _ bytes: inout [UInt8]) {
    if row != Column.noRow { IntegerText.append(Int64(row), to: &bytes) }
  }

  private mutating func append(_ column: PeriodColumn, _ row: Int, _ bytes: inout [UInt8]) {
    guard let period = column.period(at: row) else { return }
    let (first, last) = (column.firsts[row], column.lasts[row])
    if periods.isEmpty { forgetPeriods(slots: Self.fewPeriodSlots) }
    // Both days count, and neighbouring days fall into different slots.
    let hash = Int(UInt32(bitPattern: first) &+ UInt32(bitPattern: last &- first) &* 0x9E37)
    var slot = hash & (periods.count - 1)
    if periods[slot].first != first || periods[slot].last != last {
      if periods[slot].first != PeriodColumn.blankFirst, periods.count < Self.periodSlots {
        forgetPeriods(slots: Self.periodSlots)
        slot = hash & (periods.count - 1)
      }
      periods[slot] = (first, last, Array(period.text(startMonth: startMonth).utf8))
    }
    bytes.append(contentsOf: periods[slot].text)
  }

  private mutating func forgetPeriods(slots: Int) {
    periods = Array(repeating: (PeriodColumn.blankFirst, PeriodColumn.blankLast, []), count: slots)
  }
}
