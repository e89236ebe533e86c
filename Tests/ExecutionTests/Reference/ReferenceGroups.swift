import Binding
import Language
import Plan

/// Groups, members and set operations, row by row, as the doc comments of the bound tree say them.
extension ReferenceEvaluator {
  /// One row for each member of a list.
  func members(_ list: BoundExpression, _ rows: [Row]) throws -> [Row] {
    try rows.flatMap { row in
      try value(list, row).members.map { member in
        var row = row
        row.slots.append(member)
        return row
      }
    }
  }

  func limited(_ rows: [Row], to count: Int, per sets: [BoundExpression]) throws -> [Row] {
    var found: [[Value]: Int] = [:]
    return try rows.filter { row in
      let set = try sets.map { identity(try value($0, row)) }
      found[set, default: 0] += 1
      return found[set, default: 0] <= count
    }
  }

  func grouped(_ grouping: BoundGrouping, _ rows: [Row]) throws -> [Row] {
    var groups: [(keys: [Value], rows: [Row], behind: [Int])] = []
    var places: [[Value]: Int] = [:]
    func place(_ keys: [Value]) -> Int {
      let identities = keys.map { identity($0) }
      if let place = places[identities] { return place }
      places[identities] = groups.count
      groups.append((keys, [], []))
      return groups.count - 1
    }
    if grouping.keys.isEmpty { _ = place([]) }
    for (position, row) in rows.enumerated() {
      var combinations: [[Value]] = [[]]
      for key in grouping.keys {
        var values = [try value(key.expression, row)]
        if key.isEach {
          var seen: Set<Value> = []
          values = values[0].members.filter { seen.insert(identity($0)).inserted }
          // A condition is never blank: what has no members is no `yes`.
          let isCondition = key.expression.type.element == .condition
          if values.isEmpty { values = [isCondition ? .condition(false) : .blank] }
        }
        combinations = combinations.flatMap { start in values.map { start + [$0] } }
      }
      for keys in combinations {
        let place = place(keys)
        groups[place].rows.append(row)
        groups[place].behind.append(position)
      }
    }
    for keys in declared(grouping, groups.map(\.keys)) { _ = place(keys) }
    let ordered = groups.enumerated().sorted { a, b in
      for (x, y) in zip(a.element.keys, b.element.keys) {
        let order = ReferenceRelations.order(labelled(x), labelled(y), isDescending: false)
        if order != 0 { return order < 0 }
      }
      return a.offset < b.offset
    }
    return try ordered.map { group in
      let aggregates = try grouping.aggregates.map { try aggregate($0, group.element.rows) }
      return Row(
        entity: nil, row: 0, slots: group.element.keys + aggregates, member: nil,
        behind: group.element.behind)
    }
  }

  /// What must be there without rows.
  private func declared(_ grouping: BoundGrouping, _ occurring: [[Value]]) -> [[Value]] {
    let keys = grouping.keys
    guard grouping.isComplete || keys.contains(where: { !$0.declared.isEmpty }) else { return [] }
    var starts: [[Int: Value]] = [[:]]
    if !grouping.isComplete, keys.contains(where: { $0.declared.isEmpty }) {
      starts = occurring.map { values in
        Dictionary(
          uniqueKeysWithValues: keys.indices.filter { keys[$0].declared.isEmpty }.map { ($0, values[$0]) })
      }
    }
    for (index, key) in keys.enumerated() where grouping.isComplete || !key.declared.isEmpty {
      let values =
        key.declared.map { Value($0) } + (grouping.isComplete ? occurring.map { $0[index] } : [])
      var seen: Set<Value> = []
      let once = values.filter { seen.insert(identity($0)).inserted }
      starts = starts.flatMap { start in once.map { start.merging([index: $0]) { $1 } } }
    }
    return starts.map { start in keys.indices.map { start[$0] ?? .blank } }
  }

  private func aggregate(_ aggregate: BoundAggregate, _ rows: [Row]) throws -> Value {
    switch aggregate.kind {
    case .rows(nil): return .integer(Int64(rows.count))
    case .rows(let condition?): return .integer(Int64(try rows.count { try holds(condition, $0) }))
    case .pooled(let function, let operand):
      let pool = try rows.flatMap { try value(operand, $0).members }
      return try self.aggregate(function, pool, aggregate.type)
    }
  }

  func combined(_ combination: BoundCombination) throws -> [Row] {
    let parts = try combination.parts.map { try rows(of: $0) }
    func keeps(_ isFirst: Bool, _ isSecond: Bool) -> Bool {
      switch combination.operation {
      case .union: isFirst || isSecond
      case .intersect: isFirst && isSecond
      case .except: isFirst && !isSecond
      }
    }
    if combination.keepsItems {
      let (first, second) = (Set(parts[0].map(\.row)), Set(parts[1].map(\.row)))
      return first.union(second).sorted().filter { keeps(first.contains($0), second.contains($0)) }.map {
        Row(entity: combination.parts[0].source.entity, row: $0, slots: [], member: nil)
      }
    }
    let values = try zip(combination.parts, parts).map { query, rows in
      try rows.map { row in try query.outputs.map { try value($0.expression, row) } }
    }
    let sets = values.map { Set($0.map { $0.map { identity($0) } }) }
    var seen: Set<[Value]> = []
    return (values[0] + values[1]).compactMap { row in
      let identities = row.map { identity($0) }
      guard seen.insert(identities).inserted,
        keeps(sets[0].contains(identities), sets[1].contains(identities))
      else { return nil }
      return Row(entity: nil, row: 0, slots: row, member: nil)
    }
  }
}
