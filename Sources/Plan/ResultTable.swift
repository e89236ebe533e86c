/// The answer to a query: what `Execution` gives and `Rendering` prints.
package struct ResultTable: Sendable {
  package var columns: [ResultColumn]
  package var rowCount: Int
  /// What the rows are, for the line under a table: `actions`; nil for rows of no entity.
  package var noun: EntityDescription?
  /// The query named no columns, so a narrow table may leave out the details and say so.
  package var isBare: Bool

  package init(columns: [ResultColumn], rowCount: Int, noun: EntityDescription? = nil, isBare: Bool = false) {
    self.columns = columns
    self.rowCount = rowCount
    self.noun = noun
    self.isBare = isBare
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
