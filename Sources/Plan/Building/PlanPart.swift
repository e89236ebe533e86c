// Parts of a file are read each into a builder of its own, on other threads too, and what these hold is put together
// in the order of the file.

/// The items and findings that a builder was given, with rows, lines and codes counted from its own first. The plan's
/// own fields and the list of officers are no part of it.
package struct PlanPart: Sendable {
  /// By the raw values of entities; nil for those that are no part of it.
  fileprivate let tables: [TablePart?]
  fileprivate let parties: PartySpellings
  fileprivate let findings: FindingsPart
  /// The largest number that is counted in it with 32 bits.
  fileprivate let extent: Int
  /// Whether a limit was met, so that something is missing.
  package let isIncomplete: Bool

  package func rowCount(_ entity: Entity) -> Int { tables[entity.rawValue]?.rowCount ?? 0 }
}

/// The rows of one entity.
struct TablePart: Sendable {
  let rowCount: Int
  let lines: [UInt32]
  let parents: [UInt32]
  let columns: [ColumnPart?]
}

/// What a column's builder holds.
enum ColumnPart: Sendable {
  case column(Column)
  case parties(PartyMentions)
}

/// Lists of parties as the file writes them: indexes into `PartySpellings`, and lines.
struct PartyMentions: Sendable {
  let offsets: [UInt32]
  let entries: [UInt32]
  let lines: [UInt32]
}

/// What a `PartyRegistry` holds.
struct PartySpellings: Sendable {
  let names: TextColumn
  let entries: [PartyRegistry.Entry]
}

/// Findings, and the texts that their codes stand for.
struct FindingsPart: Sendable {
  let rules: TextColumn
  let refs: TextColumn
  let messages: TextColumn
  let found: [NotedFinding]
}

/// What a part's codes and lines are in the builder that takes it.
struct PartCodes {
  /// By the part's index of a party, the builder's.
  let entries: [UInt32]
  /// How many lines stand before the part's first.
  let lineCount: Int

  func line(_ line: UInt32) -> UInt32 { line == 0 ? 0 : UInt32(clamping: Int(line) + lineCount) }
}

extension PlanBuilder {
  private static let entities = [Entity.objectives, .indicators, .targets, .actions, .risks]

  /// What was set so far. To be let go before `removeAll`, which otherwise has to take other memory.
  package var part: PlanPart {
    let tables = tables.map { Self.entities.contains($0.entity) ? $0.part : nil }
    return PlanPart(
      tables: tables, parties: parties.spellings, findings: findings.part, extent: extent,
      isIncomplete: limits.hasFailed)
  }

  /// Puts a part behind what is there, as if its items had been begun and set here one by one.
  ///
  /// - Parameter lineCount: how many lines of the file stand before the part's first.
  /// - Returns: false where a limit may be met, which is then to be found item by item; nothing is appended.
  package func append(_ part: PlanPart, lineCount: Int) -> Bool {
    // What follows a failure is passed over.
    if limits.hasFailed { return true }
    guard limits.isFar(from: extent, adding: part.extent) else { return false }
    let codes = PartCodes(entries: parties.indexes(of: part.parties), lineCount: lineCount)
    let rowCounts = tables.map(\.rowCount)
    for entity in Self.entities {
      guard let rows = part.tables[entity.rawValue] else { continue }
      let table = table(entity)
      table.append(rows, parentCount: table.parentEntity.map { rowCounts[$0.rawValue] } ?? 0, codes)
    }
    findings.append(part.findings)
    findingCount += part.findings.found.count
    return true
  }

  /// The largest number that is counted with 32 bits.
  private var extent: Int {
    let others = max(parties.names.extent, findings.extent, findingCount)
    return Self.entities.reduce(others) { max($0, table($1).extent) }
  }

  /// Forgets all items and findings of a part, but keeps their memory for those that follow.
  package func removeAll() {
    for entity in Self.entities { table(entity).removeAll() }
    parties.removeAll()
    findings.removeAll()
    findingCount = 0
  }
}
