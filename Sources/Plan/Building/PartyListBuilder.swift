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
  /// The keys of `entries`.
  private var known = KeyTable()
  /// By four times the name's code and the kind's, the entry without agency; `Column.noRow` where there is none yet.
  private var plain: [UInt32] = []
  /// Short names that were met lately, each at a place that follows from its bytes: most mentions are of a few.
  private var recent = [RecentName](repeating: RecentName(), count: recentCount)

  private struct RecentName {
    var low: UInt64 = 0
    var high: UInt64 = 0
    /// The name's length and its kind; 0 where there is none.
    var tag: UInt32 = 0
    var entry: UInt32 = 0
  }

  private static let recentCount = 256

  init(limits: BuildLimits) { names = NameDictionary(limits: limits) }

  /// The index in `entries` of a name without agency.
  func index(ofName text: UnsafeBufferPointer<UInt8>, kind: PartyKind?) -> UInt32 {
    let kind = kind?.rawValue ?? 0
    guard let (low, high) = TextHash.words(text) else { return findIndex(ofName: text, kind: kind) }
    let tag = UInt32(truncatingIfNeeded: text.count) << 8 | UInt32(kind)
    let place = Int(truncatingIfNeeded: ((low &* 31 ^ high) &* 0x9E37_79B9_7F4A_7C15) >> 56)
    let known = recent[place]
    if known.low == low, known.high == high, known.tag == tag { return known.entry }
    let entry = findIndex(ofName: text, kind: kind)
    recent[place] = RecentName(low: low, high: high, tag: tag, entry: entry)
    return entry
  }

  private func findIndex(ofName text: UnsafeBufferPointer<UInt8>, kind: UInt8) -> UInt32 {
    let name = names.code(for: text)
    let place = Int(name) * 4 + Int(kind)
    if place < plain.count, plain[place] != Column.noRow { return plain[place] }
    plain.pad(to: names.count * 4, with: Column.noRow)
    plain[place] = self.index(of: Entry(name: name, agency: 0, kind: kind))
    return plain[place]
  }

  /// The index of a spelling in `entries`.
  func index(of party: PlanBuilder.Party) -> UInt32 {
    index(
      of: Entry(
        name: names.code(for: party.name), agency: names.code(for: party.agency),
        kind: party.kind?.rawValue ?? 0))
  }

  /// The indexes of another registry's entries, by their indexes there.
  func indexes(of spellings: PartySpellings) -> [UInt32] {
    let ours = names.codes(for: spellings.names)
    return spellings.entries.map {
      index(of: Entry(name: ours[Int($0.name)], agency: ours[Int($0.agency)], kind: $0.kind))
    }
  }

  var spellings: PartySpellings { PartySpellings(names: names.column, entries: entries) }

  /// Forgets all spellings.
  func removeAll() {
    names.removeAll()
    entries.removeAll(keepingCapacity: true)
    known = KeyTable()
    plain.removeAll(keepingCapacity: true)
    for place in recent.indices { recent[place] = RecentName() }
  }

  private func index(of entry: Entry) -> UInt32 {
    let (index, isNew) = known.insert(entry.key)
    if isNew { entries.append(entry) }
    return UInt32(truncatingIfNeeded: index)
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
    append(row, entry: parties.index(of: party), line: party.line)
  }

  override func append(_ row: Int, name: UnsafeBufferPointer<UInt8>, kind: PartyKind?, line: Int) {
    guard limits.hasRoom(rows: entries.count) else { return }
    append(row, entry: parties.index(ofName: name, kind: kind), line: line)
  }

  @inline(__always) func append(_ row: Int, entry: UInt32, line: Int) {
    offsets.pad(to: row + 1, with: UInt32(truncatingIfNeeded: entries.count))
    entries.append(entry)
    lines.append(UInt32(clamping: line))
    offsets.place(UInt32(truncatingIfNeeded: entries.count), at: row + 1, padding: 0)
  }

  override func reserve(_ growth: Growth) {
    offsets.reserve(growth)
    entries.reserve(growth)
    lines.reserve(growth)
  }

  override func part(rowCount: Int) -> ColumnPart {
    close(rowCount: rowCount)
    return .parties(PartyMentions(offsets: offsets, entries: entries, lines: lines))
  }

  override func append(_ part: ColumnPart, rowCount: Int, parties: PartCodes) {
    guard case .parties(let mentions) = part else { mismatch() }
    close(rowCount: rowCount)
    offsets.append(offsets: mentions.offsets, behind: entries.count)
    entries.append(contentsOf: mentions.entries.lazy.map { parties.entries[Int($0)] })
    lines.append(contentsOf: mentions.lines.lazy.map(parties.line))
  }

  override var extent: Int { entries.count }

  override func removeAll() {
    offsets.removeAll(keepingCapacity: true)
    offsets.append(0)
    entries.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
  }

  /// Pads the lists with empty ones to `rowCount`.
  func close(rowCount: Int) {
    offsets.pad(to: rowCount + 1, with: UInt32(truncatingIfNeeded: entries.count))
  }
}
