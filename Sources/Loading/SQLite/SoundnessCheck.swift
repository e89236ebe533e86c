import CSQLite
import Platform

/// Whether a database file is sound. A file may have been damaged, or made to do harm: what was read of one that is
/// not sound is given to nobody.
final class SoundnessCheck: Sendable {
  private let isStopped = Flag()

  /// Ends what goes on on another thread.
  func stop() { isStopped.set() }

  /// Whether to end.
  var isOver: Bool { isStopped.isSet || Signals.wasInterrupted }

  /// Looks at every page of the file and at where every row stands in it: that each page is used once and none is lost,
  /// and rows neither overlap nor overrun. What rows hold is left out. It takes two thirds of the time, and reading the
  /// plan looks at it again.
  ///
  /// - Parameter isLong: whether it takes so long that somebody might want to interrupt it.
  func checkPages(of database: borrowing SQLiteConnection, isLong: Bool) throws(LoadFailure) {
    let pages = try database.integer("PRAGMA page_count")
    let statement = try database.prepare("PRAGMA quick_check(1)")
    // The check looks at the pages first, which takes at most two of its steps for each where they count at all, and
    // then at the rows one by one.
    let most = Int32(clamping: 4 * pages + 100)
    let isEnded = try interruptible(isLong, database) { () throws(LoadFailure) in
      try database.stopping(after: most) { () throws(LoadFailure) in try Self.read(statement) }
    }
    // Should another SQLite do it in another order, it was stopped too early.
    if isEnded { return }
    let unused = try database.integer("PRAGMA freelist_count")
    if database.pagesVisited() >= pages - unused - 1 { return }
    statement.reset()
    try interruptible(isLong, database) { () throws(LoadFailure) in try Self.read(statement) }
  }

  /// The page check is one step, however large the file is; before SQLite 3.42 it does not ask the progress handler.
  private func interruptible<Value>(
    _ isLong: Bool, _ database: borrowing SQLiteConnection, _ body: () throws(LoadFailure) -> Value
  ) throws(LoadFailure) -> Value {
    guard isLong else { return try body() }
    return try InterruptWatch.during(when: { self.isOver }, interrupt: database.interrupter, body)
  }

  private static func read(_ statement: borrowing SQLiteStatement) throws(LoadFailure) {
    guard try statement.step() else { return }
    let answer = statement.string(at: 0)
    if answer != "ok" { throw LoadFailure("this SQLite file is damaged: \(answer)") }
  }
}
