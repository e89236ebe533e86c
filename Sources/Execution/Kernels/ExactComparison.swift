import Binding
import Plan

/// Comparison of integers with decimals without rounding: beyond 2^53 not every integer is a decimal.
enum ExactComparison {
  /// The positions where an integer stands in the relation to the decimal beside it; nil where the values are other
  /// ones, or the relation is none of order. A blank stands in no relation.
  static func selection(
    _ integers: Vector, _ relation: Relation, _ decimals: Vector, _ run: Run
  ) throws -> Selection? {
    guard case .values(.integer(let ours), let ourRows) = integers,
      case .values(.decimal(let theirs), let theirRows) = decimals, ourRows.count == theirRows.count
    else { return nil }
    let (left, right) = (ourRows.rows, theirRows.rows)
    let isWanted: (Int) -> Bool
    switch relation {
    case .equal, .identical: isWanted = { $0 == 0 }
    case .less: isWanted = { $0 < 0 }
    case .lessOrEqual: isWanted = { $0 <= 0 }
    case .greater: isWanted = { $0 > 0 }
    case .greaterOrEqual: isWanted = { $0 >= 0 }
    default: return nil
    }
    return try scanInOrder(.all(left.count), run) { position in
      let (a, b) = (Int(left[position]), Int(right[position]))
      guard !ours.isBlank(at: a), !theirs.values[b].isNaN else { return false }
      return isWanted(order(ours.values[a], theirs.values[b]))
    }
  }

  /// Less than, equal to or greater than 0 as the integer is to the decimal.
  static func order(_ integer: Int64, _ decimal: Double) -> Int {
    if decimal >= 0x1p63 { return -1 }
    let floor = decimal.rounded(.down)
    guard let whole = Int64(exactly: floor) else { return 1 }
    if integer != whole { return integer < whole ? -1 : 1 }
    return decimal > floor ? -1 : 0
  }
}
