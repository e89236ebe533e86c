import Loading
import Plan
import TestSupport
import Testing

/// Reads a text as a plan in JSON.
func readJSON(_ text: String) throws -> Plan { try readJSON(Array(text.utf8)) }

func readJSON(_ bytes: [UInt8]) throws -> Plan {
  let builder = PlanBuilder()
  try JSONReader.read(bytes, into: builder, isCancelled: { false })
  return try builder.finish()
}

/// Why a text is no plan; nil where it is one.
func jsonFailure(_ bytes: [UInt8]) -> LoadFailure? {
  do throws(LoadFailure) {
    try JSONReader.read(bytes, into: PlanBuilder(), isCancelled: { false })
    return nil
  } catch {
    return error
  }
}

func jsonFailure(_ text: String) -> LoadFailure? { jsonFailure(Array(text.utf8)) }

func writeJSON(_ plan: Plan) throws -> String {
  var bytes: [UInt8] = []
  try JSONWriter.write(plan) { bytes += $0 }
  return String(decoding: bytes, as: UTF8.self)
}

/// Plans with everything that a builder can be given, the same for the same seed.
struct RandomPlan {
  private var random: SeededGenerator
  private let builder = PlanBuilder()
  private var itemCount = 0

  private static let words = [
    "", "Rose Case", "rose case", "Audit group", "Wiltshire Police", "R&D \"team\"", "back\\slash",
    "tab\tand\nline",
    "\u{0}\u{1F}\u{7F}", "é – “quoted”", "🇨🇭 flag", "\u{2028}\u{FEFF}", " led by space ", "50%",
    "October 2011",
    "Began June 2011", "Ongoing", "January 2012 & July 2012", "null", "{}",
    "a longer text, of more than sixteen bytes",
  ]
  private static let periods = [
    "2011", "2011/12", "2011-Q4", "2011-10", "2011-10-31", "2011-10-03..2011-11-02", "0001-01-01", "9999-12",
  ]

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  static func make(seed: UInt64) throws -> Plan {
    var plan = RandomPlan(seed: seed)
    plan.fill()
    return try plan.builder.finish()
  }

  private mutating func fill() {
    if chance(9) { begin(.plan) }
    for _ in 0..<number(4) { begin(.officers) }
    for _ in 0..<number(4) {
      begin(.objectives)
      for _ in 0..<number(3) { indicator() }
      for _ in 0..<number(5) { begin(.actions, mayBeLost: true) }
      for _ in 0..<number(3) { begin(.risks, mayBeLost: true) }
    }
    for _ in 0..<number(6) { finding() }
  }

  private mutating func indicator() {
    begin(.indicators, mayBeLost: true)
    for _ in 0..<number(4) { begin(.targets, mayBeLost: true) }
  }

  private mutating func begin(_ entity: Entity, mayBeLost: Bool = false) {
    builder.begin(entity, line: number(200))
    if mayBeLost, chance(1) { builder.setParent(of: entity, to: Column.noRow) }
    for (index, field) in Schema[entity].fields.enumerated() where field.role == .stored && chance(7) {
      set(FieldID(entity: entity, index: index), field.type)
    }
  }

  private mutating func set(_ field: FieldID, _ type: ValueType) {
    switch type {
    case .text: builder.set(field, text: word())
    case .integer: builder.set(field, integer: chance(9) ? Int64(number(9)) : Int64.min)
    case .enumeration: builder.set(field, code: UInt8(number(4)))
    case .period: if let period = period() { builder.set(field, period: period) }
    case .list(.period):
      for _ in 0..<number(4) { if let period = period() { builder.append(field, period: period) } }
    default:
      for _ in 0..<number(4) {
        let agency = chance(3) ? word() : ""
        let kind = PartyKind.allCases.randomElement(using: &random)
        builder.append(
          field,
          party: PlanBuilder.Party(
            name: word(), agency: agency, kind: chance(5) ? nil : kind, line: number(200)))
      }
    }
  }

  private mutating func finding() {
    let rules = ["rag-letter", "due-missing", "name-case", "", "rule of another time"]
    builder.addFinding(
      Severity.allCases.randomElement(using: &random) ?? .note, rule: rules[number(5)],
      entity: Entity.allCases.randomElement(using: &random) ?? .plan, ref: word(), message: word(),
      line: number(300))
  }

  private mutating func word() -> String { Self.words[number(Self.words.count)] }
  private mutating func period() -> Period? { Period(Self.periods[number(Self.periods.count)]) }
  private mutating func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
  /// True so many times of ten.
  private mutating func chance(_ of10: Int) -> Bool { number(10) < of10 }
}
