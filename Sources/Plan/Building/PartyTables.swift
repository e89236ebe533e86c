// The tables and lists that follow from the resolved parties.

extension PlanAssembly {
  func makeOfficers(_ resolver: PartyResolver, _ names: Spellings, listedCount: Int) {
    let count = resolver.officers.count
    setRowCount(.officers, count)
    addLines(.officers, resolver.unlistedLines)
    set(.officers, "name", names.column(resolver.officers))
    let rows = (0..<count).map { $0 < listedCount ? UInt32(truncatingIfNeeded: $0) : Column.noRow }
    set(.officers, "role", column(.officers, "role").gather(rows))
    set(.officers, "listed", .condition(ConditionColumn(values: (0..<count).map { $0 < listedCount })))
  }

  func makeGroups(_ resolver: PartyResolver, _ names: Spellings) {
    setRowCount(.groups, resolver.groups.count)
    addLines(.groups, resolver.groups.map(\.line))
    set(.groups, "name", names.column(resolver.groups.map(\.name)))
    set(.groups, "kind", kinds(resolver.groups.map(\.kind)))
  }

  func makeParties(_ resolver: PartyResolver, _ names: Spellings) {
    let parties = resolver.parties
    setRowCount(.parties, parties.count)
    set(.parties, "name", names.column(parties.map { resolver.name(of: $0) }))
    set(.parties, "kind", kinds(parties.map(\.kind)))
    set(.parties, "agency", names.column(parties.map { resolver.agency(of: $0) }))
    let officers = parties.map { $0.kind == .officer ? $0.row : Column.noRow }
    set(.parties, "role", column(.officers, "role").gather(officers))
  }

  private func kinds(_ kinds: [PartyKind]) -> Column {
    .choice(ChoiceColumn(enumeration: .kind, codes: kinds.map(\.rawValue)))
  }

  /// What each officer and group has a part in; an agency has a part in what its people do.
  func makeMemberships(_ resolver: PartyResolver, _ lists: [PartyLists]) {
    for entity in [Entity.officers, .groups] {
      func collect(_ lists: [PartyLists]) -> Column {
        var members = Membership(ownerCount: rowCount(entity))
        let items = lists[0].field.entity
        for row in 0..<rowCount(items) {
          for list in lists {
            for party in list[row] {
              let party = resolver.parties[Int(party)]
              let item = UInt32(truncatingIfNeeded: row)
              if (party.kind == .officer) == (entity == .officers) { members.add(item, to: party.row) }
              if entity == .groups { members.add(item, to: party.agency) }
            }
          }
        }
        return .list(members.lists(of: items))
      }
      set(entity, "owns", collect([lists[0]]))
      set(entity, "leads", collect([lists[1]]))
      set(entity, "monitors", collect([lists[2]]))
      set(entity, "evaluates", collect([lists[3]]))
      set(entity, "actions", collect(Array(lists[1...3])))
    }
  }

  func makeAssignments(_ resolver: PartyResolver, _ names: Spellings, _ lists: [PartyLists]) {
    var parties: [UInt32] = []
    var parts: [UInt8] = []
    var actions: [UInt32] = []
    var indicators: [UInt32] = []
    eachList { index, row in
      let field = lists[index].field
      for party in lists[index][row] {
        parties.append(party)
        parts.append(field.part.rawValue)
        let item = UInt32(truncatingIfNeeded: row)
        actions.append(field.entity == .actions ? item : Column.noRow)
        indicators.append(field.entity == .indicators ? item : Column.noRow)
      }
    }
    setRowCount(.assignments, parties.count)
    set(.assignments, "party", .item(ItemColumn(entity: .parties, rows: parties)))
    set(.assignments, "part", .choice(ChoiceColumn(enumeration: .part, codes: parts)))
    set(.assignments, "kind", column(.parties, "kind").gather(parties))
    set(.assignments, "agency", column(.parties, "agency").gather(parties))
    set(.assignments, "action", .item(ItemColumn(entity: .actions, rows: actions)))
    set(.assignments, "indicator", .item(ItemColumn(entity: .indicators, rows: indicators)))
    set(.assignments, "item", either("ref", actions, indicators))
    set(.assignments, "objective", either("objective", actions, indicators))
  }

  /// A field that actions and indicators share, of whichever of the two a row names.
  private func either(_ field: String, _ actions: [UInt32], _ indicators: [UInt32]) -> Column {
    let first = column(.actions, field).gather(actions)
    let second = column(.indicators, field).gather(indicators)
    switch (first, second) {
    case (.ref(let first), .ref(let second)):
      let values = actions.indices.map {
        actions[$0] == Column.noRow ? second.values[$0] : first.values[$0]
      }
      return .ref(RefColumn(values: values))
    case (.item(let first), .item(let second)):
      let rows = actions.indices.map { actions[$0] == Column.noRow ? second.rows[$0] : first.rows[$0] }
      return .item(ItemColumn(entity: first.entity, rows: rows))
    default: return first
    }
  }

  /// An objective's owners, each once in order, and the worst RAG of its indicators.
  func summarizeObjectives(owners: PartyLists) {
    let count = rowCount(.objectives)
    var offsets: [UInt32] = [0]
    var union: [UInt32] = []
    var latest = [Int](repeating: -1, count: rowCount(.parties))
    var worst = [UInt8](repeating: 0, count: count)
    guard case .choice(let rag) = column(.indicators, "rag") else { return }
    for objective in 0..<count {
      for indicator in indicators[objective] {
        let code = rag.codes[Int(indicator)]
        if code != 0, worst[objective] == 0 || code < worst[objective] { worst[objective] = code }
        for party in owners[Int(indicator)] where latest[Int(party)] != objective {
          latest[Int(party)] = objective
          union.append(party)
        }
      }
      offsets.append(UInt32(truncatingIfNeeded: union.count))
    }
    let elements = Column.item(ItemColumn(entity: .parties, rows: union))
    set(.objectives, "owner", .list(ListColumn(offsets: offsets, elements: elements)))
    set(.objectives, "rag", .choice(ChoiceColumn(enumeration: .rag, codes: worst)))
  }
}
