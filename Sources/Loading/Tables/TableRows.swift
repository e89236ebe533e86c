import Plan

/// Takes the rows of a table, value by value in the order of its columns.
protocol TableSink: AnyObject {
  func null()
  func write(_ value: Int64)
  func write(_ value: Double)
  func write(_ value: Bool)
  /// An empty text is one, and not NULL.
  func write(_ text: UnsafeBufferPointer<UInt8>)
  func endRow() throws
}

extension TableSink {
  func write(_ text: String) {
    var text = text
    text.withUTF8 { write($0) }
  }
}

/// The rows of the tables, for whoever writes them: SQLite and CSV hold the same values because both take them here.
struct TableRows {
  let plan: Plan

  /// Hands over every row in the order of the table's key, save that lists follow each other as they are declared.
  func write(_ table: PlanTable, to sink: some TableSink) throws {
    switch table.rows {
    case .items(let entity):
      let cells = table.columns.map { Cell($0.content, entity, plan) }
      for row in 0..<plan[entity].rowCount {
        for cell in cells { cell.write(Cell.Place(list: "", item: row, position: 0, row: row), to: sink) }
        try sink.endRow()
      }
    case .members(let lists):
      for (name, field) in lists { try write(table, name, field, to: sink) }
    }
  }

  private func write(
    _ table: PlanTable, _ list: String, _ field: FieldID, to sink: some TableSink
  ) throws {
    guard case .list(let lists) = plan[field] else { return }
    // Members of a list of items stand in the table of these; others in the list's own column.
    var rows: [UInt32]?
    if case .item(let members) = lists.elements { rows = members.rows }
    let cells = table.columns.map { Cell($0.content, nil, plan) }
    for item in 0..<lists.count {
      for (position, member) in lists.range(at: item).enumerated() {
        let place = Cell.Place(
          list: list, item: item, position: position, row: rows.map { Int($0[member]) } ?? member)
        for cell in cells { cell.write(place, to: sink) }
        try sink.endRow()
      }
    }
  }
}

/// Where the values of one table column come from.
private struct Cell {
  /// One row of a table.
  struct Place {
    var list: String
    /// The item whose list it is.
    var item: Int
    var position: Int
    /// The row of the plan's column.
    var row: Int
  }

  let content: PlanTable.Content
  /// nil where the value is known without one.
  let column: Column?
  /// Of folded text, what was folded: a text of which folding leaves nothing is not blank.
  var written: Column?

  /// Of a table of an entity's items, or of a table of lists: a list of values is itself the column of its field.
  init(_ content: PlanTable.Content, _ entity: Entity?, _ plan: Plan) {
    self.content = content
    switch content {
    case .text(let id), .integer(let id), .choice(let id), .condition(let id), .period(let id),
      .firstDay(let id), .lastDay(let id):
      if case .list(let lists) = plan[id] { column = lists.elements } else { column = plan[id] }
    case .folded(let id):
      column = plan[id].folded
      written = plan[id]
    case .parent(let parent): column = entity.map { plan[Schema.id($0, Schema[parent].singular)] }
    case .id, .list, .item, .position, .member: column = nil
    }
  }

  func write(_ place: Place, to sink: some TableSink) {
    switch content {
    case .list: return sink.write(place.list)
    case .item: return sink.write(Int64(place.item) + 1)
    case .position: return sink.write(Int64(place.position) + 1)
    case .id, .member: return sink.write(Int64(place.row) + 1)
    default: break
    }
    let row = place.row
    switch column {
    case .text(let texts): write(texts.bytes, texts.range(at: row), row, to: sink)
    case .name(let names):
      write(names.dictionary.bytes, names.dictionary.range(at: Int(names.codes[row])), row, to: sink)
    case .integer(let integers):
      if integers.isBlank(at: row) { sink.null() } else { sink.write(integers.values[row]) }
    case .choice(let choices):
      if let text = choices.enumeration.text(of: choices.codes[row]) { sink.write(text) } else { sink.null() }
    case .condition(let conditions): sink.write(conditions.values[row])
    case .item(let items):
      if items.rows[row] == Column.noRow { sink.null() } else { sink.write(Int64(items.rows[row]) + 1) }
    case .period(let periods): write(periods.period(at: row), to: sink)
    case .decimal(let decimals):
      if decimals.values[row].isNaN { sink.null() } else { sink.write(decimals.values[row]) }
    case .ref(let refs): write(Ref(packed: refs.values[row]), to: sink)
    case .list, nil: sink.null()
    }
  }

  private func write(_ bytes: [UInt8], _ range: Range<Int>, _ row: Int, to sink: some TableSink) {
    // A text that is empty is blank, and blank is NULL.
    if range.isEmpty, written?.isEmpty(at: row) ?? true { return sink.null() }
    bytes.withUnsafeBufferPointer { sink.write(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  private func write(_ ref: Ref, to sink: some TableSink) {
    if ref == .blank { return sink.null() }
    if case .text = content { sink.write(ref.text) } else { sink.write(ref.packed) }
  }

  private func write(_ period: Period?, to sink: some TableSink) {
    guard let period else { return sink.null() }
    switch content {
    case .firstDay: sink.write(Int64(period.first.number))
    case .lastDay: sink.write(Int64(period.last.number))
    default: sink.write(period.text())
    }
  }
}

extension Column {
  /// Of texts: there is not a byte.
  fileprivate func isEmpty(at row: Int) -> Bool {
    switch self {
    case .text(let texts): texts.isBlank(at: row)
    case .name(let names): names.dictionary.isBlank(at: Int(names.codes[row]))
    default: false
    }
  }

  /// A text column folded; other columns as they are.
  fileprivate var folded: Column {
    switch self {
    case .text(let texts): .text(texts.folded)
    case .name(let names): .name(NameColumn(codes: names.codes, dictionary: names.dictionary.folded))
    default: self
    }
  }
}
