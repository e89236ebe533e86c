import Binding
import Plan

extension Evaluator {
  /// An aggregate over the members of each row's list, worked out once for each list that some row shows.
  func aggregate(
    _ aggregate: Aggregate, _ vector: Vector, _ expression: BoundExpression, _ frame: Frame
  ) throws -> Vector {
    let lists = try vector.asLists(run).reached()
    switch aggregate {
    case .list:
      return .lists(lists)
    case .unique:
      return .lists(try unique(lists).lists)
    case .min, .worst:
      return try pick(lists) { $0 < 0 }
    case .max, .best:
      return try pick(lists) { $0 > 0 }
    case .count:
      let offsets = lists.offsets.span
      let counts = try mapped(.all(lists.listCount), run) { Int64(offsets[$0 + 1]) - Int64(offsets[$0]) }
      return .values(.integer(IntegerColumn(values: counts)), lists.places)
    case .sum where expression.type == .integer:
      return try integerSums(lists, expression, frame)
    case .sum, .avg, .median:
      return try decimalAggregate(aggregate, lists, expression, frame)
    }
  }

  /// The first of equal members stays; with the numbers of those that do.
  func unique(_ lists: Lists) throws -> (lists: Lists, numbers: Numbers) {
    let numbers = try self.numbers(of: lists.members)
    let repeats = try ListKernels.repeats(lists.offsets, numbers.values, bound: numbers.bound, run)
    if repeats.isEmpty { return (lists, numbers) }
    let kept = Selection.some(repeats).complement(of: lists.members.count)
    let shorter = Lists(
      offsets: try ListKernels.ends(lists.offsets, without: repeats, run),
      members: lists.members.selected(kept), places: lists.places)
    return (shorter, numbers.selected(kept))
  }

  private func integerSums(_ lists: Lists, _ expression: BoundExpression, _ frame: Frame) throws -> Vector {
    guard let values = try ordinals(lists.members, run) else { throw misbound(expression) }
    var sums = [Int64](repeating: 0, count: lists.listCount)
    var blanks = [Bool](repeating: false, count: lists.listCount)
    try run.inBlocks(lists.listCount) { block in
      for list in block {
        blanks[list] = lists.range(list).isEmpty
        // Members may add up within the range on a way that leaves it.
        var sum: Int128 = 0
        for member in lists.range(list) { sum += Int128(values[member]) }
        guard let exact = Int64(exactly: sum) else { throw overflow(list, lists, expression, frame) }
        sums[list] = exact
      }
    }
    return .values(.integer(IntegerColumn(values: sums, blanks: blanks)), lists.places)
  }

  private func decimalAggregate(
    _ aggregate: Aggregate, _ lists: Lists, _ expression: BoundExpression, _ frame: Frame
  ) throws -> Vector {
    let values = try decimals(lists.members)
    var results = [Double](repeating: .nan, count: lists.listCount)
    try run.inBlocks(lists.listCount) { block in
      for list in block where !lists.range(list).isEmpty {
        let members = values[lists.range(list)]
        let result =
          switch aggregate {
          case .median: median(members)
          case .avg: members.reduce(0, +) / Double(members.count)
          default: members.reduce(0, +)
          }
        guard result.isFinite else { throw overflow(list, lists, expression, frame) }
        results[list] = result
      }
    }
    return .values(.decimal(DecimalColumn(values: results)), lists.places)
  }

  private func median(_ members: ArraySlice<Double>) -> Double {
    let sorted = members.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// Names the first row that shows the list.
  private func overflow(
    _ list: Int, _ lists: Lists, _ expression: BoundExpression, _ frame: Frame
  ) -> ExecutionFailure {
    let position = lists.places.rows.firstIndex { Int($0) == list } ?? 0
    return overflow(expression, frame, position)
  }
}
