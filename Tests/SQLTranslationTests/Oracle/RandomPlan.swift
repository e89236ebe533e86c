import Plan
import TestSupport

/// Small plans full of what goes wrong: blanks everywhere, lists of none to three, ties, names that differ in case
/// or accents only, quotes, the wildcards of LIKE, periods that touch and hold each other, items without a parent.
struct RandomPlan {
  var random: SeededGenerator

  static let texts = [
    "Café society", "CAFE SOCIETY", "cafe\u{301}  society", "50% of_all", "50x ofyall", "a_b", "A%B",
    "O'Brien's",
    "“curly” and 'straight'", "\"curly\" and ‘straight’", "Straße", "STRASSE", " lead and trail ",
    "tab\there",
    "line\nbreak", "İstanbul", "istanbul", "ΣΊΣΥΦΟΣ", "Σίσυφος", "zebra", "Zebra", "Ångström", "a", "ab", "b",
    "\u{301}", " ", "2.10", "100%", "日本語", "𝒜stral", "back\\slash", "safeguarding", "Safeguard",
  ]
  static let names = [
    "Rose Case", "rose case", "ROSE  CASE", "Zoë Ash", "Zoe Ash", "O'Brien", "James Vaughan", "Ann", "Anne",
    "100% Team_1",
  ]
  static let agencies = ["", "", "", "Police", "police", "NHS Åre"]
  static let targets = ["100%", "12.5 visits", "1,234", "90% by May", "none", "-3.25", "0.1", "12.50%", "7"]
  static let periods = [
    "2011", "2011/12", "2011-Q4", "2011-10", "2011-10-31", "2011-10-01..2012-01-15", "2012-01", "2010/11",
    "2011-11-01", "2011-Q3", "2012", "2011-10-03..2011-11-02", "2009-02-28", "2012-02-29", "0001",
    "9999-12-31",
    "2011-09-30", "2011-12-31..2012-03-31",
  ]

  mutating func plan() throws -> Plan {
    let builder = PlanBuilder()
    text(Schema.id(.plan, "title"), Self.texts, builder, entity: .plan)
    if chance(0.7) { builder.set(Schema.id(.plan, "date"), period: period()) }
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      builder.begin(.officers, line: 0)
      text(Schema.id(.officers, "name"), Self.names, builder)
      text(Schema.id(.officers, "role"), Self.texts, builder)
    }
    for _ in 0..<Int.random(in: 0...6, using: &random) { objective(builder) }
    return try builder.finish()
  }

  private mutating func objective(_ builder: PlanBuilder) {
    builder.begin(.objectives, line: 0)
    if chance(0.8) { number(Schema.id(.objectives, "number"), 1...10, builder) }
    text(Schema.id(.objectives, "title"), Self.texts, builder)
    for _ in 0..<Int.random(in: 0...3, using: &random) { indicator(builder) }
    for _ in 0..<Int.random(in: 0...4, using: &random) { action(builder) }
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      builder.begin(.risks, line: 0)
      orphan(.risks, builder)
      number(Schema.id(.risks, "number"), 1...11, builder)
      text(Schema.id(.risks, "description"), Self.texts, builder)
      number(Schema.id(.risks, "impact"), 1...4, builder)
      number(Schema.id(.risks, "likelihood"), 1...4, builder)
      number(Schema.id(.risks, "score"), -2...16, builder)
      text(Schema.id(.risks, "mitigation"), Self.texts, builder)
    }
  }

  private mutating func indicator(_ builder: PlanBuilder) {
    builder.begin(.indicators, line: 0)
    orphan(.indicators, builder)
    number(Schema.id(.indicators, "number"), 1...11, builder)
    text(Schema.id(.indicators, "measure"), Self.texts, builder)
    text(Schema.id(.indicators, "baseline"), Self.texts, builder)
    rag(Schema.id(.indicators, "rag"), builder)
    parties(Schema.id(.indicators, "owner"), builder)
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      builder.begin(.targets, line: 0)
      orphan(.targets, builder)
      if chance(0.8) { builder.set(Schema.id(.targets, "period"), period: period()) }
      text(Schema.id(.targets, "text"), Self.targets, builder)
    }
  }

  private mutating func action(_ builder: PlanBuilder) {
    builder.begin(.actions, line: 0)
    orphan(.actions, builder)
    number(Schema.id(.actions, "number"), 1...11, builder)
    for name in ["description", "completion", "links"] {
      text(Schema.id(.actions, name), Self.texts, builder)
    }
    if chance(0.4) { builder.set(Schema.id(.actions, "starts"), period: period()) }
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      builder.append(Schema.id(.actions, "due"), period: period())
    }
    for name in ["lead", "monitor", "evaluator"] { parties(Schema.id(.actions, name), builder) }
    rag(Schema.id(.actions, "rag"), builder)
  }

  private mutating func chance(_ part: Double) -> Bool { Double.random(in: 0..<1, using: &random) < part }

  private mutating func orphan(_ entity: Entity, _ builder: PlanBuilder) {
    if chance(0.08) { builder.setParent(of: entity, to: Column.noRow) }
  }

  private mutating func text(
    _ field: FieldID, _ pool: [String], _ builder: PlanBuilder, entity: Entity? = nil
  ) {
    if let entity { builder.begin(entity, line: 0) }
    if chance(0.85) { builder.set(field, text: pool.randomElement(using: &random) ?? "") }
  }

  private mutating func number(_ field: FieldID, _ range: ClosedRange<Int64>, _ builder: PlanBuilder) {
    if chance(0.85) { builder.set(field, integer: Int64.random(in: range, using: &random)) }
  }

  private mutating func rag(_ field: FieldID, _ builder: PlanBuilder) {
    builder.set(field, code: UInt8.random(in: 0...3, using: &random))
  }

  private mutating func period() -> Period {
    Self.periods.randomElement(using: &random).flatMap { Period($0) } ?? Period(Day(0))
  }

  private mutating func parties(_ field: FieldID, _ builder: PlanBuilder) {
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let kinds: [PartyKind?] = [nil, nil, .officer, .group, .agency]
      builder.append(
        field,
        party: PlanBuilder.Party(
          name: Self.names.randomElement(using: &random) ?? "",
          agency: Self.agencies.randomElement(using: &random) ?? "",
          kind: kinds.randomElement(using: &random) ?? nil))
    }
  }
}
