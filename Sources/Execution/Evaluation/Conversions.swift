import Binding
import Plan

extension Evaluator {
  func converted(_ vector: Vector, _ conversion: Conversion) throws -> Vector {
    switch conversion {
    case .label:
      return try labelled(vector)
    case .toList:
      return .lists(try vector.asLists(run))
    case .integerToDecimal:
      return try eachValue(vector) {
        .values(.decimal(DecimalColumn(values: try decimals($0))), .all($0.count))
      }
    case .earliest:
      return try pick(try vector.asLists(run)) { $0 < 0 }
    case .latest:
      return try pick(try vector.asLists(run)) { $0 > 0 }
    }
  }

  /// Works on the values, or on the members of lists, all at once. Members that become blank are left out.
  func eachValue(_ vector: Vector, _ change: (Vector) throws -> Vector) throws -> Vector {
    guard vector.isList else { return try change(vector) }
    let lists = try vector.asLists(run).reached()
    return .lists(try lists.replacingMembers(try change(lists.members), noRange, run))
  }

  /// The member of each list that comes before all others by the sign of its order to them; the first of equals.
  func pick(_ lists: Lists, _ isBetter: (Int) -> Bool) throws -> Vector {
    let lists = lists.reached()
    let key = try sortKey(try labelled(lists.members))
    let picked = try mapped(.all(lists.listCount), run) { list -> UInt32 in
      let range = lists.range(list)
      guard var best = range.first else { return Column.noRow }
      for member in range.dropFirst() where isBetter(key.order(member, best)) { best = member }
      return UInt32(truncatingIfNeeded: best)
    }
    return lists.rows(of: picked)
  }
}

extension Lists {
  /// For each row the member that is picked for its list; `Column.noRow` for none.
  func rows(of picked: [UInt32]) -> Vector {
    let chosen = places.rows.map { picked[Int($0)] }
    switch members {
    case .values(let column, let rows):
      return .stored(
        column,
        orBlank: chosen.map { $0 == Column.noRow ? $0 : UInt32(truncatingIfNeeded: rows.row(at: Int($0))) })
    case .constant(let constant, let type, _):
      return .stored(
        .repeating(constant, type, count: 1), orBlank: chosen.map { $0 == Column.noRow ? $0 : 0 })
    case .lists:
      return .constant(.blank, .text, count: places.count)
    }
  }
}
