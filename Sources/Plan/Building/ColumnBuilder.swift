/// Fills one column row by row. Rows rise; a row that is left out is blank, and setting the last row again replaces
/// it. A class for each kind of column, so that appending never copies what is there.
class ColumnBuilder {
  let limits: BuildLimits

  init(limits: BuildLimits) { self.limits = limits }

  func set(_ row: Int, text: UnsafeBufferPointer<UInt8>) { mismatch() }
  func set(_ row: Int, integer: Int64) { mismatch() }
  func set(_ row: Int, code: UInt8) { mismatch() }
  func set(_ row: Int, period: Period) { mismatch() }
  func append(_ row: Int, period: Period) { mismatch() }
  func append(_ row: Int, party: PlanBuilder.Party) { mismatch() }
  func append(_ row: Int, name: UnsafeBufferPointer<UInt8>, kind: PartyKind?, line: Int) { mismatch() }

  /// Makes room for what is expected.
  func reserve(_ growth: Growth) {}

  /// The column, padded with blanks to `rowCount`.
  func column(rowCount: Int) -> Column { mismatch() }

  /// What a part's builder of the same field holds, padded with blanks to `rowCount`.
  func part(rowCount: Int) -> ColumnPart { .column(column(rowCount: rowCount)) }

  /// Puts a part behind the first `rowCount` rows, which are padded with blanks.
  func append(_ part: ColumnPart, rowCount: Int, parties: PartCodes) { mismatch() }

  /// The largest number that is counted here with 32 bits, save that of rows.
  var extent: Int { 0 }

  /// Forgets all rows, but keeps the memory.
  func removeAll() { mismatch() }

  final func mismatch() -> Never { schemaMistake("the field is of another type, or derived") }

  /// nil for a field that the builder works out itself.
  static func make(_ field: Field, limits: BuildLimits, parties: PartyRegistry) -> ColumnBuilder? {
    guard field.role == .stored else { return nil }
    switch field.type {
    case .text: return field.isRepeated ? NameBuilder(limits: limits) : TextBuilder(limits: limits)
    case .integer: return IntegerBuilder(limits: limits)
    case .enumeration(let enumeration): return ChoiceBuilder(enumeration, limits: limits)
    case .period: return PeriodBuilder(limits: limits)
    case .list(.period): return PeriodListBuilder(limits: limits)
    case .list(.item(.parties)): return PartyListBuilder(parties, limits: limits)
    default: return nil
    }
  }
}

/// How much longer columns will become, as far as one can tell from the first part of a file.
struct Growth {
  var whole: Int
  var read: Int
  var workers: any Workers

  /// How many of `count` things there will be, and some more, so that a guess that is a little low costs nothing.
  func expected(_ count: Int) -> Int {
    let (product, isTooMany) = count.multipliedReportingOverflow(by: whole)
    return isTooMany ? count : product / max(1, read) &+ product / max(1, read) / 16 &+ 64
  }
}

extension Array {
  /// Makes room for what is expected; a column that nothing is put into gets none.
  mutating func reserve(_ growth: Growth) {
    if count > 1 { reserve(growth.expected(count), growth.workers) }
  }

  /// Appends offsets into what already has `count` elements.
  mutating func append(offsets: [UInt32], behind count: Int) where Element == UInt32 {
    let base = UInt32(truncatingIfNeeded: count)
    append(contentsOf: offsets.dropFirst().lazy.map { $0 &+ base })
  }

  /// Appends `filler` until there are `count` elements.
  @inline(__always) mutating func pad(to count: Int, with filler: Element) {
    if self.count < count { append(contentsOf: repeatElement(filler, count: count - self.count)) }
  }

  /// Makes `element` the one at `index`, which is at or beyond the last.
  @inline(__always) mutating func place(_ element: Element, at index: Int, padding: Element) {
    if count == index { return append(element) }
    pad(to: index, with: padding)
    if count == index { append(element) } else { self[index] = element }
  }
}
