/// Rows by a key, each group in row order, found by a counting sort. Keys that name no group (`Column.noRow`) make a
/// group of their own after the others.
struct Grouping {
  let groupCount: Int
  private let offsets: [UInt32]
  private let rows: [UInt32]

  init(keys: [UInt32], groupCount: Int) {
    self.init(keys: keys, values: nil, groupCount: groupCount)
  }

  /// Groups `values`, or where there are none the indexes of the keys.
  init(keys: [UInt32], values: [UInt32]?, groupCount: Int) {
    var offsets = [UInt32](repeating: 0, count: groupCount + 2)
    for key in keys { offsets[min(Int(key), groupCount) + 1] += 1 }
    for group in 0...groupCount { offsets[group + 1] += offsets[group] }
    var next = offsets
    var rows = [UInt32](repeating: 0, count: keys.count)
    for index in keys.indices {
      let group = min(Int(keys[index]), groupCount)
      rows[Int(next[group])] = values?[index] ?? UInt32(truncatingIfNeeded: index)
      next[group] += 1
    }
    self.groupCount = groupCount
    self.offsets = offsets
    self.rows = rows
  }

  /// The rows of a group; `groupCount` names those without one.
  subscript(group: Int) -> ArraySlice<UInt32> { rows[Int(offsets[group])..<Int(offsets[group + 1])] }

  /// The groups as lists of items.
  func lists(of entity: Entity) -> ListColumn {
    let used = Int(offsets[groupCount])
    return ListColumn(
      offsets: Array(offsets[0...groupCount]),
      elements: .item(ItemColumn(entity: entity, rows: Array(rows[..<used]))))
  }
}

/// Collects which items belong to which owner, each item once for each owner, and gives them as lists.
struct Membership {
  private var owners: [UInt32] = []
  private var items: [UInt32] = []
  private var latest: [UInt32]

  init(ownerCount: Int) { latest = [UInt32](repeating: Column.noRow, count: ownerCount) }

  /// Adds each of the items 0..<count to the owners of the parties in its lists; `ownersOfParty` give the owners of a
  /// party, `Column.noRow` for none.
  mutating func add(_ count: Int, _ lists: [PartyLists], _ ownersOfParty: [[UInt32]]) {
    if latest.isEmpty { return }
    for item in 0..<count {
      for list in lists.indices {
        for place in Int(lists[list].offsets[item])..<Int(lists[list].offsets[item + 1]) {
          let party = Int(lists[list].parties[place])
          for owners in ownersOfParty.indices {
            add(UInt32(truncatingIfNeeded: item), to: ownersOfParty[owners][party])
          }
        }
      }
    }
  }

  /// Items must come in order.
  @inline(__always) private mutating func add(_ item: UInt32, to owner: UInt32) {
    guard owner != Column.noRow, latest[Int(owner)] != item else { return }
    latest[Int(owner)] = item
    owners.append(owner)
    items.append(item)
  }

  func lists(of entity: Entity) -> ListColumn {
    Grouping(keys: owners, values: items, groupCount: latest.count).lists(of: entity)
  }
}
