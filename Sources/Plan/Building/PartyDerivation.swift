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
  let field: PartyField
  let written: PartyListBuilder
  var offsets: [UInt32] = [0]
  var parties: [UInt32] = []

  subscript(row: Int) -> ArraySlice<UInt32> { parties[Int(offsets[row])..<Int(offsets[row + 1])] }

  var column: Column {
    .list(ListColumn(offsets: offsets, elements: .item(ItemColumn(entity: .parties, rows: parties))))
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
      return PartyLists(field: field, written: builder)
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
      set(lists[index].field.entity, lists[index].field.name, lists[index].column)
    }
    let names = Spellings(resolver, limits: limits)
    makeOfficers(resolver, names, listedCount: listed.count)
    makeGroups(resolver, names)
    makeParties(resolver, names)
    guard limits.goesOn() else { return }
    makeMemberships(resolver, lists)
    guard limits.goesOn() else { return }
    makeAssignments(resolver, names, lists)
    summarizeObjectives(owners: lists[0])
  }

  /// The registry's entries in the order in which the document first names them, each with its first line.
  private func orderOfNaming(_ lists: [PartyLists]) -> [(entry: Int, line: UInt32)] {
    var seen = [Bool](repeating: false, count: builder.parties.entries.count)
    var order: [(entry: Int, line: UInt32)] = []
    eachList { index, row in
      let written = lists[index].written
      for place in Int(written.offsets[row])..<Int(written.offsets[row + 1]) {
        let entry = Int(written.entries[place])
        if seen[entry] { continue }
        seen[entry] = true
        order.append((entry, written.lines[place]))
      }
    }
    return order
  }

  /// Every list of parties in document order: by objective its indicators' owners, then each action's leads, monitors
  /// and evaluators. Hands over an index into `PartyField.all` and a row.
  func eachList(_ visit: (Int, Int) -> Void) {
    for group in 0...indicators.groupCount {
      for row in indicators[group] { visit(0, Int(row)) }
      for row in actions[group] {
        for index in 1..<PartyField.all.count { visit(index, Int(row)) }
      }
    }
  }

  private func resolve(_ lists: inout PartyLists, with resolver: PartyResolver) {
    let written = lists.written
    let field = lists.field
    var latest = [Int](repeating: -1, count: resolver.parties.count)
    lists.parties.reserveCapacity(written.entries.count)
    lists.offsets.reserveCapacity(rowCount(field.entity) + 1)
    for row in 0..<rowCount(field.entity) {
      for place in Int(written.offsets[row])..<Int(written.offsets[row + 1]) {
        let line = written.lines[place]
        let party = resolver.partyOfEntry[Int(written.entries[place])]
        guard party != Column.noRow else {
          note(
            .partyUnnamed, field.entity, row, "a party without a name was left out of \(field.name)",
            line: line)
          continue
        }
        let resolved = resolver.parties[Int(party)]
        noteSpelling(
          of: builder.parties.entries[Int(written.entries[place])], resolved, resolver, field, row, line)
        if latest[Int(party)] == row {
          let name = resolver.names.string(of: resolver.name(of: resolved))
          note(.partyRepeated, field.entity, row, "\(name) stands twice in \(field.name)", line: line)
        } else {
          latest[Int(party)] = row
          lists.parties.append(party)
        }
      }
      lists.offsets.append(UInt32(truncatingIfNeeded: lists.parties.count))
    }
  }

  private func noteSpelling(
    of entry: PartyRegistry.Entry, _ party: PartyResolver.Resolved, _ resolver: PartyResolver,
    _ field: PartyField,
    _ row: Int, _ line: UInt32
  ) {
    let agency = resolver.agency(of: party)
    for (written, meant) in [
      (entry.name, resolver.name(of: party)), (agency == 0 ? 0 : entry.agency, agency),
    ]
    where written != meant {
      let names = resolver.names
      note(
        .nameCase, field.entity, row,
        "“\(names.string(of: written))” was read as “\(names.string(of: meant))”", line: line)
    }
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
