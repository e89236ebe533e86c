/// What 32-bit offsets and codes can hold. The first limit that a file goes beyond is remembered and thrown by
/// `PlanBuilder.finish`; what comes after it is passed over.
final class BuildLimits {
  private let textLimit: Int
  private let rowLimit: Int
  private(set) var failure: PlanBuilder.TooLarge?
  /// Asked for every value.
  private(set) var hasFailed = false
  /// Asked between steps of the work; see `PlanBuilder.isCancelled`.
  var isCancelled: () -> Bool = { false }

  /// Folding can make a text three times as long (a Korean syllable falls into three letters), and folded text has
  /// offsets of 32 bits too. `rowLimit` leaves `Column.noRow` free, and the end of the last row countable.
  init(textLimit: Int = Int(UInt32.max) / 3, rowLimit: Int = Int(UInt32.max) - 1) {
    self.textLimit = textLimit
    self.rowLimit = rowLimit
  }

  /// Whether bytes may be added to an arena that holds `count` of them.
  func hasRoom(text count: Int, adding added: Int) -> Bool {
    if count <= textLimit, added <= textLimit - count { return true }
    fail("the texts of one field exceed \(textLimit) bytes")
    return false
  }

  /// Whether one more may be added to `count` rows, list members or distinct names.
  func hasRoom(rows count: Int) -> Bool {
    if count < rowLimit { return true }
    fail("there are more than \(rowLimit) rows of one kind")
    return false
  }

  /// Whether no limit can be met where `added` more join `count` bytes, rows, list members or distinct names.
  func isFar(from count: Int, adding added: Int) -> Bool {
    count + added <= min(textLimit, rowLimit)
  }

  /// Whether to take the next step: no limit was met, and nobody wants to stop.
  func goesOn() -> Bool {
    if failure == nil, isCancelled() { fail("making the plan was cancelled") }
    return failure == nil
  }

  func fail(_ message: String) {
    if failure == nil { failure = PlanBuilder.TooLarge(message: message) }
    hasFailed = true
  }
}
