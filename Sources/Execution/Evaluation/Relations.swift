import Binding
import Language
import Plan

extension Evaluator {
  /// The positions where some member of the left side stands in the relation to some member of the right.
  func related(
    _ left: Vector, _ relation: Relation, _ right: Vector, _ range: SourceRange
  ) throws -> Selection {
    switch (left.isList, right.isList) {
    case (false, false):
      return try compare(left, relation, right, run)
    case (true, false):
      if case .constant(let constant, let type, _) = right {
        if case .lists(let lists) = left, case .values(let column, let rows) = lists.members {
          return try related(lists, column, rows, relation, constant)
        }
        return try someMember(left) {
          try compare($0, relation, .constant(constant, type, count: $0.count), run)
        }
      }
      let lists = try left.asLists(run).expanded(range, run)
      let others = right.selected(.some(try lists.owners(run)))
      return try lists.rows(where: try compare(lists.members, relation, others, run), every: false, run)
    case (false, true):
      if case .constant(let constant, let type, _) = left {
        return try someMember(right) {
          try compare(.constant(constant, type, count: $0.count), relation, $0, run)
        }
      }
      let lists = try right.asLists(run).expanded(range, run)
      let others = left.selected(.some(try lists.owners(run)))
      return try lists.rows(where: try compare(others, relation, lists.members, run), every: false, run)
    case (true, true):
      let (ours, theirs) = (try left.asLists(run), try right.asLists(run))
      if let isUpward = relation.isUpward, !ours.holdsPeriods {
        // Some pair is in order where the least of one side and the greatest of the other are.
        let ends = try (
          pick(ours) { isUpward ? $0 < 0 : $0 > 0 }, pick(theirs) { isUpward ? $0 > 0 : $0 < 0 }
        )
        return try compare(ends.0, relation, ends.1, run)
      }
      let left = try ours.expanded(range, run)
      let right = try theirs.expanded(range, run)
      if relation == .equal { return try sharing(left, right) }
      return try paired(left, relation, right)
    }
  }

  /// Lists of the rows of a column to one constant. Where rows share lists, each list is asked once.
  private func related(
    _ lists: Lists, _ column: Column, _ rows: Selection, _ relation: Relation, _ constant: Constant
  ) throws -> Selection {
    if let tested = lists.tested(rows) {
      return try compare(column, tested, relation, constant, run)
    }
    let every = TestedLists(offsets: lists.offsets, places: .all(lists.listCount), members: rows)
    let passing = try compare(column, .lists(every), relation, constant, run)
    return try scan(.rows(lists.places), in: passing.mask(of: lists.listCount), run)
  }

  /// The rows whose lists have a member in common, in time linear in the members: equal members are in one group.
  private func sharing(_ left: Lists, _ right: Lists) throws -> Selection {
    let grouper = Grouper(run)
    let ours = try grouper.groups(of: left.members)
    let theirs = try grouper.groups(of: right.members)
    // The row, counted from 1, whose left list last held a member of the group.
    var lastRow = [Int](repeating: 0, count: grouper.count)
    return try scanInOrder(.all(left.listCount), run) { row in
      for member in left.range(row) { lastRow[Int(ours[member])] = row + 1 }
      return right.range(row).contains { lastRow[Int(theirs[$0])] == row + 1 }
    }
  }

  /// Every member of the left list with every member of the right one, a bounded number of pairs at a time.
  private func paired(_ left: Lists, _ relation: Relation, _ right: Lists) throws -> Selection {
    var found: [UInt32] = []
    var pairs = Pairs()
    for row in 0..<left.listCount {
      let others = right.range(row)
      for member in left.range(row) {
        var start = others.lowerBound
        while start < others.upperBound {
          let end = min(start + run.batch, others.upperBound)
          pairs.append(row, member, start..<end)
          start = end
          if pairs.rows.count >= run.batch {
            found += try pairs.matching(left.members, relation, right.members, run)
            pairs = Pairs()
          }
        }
      }
    }
    found += try pairs.matching(left.members, relation, right.members, run)
    return Selection.some(found).distinct(of: left.listCount)
  }
}

extension Relation {
  /// Whether it says that the left side comes first in the order of sorting, or last; nil for other relations.
  fileprivate var isUpward: Bool? {
    switch self {
    case .less, .lessOrEqual, .worse: true
    case .greater, .greaterOrEqual, .better: false
    default: nil
    }
  }
}

extension Lists {
  /// Periods have two ends, and relations look at either.
  fileprivate var holdsPeriods: Bool {
    switch members {
    case .values(.period, _), .constant(_, .period, count: _): true
    default: false
    }
  }
}

/// Members of two lists of one row, side by side.
private struct Pairs {
  var rows: [UInt32] = []
  private var left: [UInt32] = []
  private var right: [UInt32] = []

  mutating func append(_ row: Int, _ member: Int, _ others: Range<Int>) {
    for other in others {
      rows.append(UInt32(truncatingIfNeeded: row))
      left.append(UInt32(truncatingIfNeeded: member))
      right.append(UInt32(truncatingIfNeeded: other))
    }
  }

  /// The rows of the pairs that stand in the relation.
  func matching(_ ours: Vector, _ relation: Relation, _ theirs: Vector, _ run: Run) throws -> [UInt32] {
    try run.checkCancellation()
    let passed = try compare(ours.selected(.some(left)), relation, theirs.selected(.some(right)), run)
    return Selection.some(rows).selecting(passed).rows
  }
}
