/// Rows by equal values: groups are numbered in the order of their first rows.
struct RowGroups {
  /// The cell of each row: equal ones are one group.
  let cells: [UInt32]
  /// The group of each cell; nil where cells are groups.
  private let groupOfCell: [UInt32]?
  /// The first row of each group.
  let firsts: [UInt32]

  var count: Int { firsts.count }
  var rowCount: Int { cells.count }

  /// As many cells as are counted without a thought.
  static let fewCells = 4096

  /// By several numbers; all rows are one group where there is none.
  init(_ keys: [Numbers], count: Int, _ run: Run) throws {
    guard let first = keys.first else {
      cells = [UInt32](repeating: 0, count: count)
      groupOfCell = nil
      firsts = count == 0 ? [] : [0]
      return
    }
    var pairs = first
    var rest = keys.dropFirst()
    while let key = rest.first, max(pairs.bound, key.bound) <= Self.fewCells,
      pairs.bound * key.bound <= Self.fewCells
    {
      pairs = Numbers(values: GroupKernels.pairs(pairs, key), bound: pairs.bound * key.bound)
      rest = rest.dropFirst()
    }
    if rest.isEmpty, pairs.bound <= Self.fewCells {
      let firstOfCell = try GroupKernels.firsts(pairs.values, count: pairs.bound, run)
      let found = firstOfCell.indices.filter { firstOfCell[$0] != .max }
        .sorted { firstOfCell[$0] < firstOfCell[$1] }
      var groups = [UInt32](repeating: 0, count: pairs.bound)
      for (group, cell) in found.enumerated() { groups[cell] = UInt32(truncatingIfNeeded: group) }
      cells = pairs.values
      groupOfCell = groups
      firsts = found.map { firstOfCell[$0] }
      return
    }
    var (numbers, firsts) = try GroupKernels.seen(Numbers(values: [], bound: 1), pairs, run)
    for key in rest {
      (numbers, firsts) = try GroupKernels.seen(
        Numbers(values: numbers, bound: max(1, firsts.count)), key, run)
    }
    (cells, groupOfCell, self.firsts) = (numbers, nil, firsts)
  }

  /// The group of each row.
  func numbers() -> [UInt32] { groupOfCell.map { gathered($0, cells) } ?? cells }

  /// How many rows each of `count` groups has, of which those without rows come last; with a mask, how many of those
  /// that it holds. Row `i` is row `rows[i]` of the mask.
  func counts(_ count: Int, where mask: [Bool]? = nil, of rows: Selection, _ run: Run) throws -> [Int64] {
    guard let groupOfCell else {
      return try GroupKernels.counts(cells, count: count, where: mask, of: rows, run)
    }
    let cellCounts = try GroupKernels.counts(cells, count: groupOfCell.count, where: mask, of: rows, run)
    var counts = [Int64](repeating: 0, count: count)
    for (cell, group) in groupOfCell.enumerated() where cellCounts[cell] > 0 {
      counts[Int(group)] += cellCounts[cell]
    }
    return counts
  }
}
