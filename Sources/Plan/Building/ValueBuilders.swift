/// Integers.
final class IntegerBuilder: ColumnBuilder {
  private var values: [Int64] = []
  /// Empty as long as no row is blank.
  private var blanks: [Bool] = []
  private var hasBlanks = false

  override func set(_ row: Int, integer: Int64) {
    pad(to: row)
    values.place(integer, at: row, padding: 0)
    if hasBlanks { blanks.place(false, at: row, padding: true) }
  }

  /// Makes the rows that are left out blank.
  private func pad(to count: Int) {
    guard values.count < count else { return }
    if !hasBlanks {
      hasBlanks = true
      blanks = [Bool](repeating: false, count: values.count)
    }
    values.pad(to: count, with: 0)
    blanks.pad(to: count, with: true)
  }

  override func reserve(_ growth: Growth) {
    values.reserve(growth)
    blanks.reserve(growth)
  }

  override func column(rowCount: Int) -> Column {
    pad(to: rowCount)
    return .integer(IntegerColumn(values: values, blanks: blanks))
  }

  override func append(_ part: ColumnPart, rowCount: Int, parties: PartCodes) {
    guard case .column(.integer(let column)) = part else { mismatch() }
    pad(to: rowCount)
    if !column.blanks.isEmpty, !hasBlanks {
      hasBlanks = true
      blanks = [Bool](repeating: false, count: values.count)
    }
    values.append(contentsOf: column.values)
    guard hasBlanks else { return }
    blanks.append(contentsOf: column.blanks)
    blanks.pad(to: values.count, with: false)
  }

  override func removeAll() {
    values.removeAll(keepingCapacity: true)
    blanks.removeAll(keepingCapacity: true)
    hasBlanks = false
  }
}

/// Codes of an enumeration; a code that it does not have is blank.
final class ChoiceBuilder: ColumnBuilder {
  private let enumeration: Enumeration
  private let codeCount: UInt8
  private var codes: [UInt8] = []

  init(_ enumeration: Enumeration, limits: BuildLimits) {
    self.enumeration = enumeration
    codeCount = UInt8(truncatingIfNeeded: enumeration.values.count)
    super.init(limits: limits)
  }

  override func set(_ row: Int, code: UInt8) {
    codes.place(code <= codeCount ? code : 0, at: row, padding: 0)
  }

  override func reserve(_ growth: Growth) {
    codes.reserve(growth)
  }

  override func column(rowCount: Int) -> Column {
    codes.pad(to: rowCount, with: 0)
    return .choice(ChoiceColumn(enumeration: enumeration, codes: codes))
  }

  override func append(_ part: ColumnPart, rowCount: Int, parties: PartCodes) {
    guard case .column(.choice(let column)) = part else { mismatch() }
    codes.pad(to: rowCount, with: 0)
    codes.append(contentsOf: column.codes)
  }

  override func removeAll() { codes.removeAll(keepingCapacity: true) }
}

/// Periods.
final class PeriodBuilder: ColumnBuilder {
  private var firsts: [Int32] = []
  private var lasts: [Int32] = []

  override func set(_ row: Int, period: Period) {
    firsts.place(period.first.number, at: row, padding: PeriodColumn.blankFirst)
    lasts.place(period.last.number, at: row, padding: PeriodColumn.blankLast)
  }

  override func reserve(_ growth: Growth) {
    firsts.reserve(growth)
    lasts.reserve(growth)
  }

  override func column(rowCount: Int) -> Column {
    firsts.pad(to: rowCount, with: PeriodColumn.blankFirst)
    lasts.pad(to: rowCount, with: PeriodColumn.blankLast)
    return .period(PeriodColumn(firsts: firsts, lasts: lasts))
  }

  override func append(_ part: ColumnPart, rowCount: Int, parties: PartCodes) {
    guard case .column(.period(let column)) = part else { mismatch() }
    firsts.pad(to: rowCount, with: PeriodColumn.blankFirst)
    lasts.pad(to: rowCount, with: PeriodColumn.blankLast)
    firsts.append(contentsOf: column.firsts)
    lasts.append(contentsOf: column.lasts)
  }

  override func removeAll() {
    firsts.removeAll(keepingCapacity: true)
    lasts.removeAll(keepingCapacity: true)
  }
}

/// Lists of periods.
final class PeriodListBuilder: ColumnBuilder {
  private var offsets: [UInt32] = [0]
  private var firsts: [Int32] = []
  private var lasts: [Int32] = []

  override func append(_ row: Int, period: Period) {
    guard limits.hasRoom(rows: firsts.count) else { return }
    offsets.pad(to: row + 1, with: UInt32(truncatingIfNeeded: firsts.count))
    firsts.append(period.first.number)
    lasts.append(period.last.number)
    offsets.place(UInt32(truncatingIfNeeded: firsts.count), at: row + 1, padding: 0)
  }

  override func reserve(_ growth: Growth) {
    offsets.reserve(growth)
    firsts.reserve(growth)
    lasts.reserve(growth)
  }

  override func column(rowCount: Int) -> Column {
    offsets.pad(to: rowCount + 1, with: UInt32(truncatingIfNeeded: firsts.count))
    let elements = PeriodColumn(firsts: firsts, lasts: lasts)
    return .list(ListColumn(offsets: offsets, elements: .period(elements)))
  }

  override func append(_ part: ColumnPart, rowCount: Int, parties: PartCodes) {
    guard case .column(.list(let column)) = part, case .period(let elements) = column.elements else {
      mismatch()
    }
    offsets.pad(to: rowCount + 1, with: UInt32(truncatingIfNeeded: firsts.count))
    offsets.append(offsets: column.offsets, behind: firsts.count)
    firsts.append(contentsOf: elements.firsts)
    lasts.append(contentsOf: elements.lasts)
  }

  override var extent: Int { firsts.count }

  override func removeAll() {
    offsets.removeAll(keepingCapacity: true)
    offsets.append(0)
    firsts.removeAll(keepingCapacity: true)
    lasts.removeAll(keepingCapacity: true)
  }
}
