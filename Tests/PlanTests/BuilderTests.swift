import Testing

@testable import Plan

@Suite struct BuilderTests {
  @Test func anEmptyPlanHasOneBlankPlanAndNothingElse() throws {
    let plan = try PlanBuilder().finish()
    #expect(Entity.allCases.map { plan[$0].rowCount } == [1] + Array(repeating: 0, count: 10))
    for entity in Entity.allCases {
      #expect(plan[entity].entity == entity)
      #expect(plan[entity].columns.map(\.count) == Schema[entity].fields.map { _ in plan[entity].rowCount })
    }
    #expect(plan.texts(.plan, "title") == [""])
  }

  @Test func columnsHaveTheTypesOfTheSchema() throws {
    let small = SmallPlan()
    small.faultless()
    small.action(2, rag: 0)
    let plan = try small.finish()
    for entity in Entity.allCases {
      for (index, field) in Schema[entity].fields.enumerated() {
        let column = plan[FieldID(entity: entity, index: index)]
        #expect(Self.fits(column, field.type, field.isRepeated), "\(entity).\(field.name)")
        #expect(column.count == plan[entity].rowCount, "\(entity).\(field.name)")
      }
    }
  }

  private static func fits(_ column: Column, _ type: ValueType, _ isRepeated: Bool) -> Bool {
    switch (column, type) {
    case (.text, .text): !isRepeated
    case (.name, .text): isRepeated
    case (.integer, .integer), (.decimal, .decimal), (.condition, .condition), (.ref, .ref): true
    case (.period, .period): true
    case (.choice(let column), .enumeration(let enumeration)): column.enumeration == enumeration
    case (.item(let column), .item(let entity)): column.entity == entity
    case (.list(let column), .list(let element)): fits(column.elements, element, false)
    default: false
    }
  }

  @Test func fieldsComeInAnyOrderAndTheLastValueCounts() throws {
    let builder = PlanBuilder()
    let (description, links, completion) = (
      Schema.id(.actions, "description"), Schema.id(.actions, "links"), Schema.id(.actions, "completion")
    )
    builder.set(description, text: "belongs to no item")
    builder.begin(.actions, line: 1)
    builder.begin(.actions, line: 2)
    builder.set(links, text: "a link")
    builder.set(description, text: "first words")
    builder.set(description, text: "second")
    builder.set(completion, text: "soon")
    builder.set(completion, text: "")
    builder.begin(.actions, line: 3)
    builder.begin(.actions, line: 4)
    builder.set(description, text: "é")
    builder.append(Schema.id(.actions, "due"), period: Period(Day(5)))
    builder.append(Schema.id(.actions, "due"), period: Period(Day(3)))
    let plan = try builder.finish()
    #expect(plan.texts(.actions, "description") == ["", "second", "", "é"])
    #expect(plan.texts(.actions, "links") == ["", "a link", "", ""])
    #expect(plan.texts(.actions, "completion") == ["", "", "", ""])
    #expect(plan.texts(.actions, "due") == ["", "", "", "1970-01-06; 1970-01-04"])
    #expect(plan.texts(.actions, "starts") == ["", "", "", ""])
  }

  @Test func parentsAreTheLastBegunUnlessSet() throws {
    let small = SmallPlan()
    small.action(1)
    small.objective(1)
    small.objective(2)
    small.action(1)
    small.action(2)
    small.builder.setParent(of: .actions, to: 0)
    small.action(3)
    small.builder.setParent(of: .actions, to: Column.noRow)
    small.indicator(1)
    small.target("a")
    let plan = try small.finish()
    #expect(plan.texts(.actions, "objective") == ["", "2", "1", ""])
    #expect(plan.texts(.actions, "ref") == ["", "2.1", "1.2", ""])
    #expect(plan.texts(.objectives, "actions") == ["1.2", "2.1"])
    #expect(plan.texts(.targets, "objective") == ["2"])
  }

  @Test func thereIsOnePlan() throws {
    let builder = PlanBuilder()
    #expect(builder.begin(.plan, line: 1) == 0)
    #expect(builder.begin(.plan, line: 2) == 0)
    builder.set(Schema.id(.plan, "title"), text: "A plan")
    #expect(try builder.finish().texts(.plan, "title") == ["A plan"])
  }

  @Test func anUnknownCodeIsBlank() throws {
    let builder = PlanBuilder()
    builder.begin(.actions, line: 1)
    builder.set(Schema.id(.actions, "rag"), code: 4)
    #expect(try builder.finish().texts(.actions, "rag") == [""])
  }

  @Test func aNameIsOneWhicheverWayItIsSpelt() throws {
    let small = SmallPlan()
    small.officer("Zoë O’Hara")
    small.objective(1)
    small.action(1, lead: ["ZOE O'HARA"], monitor: ["Pam  Robinson"], evaluator: ["pam robinson"])
    small.action(
      2, lead: [PlanBuilder.Party(name: "Zoë O’Hara", agency: "the LSCB")],
      monitor: [PlanBuilder.Party(name: "The lscb", kind: .agency), PlanBuilder.Party(name: "THE LSCB")])
    let plan = try small.finish()
    #expect(plan.texts(.officers, "name") == ["Zoë O’Hara", "Pam  Robinson"])
    #expect(plan.texts(.groups, "name") == ["the LSCB"])
    #expect(plan.texts(.groups, "leads") == ["1.2"])
    #expect(plan.texts(.groups, "actions") == ["1.2"])
    #expect(plan.texts(.actions, "monitor") == ["Pam  Robinson", "the LSCB"])
    #expect(
      plan.found(rule: "name-case").map { $0.split(separator: ":")[1] } == [
        " “ZOE O'HARA” was read as “Zoë O’Hara”", " “pam robinson” was read as “Pam  Robinson”",
        " “The lscb” was read as “the LSCB”", " “THE LSCB” was read as “the LSCB”",
      ])
    #expect(plan.found(rule: "party-repeated").count == 1)
    guard case .name(let names) = plan.labels(of: .parties) else { throw Mismatch() }
    #expect(
      (0..<names.dictionary.count).map { names.dictionary.string(at: $0) }.sorted() == [
        "", "Pam  Robinson", "Zoë O’Hara", "the LSCB",
      ])
  }

  @Test func tooMuchTextIsRememberedAndThrown() throws {
    let texts = ["1", "2"].map { String(repeating: $0, count: 500) }
    for (limit, isTooLarge) in [(1000, false), (999, true)] {
      let builder = PlanBuilder(limits: BuildLimits(textLimit: limit))
      for text in texts {
        builder.begin(.actions, line: 1)
        builder.set(Schema.id(.actions, "description"), text: text)
      }
      if isTooLarge {
        let error = #expect(throws: PlanBuilder.TooLarge.self) { try builder.finish() }
        #expect(error?.message == "the texts of one field exceed 999 bytes")
      } else {
        #expect(try builder.finish().texts(.actions, "description") == texts)
      }
    }
  }

  @Test func tooManyRowsNamesOrMembersAreThrown() {
    let name = Schema.id(.actions, "completion")
    let overflows: [(PlanBuilder) -> Void] = [
      { builder in for _ in 0..<51 { builder.begin(.risks, line: 0) } },
      { builder in
        builder.begin(.actions, line: 0)
        for index in 0..<51 { builder.set(name, text: "\(index)") }
      },
      { builder in
        builder.begin(.actions, line: 0)
        for _ in 0..<51 { builder.append(Schema.id(.actions, "due"), period: Period(Day(0))) }
      },
      { builder in
        builder.begin(.actions, line: 0)
        for _ in 0..<51 { builder.append(Schema.id(.actions, "lead"), party: "X") }
      },
      { builder in
        for index in 0..<51 {
          builder.addFinding(.note, rule: "\(index)", entity: .plan, ref: "", message: "", line: 0)
        }
      },
    ]
    for overflow in overflows {
      let builder = PlanBuilder(limits: BuildLimits(rowLimit: 50))
      overflow(builder)
      #expect(throws: PlanBuilder.TooLarge.self) { try builder.finish() }
    }
  }

  private struct Mismatch: Error {}
}

/// Plans whose shape would show a scan within a scan: such a build would take hours, not a second.
@Suite struct LargeBuildTests {
  private let count = 200_000

  @Test(.timeLimit(.minutes(15))) func manyActionsOfOneObjective() throws {
    let small = SmallPlan()
    small.objective(1)
    small.officer("Rose Case")
    for number in 0..<count {
      small.action(
        Int64(count - number), lead: [PlanBuilder.Party(name: "person \(number % 20_000)")], line: number)
    }
    small.action(1)
    let plan = try small.finish()
    #expect(plan[.officers].rowCount == 20_001)
    #expect(plan[.assignments].rowCount == count)
    #expect(plan.lists(.objectives, "actions").range(at: 0).count == count + 1)
    #expect(plan.lists(.officers, "leads").range(at: 20_000).count == count / 20_000)
    #expect(plan.found(rule: "number-duplicate").count == 1)
  }

  @Test(.timeLimit(.minutes(15))) func oneListOfManyParties() throws {
    let small = SmallPlan()
    small.objective(1)
    small.indicator(1, owner: (0..<count).map { PlanBuilder.Party(name: "person \($0 % 1000)") })
    let plan = try small.finish()
    #expect(plan.lists(.indicators, "owner").range(at: 0).count == 1000)
    #expect(plan.lists(.objectives, "owner").range(at: 0).count == 1000)
    #expect(plan.found(rule: "party-repeated").count == 1000)
  }

  @Test(.timeLimit(.minutes(15))) func manyObjectivesInAnyOrder() throws {
    let small = SmallPlan()
    for number in 0..<count / 4 { small.objective(Int64(number)) }
    for number in 0..<count {
      small.action(Int64(number), lead: ["Rose Case"])
      small.builder.setParent(of: .actions, to: UInt32(number * 7 % (count / 4)))
    }
    let plan = try small.finish()
    let lists = plan.lists(.objectives, "actions")
    #expect((0..<lists.count).allSatisfy { lists.range(at: $0).count == 4 })
    #expect(plan.lists(.officers, "leads").range(at: 0).count == count)
    #expect(plan.texts(.assignments, "item").first == "0.0")
  }
}
