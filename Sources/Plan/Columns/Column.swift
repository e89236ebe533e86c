/// The values of one field or expression, a row each, all of one type.
package indirect enum Column: Sendable {
  case text(TextColumn)
  case name(NameColumn)
  case integer(IntegerColumn)
  case decimal(DecimalColumn)
  case condition(ConditionColumn)
  case choice(ChoiceColumn)
  case ref(RefColumn)
  case period(PeriodColumn)
  case item(ItemColumn)
  case list(ListColumn)

  /// A row number that stands for no row.
  package static let noRow = UInt32.max

  package var count: Int {
    switch self {
    case .text(let column): column.count
    case .name(let column): column.count
    case .integer(let column): column.values.count
    case .decimal(let column): column.values.count
    case .condition(let column): column.values.count
    case .choice(let column): column.codes.count
    case .ref(let column): column.values.count
    case .period(let column): column.firsts.count
    case .item(let column): column.rows.count
    case .list(let column): column.count
    }
  }

  /// A condition is never blank.
  package func isBlank(at row: Int) -> Bool {
    switch self {
    case .text(let column): column.isBlank(at: row)
    case .name(let column): column.codes[row] == 0
    case .integer(let column): column.isBlank(at: row)
    case .decimal(let column): column.values[row].isNaN
    case .condition: false
    case .choice(let column): column.codes[row] == 0
    case .ref(let column): column.values[row] == Ref.blank.packed
    case .period(let column): column.isBlank(at: row)
    case .item(let column): column.rows[row] == Column.noRow
    case .list(let column): column.range(at: row).isEmpty
    }
  }

  /// The rows named, in that order, repeats allowed; `noRow` gives blank.
  package func gather(_ rows: [UInt32]) -> Column {
    switch self {
    case .text(let column): .text(column.gather(rows))
    case .name(let column): .name(column.gather(rows))
    case .integer(let column): .integer(column.gather(rows))
    case .decimal(let column): .decimal(column.gather(rows))
    case .condition(let column): .condition(column.gather(rows))
    case .choice(let column): .choice(column.gather(rows))
    case .ref(let column): .ref(column.gather(rows))
    case .period(let column): .period(column.gather(rows))
    case .item(let column): .item(column.gather(rows))
    case .list(let column): .list(column.gather(rows))
    }
  }
}
