/// The four fields that list parties, in the order in which an item's parties count as named.
struct PartyField: Sendable {
  let part: Part
  let entity: Entity
  let name: String

  static let all = [
    PartyField(part: .owner, entity: .indicators, name: "owner"),
    PartyField(part: .lead, entity: .actions, name: "lead"),
    PartyField(part: .monitor, entity: .actions, name: "monitor"),
    PartyField(part: .evaluator, entity: .actions, name: "evaluator"),
  ]
}

/// The lists of one party field: as written, and then as rows of `parties`.
struct PartyLists {
  let written: PartyListBuilder
  var resolved: ResolvedLists

  var field: PartyField { resolved.field }
}

/// The lists of one party field as rows of `parties`.
struct ResolvedLists: Sendable {
  let field: PartyField
  var offsets: [UInt32] = [0]
  var parties: [UInt32] = []

  subscript(row: Int) -> ArraySlice<UInt32> { parties[Int(offsets[row])..<Int(offsets[row + 1])] }

  var column: Column {
    .list(ListColumn(offsets: offsets, elements: .item(ItemColumn(entity: .parties, rows: parties))))
  }
}

/// The order in which a document names parties.
struct PartyOrder: Sendable {
  let indicators: Grouping
  let actions: Grouping

  /// The objectives, and after the last one what belongs to none.
  var groups: ClosedRange<Int> { 0...indicators.groupCount }

  /// The lists of an objective: its indicators' owners, then each action's leads, monitors and evaluators. Hands over an
  /// index into `PartyField.all` and a row.
  @inline(__always) func eachList(of group: Int, _ visit: (Int, Int) -> Void) {
    for row in indicators[group] { visit(0, Int(row)) }
    for row in actions[group] {
      for index in 1...3 { visit(index, Int(row)) }
    }
  }
}

extension PlanAssembly {
  /// Makes officers, groups, parties, assignments and the lists of parties of the names that the file gives.
  func resolveParties() {
    var lists = PartyField.all.map { field in
      let builder = builder.table(field.entity).columns[Schema.id(field.entity, field.name).index]
      guard let builder = builder as? PartyListBuilder else {
        schemaMistake("\(field.name) is no list")
      }
      builder.close(rowCount: rowCount(field.entity))
      return PartyLists(written: builder, resolved: ResolvedLists(field: field))
    }
    // The lists of officers, groups and assignments together hold each mention a few times over.
    guard limits.hasRoom(rows: lists.reduce(0) { $0 + $1.written.entries.count } * 4) else { return }
    let registry = builder.parties
    guard case .name(let listed) = column(.officers, "name") else { return }
    let listedCodes = (0..<listed.dictionary.count).map {
      registry.names.code(for: listed.dictionary.string(at: $0))
    }
    var resolver = PartyResolver(
      registry, listed: listed.codes.map { listedCodes[Int($0)] }, limits: limits)
    resolver.resolve(orderOfNaming(lists), of: registry)
    for index in lists.indices {
      guard limits.goesOn() else { return }
      resolve(&lists[index], with: resolver)
      set(lists[index].field.entity, lists[index].field.name, lists[index].resolved.column)
    }
    let names = Spellings(resolver, limits: limits)
    makeOfficers(resolver, names, listedCount: listed.count)
    makeGroups(resolver, names)
    makeParties(resolver, names)
    guard limits.goesOn() else { return }
    makeMembershipsAndAssignments(resolver, lists)
    guard limits.goesOn() else { return }
    summarizeObjectives(owners: lists[0].resolved)
  }

  /// The registry's entries in the order in which the document first names them, each with its first line.
  private func orderOfNaming(_ lists: [PartyLists]) -> [(entry: Int, line: UInt32)] {
    let count = builder.parties.entries.count
    var seen = [Bool](repeating: false, count: count)
    var order: [(entry: Int, line: UInt32)] = []
    let document = PartyOrder(indicators: indicators, actions: actions)
    // As a rule all were named long before the end.
    for group in document.groups where order.count < count {
      document.eachList(of: group) { index, row in
        let written = lists[index].written
        for place in Int(written.offsets[row])..<Int(written.offsets[row + 1]) {
          let entry = Int(written.entries[place])
          if seen[entry] { continue }
          seen[entry] = true
          order.append((entry, written.lines[place]))
        }
      }
    }
    return order
  }

  private func resolve(_ lists: inout PartyLists, with resolver: PartyResolver) {
    let (offsets, entries, lines) = (lists.written.offsets, lists.written.entries, lists.written.lines)
    let partyOfEntry = resolver.partyOfEntry
    let isRespelt = builder.parties.entries.indices.map { index in
      let party = partyOfEntry[index]
      if party == Column.noRow { return false }
      return !respellings(of: builder.parties.entries[index], resolver.parties[Int(party)], resolver).isEmpty
    }
    let field = lists.field
    var latest = [Int](repeating: -1, count: resolver.parties.count)
    var parties: [UInt32] = []
    parties.reserve(entries.count, builder.hands)
    var ends: [UInt32] = [0]
    ends.reserve(rowCount(field.entity) + 1, builder.hands)
    for row in 0..<rowCount(field.entity) {
      for place in Int(offsets[row])..<Int(offsets[row + 1]) {
        let entry = Int(entries[place])
        let line = lines[place]
        let party = partyOfEntry[entry]
        guard party != Column.noRow else {
          note(
            .partyUnnamed, field.entity, row, "a party without a name was left out of \(field.name)",
            line: line)
          continue
        }
        if isRespelt[entry] {
          for (written, meant) in respellings(
            of: builder.parties.entries[entry], resolver.parties[Int(party)], resolver)
          {
            note(
              .nameCase, field.entity, row, "“\(written)” was read as “\(meant)”", line: line)
          }
        }
        if latest[Int(party)] == row {
          let name = resolver.names.string(of: resolver.name(of: resolver.parties[Int(party)]))
          note(.partyRepeated, field.entity, row, "\(name) stands twice in \(field.name)", line: line)
        } else {
          latest[Int(party)] = row
          parties.append(party)
        }
      }
      ends.append(UInt32(truncatingIfNeeded: parties.count))
    }
    lists.resolved.parties = parties
    lists.resolved.offsets = ends
  }

  /// The names of an entry that are spelt in another way than those that stand for them.
  private func respellings(
    of entry: PartyRegistry.Entry, _ party: PartyResolver.Resolved, _ resolver: PartyResolver
  ) -> [(written: String, meant: String)] {
    let agency = resolver.agency(of: party)
    return [(entry.name, resolver.name(of: party)), (agency == 0 ? 0 : entry.agency, agency)]
      .filter { $0.0 != $0.1 }
      .map { (resolver.names.string(of: $0.0), resolver.names.string(of: $0.1)) }
  }
}

/// The names that are left once spellings are resolved, as codes into one dictionary.
struct Spellings {
  let dictionary: TextColumn
  private let codes: [UInt32]

  init(_ resolver: PartyResolver, limits: BuildLimits) {
    let kept = NameDictionary(limits: limits)
    var codes = [UInt32](repeating: 0, count: resolver.names.count)
    for name in resolver.officers + resolver.groups.map(\.name) {
      codes[Int(name)] = kept.code(for: resolver.names.string(of: name))
    }
    self.codes = codes
    dictionary = kept.column
  }

  /// A column of the names that codes into the registry's names stand for.
  func column(_ names: [UInt32]) -> Column {
    .name(NameColumn(codes: names.map { codes[Int($0)] }, dictionary: dictionary))
  }
}
