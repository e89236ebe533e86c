/// The parties as the file writes them, each distinct spelling of name, agency and kind once. `PartyResolution` makes
/// parties of them when all are known.
final class PartyRegistry {
  /// What the file wrote: codes into `names`, and a kind, 0 where it gave none.
  struct Entry {
    var name: UInt32
    var agency: UInt32
    var kind: UInt8

    var key: UInt128 { CompactKey.make(name, agency, UInt32(kind)) }
  }

  let names: NameDictionary
  private(set) var entries: [Entry] = []
  private var known: [UInt128: UInt32] = [:]

  init(limits: BuildLimits) { names = NameDictionary(limits: limits) }

  /// The index of a spelling in `entries`.
  func index(of party: PlanBuilder.Party) -> UInt32 {
    let entry = Entry(
      name: names.code(for: party.name), agency: names.code(for: party.agency),
      kind: party.kind?.rawValue ?? 0)
    let key = entry.key
    if let index = known[key] { return index }
    let index = UInt32(truncatingIfNeeded: entries.count)
    entries.append(entry)
    known[key] = index
    return index
  }
}

/// Lists of parties, as the file writes them.
final class PartyListBuilder: ColumnBuilder {
  private let parties: PartyRegistry
  private(set) var offsets: [UInt32] = [0]
  /// Indexes into the registry's entries.
  private(set) var entries: [UInt32] = []
  private(set) var lines: [UInt32] = []

  init(_ parties: PartyRegistry, limits: BuildLimits) {
    self.parties = parties
    super.init(limits: limits)
  }

  override func append(_ row: Int, party: PlanBuilder.Party) {
    guard limits.hasRoom(rows: entries.count) else { return }
    offsets.pad(to: row + 1, with: UInt32(truncatingIfNeeded: entries.count))
    entries.append(parties.index(of: party))
    lines.append(UInt32(clamping: party.line))
    offsets.place(UInt32(truncatingIfNeeded: entries.count), at: row + 1, padding: 0)
  }

  /// Pads the lists with empty ones to `rowCount`.
  func close(rowCount: Int) {
    offsets.pad(to: rowCount + 1, with: UInt32(truncatingIfNeeded: entries.count))
  }
}
