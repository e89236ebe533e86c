import Binding
import Language
import Plan

/// What groups were made of, for what is worked out once more over the rows of several of them.
final class GroupTables {
  let grouping: BoundGrouping
  let rows: RowTable
  /// The rows with the number of their group.
  let numbered: NumberedTable

  init(grouping: BoundGrouping, rows: RowTable, numbered: NumberedTable) {
    self.grouping = grouping
    self.rows = rows
    self.numbered = numbered
  }
}

/// Rows on their way into groups: a table with the order of the rows, their keys, the operands of the aggregates, and
/// what the row itself needs to be looked at again.
struct RowTable {
  var name: String
  /// The names of all columns.
  var columns: [String]
  /// The column that tells the order; NULL in rows that stand for groups without rows.
  var place: String
  var keys: [KeyColumns]
  var operands: [Operand]
  /// Reads the rows, from this table or from one with all its columns.
  var stage: StageTable
  /// There are rows that stand for groups without rows.
  var hasPhantoms = false
}

/// A table of rows that has, beside all their columns, the number of each row's group.
struct NumberedTable {
  var name: String
  /// Over the table.
  var number: String
  /// 1 in the first row of each group.
  var turn: String
}

/// A key of a grouping, as columns.
struct KeyColumns {
  /// What the key's slot holds.
  var type: ValueType
  /// Equal and sorted as the keys are.
  var order: [String]
  /// The forms of the value.
  var value: [Form: String]

  /// All columns, each with the form of the key that it has.
  var forms: [(column: String, form: Form)] {
    var all = value.map { ($0.value, $0.key) }.sorted { $0.0 < $1.0 }
    for (column, form) in zip(order, type.orderForms) where !all.contains(where: { $0.0 == column }) {
      all.append((column, form))
    }
    return all.map { (column: $0.0, form: $0.1) }
  }
}

/// What an aggregate is worked out from.
enum Operand {
  case rows
  /// A column that is 1 where the condition holds, else NULL.
  case flag(String)
  /// A column; of enumerations their places.
  case column(String)
  /// The values of all rows, which may be lists.
  case pool(BoundExpression)
}
