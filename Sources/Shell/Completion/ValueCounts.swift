import Binding
import Plan
import Platform

/// The values that a field or path of the plan has, and how often. Dictionary codes are counted where there are
/// some; whatever takes longer than the time that is left is cut off.
struct ValueCounts {
  struct Value {
    var text: String
    var count: Int
  }

  let plan: Plan
  /// Of the monotonic clock.
  let deadline: Int64
  /// In which month financial years begin where periods are written.
  let startMonth: Int

  /// More values than this are no help.
  static let limit = 500
  private static let textRows = 200_000
  /// Different texts that are counted at most.
  private static let textLimit = 5_000
  private static let block = 1_024

  /// The values of an expression that a predicate lets through, the most frequent first; of closed sets, periods and
  /// numbers in their own order. nil where the expression is no field or path.
  func values(
    of expression: BoundExpression, in brackets: BoundExpression?, where fits: (String) -> Bool
  ) -> (values: [Value], isCut: Bool)? {
    guard let cells = cells(of: expression, rows: brackets.flatMap { rows(of: $0, rows: nil) }, depth: 0)
    else {
      return nil
    }
    switch cells.column {
    case .name(let column): return named(column, cells.weights, fits)
    case .text(let column): return texts(column, cells.weights, fits)
    case .choice(let column):
      var counts = [Int](repeating: 0, count: 256)
      cells.each(column.codes.count) { row, weight in counts[Int(column.codes[row])] += weight }
      let values = (1...column.enumeration.values.count).map {
        Value(text: column.enumeration.text(of: UInt8(truncatingIfNeeded: $0)) ?? "", count: counts[$0])
      }
      return (values.filter { fits($0.text) }, false)
    case .integer(let column):
      return distinct(column.values.count, cells, fits, { column.isBlank(at: $0) ? nil : column.values[$0] })
      {
        String($0)
      }
    case .ref(let column):
      return distinct(
        column.values.count, cells, fits, { column.values[$0] == Ref.blank.packed ? nil : column.values[$0] }
      ) { Ref(packed: $0).text }
    case .period(let column):
      func key(_ row: Int) -> Int64? {
        guard let period = column.period(at: row) else { return nil }
        return Int64(period.first.number) << 32 | Int64(UInt32(bitPattern: period.last.number))
      }
      return distinct(column.firsts.count, cells, fits, key) {
        let first = Day(Int32(truncatingIfNeeded: $0 >> 32))
        return Period(first, Day(Int32(truncatingIfNeeded: $0))).text(startMonth: startMonth)
      }
    default: return nil
    }
  }

  // MARK: - Where the values stand

  /// A column, and how often each of its rows counts; nil for each once.
  fileprivate struct Cells {
    var column: Column
    var weights: [Int]?

    func each(_ count: Int, _ body: (_ row: Int, _ weight: Int) -> Void) {
      guard let weights else { return (0..<count).forEach { body($0, 1) } }
      for row in 0..<min(count, weights.count) where weights[row] > 0 { body(row, weights[row]) }
    }
  }

  private func cells(of expression: BoundExpression, rows: Rows?, depth: Int) -> Cells? {
    guard depth < 20 else { return nil }
    switch expression.kind {
    case .field(let id):
      let weights = rows.flatMap { $0.entity == id.entity ? $0.weights : nil }
      let cells = Cells(column: plan[id], weights: weights).members
      guard case .item(let items) = cells.column else { return cells }
      return labels(of: items, cells.weights)
    case .through(let owner, let value):
      guard let owners = self.rows(of: owner, rows: rows) else { return nil }
      return cells(of: value, rows: owners, depth: depth + 1)
    case .filtered(let list, _): return cells(of: list, rows: rows, depth: depth + 1)
    case .convert(_, let value): return cells(of: value, rows: rows, depth: depth + 1)
    default: return nil
    }
  }

  private func labels(of items: ItemColumn, _ weights: [Int]?) -> Cells {
    let rows = counted(items, weights)
    return Cells(column: plan.labels(of: rows.entity), weights: rows.weights)
  }

  /// The items of one entity, and how often each is met.
  private struct Rows {
    var entity: Entity
    var weights: [Int]
  }

  private func counted(_ items: ItemColumn, _ weights: [Int]?) -> Rows {
    var result = [Int](repeating: 0, count: plan[items.entity].rowCount)
    Cells(column: .item(items), weights: weights).each(items.rows.count) { row, weight in
      let item = items.rows[row]
      if item != Column.noRow { result[Int(item)] += weight }
    }
    return Rows(entity: items.entity, weights: result)
  }

  private func rows(of expression: BoundExpression, rows: Rows?) -> Rows? {
    switch expression.kind {
    case .field(let id):
      let weights = rows.flatMap { $0.entity == id.entity ? $0.weights : nil }
      let cells = Cells(column: plan[id], weights: weights).members
      guard case .item(let items) = cells.column else { return nil }
      return counted(items, cells.weights)
    case .through(let owner, let value):
      guard let owners = self.rows(of: owner, rows: rows) else { return nil }
      return self.rows(of: value, rows: owners)
    case .filtered(let value, _), .convert(_, let value): return self.rows(of: value, rows: rows)
    default: return nil
    }
  }

  // MARK: - Counting

  private func named(
    _ column: NameColumn, _ weights: [Int]?, _ fits: (String) -> Bool
  ) -> (values: [Value], isCut: Bool) {
    var counts = [Int](repeating: 0, count: column.dictionary.count)
    Cells(column: .name(column), weights: weights).each(column.codes.count) { row, weight in
      counts[Int(column.codes[row])] += weight
    }
    var values: [Value] = []
    for code in counts.indices.dropFirst() where counts[code] > 0 {
      if code % Self.block == 0, Clock.monotonicNanoseconds() > deadline {
        return frequent(values, isCut: true)
      }
      let text = column.dictionary.string(at: code)
      if fits(text) { values.append(Value(text: text, count: counts[code])) }
    }
    return frequent(values, isCut: false)
  }

  private func texts(
    _ column: TextColumn, _ weights: [Int]?, _ fits: (String) -> Bool
  ) -> (values: [Value], isCut: Bool) {
    var counts: [String: Int] = [:]
    for row in 0..<min(column.count, Self.textRows) where !column.isBlank(at: row) {
      if row % Self.block == 0, Clock.monotonicNanoseconds() > deadline { break }
      let weight = weights.map { row < $0.count ? $0[row] : 0 } ?? 1
      let text = column.string(at: row)
      if weight > 0, counts[text] != nil || (counts.count < Self.textLimit && fits(text)) {
        counts[text, default: 0] += weight
      }
    }
    let isCut =
      column.count > Self.textRows || counts.count >= Self.textLimit
      || Clock.monotonicNanoseconds() > deadline
    return frequent(counts.map { Value(text: $0.key, count: $0.value) }, isCut: isCut)
  }

  private func frequent(_ values: [Value], isCut: Bool) -> (values: [Value], isCut: Bool) {
    let keyed: [(value: Value, key: [UInt8])] = values.map {
      ($0, values.count > Self.limit ? Array($0.text.utf8) : Folding.fold($0.text))
    }
    let sorted = keyed.sorted {
      $0.value.count != $1.value.count
        ? $0.value.count > $1.value.count : $0.key.lexicographicallyPrecedes($1.key)
    }
    .map(\.value)
    return (Array(sorted.prefix(Self.limit)), isCut || sorted.count > Self.limit)
  }

  private func distinct(
    _ count: Int, _ cells: Cells, _ fits: (String) -> Bool, _ key: (Int) -> Int64?, _ text: (Int64) -> String
  ) -> (values: [Value], isCut: Bool) {
    var counts: [Int64: Int] = [:]
    var row = 0
    while row < count {
      if row % Self.block == 0, Clock.monotonicNanoseconds() > deadline { break }
      let weight = cells.weights.map { row < $0.count ? $0[row] : 0 } ?? 1
      if weight > 0, let key = key(row) { counts[key, default: 0] += weight }
      row += 1
    }
    var values: [Value] = []
    for (key, count) in counts.sorted(by: { $0.key < $1.key }) where values.count <= Self.limit {
      let text = text(key)
      if fits(text) { values.append(Value(text: text, count: count)) }
    }
    return (Array(values.prefix(Self.limit)), row < count || values.count > Self.limit)
  }
}

extension ValueCounts.Cells {
  /// The members of lists in the place of the lists.
  fileprivate var members: ValueCounts.Cells {
    guard case .list(let lists) = column else { return self }
    guard let weights else { return .init(column: lists.elements, weights: nil) }
    var each = [Int](repeating: 0, count: lists.elements.count)
    for row in 0..<min(lists.count, weights.count) where weights[row] > 0 {
      for member in lists.range(at: row) { each[member] += weights[row] }
    }
    return .init(column: lists.elements, weights: each)
  }
}
