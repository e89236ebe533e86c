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

  /// What each officer and group has a part in (an agency has a part in what its people do), and the assignments. These
  /// are the larger part of `finish`, and do not depend on each other.
  func makeMembershipsAndAssignments(_ resolver: PartyResolver, _ lists: [PartyLists]) {
    let lists = lists.map(\.resolved)
    let memberships = self.memberships(resolver, lists)
    let assignments = Assignments(
      order: PartyOrder(indicators: indicators, actions: actions), lists: lists,
      kinds: [ItemKind(self, .indicators), ItemKind(self, .actions)])
    let hands = builder.hands
    let made = hands.map(memberships.count + 1) { piece -> PartyPiece in
      piece == 0 ? .assignments(assignments.rows(hands)) : .list(memberships[piece - 1].column(hands))
    }
    for (index, piece) in made.enumerated() {
      switch piece {
      case .assignments(let rows): set(rows)
      case .list(let column):
        set(memberships[index - 1].owner, memberships[index - 1].name, .list(column))
      }
    }
  }

  private func memberships(_ resolver: PartyResolver, _ lists: [ResolvedLists]) -> [Membership] {
    let officers = resolver.parties.map { $0.kind == .officer ? $0.row : Column.noRow }
    let groups = resolver.parties.map { $0.kind == .officer ? Column.noRow : $0.row }
    let agencies = resolver.parties.map(\.agency)
    let owners = [(Entity.officers, [officers]), (.groups, [groups, agencies])]
    return owners.flatMap { entity, ownersOfParty in
      func membership(_ name: String, _ lists: [ResolvedLists]) -> Membership {
        Membership(
          owner: entity, name: name, ownerCount: rowCount(entity), ownersOfParty: ownersOfParty, lists: lists,
          itemCount: rowCount(lists[0].field.entity))
      }
      // What takes longest comes first.
      return [
        membership("actions", Array(lists[1...3])), membership("leads", [lists[1]]),
        membership("monitors", [lists[2]]), membership("evaluates", [lists[3]]),
        membership("owns", [lists[0]]),
      ]
    }
  }

  private func set(_ rows: AssignmentRows) {
    setRowCount(.assignments, rows.parties.count)
    set(.assignments, "party", .item(ItemColumn(entity: .parties, rows: rows.parties)))
    set(.assignments, "part", .choice(ChoiceColumn(enumeration: .part, codes: rows.parts)))
    set(.assignments, "kind", column(.parties, "kind").gather(rows.parties))
    set(.assignments, "agency", column(.parties, "agency").gather(rows.parties))
    set(.assignments, "action", .item(ItemColumn(entity: .actions, rows: rows.actions)))
    set(.assignments, "indicator", .item(ItemColumn(entity: .indicators, rows: rows.indicators)))
    set(.assignments, "item", .ref(RefColumn(values: rows.refs)))
    set(.assignments, "objective", .item(ItemColumn(entity: .objectives, rows: rows.objectives)))
  }

  /// An objective's owners, each once in order, and the worst RAG of its indicators.
  func summarizeObjectives(owners: ResolvedLists) {
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

/// One piece of the work on parties.
private enum PartyPiece: Sendable {
  case assignments(AssignmentRows)
  case list(ListColumn)
}

/// The assignments, yet to be made.
private struct Assignments: Sendable {
  let order: PartyOrder
  let lists: [ResolvedLists]
  /// Indicators, then actions.
  let kinds: [ItemKind]

  func rows(_ workers: any Workers) -> AssignmentRows {
    var rows = AssignmentRows(capacity: lists.reduce(0) { $0 + $1.parties.count }, workers)
    // Out of the lists, so that nothing is counted for each row.
    let (owners, leads, monitors, evaluators) = (lists[0], lists[1], lists[2], lists[3])
    let (indicator, action) = (kinds[0], kinds[1])
    for group in order.groups {
      for row in order.indicators[group] { rows.add(owners, Int(row), indicator) }
      for row in order.actions[group] {
        rows.add(leads, Int(row), action)
        rows.add(monitors, Int(row), action)
        rows.add(evaluators, Int(row), action)
      }
    }
    return rows
  }
}

/// What assignments say of an item.
private struct ItemKind: Sendable {
  let isAction: Bool
  let refs: [Int64]
  let objectives: [UInt32]

  init(_ assembly: PlanAssembly, _ entity: Entity) {
    isAction = entity == .actions
    if case .ref(let column) = assembly.column(entity, "ref") { refs = column.values } else { refs = [] }
    if case .item(let column) = assembly.column(entity, "objective") {
      objectives = column.rows
    } else {
      objectives = []
    }
  }
}

/// The columns of assignments while they are made.
private struct AssignmentRows: Sendable {
  private(set) var parties: [UInt32] = []
  private(set) var parts: [UInt8] = []
  private(set) var actions: [UInt32] = []
  private(set) var indicators: [UInt32] = []
  private(set) var refs: [Int64] = []
  private(set) var objectives: [UInt32] = []

  init(capacity: Int, _ workers: any Workers) {
    parties.reserve(capacity, workers)
    parts.reserve(capacity, workers)
    actions.reserve(capacity, workers)
    indicators.reserve(capacity, workers)
    refs.reserve(capacity, workers)
    objectives.reserve(capacity, workers)
  }

  /// The parties of a row's list.
  @inline(__always) mutating func add(_ list: ResolvedLists, _ row: Int, _ kind: ItemKind) {
    let item = UInt32(truncatingIfNeeded: row)
    for place in Int(list.offsets[row])..<Int(list.offsets[row + 1]) {
      parties.append(list.parties[place])
      parts.append(list.field.part.rawValue)
      actions.append(kind.isAction ? item : Column.noRow)
      indicators.append(kind.isAction ? Column.noRow : item)
      refs.append(kind.refs[row])
      objectives.append(kind.objectives[row])
    }
  }
}
