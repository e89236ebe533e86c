// Lists that are read apart from the items that they are of, on another thread too: their members by the id that the
// file gives the item, in the order of the items.

/// Collects lists of parties.
package struct PartyCollector {
  private let registry = PartyRegistry(limits: BuildLimits())
  private var items: [Int64] = []
  private var entries: [UInt32] = []

  package init() {}

  /// Adds a party without agency; the bytes are UTF-8.
  package mutating func add(_ item: Int64, name: UnsafeBufferPointer<UInt8>, kind: PartyKind?) {
    items.append(item)
    entries.append(registry.index(ofName: name, kind: kind))
  }

  package mutating func add(_ item: Int64, _ party: PlanBuilder.Party) {
    items.append(item)
    entries.append(registry.index(of: party))
  }

  package var lists: CollectedParties {
    let names = registry.names
    let spellings = registry.entries.map {
      PlanBuilder.Party(
        name: names.string(of: $0.name), agency: names.string(of: $0.agency),
        kind: PartyKind(rawValue: $0.kind))
    }
    return CollectedParties(items: items, members: entries, spellings: spellings)
  }
}

/// What `PartyCollector` collected.
package struct CollectedParties: Sendable {
  let items: [Int64]
  /// Indexes into `spellings`.
  let members: [UInt32]
  let spellings: [PlanBuilder.Party]
}

/// Lists of periods.
package struct CollectedPeriods: Sendable {
  private(set) var items: [Int64] = []
  private(set) var periods: [Period] = []

  package init() {}

  package mutating func add(_ item: Int64, _ period: Period) {
    items.append(item)
    periods.append(period)
  }
}

extension PlanBuilder {
  /// Fills a field of items that were begun before.
  ///
  /// - Parameters:
  ///   - row: of an item by its id.
  ///   - orphan: called with an id that no item has.
  /// - Returns: whether the members are in the order of the items; what follows the first that is not is left out.
  package func fill(
    _ field: FieldID, with lists: CollectedParties, row: (Int64) -> UInt32?, orphan: (Int64) -> Void
  ) -> Bool {
    guard let column = table(field.entity).columns[field.index] as? PartyListBuilder else {
      schemaMistake("the field holds no parties")
    }
    let entries = lists.spellings.map { parties.index(of: $0) }
    return inOrder(field.entity, lists.items, row, orphan) { row, place in
      guard limits.hasRoom(rows: column.entries.count) else { return }
      column.append(row, entry: entries[Int(lists.members[place])], line: 0)
    }
  }

  /// As the other.
  package func fill(
    _ field: FieldID, with lists: CollectedPeriods, row: (Int64) -> UInt32?, orphan: (Int64) -> Void
  ) -> Bool {
    guard let column = table(field.entity).columns[field.index] as? PeriodListBuilder else {
      schemaMistake("the field holds no periods")
    }
    return inOrder(field.entity, lists.items, row, orphan) { row, place in
      column.append(row, period: lists.periods[place])
    }
  }

  /// Makes room in the columns of one kind of items, as the other.
  package func reserve(_ entity: Entity, whole: Int, read: Int) {
    if read > 0, whole > read { table(entity).reserve(Growth(whole: whole, read: read, workers: workers)) }
  }

  @inline(__always) private func inOrder(
    _ entity: Entity, _ items: [Int64], _ rowOf: (Int64) -> UInt32?, _ orphan: (Int64) -> Void,
    _ add: (Int, Int) -> Void
  ) -> Bool {
    let rowCount = table(entity).rowCount
    var last = 0
    for place in items.indices {
      guard let row = rowOf(items[place]).map({ Int($0) }), row < rowCount else {
        orphan(items[place])
        continue
      }
      guard row >= last else { return false }
      last = row
      add(row, place)
    }
    return true
  }
}
