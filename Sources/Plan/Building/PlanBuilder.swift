/// The one way to make a plan: loaders begin items, set fields and add findings in the order of the file, then
/// call `finish`, which works out what is derived, resolves names and checks the data.
///
/// An item belongs to the item of its parent entity that was begun last, unless `setParent` says otherwise. Fields
/// may be set in any order while their item is the last of its entity; what is never set is blank.
package final class PlanBuilder {
  /// A party's part in an item, as a loader hands it over.
  package struct Party: Sendable {
    package var name: String
    /// Empty where none is named.
    package var agency: String
    /// nil for a plain name: an officer.
    package var kind: PartyKind?
    /// The line of the file, for findings; 0 where there is none.
    package var line: Int

    package init(name: String, agency: String = "", kind: PartyKind? = nil, line: Int = 0) {
      self.name = name
      self.agency = agency
      self.kind = kind
      self.line = line
    }
  }

  /// A limit of planq's columns that a file goes beyond; also that `isCancelled` held.
  package struct TooLarge: Error {
    package var message: String
  }

  /// Asked now and then by `finish`, which then throws.
  package var isCancelled: () -> Bool {
    get { limits.isCancelled }
    set { limits.isCancelled = newValue }
  }

  /// Who does the work of `finish`.
  package var workers: any Workers = OneWorker()

  /// Who does the work of `finish`: a small plan is finished before another thread has begun.
  var hands: any Workers {
    tables.reduce(0) { $0 + $1.rowCount } < Self.fewRows ? OneWorker() : workers
  }

  private static let fewRows = 10_000

  let limits: BuildLimits
  let parties: PartyRegistry
  /// A builder for each entity, by raw value.
  let tables: [TableBuilder]
  /// The builders of all stored fields, one entity after the other. References to them are not counted, which would be a
  /// tenth of the work of loading: `tables` holds them as long as they stand here.
  private let columns: [Unmanaged<ColumnBuilder>?]
  /// Where each entity's fields begin in `columns`.
  private let firstColumns: [Int]
  /// What loaders found.
  let findings: FindingTable
  var findingCount = 0

  /// - Parameter isPart: whether it is given a part of a file only, to be appended to another builder.
  package convenience init(isPart: Bool = false) { self.init(limits: BuildLimits(), isPart: isPart) }

  init(limits: BuildLimits, isPart: Bool = false) {
    self.limits = limits
    let parties = PartyRegistry(limits: limits)
    self.parties = parties
    let tables = Entity.allCases.map { TableBuilder($0, limits: limits, parties: parties) }
    self.tables = tables
    firstColumns = tables.indices.map { index in tables[..<index].reduce(0) { $0 + $1.columns.count } }
    columns = tables.flatMap(\.columns).map { $0.map { .passUnretained($0) } }
    findings = FindingTable(limits: limits, isPart: isPart)
  }

  /// Begins an item; `line` is its line in the file, for findings (0 where there is none). Gives its row. There is
  /// one plan, so beginning it again changes nothing; groups, assignments and parties are derived and cannot be
  /// begun, and findings are added with `addFinding`.
  @discardableResult
  package func begin(_ entity: Entity, line: Int) -> UInt32 {
    switch entity {
    case .groups, .assignments, .parties, .findings: schemaMistake("\(entity) cannot be begun")
    case .plan where table(.plan).rowCount > 0: return 0
    default: break
    }
    let table = table(entity)
    guard !limits.hasFailed, limits.hasRoom(rows: table.rowCount) else { return Column.noRow }
    return table.begin(line: line, parent: lastRow(of: table.parentEntity))
  }

  /// Puts the item last begun under another parent than the last one begun (SQLite, where rows name their parent). A
  /// row that the parent's entity does not have by the time of `finish`, such as `Column.noRow`, is no parent.
  package func setParent(of entity: Entity, to parent: UInt32) { table(entity).setParent(parent) }

  /// Sets a text field of the item last begun; the bytes are UTF-8 and kept as they are.
  package func set(_ field: FieldID, text: UnsafeBufferPointer<UInt8>) {
    fill(field) { $0.set($1, text: text) }
  }

  package func set(_ field: FieldID, text: String) {
    var text = text
    text.withUTF8 { set(field, text: $0) }
  }

  package func set(_ field: FieldID, integer: Int64) { fill(field) { $0.set($1, integer: integer) } }

  /// A code of the field's enumeration.
  package func set(_ field: FieldID, code: UInt8) { fill(field) { $0.set($1, code: code) } }

  package func set(_ field: FieldID, period: Period) { fill(field) { $0.set($1, period: period) } }

  /// Adds a period to a field that holds a list of them.
  package func append(_ field: FieldID, period: Period) { fill(field) { $0.append($1, period: period) } }

  /// Adds a party to a field that holds a list of them. Names are matched when the plan is finished.
  package func append(_ field: FieldID, party: Party) { fill(field) { $0.append($1, party: party) } }

  /// Adds a party without agency to a field that holds a list of them: as the other, but no string is made. The bytes
  /// are UTF-8.
  package func append(
    _ field: FieldID, name: UnsafeBufferPointer<UInt8>, kind: PartyKind? = nil, line: Int
  ) {
    fill(field) { $0.append($1, name: name, kind: kind, line: line) }
  }

  /// Adds what a loader found doubtful. `finish` adds the findings of its own checks and drops what repeats: two
  /// findings are the same when rule, entity, ref and message are.
  package func addFinding(
    _ severity: Severity, rule: String, entity: Entity, ref: String, message: String, line: Int
  ) {
    func code(_ kind: FindingText, _ text: String) -> UInt32 {
      var text = text
      return text.withUTF8 { findingText(kind, $0) }
    }
    addFinding(
      severity, rule: code(.rule, rule), entity: entity, ref: code(.ref, ref),
      message: code(.message, message),
      line: line)
  }

  /// As the other, the texts as codes that `findingText` gave; 0 is the empty text.
  package func addFinding(
    _ severity: Severity, rule: UInt32, entity: Entity, ref: UInt32, message: UInt32, line: Int
  ) {
    guard !limits.hasFailed, limits.hasRoom(rows: findingCount) else { return }
    findingCount += 1
    findings.add(
      NotedFinding(
        severity: severity, rule: rule, entity: entity, ref: ref, message: message, line: Int64(line)))
  }

  /// The code of a finding's text, so that no string need be made of it. The bytes are UTF-8.
  package func findingText(_ kind: FindingText, _ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    limits.hasFailed ? 0 : findings.code(of: kind, text)
  }

  /// Makes room for what is expected where `read` of `whole` bytes or rows made what the columns hold now. A guess that
  /// is wrong costs time only: memory that is not written to is not used.
  package func reserve(whole: Int, read: Int) {
    guard read > 0, whole > read else { return }
    let growth = Growth(whole: whole, read: read, workers: workers)
    for table in tables { table.reserve(growth) }
  }

  /// Works out what is derived, resolves names, checks, and gives the plan. The builder is then used up.
  package func finish() throws(TooLarge) -> Plan {
    if table(.plan).rowCount == 0 { begin(.plan, line: 0) }
    if let failure = limits.failure { throw failure }
    let plan = try PlanAssembly(self).plan()
    if let failure = limits.failure { throw failure }
    return plan
  }

  /// How many items of a kind there are so far.
  package func rowCount(_ entity: Entity) -> Int { table(entity).rowCount }

  func table(_ entity: Entity) -> TableBuilder { tables[entity.rawValue] }

  private func lastRow(of entity: Entity?) -> UInt32 {
    guard let entity else { return Column.noRow }
    let count = table(entity).rowCount
    return count == 0 ? Column.noRow : UInt32(truncatingIfNeeded: count - 1)
  }

  // What is set before any item was begun belongs to none and is passed over, as is all that follows a failure.
  @inline(__always) private func fill(_ field: FieldID, _ write: (ColumnBuilder, Int) -> Void) {
    let rowCount = table(field.entity).rowCount
    guard rowCount > 0, !limits.hasFailed else { return }
    guard let column = columns[firstColumns[field.entity.rawValue] &+ field.index] else { isDerived(field) }
    column._withUnsafeGuaranteedRef { write($0, rowCount &- 1) }
  }

  @inline(never) private func isDerived(_ field: FieldID) -> Never {
    schemaMistake("\(Schema[field.entity].name).\(Schema.field(field).name) is derived")
  }
}
