import TestSupport
import Testing

@testable import Plan

/// What is given to several builders, one after the other, and then put together makes the plan that one builder makes.
@Suite struct PlanPartTests {
  /// Calls of a builder, the same for the same seed: an objective with items in which every field is now and then set.
  private func fill(_ builder: PlanBuilder, _ seed: UInt64, firstLine: Int) {
    var random = SeededGenerator(seed: seed)
    func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
    var line = firstLine
    func begin(_ entity: Entity, mayBeLost: Bool = true) {
      builder.begin(entity, line: line)
      line += 1
      if mayBeLost, number(8) == 0 { builder.setParent(of: entity, to: Column.noRow) }
      for (index, field) in Schema[entity].fields.enumerated() where field.role == .stored && number(3) > 0 {
        set(FieldID(entity: entity, index: index), field.type)
      }
    }
    func set(_ field: FieldID, _ type: ValueType) {
      switch type {
      case .text: builder.set(field, text: ["", "a", "text \(number(9))", "é"][number(4)])
      case .integer: builder.set(field, integer: Int64(number(20)))
      case .enumeration: builder.set(field, code: UInt8(number(4)))
      case .period: builder.set(field, period: Period(Day(Int32(number(1000)))))
      case .list(.period):
        for _ in 0..<number(3) { builder.append(field, period: Period(Day(Int32(number(1000))))) }
      default:
        for _ in 0..<number(3) {
          let agency = number(3) == 0 ? "Agency \(number(3))" : ""
          let kind = [nil, nil, PartyKind.group, .officer][number(4)]
          builder.append(
            field, party: .init(name: "Name \(number(6))", agency: agency, kind: kind, line: line))
        }
      }
    }
    begin(.objectives, mayBeLost: false)
    for _ in 0..<number(3) {
      begin(.indicators)
      for _ in 0..<number(3) { begin(.targets) }
    }
    for _ in 0..<number(3) { begin(.actions) }
    for _ in 0..<number(3) { begin(.risks) }
    for _ in 0..<number(3) {
      builder.addFinding(
        .warning, rule: ["due-missing", "rag-letter"][number(2)], entity: .actions, ref: "\(number(3)).1",
        message: "message \(number(3))", line: number(100))
    }
  }

  /// All that a plan holds, its codes and arenas too.
  private func contents(_ plan: Plan) -> [String] {
    Schema.entities.flatMap { description in
      description.fields.indices.map { index in
        "\(description.name).\(description.fields[index].name): "
          + "\(plan[FieldID(entity: description.entity, index: index)])"
      }
    }
  }

  @Test func partsMakeThePlan() throws {
    for seed in 0..<60 as Range<UInt64> {
      let whole = PlanBuilder()
      let together = PlanBuilder()
      // Used for one part after the other, as readers do.
      let part = PlanBuilder(isPart: true)
      for index in 0..<6 as Range<UInt64> {
        let seeds = (0..<index % 3 + 1).map { seed * 100 + index * 10 + $0 }
        let line = Int(index) * 1000
        for (place, seed) in seeds.enumerated() { fill(whole, seed, firstLine: line + place * 100 + 1) }
        if index % 4 == 1 {
          for (place, seed) in seeds.enumerated() { fill(together, seed, firstLine: line + place * 100 + 1) }
          continue
        }
        for (place, seed) in seeds.enumerated() { fill(part, seed, firstLine: place * 100 + 1) }
        let isAppended = together.append(part.part, lineCount: line)
        #expect(isAppended)
        part.removeAll()
      }
      let (expected, found) = (contents(try whole.finish()), contents(try together.finish()))
      for (expected, found) in zip(expected, found) where expected != found {
        Issue.record("seed \(seed)\n\(found)\nexpected\n\(expected)")
      }
    }
  }

  /// Names that are alike at one end, and one name as several kinds, stay apart.
  @Test func likeNames() throws {
    let lead = Schema.id(.actions, "lead")
    // Of these, the first and the last eight bytes are the same.
    let lengths = (8...17).map { String(repeating: "a", count: $0) }
    let names = lengths + (0..<1000).flatMap { ["Officer \($0)", "\($0) the Officer", "\($0)"] }
    let builder = PlanBuilder()
    for round in 0..<2 {
      for name in names {
        builder.begin(.actions, line: 1)
        var text = name
        text.withUTF8 { builder.append(lead, name: $0, kind: round == 0 ? nil : .group, line: 1) }
      }
    }
    let plan = try builder.finish()
    guard case .name(let parties) = plan.labels(of: .parties) else {
      Issue.record("parties have no names")
      return
    }
    // A plain name that is elsewhere called a group is that.
    #expect((0..<parties.count).map { parties.string(at: $0) } == names)
    let leads = plan.lists(.actions, "lead")
    guard case .item(let items) = leads.elements else {
      Issue.record("leads are no parties")
      return
    }
    #expect(items.rows == (Array(names.indices) + names.indices).map { UInt32($0) })
  }

  @Test func oneNameOfSeveralKinds() throws {
    let builder = PlanBuilder()
    let kinds = PartyKind.allCases + PartyKind.allCases
    for kind in kinds {
      builder.begin(.actions, line: 1)
      var text = "Audit"
      text.withUTF8 {
        builder.append(Schema.id(.actions, "lead"), name: $0, kind: kind, line: 1)
      }
    }
    let parties = try builder.finish().choices(.parties, "kind")
    #expect(parties.codes == PartyKind.allCases.map(\.rawValue))
  }

  /// Where a limit may be met, nothing is appended: it is to be found item by item.
  @Test func limits() throws {
    let part = PlanBuilder(isPart: true)
    part.begin(.objectives, line: 1)
    part.set(Schema.id(.objectives, "title"), text: String(repeating: "x", count: 60))
    for (limit, fits) in [(120, true), (119, false)] {
      let builder = PlanBuilder(limits: BuildLimits(textLimit: limit))
      let results = [builder.append(part.part, lineCount: 0), builder.append(part.part, lineCount: 1)]
      #expect(results == [true, fits])
      #expect(try builder.finish()[.objectives].rowCount == (fits ? 2 : 1))
    }
    let tooLong = PlanBuilder(limits: BuildLimits(textLimit: 50), isPart: true)
    tooLong.begin(.objectives, line: 1)
    tooLong.set(Schema.id(.objectives, "title"), text: String(repeating: "x", count: 60))
    #expect(tooLong.part.isIncomplete && !part.part.isIncomplete)
  }

  /// What follows a failure is passed over, and the failure is thrown.
  @Test func partsAfterAFailure() throws {
    let builder = PlanBuilder(limits: BuildLimits(textLimit: 50))
    builder.begin(.objectives, line: 1)
    builder.set(Schema.id(.objectives, "title"), text: String(repeating: "x", count: 60))
    let part = PlanBuilder(isPart: true)
    part.begin(.objectives, line: 1)
    #expect(builder.append(part.part, lineCount: 0))
    #expect(throws: PlanBuilder.TooLarge.self) { try builder.finish() }
  }
}
