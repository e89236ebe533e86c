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
    var ends = [UInt32](repeating: 0, count: lists.count + 1)
    var total: UInt32 = 0
    for (place, list) in lists.enumerated() {
      total &+= offsets[Int(list) + 1] &- offsets[Int(list)]
      ends[place + 1] = total
    }
    var picked = [UInt32](repeating: 0, count: Int(total))
    var next = 0
    for list in lists {
      for member in offsets[Int(list)]..<offsets[Int(list) + 1] {
        picked[next] = member
        next &+= 1
      }
    }
    return (ends, picked)
  }

  /// The lists with only some of their members, whose positions rise.
  func keeping(_ kept: Selection, _ run: Run) throws -> Lists {
    guard case .some = kept else { return self }
    return Lists(
      offsets: try ListKernels.ends(offsets, keeping: kept.mask(of: members.count), run),
      members: members.selected(kept), places: places)
  }

  /// For each member the list it stands in.
  func owners(_ run: Run) throws -> [UInt32] { try ListKernels.owners(offsets, run) }

  /// The rows whose list has some member, or all and at least one, at the positions that passed.
  func rows(where passed: Selection, every: Bool, _ run: Run) throws -> Selection {
    let mask = passed.mask(of: members.count)
    let count = listCount
    let all = TestedLists(offsets: offsets, places: .all(count), members: .all(members.count))
    let lists = try every ? ListKernels.full(offsets, of: mask, run) : scan(.lists(all), in: mask, run)
    guard case .some = places else { return lists }
    return try scan(.rows(places), in: lists.mask(of: count), run)
  }

  /// A list of one member for each value, or of none for a blank.
  init(oneEach vector: Vector, _ run: Run) throws {
    let kept = try present(vector, run)
    let all = Lists(
      offsets: Selection.all(vector.count + 1).rows, members: vector, places: .all(vector.count))
    self = try all.keeping(kept, run)
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
