/// Tells which names are the same: by folded text, first against the plan's list of officers, then against what was
/// named before. A plain name that is not listed but is elsewhere called a group or an agency is that; else it is an
/// officer who is not in the list.
struct PartyResolver {
  /// One party, as `parties` holds it. Rows that it does not have are `Column.noRow`.
  struct Resolved {
    var kind: PartyKind
    /// A row of officers, or of groups.
    var row: UInt32
    /// The row of groups that it acts for.
    var agency: UInt32

    var key: UInt128 { CompactKey.make(UInt32(kind.rawValue), row, agency) }
  }

  struct Group {
    /// A code into the registry's names.
    var name: UInt32
    var kind: PartyKind
    var line: UInt32
  }

  let names: NameDictionary
  /// By name code, a number for each folded spelling; 0 for what is blank.
  private let folds: [UInt32]
  private var officerOfFold: [UInt32]
  private var groupOfFold: [UInt32]
  private var agencyOfFold: [UInt32]
  private var kindOfFold: [PartyKind?]

  /// Codes into the registry's names: those of the list, then those that are not in it.
  private(set) var officers: [UInt32]
  /// The lines where those that are not in the list are first named.
  private(set) var unlistedLines: [UInt32] = []
  private(set) var groups: [Group] = []
  private(set) var parties: [Resolved] = []
  /// The row of `parties` of each entry of the registry; `Column.noRow` for one without a name.
  private(set) var partyOfEntry: [UInt32]
  /// The keys of `parties`.
  private var known = KeyTable()

  /// `listed` holds codes into the registry's names, a row of the officers' list each.
  init(_ registry: PartyRegistry, listed: [UInt32], limits: BuildLimits) {
    names = registry.names
    officers = listed
    let distinct = NameDictionary(limits: limits)
    let column = names.column.folded
    folds = (0..<column.count).map { distinct.code(for: Array(column.bytes[column.range(at: $0)])) }
    let blank = [UInt32](repeating: Column.noRow, count: distinct.count)
    officerOfFold = blank
    groupOfFold = blank
    agencyOfFold = blank
    kindOfFold = Array(repeating: nil, count: distinct.count)
    partyOfEntry = [UInt32](repeating: Column.noRow, count: registry.entries.count)
    for (row, name) in listed.enumerated() {
      let fold = Int(folds[Int(name)])
      if fold != 0, officerOfFold[fold] == Column.noRow {
        officerOfFold[fold] = UInt32(truncatingIfNeeded: row)
      }
    }
  }

  /// Resolves entries in the order in which the document names them.
  mutating func resolve(_ order: [(entry: Int, line: UInt32)], of registry: PartyRegistry) {
    for (index, _) in order {
      let entry = registry.entries[index]
      if let kind = PartyKind(rawValue: entry.kind), kind != .officer { learn(kind, of: entry.name) }
      learn(.agency, of: entry.agency)
    }
    for (index, line) in order {
      partyOfEntry[index] = party(of: registry.entries[index], line: line)
    }
  }

  private mutating func learn(_ kind: PartyKind, of name: UInt32) {
    let fold = Int(folds[Int(name)])
    if fold != 0, kindOfFold[fold] == nil { kindOfFold[fold] = kind }
  }

  private mutating func party(of entry: PartyRegistry.Entry, line: UInt32) -> UInt32 {
    let fold = Int(folds[Int(entry.name)])
    guard fold != 0 else { return Column.noRow }
    let isListed = officerOfFold[fold] != Column.noRow
    let kind = PartyKind(rawValue: entry.kind) ?? (isListed ? .officer : kindOfFold[fold] ?? .officer)
    let row = kind == .officer ? officer(entry.name, line: line) : group(entry.name, kind, line: line)
    let hasAgency = folds[Int(entry.agency)] != 0
    let resolved = Resolved(
      kind: kind, row: row, agency: hasAgency ? group(entry.agency, .agency, line: line) : Column.noRow)
    let (party, isNew) = known.insert(resolved.key)
    if isNew { parties.append(resolved) }
    return UInt32(truncatingIfNeeded: party)
  }

  private mutating func officer(_ name: UInt32, line: UInt32) -> UInt32 {
    let fold = Int(folds[Int(name)])
    if officerOfFold[fold] == Column.noRow {
      officerOfFold[fold] = UInt32(truncatingIfNeeded: officers.count)
      officers.append(name)
      unlistedLines.append(line)
    }
    return officerOfFold[fold]
  }

  private mutating func group(_ name: UInt32, _ kind: PartyKind, line: UInt32) -> UInt32 {
    let fold = Int(folds[Int(name)])
    let row = kind == .agency ? agencyOfFold[fold] : groupOfFold[fold]
    if row != Column.noRow { return row }
    let new = UInt32(truncatingIfNeeded: groups.count)
    groups.append(Group(name: name, kind: kind, line: line))
    if kind == .agency { agencyOfFold[fold] = new } else { groupOfFold[fold] = new }
    return new
  }

  /// The spelling that stands for a party's name, a code into the registry's names.
  func name(of party: Resolved) -> UInt32 {
    party.kind == .officer ? officers[Int(party.row)] : groups[Int(party.row)].name
  }

  /// The spelling that stands for the agency that a party acts for; 0 where it acts for none.
  func agency(of party: Resolved) -> UInt32 {
    party.agency == Column.noRow ? 0 : groups[Int(party.agency)].name
  }
}
