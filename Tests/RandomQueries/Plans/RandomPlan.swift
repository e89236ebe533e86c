import Plan

/// Small plans full of what goes wrong: blanks everywhere, lists of none to three, ties, names that differ in case
/// or accents only, quotes, the wildcards of LIKE, periods that touch and hold each other, items without a parent.
/// Decimals are multiples of a quarter, so that a sum is the same in any order.
package struct RandomPlan {
  private var chance: Chance
  /// Names have one spelling, items one number each: nothing follows from the order of the file.
  private let isPlain: Bool

  package init(seed: UInt64, isPlain: Bool = false) {
    chance = Chance(seed: seed)
    self.isPlain = isPlain
  }

  static let texts = [
    "Café society", "CAFE SOCIETY", "cafe\u{301}  society", "50% of_all", "50x ofyall", "a_b", "A%B",
    "O'Brien's", "“curly” and 'straight'", "\"curly\" and ‘straight’", "Straße", "STRASSE",
    " lead and trail ", "tab\there", "line\nbreak", "İstanbul", "istanbul", "ΣΊΣΥΦΟΣ", "Σίσυφος", "zebra",
    "Zebra", "Ångström", "a", "ab", "b", "\u{301}", " ", "2.10", "100%", "日本語", "𝒜stral", "back\\slash",
    "safeguarding", "Safeguard", "the referral of a child", "a referral, and  another", "Review",
    "review by 2012", "x; y",
  ]
  static let names = [
    "Rose Case", "rose case", "ROSE  CASE", "Zoë Ash", "Zoe Ash", "O'Brien", "James Vaughan", "Ann", "Anne",
    "100% Team_1",
  ]
  static let plainNames = ["Rose Case", "Zoë Ash", "O'Brien", "James Vaughan", "Ann", "100% Team_1"]
  static let agencies = ["", "", "", "Police", "police", "NHS Åre"]
  static let targets = [
    "100%", "12.5 visits", "1,234", "90% by May", "none", "-3.25", "0.25", "12.50%", "7", "7.75", "0", "100%",
  ]
  static let periods = [
    "2011", "2011/12", "2011-Q4", "2011-10", "2011-10-31", "2011-10-01..2012-01-15", "2012-01", "2010/11",
    "2011-11-01", "2011-Q3", "2012", "2011-10-03..2011-11-02", "2009-02-28", "2012-02-29", "0001",
    "9999-12-31", "2011-09-30", "2011-12-31..2012-03-31", "2011-11", "2011-12", "2012/13", "2012/13",
    "2011-11-15",
  ]
  static let rules = ["due-missing", "rag-missing", "Rag-Missing", "scale", "two dates"]

  package mutating func sketch() -> PlanSketch {
    var sketch = PlanSketch()
    var plan = PlanSketch.Item(entity: .plan)
    text("title", Self.texts, &plan)
    if chance.happens(0.7) { plan.values.append(("date", .period(period()))) }
    sketch.items.append(plan)
    for _ in 0..<chance.number(0...4) {
      var officer = PlanSketch.Item(entity: .officers)
      text("name", names, &officer)
      text("role", Self.texts, &officer)
      sketch.items.append(officer)
    }
    let objectives = chance.pick(weighted: [(1, 0), (2, 1), (4, 2), (6, 3), (6, 4), (4, 5), (2, 7)])
    for place in 0..<objectives { sketch.items.append(objective(place)) }
    for _ in 0..<chance.number(0...4) {
      sketch.findings.append(
        PlanSketch.Finding(
          severity: chance.pick([.error, .warning, .warning, .note]), rule: chance.pick(Self.rules),
          entity: chance.pick([Entity.actions, .risks, .objectives, .plan]),
          ref: chance.pick(["", "2.10", "1.1", "3"]), message: chance.pick(Self.texts),
          line: chance.number(0...9)))
    }
    return sketch
  }

  private mutating func objective(_ place: Int) -> PlanSketch.Item {
    var objective = PlanSketch.Item(entity: .objectives)
    number("number", 1...10, place, &objective)
    text("title", Self.texts, &objective)
    for place in 0..<chance.number(0...3) { objective.children.append(indicator(place)) }
    for place in 0..<chance.number(0...5) { objective.children.append(action(place)) }
    for place in 0..<chance.number(0...3) {
      var risk = PlanSketch.Item(entity: .risks, isOrphan: chance.happens(0.08))
      number("number", 1...11, place, &risk)
      text("description", Self.texts, &risk)
      number("impact", 1...4, nil, &risk)
      number("likelihood", 1...4, nil, &risk)
      number("score", -2...16, nil, &risk)
      text("mitigation", Self.texts, &risk)
      objective.children.append(risk)
    }
    return objective
  }

  private mutating func indicator(_ place: Int) -> PlanSketch.Item {
    var indicator = PlanSketch.Item(entity: .indicators, isOrphan: chance.happens(0.08))
    number("number", 1...11, place, &indicator)
    text("measure", Self.texts, &indicator)
    text("baseline", Self.texts, &indicator)
    rag(&indicator)
    parties("owner", &indicator)
    for _ in 0..<chance.number(0...3) {
      var target = PlanSketch.Item(entity: .targets, isOrphan: chance.happens(0.05))
      if chance.happens(0.85) { target.values.append(("period", .period(period()))) }
      text("text", Self.targets, &target)
      indicator.children.append(target)
    }
    return indicator
  }

  private mutating func action(_ place: Int) -> PlanSketch.Item {
    var action = PlanSketch.Item(entity: .actions, isOrphan: chance.happens(0.08))
    number("number", 1...11, place, &action)
    for name in ["description", "completion", "links"] { text(name, Self.texts, &action) }
    if chance.happens(0.4) { action.values.append(("starts", .period(period()))) }
    let due = (0..<chance.pick([0, 1, 1, 1, 2, 2, 3])).map { _ in period() }
    action.values.append(("due", .periods(due)))
    for name in ["lead", "monitor", "evaluator"] { parties(name, &action) }
    rag(&action)
    return action
  }

  private var names: [String] { isPlain ? Self.plainNames : Self.names }

  private mutating func text(_ field: String, _ pool: [String], _ item: inout PlanSketch.Item) {
    if chance.happens(0.85) { item.values.append((field, .text(chance.pick(pool)))) }
  }

  /// With a place the number tells the item from its siblings.
  private mutating func number(
    _ field: String, _ range: ClosedRange<Int>, _ place: Int?, _ item: inout PlanSketch.Item
  ) {
    if isPlain, let place {
      item.values.append((field, .integer(Int64(place + 1))))
    } else if let place, chance.happens(0.4) {
      item.values.append((field, .integer(Int64(place + chance.pick([1, 8])))))
    } else if chance.happens(0.85) {
      item.values.append((field, .integer(Int64(chance.number(range)))))
    }
  }

  private mutating func rag(_ item: inout PlanSketch.Item) {
    item.values.append(("rag", .code(UInt8(chance.number(0...3)))))
  }

  private mutating func period() -> Period { Period(chance.pick(Self.periods)) ?? Period(Day(0)) }

  private mutating func parties(_ field: String, _ item: inout PlanSketch.Item) {
    let parties = (0..<chance.pick([0, 1, 1, 2, 2, 3])).map { _ in
      PlanSketch.Party(
        name: chance.pick(names), agency: isPlain ? "" : chance.pick(Self.agencies),
        kind: isPlain ? nil : chance.pick([nil, nil, .officer, .group, .agency]))
    }
    item.values.append((field, .parties(parties)))
  }
}
