import CSQLite
package import Plan

/// Writes a plan as a SQLite database.
package enum SQLiteWriter {
  /// Fills the empty database at `path`. Throws `LoadFailure` with SQLite's words; the file is then of no use.
  package static func write(_ plan: Plan, to path: String) throws {
    let database = try SQLiteConnection(writing: path)
    // The file is new and put in place only when it is whole, so neither a journal nor syncs would help.
    try database.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA encoding = 'UTF-8'")
    try database.execute(
      "PRAGMA application_id = \(SQLiteSchema.applicationID); PRAGMA user_version = \(SQLiteSchema.version)")
    try database.execute("BEGIN")
    for table in SQLiteSchema.tables { try database.execute(table) }
    for table in SQLiteTable.all + SQLiteTable.derived { try writeRows(of: table, plan, database) }
    try writeDue(plan, database)
    for (part, field) in SQLiteTable.partyFields { try writeParties(plan, part, field, database) }
    for (list, field) in SQLiteTable.linkFields { try writeLinks(plan, list, field, database) }
    for index in SQLiteSchema.indexes { try database.execute(index) }
    try database.execute("COMMIT")
  }

  private static func insert(_ table: String, columns: [String]) -> String {
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    return "INSERT INTO \"\(table)\" (\(names)) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"
  }

  private static func writeRows(
    of table: SQLiteTable, _ plan: Plan, _ database: borrowing SQLiteConnection
  ) throws(LoadFailure) {
    let statement = try database.prepare(insert(table.name, columns: ["id"] + table.columns.map(\.name)))
    let cells = table.columns.map { Cell($0.content, table.entity, plan) }
    for row in 0..<plan[table.entity].rowCount {
      statement.bind(Int64(row) + 1, at: 0)
      for (index, cell) in cells.enumerated() {
        cell.bind(row, to: statement, at: Int32(truncatingIfNeeded: index + 1))
      }
      try statement.run()
    }
  }

  private static func writeDue(_ plan: Plan, _ database: borrowing SQLiteConnection) throws(LoadFailure) {
    guard case .list(let lists) = plan[SQLiteTable.due], case .period(let periods) = lists.elements else {
      return
    }
    let statement = try database.prepare(
      insert("due", columns: ["action", "position", "period", "period_first", "period_last"]))
    for row in 0..<lists.count {
      for (position, member) in lists.range(at: row).enumerated() {
        statement.bind(Int64(row) + 1, at: 0)
        statement.bind(Int64(position) + 1, at: 1)
        statement.bind(periods.period(at: member)?.text() ?? "", at: 2)
        statement.bind(Int64(periods.firsts[member]), at: 3)
        statement.bind(Int64(periods.lasts[member]), at: 4)
        try statement.run()
      }
    }
  }

  private static func writeParties(
    _ plan: Plan, _ part: Part, _ field: FieldID, _ database: borrowing SQLiteConnection
  ) throws(LoadFailure) {
    guard case .list(let lists) = plan[field], case .item(let members) = lists.elements else { return }
    let statement = try database.prepare(
      insert(
        "party",
        columns: [
          "part", "item", "position", "name", "name_folded", "kind", "agency", "agency_folded", "named_party",
        ]))
    let name = Schema.id(.parties, "name")
    let agency = Schema.id(.parties, "agency")
    let cells = [
      Cell(.text(name), .parties, plan), Cell(.folded(name), .parties, plan),
      Cell(.choice(Schema.id(.parties, "kind")), .parties, plan), Cell(.text(agency), .parties, plan),
      Cell(.folded(agency), .parties, plan),
    ]
    for row in 0..<lists.count {
      for (position, member) in lists.range(at: row).enumerated() {
        statement.bind(Enumeration.part.text(of: part.rawValue) ?? "", at: 0)
        statement.bind(Int64(row) + 1, at: 1)
        statement.bind(Int64(position) + 1, at: 2)
        for (index, cell) in cells.enumerated() {
          cell.bind(Int(members.rows[member]), to: statement, at: Int32(truncatingIfNeeded: index + 3))
        }
        statement.bind(Int64(members.rows[member]) + 1, at: 8)
        try statement.run()
      }
    }
  }

  private static func writeLinks(
    _ plan: Plan, _ list: String, _ field: FieldID, _ database: borrowing SQLiteConnection
  ) throws(LoadFailure) {
    guard case .list(let lists) = plan[field], case .item(let members) = lists.elements else { return }
    let statement = try database.prepare(insert("link", columns: ["list", "item", "position", "member"]))
    for row in 0..<lists.count {
      for (position, member) in lists.range(at: row).enumerated() {
        statement.bind(list, at: 0)
        statement.bind(Int64(row) + 1, at: 1)
        statement.bind(Int64(position) + 1, at: 2)
        statement.bind(Int64(members.rows[member]) + 1, at: 3)
        try statement.run()
      }
    }
  }
}

/// Where the values of one table column come from.
private struct Cell {
  let content: SQLiteTable.Content
  let column: Column
  /// Of folded text, what was folded: a text of which folding leaves nothing is not blank.
  var written: Column?

  init(_ content: SQLiteTable.Content, _ entity: Entity, _ plan: Plan) {
    self.content = content
    switch content {
    case .text(let id), .integer(let id), .choice(let id), .condition(let id), .period(let id),
      .firstDay(let id),
      .lastDay(let id):
      column = plan[id]
    case .folded(let id):
      column = plan[id].folded
      written = plan[id]
    case .parent(let parent):
      column = plan[Schema.id(entity, Schema[parent].singular)]
    }
  }

  func bind(_ row: Int, to statement: borrowing SQLiteStatement, at index: Int32) {
    if let written, column.isEmpty(at: row), !written.isEmpty(at: row) {
      _ = planq_sqlite3_bind_text_copy(statement.handle, index + 1, "", 0)
      return
    }
    switch column {
    case .text(let texts):
      texts.bytes.withUnsafeBufferPointer {
        statement.bind(UnsafeBufferPointer(rebasing: $0[texts.range(at: row)]), at: index)
      }
    case .name(let names):
      let range = names.dictionary.range(at: Int(names.codes[row]))
      names.dictionary.bytes.withUnsafeBufferPointer {
        statement.bind(UnsafeBufferPointer(rebasing: $0[range]), at: index)
      }
    case .integer(let integers):
      statement.bind(integers.isBlank(at: row) ? nil : integers.values[row], at: index)
    case .choice(let choices):
      statement.bind(choices.enumeration.text(of: choices.codes[row]) ?? "", at: index)
    case .condition(let conditions): statement.bind(conditions.values[row] ? 1 : 0, at: index)
    case .item(let items):
      statement.bind(items.rows[row] == Column.noRow ? nil : Int64(items.rows[row]) + 1, at: index)
    case .period(let periods): bind(periods, row, to: statement, at: index)
    case .decimal(let decimals):
      // NaN is NULL to SQLite.
      sqlite3_bind_double(statement.handle, index + 1, decimals.values[row])
    case .ref(let refs): bind(Ref(packed: refs.values[row]), to: statement, at: index)
    case .list: statement.bind(nil, at: index)
    }
  }

  private func bind(_ ref: Ref, to statement: borrowing SQLiteStatement, at index: Int32) {
    if case .text = content { return statement.bind(ref.text, at: index) }
    statement.bind(ref == .blank ? nil : ref.packed, at: index)
  }

  private func bind(
    _ periods: PeriodColumn, _ row: Int, to statement: borrowing SQLiteStatement, at index: Int32
  ) {
    guard let period = periods.period(at: row) else { return statement.bind(nil, at: index) }
    switch content {
    case .firstDay: statement.bind(Int64(period.first.number), at: index)
    case .lastDay: statement.bind(Int64(period.last.number), at: index)
    default: statement.bind(period.text(), at: index)
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
