import Plan

/// Makes a plan of a given size from a fixed seed: five actions an objective, names of 40 officers, dates in three
/// years, RAG with blanks, a tenth of the actions with two leads, descriptions of 8 to 20 words.
struct PlanGenerator {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static let given = [
    "Rose", "Sarah", "James", "Annie", "Julia", "Pam", "Janet", "Linda", "Ceri", "Sue",
  ]
  private static let family = ["Case", "Webb", "Vaughan", "Hunter"]
  private static let vocabulary = [
    "review", "audit", "referral", "assessment", "police", "child", "training", "supervision", "policy",
    "team",
    "report", "quality", "protocol", "threshold", "safeguarding", "agency", "health", "education", "manager",
    "strategy", "meeting", "evidence", "service", "social", "work", "family", "plan", "process", "record",
    "visit",
  ]

  /// SplitMix64.
  private mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: (z ^ (z >> 31)) % UInt64(max(bound, 1)))
  }

  private mutating func name() -> String {
    "\(Self.given[next(below: Self.given.count)]) \(Self.family[next(below: Self.family.count)])"
  }

  private mutating func sentence() -> String {
    (0..<(8 + next(below: 13))).map { _ in Self.vocabulary[next(below: Self.vocabulary.count)] }
      .joined(separator: " ")
  }

  mutating func plan(actions: Int) throws -> Plan {
    let builder = PlanBuilder()
    builder.begin(.plan, line: 0)
    builder.set(Schema.id(.plan, "title"), text: "Benchmark plan of \(actions) actions")
    for given in Self.given {
      for family in Self.family {
        builder.begin(.officers, line: 0)
        builder.set(Schema.id(.officers, "name"), text: "\(given) \(family)")
        builder.set(Schema.id(.officers, "role"), text: "Officer")
      }
    }
    for objective in 0..<max(1, (actions + 4) / 5) { addObjective(objective, of: actions, to: builder) }
    return try builder.finish()
  }

  private mutating func addObjective(_ index: Int, of actions: Int, to builder: PlanBuilder) {
    builder.begin(.objectives, line: 0)
    builder.set(Schema.id(.objectives, "number"), integer: Int64(index + 1))
    builder.set(Schema.id(.objectives, "title"), text: sentence())
    builder.begin(.indicators, line: 0)
    builder.set(Schema.id(.indicators, "number"), integer: 1)
    builder.set(Schema.id(.indicators, "measure"), text: sentence())
    builder.set(Schema.id(.indicators, "rag"), code: UInt8(1 + next(below: 3)))
    builder.append(Schema.id(.indicators, "owner"), party: PlanBuilder.Party(name: name()))
    for number in 0..<min(5, actions - index * 5) { addAction(Int64(number + 1), to: builder) }
    for number in 0..<(1 + index % 2) { addRisk(Int64(number + 1), to: builder) }
  }

  private mutating func addAction(_ number: Int64, to builder: PlanBuilder) {
    builder.begin(.actions, line: 0)
    builder.set(Schema.id(.actions, "number"), integer: number)
    builder.set(Schema.id(.actions, "description"), text: sentence())
    let month = 1 + next(below: 36)
    if let due = Period(year: 2011, firstMonth: month, months: 1) {
      builder.set(Schema.id(.actions, "completion"), text: due.text())
      builder.append(Schema.id(.actions, "due"), period: due)
    }
    builder.append(Schema.id(.actions, "lead"), party: PlanBuilder.Party(name: name()))
    if next(below: 10) == 0 {
      builder.append(Schema.id(.actions, "lead"), party: PlanBuilder.Party(name: name()))
    }
    builder.append(Schema.id(.actions, "monitor"), party: PlanBuilder.Party(name: name()))
    let rag = next(below: 10)
    if rag > 0 { builder.set(Schema.id(.actions, "rag"), code: UInt8(1 + rag % 3)) }
  }

  private mutating func addRisk(_ number: Int64, to builder: PlanBuilder) {
    builder.begin(.risks, line: 0)
    let impact = Int64(1 + next(below: 4))
    let likelihood = Int64(1 + next(below: 4))
    builder.set(Schema.id(.risks, "number"), integer: number)
    builder.set(Schema.id(.risks, "description"), text: sentence())
    builder.set(Schema.id(.risks, "impact"), integer: impact)
    builder.set(Schema.id(.risks, "likelihood"), integer: likelihood)
    builder.set(Schema.id(.risks, "score"), integer: impact * likelihood)
  }
}
