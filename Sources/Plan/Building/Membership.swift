/// Which items belong to which owner, each item once for each owner, in the order of the items.
struct Membership: Sendable {
  /// The entity and field that the lists are for.
  let owner: Entity
  let name: String
  let ownerCount: Int
  /// By party, its owners; `Column.noRow` for none.
  let ownersOfParty: [[UInt32]]
  /// The parties of the items, which are all of one entity.
  let lists: [ResolvedLists]
  let itemCount: Int

  func column(_ workers: any Workers) -> ListColumn {
    var collected = Collected(ownerCount: ownerCount)
    if ownerCount > 0 {
      collected.reserve(lists.reduce(0) { $0 + $1.parties.count }, workers)
      for item in 0..<itemCount {
        for list in lists.indices {
          for place in Int(lists[list].offsets[item])..<Int(lists[list].offsets[item + 1]) {
            let party = Int(lists[list].parties[place])
            for owners in ownersOfParty.indices {
              collected.add(UInt32(truncatingIfNeeded: item), to: ownersOfParty[owners][party])
            }
          }
        }
      }
    }
    return Grouping(keys: collected.owners, values: collected.items, groupCount: ownerCount, workers)
      .lists(of: lists[0].field.entity)
  }
}

private struct Collected {
  private(set) var owners: [UInt32] = []
  private(set) var items: [UInt32] = []
  /// By owner, the item that was added last.
  private var latest: [UInt32]

  init(ownerCount: Int) { latest = [UInt32](repeating: Column.noRow, count: ownerCount) }

  mutating func reserve(_ count: Int, _ workers: any Workers) {
    owners.reserve(count, workers)
    items.reserve(count, workers)
  }

  /// Items must come in order.
  @inline(__always) mutating func add(_ item: UInt32, to owner: UInt32) {
    guard owner != Column.noRow, latest[Int(owner)] != item else { return }
    latest[Int(owner)] = item
    owners.append(owner)
    items.append(item)
  }
}
