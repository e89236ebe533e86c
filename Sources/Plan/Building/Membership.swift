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
    // Counted first and then placed, so that nothing but the lists takes memory.
    var offsets = [UInt32](repeating: 0, count: ownerCount + 1)
    eachMember { owner, _ in offsets[owner + 1] += 1 }
    for owner in 0..<ownerCount { offsets[owner + 1] += offsets[owner] }
    var next = offsets
    var items = [UInt32](repeating: 0, count: offsets.last.map(Int.init) ?? 0, workers)
    eachMember { owner, item in
      items[Int(next[owner])] = item
      next[owner] += 1
    }
    return ListColumn(
      offsets: offsets, elements: .item(ItemColumn(entity: lists[0].field.entity, rows: items)))
  }

  /// Hands over each owner of each item once, in the order of the items.
  @inline(__always) private func eachMember(_ visit: (Int, UInt32) -> Void) {
    if ownerCount == 0 { return }
    // By owner, the item that was handed over last.
    var latest = [UInt32](repeating: Column.noRow, count: ownerCount)
    for item in 0..<itemCount {
      let number = UInt32(truncatingIfNeeded: item)
      for list in lists.indices {
        for place in Int(lists[list].offsets[item])..<Int(lists[list].offsets[item + 1]) {
          let party = Int(lists[list].parties[place])
          for owners in ownersOfParty.indices {
            let owner = ownersOfParty[owners][party]
            guard owner != Column.noRow, latest[Int(owner)] != number else { continue }
            latest[Int(owner)] = number
            visit(Int(owner), number)
          }
        }
      }
    }
  }
}
