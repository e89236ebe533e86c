/// What a test is asked of: rows of a column; or lists of them, which pass where some member does.
enum Tested {
  case rows(Selection)
  case lists(TestedLists)

  /// About how often the test is asked.
  var rowCount: Int {
    switch self {
    case .rows(let rows): rows.count
    case .lists(let lists): lists.memberCount
    }
  }
}

/// Lists `offsets[l]..<offsets[l + 1]` of members, each of which is a row of the tested column.
struct TestedLists {
  let offsets: [UInt32]
  /// Every list in order, or else those of `someLists`.
  let areAll: Bool
  let someLists: [UInt32]
  /// Member `m` is row `m`, or else row `someMembers[m]`.
  let areMembersAll: Bool
  let someMembers: [UInt32]
  let memberCount: Int

  init(offsets: [UInt32], places: Selection, members: Selection) {
    self.offsets = offsets
    memberCount = members.count
    if case .some(let lists) = places {
      (areAll, someLists) = (false, lists)
    } else {
      (areAll, someLists) = (true, [])
    }
    if case .some(let rows) = members {
      (areMembersAll, someMembers) = (false, rows)
    } else {
      (areMembersAll, someMembers) = (true, [])
    }
  }

  var count: Int { areAll ? offsets.count - 1 : someLists.count }
}

extension Lists {
  /// The lists of the rows, to be asked member by member. nil where rows share lists so that members would be looked
  /// at more often than there are any.
  func tested(_ members: Selection) -> Tested? {
    // Lists of one member each are their members.
    if places.count > listCount / 4, areSingle {
      return .rows(members.selecting(places))
    }
    if case .some(let lists) = places {
      let offsets = offsets.span
      var visits = 0
      for list in lists { visits += Int(offsets[Int(list) + 1]) - Int(offsets[Int(list)]) }
      if visits > members.count { return nil }
    }
    return .lists(TestedLists(offsets: offsets, places: places, members: members))
  }
}
