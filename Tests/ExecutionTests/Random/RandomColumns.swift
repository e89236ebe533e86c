import Binding
import RandomQueries

@testable import Plan

/// A plan of random columns for the whole schema, blanks everywhere. Links need not agree with each other: no query
/// relies on it.
enum RandomColumns {
  static func make(_ chance: inout Chance, upTo most: Int) -> Plan {
    let counts = Entity.allCases.map { _ in chance.number(0...most) }
    return Plan(
      tables: Entity.allCases.map { entity in
        let count = counts[entity.rawValue]
        let columns = Schema[entity].fields.map { field in
          column(field.type, repeated: field.isRepeated, count, counts, &chance, blanks: true)
        }
        return Table(entity: entity, rowCount: count, columns: columns)
      })
  }

  /// A column of blanks.
  static func blank(_ type: ValueType, repeated: Bool, _ count: Int) -> Column {
    switch type {
    case .text:
      return repeated
        ? .name(NameColumn(codes: [UInt32](repeating: 0, count: count), dictionary: TextColumn([""])))
        : .text(TextColumn([String](repeating: "", count: count)))
    case .integer:
      return .integer(
        IntegerColumn(
          values: [Int64](repeating: 0, count: count), blanks: [Bool](repeating: true, count: count)))
    case .decimal: return .decimal(DecimalColumn(values: [Double](repeating: .nan, count: count)))
    case .condition: return .condition(ConditionColumn(values: [Bool](repeating: false, count: count)))
    case .enumeration(let enumeration):
      return .choice(ChoiceColumn(enumeration: enumeration, codes: [UInt8](repeating: 0, count: count)))
    case .ref: return .ref(RefColumn(values: [Int64](repeating: Ref.blank.packed, count: count)))
    case .period:
      return .period(
        PeriodColumn(
          firsts: [Int32](repeating: PeriodColumn.blankFirst, count: count),
          lasts: [Int32](repeating: PeriodColumn.blankLast, count: count)))
    case .item(let entity):
      return .item(ItemColumn(entity: entity, rows: [UInt32](repeating: Column.noRow, count: count)))
    case .list(let element):
      return .list(
        ListColumn(
          offsets: [UInt32](repeating: 0, count: count + 1), elements: blank(element, repeated: true, 0)))
    }
  }

  private static func column(
    _ type: ValueType, repeated: Bool, _ count: Int, _ counts: [Int], _ chance: inout Chance, blanks: Bool
  ) -> Column {
    // Now and then no value is blank, so that the short ways are taken, too.
    let blanks = blanks && !chance.one(in: 4)
    func isBlank(_ chance: inout Chance) -> Bool { blanks && chance.one(in: 4) }
    func values<Value>(_ blank: Value, _ value: (inout Chance) -> Value) -> [Value] {
      (0..<count).map { _ in isBlank(&chance) ? blank : value(&chance) }
    }
    switch type {
    case .text:
      let texts = values("") { RandomValues.text(&$0) }
      return repeated ? .name(names(texts)) : .text(TextColumn(texts))
    case .integer:
      let numbers = values(nil) { RandomValues.integer(&$0) }
      return .integer(
        IntegerColumn(
          values: numbers.map { $0 ?? 0 }, blanks: numbers.contains(nil) ? numbers.map { $0 == nil } : []))
    case .decimal: return .decimal(DecimalColumn(values: values(.nan) { RandomValues.decimal(&$0) }))
    case .condition: return .condition(ConditionColumn(values: values(false) { $0.one(in: 2) }))
    case .enumeration(let enumeration):
      return .choice(
        ChoiceColumn(enumeration: enumeration, codes: values(0) { RandomValues.code(enumeration, &$0) }))
    case .ref: return .ref(RefColumn(values: values(Ref.blank.packed) { RandomValues.ref(&$0).packed }))
    case .period:
      let periods = values(nil) { RandomValues.period(&$0) }
      return .period(
        PeriodColumn(
          firsts: periods.map { $0?.first.number ?? PeriodColumn.blankFirst },
          lasts: periods.map { $0?.last.number ?? PeriodColumn.blankLast }))
    case .item(let entity):
      let most = counts[entity.rawValue]
      return .item(
        ItemColumn(
          entity: entity,
          rows: values(Column.noRow) { most == 0 ? Column.noRow : UInt32($0.number(0...(most - 1))) }))
    case .list(let element):
      return .list(list(of: element, count, counts, &chance))
    }
  }

  private static func list(
    of element: ValueType, _ count: Int, _ counts: [Int], _ chance: inout Chance
  ) -> ListColumn {
    var offsets: [UInt32] = [0]
    for _ in 0..<count { offsets.append((offsets.last ?? 0) + UInt32(chance.pick([0, 0, 1, 1, 2, 3]))) }
    if case .item(let entity) = element, counts[entity.rawValue] == 0 {
      offsets = [UInt32](repeating: 0, count: count + 1)
    }
    let members = column(element, repeated: true, Int(offsets.last ?? 0), counts, &chance, blanks: false)
    return ListColumn(offsets: offsets, elements: members)
  }

  private static func names(_ texts: [String]) -> NameColumn {
    var entries = [""]
    let codes = texts.map { text in
      if let code = entries.firstIndex(where: { Array($0.utf8) == Array(text.utf8) }) { return UInt32(code) }
      entries.append(text)
      return UInt32(entries.count - 1)
    }
    return NameColumn(codes: codes, dictionary: TextColumn(entries))
  }
}
