import CSQLite
import Platform

/// An open SQLite database, closed with its owner.
struct SQLiteConnection: ~Copyable {
  let handle: OpaquePointer
  private let watch: Watch

  /// What SQLite asks while it works.
  private final class Watch {
    let isCancelled: () -> Bool
    /// What is under way is to end the next time that SQLite asks.
    var isLast = false
    private(set) var hasStopped = false
    init(_ isCancelled: @escaping () -> Bool) { self.isCancelled = isCancelled }

    func isOver() -> Bool {
      hasStopped = isLast
      return isLast || isCancelled()
    }
  }

  /// How many steps of its machine SQLite takes between two questions: some tenths of a millisecond.
  private static let stepsBetween: Int32 = 10_000

  /// Opens for reading with everything off that a hostile file could use: triggers, views, functions in the schema.
  ///
  /// - Parameter isCancelled: asked now and then; once it holds, what is under way fails.
  init(reading path: String, isCancelled: @escaping () -> Bool = { false }) throws(LoadFailure) {
    try self.init(
      path, flags: SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, isCancelled)
    _ = planq_sqlite3_harden(handle)
  }

  init(writing path: String, isCancelled: @escaping () -> Bool = { false }) throws(LoadFailure) {
    try self.init(
      path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
      isCancelled)
  }

  private init(_ path: String, flags: Int32, _ isCancelled: @escaping () -> Bool) throws(LoadFailure) {
    var opened: OpaquePointer?
    let status = sqlite3_open_v2(path, &opened, flags, nil)
    guard status == SQLITE_OK, let opened else {
      let message = String(cString: sqlite3_errstr(status))
      sqlite3_close_v2(opened)
      throw LoadFailure("cannot open \(path): \(message)")
    }
    handle = opened
    sqlite3_busy_timeout(opened, 2000)
    watch = Watch(isCancelled)
    ask(every: Self.stepsBetween)
  }

  private func ask(every steps: Int32) {
    sqlite3_progress_handler(
      handle, steps,
      { context in
        guard let context else { return 0 }
        return Unmanaged<Watch>.fromOpaque(context).takeUnretainedValue().isOver() ? 1 : 0
      }, Unmanaged.passUnretained(watch).toOpaque())
  }

  /// Runs `body`, in which SQLite takes at most so many steps of its machine.
  ///
  /// - Returns: whether they sufficed.
  func stopping(
    after steps: Int32, _ body: () throws(LoadFailure) -> Void
  ) throws(LoadFailure) -> Bool {
    watch.isLast = true
    ask(every: steps)
    defer {
      watch.isLast = false
      ask(every: Self.stepsBetween)
    }
    do throws(LoadFailure) { try body() } catch {
      guard watch.hasStopped, !watch.isCancelled() else { throw error }
      return false
    }
    return true
  }

  /// How often a page was looked at since the connection was opened.
  func pagesVisited() -> Int64 {
    [SQLITE_DBSTATUS_CACHE_HIT, SQLITE_DBSTATUS_CACHE_MISS].reduce(0) { sum, status in
      var (now, most): (Int32, Int32) = (0, 0)
      sqlite3_db_status(handle, status, &now, &most, 0)
      return sum + Int64(now)
    }
  }

  deinit { sqlite3_close_v2(handle) }

  func prepare(_ sql: String) throws(LoadFailure) -> SQLiteStatement {
    try SQLiteStatement(sql, of: handle)
  }

  func execute(_ sql: String) throws(LoadFailure) {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
  }

  /// The bytes of the database.
  func size() throws(LoadFailure) -> Int64 {
    let (count, bytes) = (try integer("PRAGMA page_count"), try integer("PRAGMA page_size"))
    let (size, isTooLarge) = count.multipliedReportingOverflow(by: bytes)
    return isTooLarge ? .max : size
  }

  /// The one integer that a statement gives; 0 where it gives none.
  func integer(_ sql: String) throws(LoadFailure) -> Int64 {
    let statement = try prepare(sql)
    return try statement.step() ? statement.integer(at: 0) : 0
  }

  /// Whether others can write while this connection reads.
  func hasWriteAheadLog() throws(LoadFailure) -> Bool {
    let statement = try prepare("PRAGMA journal_mode")
    return try statement.step() && statement.string(at: 0) == "wal"
  }

  /// Whether the path no longer leads to the file that was opened.
  var hasMoved: Bool {
    var answer: Int32 = 0
    return sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &answer) == SQLITE_OK && answer != 0
  }

  /// Stops what the connection does; also from another thread, as long as the connection is open.
  var interrupter: @Sendable () -> Void {
    let address = UInt(bitPattern: handle)
    return { sqlite3_interrupt(OpaquePointer(bitPattern: address)) }
  }

  func failure() -> LoadFailure { LoadFailure("SQLite: \(String(cString: sqlite3_errmsg(handle)))") }
}

/// A prepared statement, finalized with its owner. Columns and parameters count from 0.
struct SQLiteStatement: ~Copyable {
  let handle: OpaquePointer
  let database: OpaquePointer
  private var count = 0

  init(_ sql: String, of database: OpaquePointer) throws(LoadFailure) {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
      throw LoadFailure("SQLite: \(String(cString: sqlite3_errmsg(database)))")
    }
    handle = statement
    self.database = database
  }

  deinit { sqlite3_finalize(handle) }

  /// Gives whether there is a row.
  func step() throws(LoadFailure) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw LoadFailure("SQLite: \(String(cString: sqlite3_errmsg(database)))")
    }
  }

  /// As the other; throws once `isCancelled` holds, which is asked now and then.
  @inline(__always) mutating func step(asking isCancelled: () -> Bool) throws(LoadFailure) -> Bool {
    count &+= 1
    if count & 0xFFF == 0, isCancelled() { throw LoadFailure("interrupted") }
    return try step()
  }

  /// Runs a statement that gives no row, and makes it ready for the next.
  func run() throws(LoadFailure) {
    _ = try step()
    sqlite3_reset(handle)
  }

  func reset() { sqlite3_reset(handle) }

  // Parameters; a bind fails only for a wrong index or want of memory, which the next step reports.

  func bind(_ value: Int64?, at index: Int32) {
    if let value {
      sqlite3_bind_int64(handle, index + 1, value)
    } else {
      sqlite3_bind_null(handle, index + 1)
    }
  }

  func bind(_ text: String, at index: Int32) {
    var text = text
    text.withUTF8 { bind($0, at: index) }
  }

  func bind(_ value: Double, at index: Int32) { sqlite3_bind_double(handle, index + 1, value) }

  /// A text of more than 1 GB is more than SQLite can hold.
  func bind(_ text: UnsafeBufferPointer<UInt8>, at index: Int32) {
    guard let base = text.baseAddress, !text.isEmpty else {
      _ = planq_sqlite3_bind_text_copy(handle, index + 1, "", 0)
      return
    }
    let count = Int32(clamping: text.count)
    base.withMemoryRebound(to: CChar.self, capacity: text.count) {
      _ = planq_sqlite3_bind_text_copy(handle, index + 1, $0, count)
    }
  }

  // Values of the row stepped to, valid until the next step.

  /// SQLite is asked for the value once, and then the value for what it is: each `sqlite3_column_…` finds the column
  /// anew. A connection works on one thread, as the value's functions ask.
  @inline(__always) subscript(index: Int32) -> SQLiteValue {
    SQLiteValue(handle: sqlite3_column_value(handle, index))
  }

  func integer(at index: Int32) -> Int64 { self[index].integer }
  func string(at index: Int32) -> String { self[index].string }
}

/// A value of the row that a statement stands at.
struct SQLiteValue {
  fileprivate let handle: OpaquePointer?

  enum Kind { case null, integer, decimal, text, blob }

  @inline(__always) var kind: Kind {
    switch sqlite3_value_type(handle) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .decimal
    case SQLITE_TEXT: .text
    case SQLITE_NULL: .null
    default: .blob
    }
  }

  @inline(__always) var integer: Int64 { sqlite3_value_int64(handle) }

  @inline(__always) func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let text = sqlite3_value_text(handle)
    return body(UnsafeBufferPointer(start: text, count: Int(sqlite3_value_bytes(handle))))
  }

  var string: String { withText { String(decoding: $0, as: UTF8.self) } }
}
