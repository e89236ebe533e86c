import Binding
import Plan

/// `lower`, `upper`, `length`, `concat`: texts made row by row, or entry by entry where there is a dictionary.
extension Evaluator {
  func eachText(_ vector: Vector, _ change: (String) -> String) throws -> Vector {
    switch vector {
    case .constant(.text(let text), let type, let count):
      return .constant(.text(change(text)), type, count: count)
    case .values(.name(let column), let rows):
      let entries = try mapped(.all(column.dictionary.count), run) {
        change(column.dictionary.string(at: $0))
      }
      return .values(.name(NameColumn(codes: column.codes, dictionary: TextColumn(entries))), rows)
    case .values(.text(let column), let rows):
      var texts = TextBuilder()
      try run.inBlocks(rows.count) { block in
        for position in block { try texts.append(change(column.string(at: rows.row(at: position)))) }
      }
      return .values(.text(texts.column), .all(rows.count))
    case .constant, .values, .lists:
      return vector
    }
  }

  /// The number of characters, counted as code points, as SQL does; blank for blank.
  func lengths(_ vector: Vector) throws -> Vector {
    let shown = try present(vector, run)
    guard let source = TextRows(vector.selected(shown)) else {
      guard case .constant(.text(let text), _, let count) = vector, !text.isEmpty else {
        return .constant(.blank, .integer, count: vector.count)
      }
      return .constant(.integer(Int64(text.unicodeScalars.count)), .integer, count: count)
    }
    let lengths = try source.texts.withRuns { texts in
      // Every byte but those that continue a character.
      try mapped(source.rows, run) { Int64(texts.run($0).reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }) }
    }
    let column = Column.integer(IntegerColumn(values: lengths))
    return try merged(vector.count, .integer, [(shown, .values(column, .all(lengths.count)))])
  }

  /// The values one after the other; a blank adds nothing.
  func concatenated(_ vectors: [Vector], _ count: Int) throws -> Vector {
    let columns = try vectors.map { try stored(try labelled($0)) }
    var texts = TextBuilder()
    try run.inBlocks(count) { block in
      for row in block {
        try texts.append(
          columns.reduce(into: "") { all, column in
            all += text(of: column.values, at: column.rows.map { Int($0[row]) } ?? row)
          })
      }
    }
    return .values(.text(texts.column), .all(count))
  }

  /// A value as text, empty where it is blank; the members of a list are joined by `; `.
  func text(of column: Column, at row: Int) -> String {
    if column.isBlank(at: row) { return "" }
    switch column {
    case .text(let column): return column.string(at: row)
    case .name(let column): return column.string(at: row)
    case .integer(let column): return String(column.values[row])
    case .decimal(let column):
      let text = column.values[row].description
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    case .condition(let column): return column.values[row] ? "yes" : "no"
    case .choice(let column): return column.enumeration.text(of: column.codes[row]) ?? ""
    case .ref(let column): return Ref(packed: column.values[row]).text
    case .period(let column):
      return column.period(at: row)?.text(startMonth: run.financialYearStart) ?? ""
    case .item(let column): return text(of: plan.labels(of: column.entity), at: Int(column.rows[row]))
    case .list(let column):
      return column.range(at: row).map { text(of: column.elements, at: $0) }.joined(separator: "; ")
    }
  }
}

private struct TextBuilder {
  private var bytes: [UInt8] = []
  private var offsets: [UInt32] = [0]

  mutating func append(_ text: String) throws {
    bytes.append(contentsOf: text.utf8)
    guard bytes.count <= TextColumn.byteLimit else { throw ExecutionFailure.failed(.tooMuchText(noRange)) }
    offsets.append(UInt32(truncatingIfNeeded: bytes.count))
  }

  var column: TextColumn { TextColumn(bytes: bytes, offsets: offsets) }
}
