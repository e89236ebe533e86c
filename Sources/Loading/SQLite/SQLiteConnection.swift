import CSQLite
import Platform

/// An open SQLite database, closed with its owner.
struct SQLiteConnection: ~Copyable {
  let handle: OpaquePointer
  private let watch: Watch

  /// What SQLite asks while it works.
  private final class Watch {
    let isCancelled: () -> Bool
    init(_ isCancelled: @escaping () -> Bool) { self.isCancelled = isCancelled }
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
    sqlite3_progress_handler(
      opened, Self.stepsBetween,
      { context in
        guard let context else { return 0 }
        return Unmanaged<Watch>.fromOpaque(context).takeUnretainedValue().isCancelled() ? 1 : 0
      }, Unmanaged.passUnretained(watch).toOpaque())
  }

  deinit { sqlite3_close_v2(handle) }

  func prepare(_ sql: String) throws(LoadFailure) -> SQLiteStatement {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
      throw failure()
    }
    return SQLiteStatement(handle: statement, database: handle)
  }

  func execute(_ sql: String) throws(LoadFailure) {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
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

  deinit { sqlite3_finalize(handle) }

  /// Gives whether there is a row.
  func step() throws(LoadFailure) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw LoadFailure("SQLite: \(String(cString: sqlite3_errmsg(database)))")
    }
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

  // Values of the row stepped to.

  enum Kind { case null, integer, decimal, text, blob }

  func kind(at index: Int32) -> Kind {
    switch sqlite3_column_type(handle, index) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .decimal
    case SQLITE_TEXT: .text
    case SQLITE_NULL: .null
    default: .blob
    }
  }

  func integer(at index: Int32) -> Int64 { sqlite3_column_int64(handle, index) }

  /// The bytes of a text, valid until the next step.
  func withText<Result>(at index: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let text = sqlite3_column_text(handle, index)
    return body(UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(handle, index))))
  }

  func string(at index: Int32) -> String { withText(at: index) { String(decoding: $0, as: UTF8.self) } }
}
