import Binding
import Plan

/// A question about one text that is known before the texts are.
protocol TextQuestion {
  /// The positions of `rows` whose text passes; a blank never does.
  func selection(_ column: TextColumn, _ rows: Selection, _ run: Run) throws -> Selection
}

extension TextQuestion {
  /// As on a column of texts, but each entry of the dictionary that the candidates name is looked at once.
  func selection(_ column: NameColumn, _ rows: Tested, _ run: Run) throws -> Selection {
    let mask = try passingEntries(column, rows, run)
    let (table, codes) = (mask.span, column.codes.span)
    return try scan(rows, run) { $0.mark { table[unchecked: Int(codes[unchecked: $0])] } }
  }

  private func passingEntries(_ column: NameColumn, _ rows: Tested, _ run: Run) throws -> [Bool] {
    let size = column.dictionary.count
    guard case .rows(let rows) = rows, size > rows.count else {
      return try selection(column.dictionary, .all(size), run).mask(of: size)
    }
    let named = Selection.some(try mapped(rows, run) { column.codes[$0] }).distinct(of: size)
    return named.selecting(try selection(column.dictionary, named, run)).mask(of: size)
  }

  /// Of any values; what is no text never passes.
  func selection(_ vector: Vector, _ run: Run) throws -> Selection {
    switch vector {
    case .values(.text(let column), let rows):
      return try selection(column, rows, run)
    case .values(.name(let column), let rows):
      // Where many rows are few of the column, each of these is asked once.
      if column.count < rows.count / 2 {
        let every = try selection(column, .rows(.all(column.count)), run)
        return try scan(.rows(rows), in: every.mask(of: column.count), run)
      }
      return try selection(column, .rows(rows), run)
    case .constant(.text(let text), _, count: let count):
      return try selection(TextColumn([text]), .all(1), run).count == 0 ? .none : .all(count)
    default:
      return .none
    }
  }
}
