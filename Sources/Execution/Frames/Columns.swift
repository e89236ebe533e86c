import Binding
import Plan

extension Column {
  /// One constant over and over; blank for a constant of another type than is asked for.
  static func repeating(_ constant: Constant, _ type: ValueType, count: Int) -> Column {
    let known = constant.isBlank ? nil : constant
    switch type {
    case .text:
      guard case .text(let text)? = known else { return .name(.blank(count)) }
      return .name(
        NameColumn(codes: [UInt32](repeating: 1, count: count), dictionary: TextColumn(["", text])))
    case .integer:
      guard case .integer(let value)? = known else {
        return .integer(
          IntegerColumn(
            values: [Int64](repeating: 0, count: count), blanks: [Bool](repeating: true, count: count)))
      }
      return .integer(IntegerColumn(values: [Int64](repeating: value, count: count)))
    case .decimal:
      return .decimal(DecimalColumn(values: [Double](repeating: known?.decimal ?? .nan, count: count)))
    case .condition:
      let value = if case .condition(true)? = known { true } else { false }
      return .condition(ConditionColumn(values: [Bool](repeating: value, count: count)))
    case .enumeration(let enumeration):
      let code: UInt8 = if case .choice(_, let code)? = known { code } else { 0 }
      return .choice(ChoiceColumn(enumeration: enumeration, codes: [UInt8](repeating: code, count: count)))
    case .period:
      let period: Period? = if case .period(let period)? = known { period } else { nil }
      return .period(
        PeriodColumn(
          firsts: [Int32](repeating: period?.first.number ?? PeriodColumn.blankFirst, count: count),
          lasts: [Int32](repeating: period?.last.number ?? PeriodColumn.blankLast, count: count)))
    case .ref:
      let ref: Ref = if case .ref(let ref)? = known { ref } else { .blank }
      return .ref(RefColumn(values: [Int64](repeating: ref.packed, count: count)))
    case .item(let entity):
      return .item(ItemColumn(entity: entity, rows: [UInt32](repeating: Column.noRow, count: count)))
    case .list(let element):
      guard let known else {
        return .list(
          ListColumn(
            offsets: [UInt32](repeating: 0, count: count + 1), elements: .repeating(.blank, element, count: 0)
          ))
      }
      return .list(
        ListColumn(
          offsets: Selection.all(count + 1).rows, elements: .repeating(known, element, count: count)))
    }
  }

  /// One after the other; all are of one type.
  static func joined(_ columns: [Column]) throws -> Column? {
    guard let first = columns.first else { return nil }
    if columns.count == 1 { return first }
    switch first {
    case .text, .name:
      return .name(try NameColumn.joined(columns.map(\.asNames)))
    case .integer:
      let all = columns.compactMap { if case .integer(let column) = $0 { column } else { nil } }
      let isBlank = all.contains { !$0.blanks.isEmpty }
      let blanks = all.flatMap {
        $0.blanks.isEmpty && isBlank ? [Bool](repeating: false, count: $0.values.count) : $0.blanks
      }
      return .integer(IntegerColumn(values: all.flatMap(\.values), blanks: blanks))
    case .decimal:
      let all = columns.compactMap { if case .decimal(let column) = $0 { column } else { nil } }
      return .decimal(DecimalColumn(values: all.flatMap(\.values)))
    case .condition:
      let all = columns.compactMap { if case .condition(let column) = $0 { column } else { nil } }
      return .condition(ConditionColumn(values: all.flatMap(\.values)))
    case .choice(let column):
      let all = columns.compactMap { if case .choice(let column) = $0 { column } else { nil } }
      return .choice(ChoiceColumn(enumeration: column.enumeration, codes: all.flatMap(\.codes)))
    case .ref:
      let all = columns.compactMap { if case .ref(let column) = $0 { column } else { nil } }
      return .ref(RefColumn(values: all.flatMap(\.values)))
    case .period:
      let all = columns.compactMap { if case .period(let column) = $0 { column } else { nil } }
      return .period(PeriodColumn(firsts: all.flatMap(\.firsts), lasts: all.flatMap(\.lasts)))
    case .item(let column):
      let all = columns.compactMap { if case .item(let column) = $0 { column } else { nil } }
      return .item(ItemColumn(entity: column.entity, rows: all.flatMap(\.rows)))
    case .list:
      return try joinedLists(columns.compactMap { if case .list(let column) = $0 { column } else { nil } })
    }
  }

  private static func joinedLists(_ lists: [ListColumn]) throws -> Column? {
    var offsets: [UInt32] = [0]
    for list in lists {
      let base = offsets.last ?? 0
      offsets.append(contentsOf: list.offsets.dropFirst().map { $0 + base })
    }
    return try joined(lists.map(\.elements)).map { .list(ListColumn(offsets: offsets, elements: $0)) }
  }

  private var asNames: NameColumn {
    switch self {
    case .text(let column): column.asNames((0..<column.count).map { UInt32(truncatingIfNeeded: $0 + 1) })
    case .name(let column): column
    default: .blank(0)
    }
  }
}

extension NameColumn {
  /// One dictionary after the other, so that no text is copied for each row.
  fileprivate static func joined(_ columns: [NameColumn]) throws -> NameColumn {
    let size = columns.reduce(0) { $0 + $1.dictionary.bytes.count }
    guard size <= TextColumn.byteLimit else { throw ExecutionFailure.failed(.tooMuchText(noRange)) }
    var bytes: [UInt8] = []
    var offsets: [UInt32] = [0]
    var codes: [UInt32] = []
    for column in columns {
      let entries = UInt32(truncatingIfNeeded: offsets.count - 1)
      let start = UInt32(truncatingIfNeeded: bytes.count)
      bytes += column.dictionary.bytes
      offsets += column.dictionary.offsets.dropFirst().map { $0 + start }
      codes += column.codes.map { column.dictionary.isBlank(at: Int($0)) ? 0 : $0 + entries }
    }
    return NameColumn(codes: codes, dictionary: TextColumn(bytes: bytes, offsets: offsets))
  }

  static func blank(_ count: Int) -> NameColumn {
    NameColumn(codes: [UInt32](repeating: 0, count: count), dictionary: TextColumn([""]))
  }
}

extension TextColumn {
  /// The most bytes that one worked-out column may hold, so that texts joined again and again end in an error.
  static let byteLimit = 1 << 29
}

extension Constant {
  var decimal: Double? {
    switch self {
    case .decimal(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }
}
