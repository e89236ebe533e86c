import Binding
import Language
import Plan

extension Lists {
  /// Only the lists that some row shows, each once, and `places` that point to them: work on the members of these
  /// is done once for each list, however many rows show it, and for none that no row shows.
  func reached() -> Lists {
    let shown = places.distinct(of: listCount)
    guard case .some(let lists) = shown else { return self }
    let (ends, picked) = runs(of: lists)
    let moved = shown.positions(of: listCount, missing: 0)
    return Lists(
      offsets: ends, members: members.selected(.some(picked)),
      places: .some(places.rows.map { moved[Int($0)] }))
  }

  /// A list of its own for each row: `places` is `.all`.
  func expanded(_ range: SourceRange, _ run: Run) throws -> Lists {
    guard case .some(let lists) = places else { return self }
    var total = 0
    for list in lists { total += self.range(Int(list)).count }
    guard total <= Run.memberLimit else { throw ExecutionFailure.failed(.tooManyMembers(range)) }
    try run.checkCancellation()
    let (ends, picked) = runs(of: lists)
    return Lists(offsets: ends, members: members.selected(.some(picked)), places: .all(lists.count))
  }

  private func runs(of lists: [UInt32]) -> (ends: [UInt32], members: [UInt32]) {
    var ends: [UInt32] = [0]
    ends.reserveCapacity(lists.count + 1)
    var picked: [UInt32] = []
    for list in lists {
      picked.append(contentsOf: offsets[Int(list)]..<offsets[Int(list) + 1])
      ends.append(UInt32(truncatingIfNeeded: picked.count))
    }
    return (ends, picked)
  }

  /// The lists with only some of their members, whose positions rise.
  func keeping(_ kept: Selection) -> Lists {
    guard case .some(let positions) = kept else { return self }
    var ends: [UInt32] = [0]
    ends.reserveCapacity(offsets.count)
    var next = 0
    for end in offsets.dropFirst() {
      while next < positions.count, positions[next] < end { next += 1 }
      ends.append(UInt32(truncatingIfNeeded: next))
    }
    return Lists(offsets: ends, members: members.selected(kept), places: places)
  }

  /// For each member the list it stands in.
  func owners() -> [UInt32] {
    var owners: [UInt32] = []
    owners.reserveCapacity(members.count)
    for list in 0..<listCount {
      owners.append(contentsOf: repeatElement(UInt32(truncatingIfNeeded: list), count: range(list).count))
    }
    return owners
  }

  /// The rows whose list has some member, or all and at least one, at the positions that passed.
  func rows(where passed: Selection, every: Bool, _ run: Run) throws -> Selection {
    let mask = passed.mask(of: members.count)
    let lists = try mapped(.all(listCount), run) { list in
      var matches = 0
      for member in self.range(list) where mask[member] { matches += 1 }
      return matches > 0 && (!every || matches == self.range(list).count)
    }
    return try lists.withUnsafeBufferPointer { lists in try scan(places, run) { lists[$0] } }
  }

  /// A list of one member for each value, or of none for a blank.
  init(oneEach vector: Vector, _ run: Run) throws {
    let kept = try present(vector, run)
    let all = Lists(
      offsets: Selection.all(vector.count + 1).rows, members: vector, places: .all(vector.count))
    self = all.keeping(kept)
  }
}

extension Vector {
  /// As lists; a value that is none counts as a list of one.
  func asLists(_ run: Run) throws -> Lists {
    switch self {
    case .lists(let lists): return lists
    case .constant(_, .list(let element), let count):
      return Lists(
        offsets: [UInt32](repeating: 0, count: count + 1),
        members: .values(.repeating(.blank, element, count: 0), .all(0)),
        places: .all(count))
    default: return try Lists(oneEach: self, run)
    }
  }
}
