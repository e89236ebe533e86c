import CSQLite
import Platform
import Synchronization

/// Whether a database file is sound. A file may have been damaged, or made to do harm: what was read of one that is
/// not sound is given to nobody.
final class SoundnessCheck: Sendable {
  private let isStopped = Atomic<Bool>(false)

  /// Ends what goes on on another thread.
  func stop() { isStopped.store(true, ordering: .relaxed) }

  /// Whether to end.
  var isOver: Bool { isStopped.load(ordering: .relaxed) || Signals.wasInterrupted }

  /// Looks at the whole file: its pages and what its rows hold.
  ///
  /// - Parameter isLong: whether it takes so long that somebody might want to interrupt it.
  func checkAll(of database: borrowing SQLiteConnection, isLong: Bool) throws(LoadFailure) {
    let statement = try database.prepare(Self.check)
    guard isLong else {
      if try statement.step() { try read(statement.string(at: 0)) }
      return
    }
    // It is one step, however large the file is; before SQLite 3.42 it does not ask the progress handler.
    let hasAnswer = try InterruptWatch.during(
      when: { self.isOver }, interrupt: database.interrupter
    ) { () throws(LoadFailure) in try statement.step() }
    if hasAnswer { try read(statement.string(at: 0)) }
  }

  /// Looks at every page of the file and at where every row stands in it: that each page is used once and none is lost,
  /// and rows neither overlap nor overrun. What rows hold is left out. It takes two thirds of the time, and reading the
  /// plan looks at it again.
  func checkPages(of database: borrowing SQLiteConnection) throws(LoadFailure) {
    let (pages, unused) = (
      try database.integer("PRAGMA page_count"), try database.integer("PRAGMA freelist_count")
    )
    // The check looks at the pages first, which takes at most two of its steps for each where they count at all, and
    // then at the rows one by one.
    let most = Int32(clamping: 4 * pages + 1000)
    let statement = try database.prepare(Self.check)
    var answer: String?
    let isEnded = try InterruptWatch.during(
      when: { self.isOver }, interrupt: database.interrupter
    ) { () throws(LoadFailure) in
      try database.stopping(after: most) { () throws(LoadFailure) in
        if try statement.step() { answer = statement.string(at: 0) }
      }
    }
    if let answer { return try read(answer) }
    // Should another SQLite do it in another order, it was stopped too early.
    if !isEnded, database.pagesVisited() < pages - unused - 1 { try checkAll(of: database, isLong: true) }
  }

  private static let check = "PRAGMA quick_check(1)"

  private func read(_ answer: String) throws(LoadFailure) {
    if answer != "ok" { throw LoadFailure("this SQLite file is damaged: \(answer)") }
  }
}
