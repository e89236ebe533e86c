import CSQLite
import Plan

/// Reads the rows of one table.
struct SQLiteTableReader: ~Copyable {
  private let entity: Entity
  private let table: String
  private let builder: PlanBuilder
  /// The rows of the entity that a row's parent belongs to.
  private let parents: RowIDs
  private var statement: SQLiteStatement
  private let columns: [PlanTable.Column]
  private let contents: [PlanTable.Content]
  /// Of each column whose values are declared.
  private var choices: [ChoiceCodes?]
  /// The index of the column that tells whether an officer is in the plan's list.
  private let listed: Int?
  private let fileSize: Int64
  /// The rows take no less of the file than this.
  private var bytesRead: Int64 = 0

  private init(
    _ entity: Entity, _ table: String, _ columns: [PlanTable.Column], _ builder: PlanBuilder,
    _ rowOfID: ItemIDs, _ statement: consuming SQLiteStatement, _ fileSize: Int64
  ) {
    self.fileSize = fileSize
    listed = columns.firstIndex { if case .condition(PlanTable.listed) = $0.content { true } else { false } }
    self.entity = entity
    self.table = table
    self.columns = columns
    contents = columns.map(\.content)
    choices = columns.map { column in
      if case .choice(let field) = column.content, case .enumeration(let choices) = Schema.field(field).type {
        return ChoiceCodes(choices)
      }
      return nil
    }
    self.builder = builder
    parents =
      columns.compactMap { column in
        if case .parent(let parent) = column.content { rowOfID[parent] } else { nil }
      }.first ?? RowIDs()
    self.statement = statement
  }

  /// - Parameter present: the table's columns.
  static func make(
    _ entity: Entity, _ table: String, _ present: DatabaseTables.Columns,
    _ database: borrowing SQLiteConnection,
    _ fileSize: Int64, _ builder: PlanBuilder, _ rowOfID: ItemIDs
  ) throws(LoadFailure) -> SQLiteTableReader {
    var columns = PlanTable.readColumns(of: entity)
    if case .others(let present) = present {
      columns.removeAll { !present.contains($0.name) }
      reportUnread(entity, table, present, builder)
    }
    var selected = "rowid"
    for column in columns { selected += ", \"" + column.name + "\"" }
    let statement = try database.prepare("SELECT \(selected) FROM \"\(table)\" ORDER BY rowid")
    return SQLiteTableReader(entity, table, columns, builder, rowOfID, statement, fileSize)
  }

  /// A column that planq does not know may hold what its maker counts on, so it is never passed over in silence.
  private static func reportUnread(
    _ entity: Entity, _ table: String, _ present: [String], _ builder: PlanBuilder
  ) {
    let known = Set(PlanTable.stored.first { $0.entity == entity }?.table.columns.map(\.name) ?? [])
    for name in present where !known.contains(name) {
      builder.addFinding(
        .warning, rule: "column-unread", entity: entity, ref: "",
        message: "table \(table) has a column \(name) that planq does not read", line: 0)
    }
  }

  /// How many rows tell how long those of the table are.
  private static let sample = 4096
  /// About what a row takes apart from its texts.
  private static let leastRow: Int64 = 32

  /// Makes room for as many rows as the last id promises, and for no more than the file can hold.
  private func reserve(_ count: Int) throws(LoadFailure) {
    let last = try SQLiteStatement("SELECT max(rowid) FROM \"\(table)\"", of: statement.database)
    guard try last.step() else { return }
    let (most, isTooMany) = (fileSize / max(1, bytesRead) + 1).multipliedReportingOverflow(by: Int64(count))
    let whole = isTooMany ? last.integer(at: 0) : min(most, last.integer(at: 0))
    builder.reserve(entity, whole: Int(clamping: whole), read: count)
  }

  mutating func readAll(_ texts: inout ShortTexts, isCancelled: () -> Bool) throws(LoadFailure) -> RowIDs {
    var ids = RowIDs()
    while try statement.step(asking: isCancelled) {
      bytesRead &+= Self.leastRow
      let id = statement.integer(at: 0)
      if let listed, try !isListed(listed, id) { continue }
      ids.add(id)
      if ids.count == Self.sample { try reserve(ids.count) }
      builder.begin(entity, line: 0)
      for index in contents.indices { try read(index, id: id, &texts) }
    }
    return ids
  }

  /// Officers who are only named in the lists of parties are found there again. What is neither yes nor no would drop an
  /// officer in silence.
  private func isListed(_ column: Int, _ id: Int64) throws(LoadFailure) -> Bool {
    let value = statement[Int32(truncatingIfNeeded: column &+ 1)]
    guard value.kind == .integer, 0...1 ~= value.integer else { throw wrong("must be 0 or 1", column, id) }
    return value.integer == 1
  }

  private mutating func read(_ column: Int, id: Int64, _ texts: inout ShortTexts) throws(LoadFailure) {
    let value = statement[Int32(truncatingIfNeeded: column &+ 1)]
    let kind = value.kind
    if kind == .null { return }
    switch contents[column] {
    case .text(let field):
      guard kind == .text else { throw wrong("must be text or NULL", column, id) }
      let isSound = value.withText { text in
        guard text.isUTF8 else { return false }
        builder.set(field, text: text)
        bytesRead &+= Int64(text.count)
        return true
      }
      guard isSound else { throw wrong("is not UTF-8 text", column, id) }
    case .integer(let field):
      guard kind == .integer else { throw wrong("must be an integer or NULL", column, id) }
      builder.set(field, integer: value.integer)
    case .choice(let field):
      guard kind == .text, let code = value.withText({ choices[column]?.code(of: $0) }) else {
        throw wrong("must be \(allowed(field)) or NULL", column, id)
      }
      builder.set(field, code: code)
    case .period(let field):
      guard kind == .text, let period = value.withText({ texts.period(of: $0) }) else {
        throw wrong("must be a date such as 2011-10 or NULL", column, id)
      }
      builder.set(field, period: period)
    case .parent(let parent):
      guard kind == .integer, let row = parents[value.integer] else {
        throw wrong("names no \(Schema[parent].singular)", column, id)
      }
      builder.setParent(of: entity, to: row)
    case .id, .condition, .folded, .firstDay, .lastDay, .list, .item, .position, .member: break
    }
  }

  private func wrong(_ message: String, _ column: Int, _ id: Int64) -> LoadFailure {
    LoadFailure(message, path: "\(table)[id=\(id)].\(columns[column].name)")
  }

  private func allowed(_ field: FieldID) -> String {
    guard case .enumeration(let enumeration) = Schema.field(field).type else { return "text" }
    return enumeration.values.joined(separator: ", ")
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes are UTF-8.
  var isUTF8: Bool { (try? UTF8Span(validating: span)) != nil }
}
