/// The answer to a query: what `Execution` gives and `Rendering` prints.
package struct ResultTable: Sendable {
  package var columns: [ResultColumn]
  package var rowCount: Int
  /// What the rows are, for the line under a table: `actions`; nil for rows of no entity.
  package var noun: EntityDescription?
  /// The query named no columns, so a narrow table may leave out the details and say so.
  package var isBare: Bool
  package var shape: ResultShape

  package init(
    columns: [ResultColumn], rowCount: Int, noun: EntityDescription? = nil, isBare: Bool = false,
    shape: ResultShape = ResultShape()
  ) {
    self.columns = columns
    self.rowCount = rowCount
    self.noun = noun
    self.isBare = isBare
    self.shape = shape
  }
}

/// What the query says of its answer and the cells alone do not tell: what charts go by.
package struct ResultShape: Sendable {
  /// The day that `as_at` and `today` stood for.
  package var asAt: Day?
  /// The columns that are keys of groups.
  package var keys: [Int]
  /// The last row is a `Total`; of a pivot the last column, too.
  package var hasTotals: Bool
  package var pivot: PivotShape?

  package init(asAt: Day? = nil, keys: [Int] = [], hasTotals: Bool = false, pivot: PivotShape? = nil) {
    self.asAt = asAt
    self.keys = keys
    self.hasTotals = hasTotals
    self.pivot = pivot
  }
}

/// What a `pivot` is by. The first column names the rows by `rowKey`; the names of the others are values of
/// `columnKey`.
package struct PivotShape: Sendable {
  package var rowKey: String
  package var columnKey: String
  /// The number of each row, where the key is a declared scale such as impact; nil where it is none. A blank has no
  /// number, and neither row nor column of totals stands here.
  package var rowLevels: [Int64?]?
  /// The same of each column after the first.
  package var columnLevels: [Int64?]?

  package init(
    rowKey: String, columnKey: String, rowLevels: [Int64?]? = nil, columnLevels: [Int64?]? = nil
  ) {
    self.rowKey = rowKey
    self.columnKey = columnKey
    self.rowLevels = rowLevels
    self.columnLevels = columnLevels
  }
}

/// One column of an answer. Items stand in it by what names them: `values` never holds an `.item` column, also not
/// as the elements of a list, while `type` still tells what they are.
package struct ResultColumn: Sendable {
  package var name: String
  package var type: ValueType
  package var isDetail: Bool
  package var values: Column
  /// The rows of `values` that are shown, in order; nil for all of them.
  package var rows: [UInt32]?

  package init(name: String, type: ValueType, isDetail: Bool = false, values: Column, rows: [UInt32]? = nil) {
    self.name = name
    self.type = type
    self.isDetail = isDetail
    self.values = values
    self.rows = rows
  }

  /// The row of `values` that stands in a row of the answer.
  package func source(of row: Int) -> Int {
    if let rows { Int(rows[row]) } else { row }
  }
}
