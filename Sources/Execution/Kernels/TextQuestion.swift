import Binding
import Plan

/// A question about one text that is known before the texts are.
protocol TextQuestion {
  /// The positions of `rows` whose text passes; a blank never does.
  func selection(_ column: TextColumn, _ rows: Selection, _ run: Run) throws -> Selection
}

extension TextQuestion {
  /// As on a column of texts, but each entry of the dictionary that the rows name is looked at once.
  func selection(_ column: NameColumn, _ rows: Selection, _ run: Run) throws -> Selection {
    let size = column.dictionary.count
    let table: [Bool]
    if size <= rows.count {
      table = try selection(column.dictionary, .all(size), run).mask(of: size)
    } else {
      let named = Selection.some(try mapped(rows, run) { column.codes[$0] }).distinct(of: size)
      table = named.selecting(try selection(column.dictionary, named, run)).mask(of: size)
    }
    return try column.codes.withUnsafeBufferPointer { codes in
      try table.withUnsafeBufferPointer { table in
        try scan(rows, run) { table[Int(codes[$0])] }
      }
    }
  }

  /// Of any values; what is no text never passes.
  func selection(_ vector: Vector, _ run: Run) throws -> Selection {
    switch vector {
    case .values(.text(let column), let rows):
      return try selection(column, rows, run)
    case .values(.name(let column), let rows):
      return try selection(column, rows, run)
    case .constant(.text(let text), _, count: let count):
      return try selection(TextColumn([text]), .all(1), run).count == 0 ? .none : .all(count)
    default:
      return .none
    }
  }
}
