import Binding
import Plan
import RandomQueries

/// Few different values of every type, so that they often meet: ties, accents, extremes.
enum RandomValues {
  static let texts = [
    "a", "A", "á", "b", "ab", "abc def", "ABC  DEF", "Rose Case", "Rose case", "Sarah Webb", "ß", "ss", "“q”",
    "\"q\"",
    "Zoë", "zoe", "the same beginning, then one end", "the same beginning, then two ends",
    "the same beginning", "\u{0301}", "日本", "🙂", "a\u{0}", "e", "refer, and referral", "referral",
  ]

  static func text(_ chance: inout Chance) -> String { chance.pick(texts) }

  static func integer(_ chance: inout Chance) -> Int64 {
    if chance.one(in: 40) { return chance.pick([.max, .min, .max - 1]) }
    return Int64(chance.number(-3...6))
  }

  static func decimal(_ chance: inout Chance) -> Double {
    chance.pick([0, -0.0, 1, 1.5, 2.5, -2.5, 0.1, 0.2, 1e17, 3.25, -1, 12.345, 1e300])
  }

  static func code(_ enumeration: Enumeration, _ chance: inout Chance) -> UInt8 {
    UInt8(chance.number(1...enumeration.values.count))
  }

  static func ref(_ chance: inout Chance) -> Ref {
    Ref(objective: Int32(chance.number(0...3)), number: Int32(chance.number(1...11)))
  }

  static func period(_ chance: inout Chance) -> Period {
    let start = Day(Int32(15_000 + chance.number(0...12) * 15))
    return Period(start, Day(start.number + Int32(chance.pick([0, 0, 14, 29, 30, 364]))))
  }

  /// nil for types that no constant has.
  static func constant(_ type: ValueType, _ chance: inout Chance) -> Constant? {
    switch type {
    case .text: return .text(text(&chance))
    case .integer: return .integer(integer(&chance))
    case .decimal: return .decimal(decimal(&chance))
    case .condition: return .condition(chance.one(in: 2))
    case .enumeration(let enumeration): return .choice(enumeration, code(enumeration, &chance))
    case .ref: return .ref(ref(&chance))
    case .period:
      let period = period(&chance)
      if chance.one(in: 6) { return .period(Period(Period.openFirst, period.last)) }
      if chance.one(in: 6) { return .period(Period(period.first, Period.openLast)) }
      return .period(period)
    case .item, .list: return nil
    }
  }
}
