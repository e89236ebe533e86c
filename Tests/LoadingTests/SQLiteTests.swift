import CSQLite
import Foundation
import Loading
import Plan
import Testing

/// A folder of a test's own, removed with it.
final class ScratchFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("planq-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}

/// Runs SQL on a database file, as a person with the sqlite3 shell would.
func makeDatabase(_ path: String, _ sql: String) throws {
  var database: OpaquePointer?
  try #require(sqlite3_open(path, &database) == SQLITE_OK)
  defer { sqlite3_close(database) }
  let status = sqlite3_exec(database, sql, nil, nil, nil)
  try #require(status == SQLITE_OK, "\(String(cString: sqlite3_errmsg(database)))")
}

/// By the names of a database's tables, the statements that made them.
private func declarations(_ path: String) throws -> [String: String] {
  var database: OpaquePointer?
  try #require(sqlite3_open(path, &database) == SQLITE_OK)
  defer { sqlite3_close(database) }
  var statement: OpaquePointer?
  let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
  try #require(sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK)
  defer { sqlite3_finalize(statement) }
  var found: [String: String] = [:]
  while sqlite3_step(statement) == SQLITE_ROW {
    found[String(cString: sqlite3_column_text(statement, 0))] =
      String(cString: sqlite3_column_text(statement, 1))
  }
  return found
}

/// Reads it alone and by two threads, which makes no difference.
func readDatabase(_ path: String) throws -> Plan {
  func read(sharedFrom size: Int64) -> Result<Plan, any Error> {
    Result {
      let builder = PlanBuilder()
      try SQLiteReader.read(path: path, into: builder, isCancelled: { false }, sharedFrom: size)
      return try builder.finish()
    }
  }
  let alone = read(sharedFrom: .max)
  let shared = read(sharedFrom: 0)
  switch (alone, shared) {
  case (.success(let one), .success(let other)):
    #expect(try SeedTests.bytes(one) == SeedTests.bytes(other))
  case (.failure(let one), .failure(let other)):
    #expect(one as? LoadFailure == other as? LoadFailure)
  default: Issue.record("two threads end otherwise")
  }
  return try alone.get()
}

private func failure(_ sql: String) throws -> LoadFailure? {
  let folder = try ScratchFolder()
  let path = folder.path("plan.sqlite")
  try makeDatabase(path, sql)
  do {
    _ = try readDatabase(path)
    return nil
  } catch let failure as LoadFailure {
    return failure
  }
}

private func texts(_ column: Column) -> [String] {
  switch column {
  case .text(let texts): (0..<texts.count).map { texts.string(at: $0) }
  case .name(let names): (0..<names.count).map { names.string(at: $0) }
  default: []
  }
}

@Suite struct SQLiteTests {
  /// The tables as a person would make them by hand: few columns, ids of their own.
  private static let handMade = """
    CREATE TABLE objective (id INTEGER PRIMARY KEY, number INTEGER, title TEXT);
    INSERT INTO objective VALUES (10, 1, 'Supervision'), (20, 2, 'Referrals');
    CREATE TABLE action (id INTEGER PRIMARY KEY, objective INTEGER, number INTEGER, description TEXT, rag TEXT);
    INSERT INTO action VALUES (7, 20, 1, 'Second', 'g'), (9, 10, 1, 'First', NULL);
    CREATE TABLE party (part TEXT, item INTEGER, position INTEGER, name TEXT, kind TEXT, agency TEXT);
    INSERT INTO party VALUES ('lead', 9, 1, 'Rose Case', NULL, 'Police'), ('lead', 7, 2, 'B', NULL, NULL),
      ('lead', 7, 1, 'A', 'group', NULL);
    CREATE TABLE due (action INTEGER, position INTEGER, period TEXT);
    INSERT INTO due VALUES (9, 1, 'October 2011'), (9, 2, '2012-Q1');
    """

  private static let officers =
    handMade
      + """
      CREATE TABLE officer (id INTEGER PRIMARY KEY, name TEXT, listed);
      INSERT INTO officer VALUES (1, 'Rose Case', 1), (2, 'Annie Hunter', 0);
      """

  /// A file of planq's own that lost a table is not a plan with fewer things in it.
  @Test(arguments: [
    "plan", "officer", "objective", "indicator", "target", "action", "risk", "finding", "due", "party",
  ])
  func aTableThatIsGoneIsMissed(_ table: String) throws {
    let folder = try ScratchFolder()
    let path = folder.path("plan.sqlite")
    try SQLiteWriter.write(try readJSON(#"{"objectives": [{"number": 1}]}"#), to: path)
    try makeDatabase(path, "DROP TABLE \"\(table)\"")
    let failure = #expect(throws: LoadFailure.self) { try readDatabase(path) }
    #expect(failure?.message.contains("\"\(table)\" is gone") == true, "\(failure?.message ?? "")")
  }

  /// The numbers that tell planq's own tables are those of the statements that make them.
  @Test func ownTablesAreKnownByTheirStatements() throws {
    let folder = try ScratchFolder()
    let path = folder.path("plan.sqlite")
    try SQLiteWriter.write(try readJSON(#"{"objectives": [{"number": 1}]}"#), to: path)
    let statements = try declarations(path)
    let own = statements.filter { TablePrint.isOwn($0.key, $0.value) }.keys.sorted()
    #expect(
      own == [
        "action", "due", "finding", "indicator", "objective", "officer", "party", "plan", "risk", "target",
      ])
    for (name, statement) in statements {
      #expect(!TablePrint.isOwn(name, statement + " "))
      #expect(!TablePrint.isOwn(name + "s", statement))
    }
  }

  /// A column that was added to one of planq's own tables is told of.
  @Test func aColumnThatWasAddedIsTold() throws {
    let folder = try ScratchFolder()
    let path = folder.path("plan.sqlite")
    try SQLiteWriter.write(try readJSON(#"{"objectives": [{"number": 1, "title": "T"}]}"#), to: path)
    try makeDatabase(path, "ALTER TABLE objective ADD COLUMN mood TEXT; UPDATE objective SET mood = 'good'")
    let plan = try readDatabase(path)
    #expect(texts(plan[Schema.id(.objectives, "title")]) == ["T"])
    #expect(texts(plan[Schema.id(.findings, "rule")]).contains("column-unread"))
  }

  /// The plan could be read; but what else of the file is wrong, nobody knows.
  @Test func damageIsFoundWhereNothingIsRead() throws {
    let found = try failure(
      """
      CREATE TABLE objective (number INTEGER); INSERT INTO objective VALUES (1);
      CREATE TABLE mine (x); CREATE TABLE yours (x);
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'mine')
        WHERE name = 'yours';
      """)
    #expect(found?.message.hasPrefix("this SQLite file is damaged: ") == true, "\(String(describing: found))")
  }

  @Test func readsTablesMadeByHand() throws {
    let folder = try ScratchFolder()
    let path = folder.path("plan.db")
    try makeDatabase(path, Self.handMade)
    let plan = try readDatabase(path)
    #expect(texts(plan[Schema.id(.actions, "description")]) == ["Second", "First"])
    guard case .ref(let refs) = plan[Schema.id(.actions, "ref")],
      case .choice(let rag) = plan[Schema.id(.actions, "rag")],
      case .list(let lead) = plan[Schema.id(.actions, "lead")], case .item(let members) = lead.elements,
      case .list(let due) = plan[Schema.id(.actions, "due")], case .period(let periods) = due.elements
    else {
      Issue.record("the columns are of other kinds")
      return
    }
    #expect(refs.values.map { Ref(packed: $0).text } == ["2.1", "1.1"])
    #expect(rag.codes == [Rag.green, 0])
    let names = texts(plan.labels(of: .parties))
    #expect(members.rows.map { names[Int($0)] } == ["A", "B", "Rose Case"])
    #expect(lead.offsets == [0, 2, 3])
    #expect((0..<periods.firsts.count).map { periods.period(at: $0)?.text() } == ["2011-10", "2012-Q1"])
    #expect(due.offsets == [0, 0, 2])
  }

  @Test(arguments: [
    ("CREATE TABLE t (x); INSERT INTO t VALUES (1)", "holds no plan", nil as String?),
    ("CREATE TABLE t (x); CREATE VIEW objective AS SELECT 1 AS id", "is a view", nil),
    (
      handMade + "UPDATE action SET rag = 'Yellow' WHERE id = 7", "must be R, A, G or NULL",
      "action[id=7].rag"
    ),
    (handMade + "UPDATE action SET number = 'two' WHERE id = 9", "must be an integer", "action[id=9].number"),
    (
      handMade + "UPDATE objective SET title = CAST(x'FF' AS TEXT) WHERE id = 10", "is not UTF-8",
      "objective[id=10].title"
    ),
    (handMade + "UPDATE objective SET title = x'00' WHERE id = 10", "must be text", "objective[id=10].title"),
    (
      handMade + "UPDATE action SET objective = 30 WHERE id = 7", "names no objective",
      "action[id=7].objective"
    ),
    (handMade + "UPDATE due SET period = 'soon'", "must be a date", "due[item=9].period"),
    (handMade + "UPDATE party SET kind = 'king' WHERE item = 9", "must be officer", "party[item=9].kind"),
    (officers + "UPDATE officer SET listed = 'yes' WHERE id = 2", "must be 0 or 1", "officer[id=2].listed"),
    (officers + "UPDATE officer SET listed = 2 WHERE id = 2", "must be 0 or 1", "officer[id=2].listed"),
    (officers + "UPDATE officer SET listed = NULL WHERE id = 1", "must be 0 or 1", "officer[id=1].listed"),
    ("PRAGMA user_version = 99;" + handMade, "newer planq", nil),
  ])
  func saysWhatIsWrong(_ sql: String, _ message: String, _ path: String?) throws {
    let failure = try #require(try failure(sql))
    #expect(failure.message.contains(message), "\(failure.message)")
    #expect(failure.path == path)
  }

  @Test func rowsAndColumnsThatBelongNowhereAreFindings() throws {
    let folder = try ScratchFolder()
    let path = folder.path("plan.db")
    try makeDatabase(
      path,
      Self.handMade
        + "ALTER TABLE action ADD COLUMN cost TEXT; INSERT INTO due VALUES (1, 1, '2011'), (99, 1, '2011');")
    let messages = texts(try readDatabase(path)[Schema.id(.findings, "message")])
    #expect(messages.contains { $0.contains("a column cost") })
    #expect(messages.count { $0.contains("a row of table due") } == 2)
  }

  @Test func aDamagedFileIsRefused() throws {
    let folder = try ScratchFolder()
    let path = folder.path("plan.sqlite")
    try Data("SQLite format 3\0 and then nothing of the kind".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: LoadFailure.self) { try readDatabase(path) }
  }
}
