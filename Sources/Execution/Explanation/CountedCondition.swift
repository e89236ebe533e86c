import Binding
import Plan

/// A condition with the rows of a frame for which it holds, and so for each of its parts.
struct CountedCondition {
  let tree: ConditionTree
  private(set) var parts: [CountedCondition]
  /// How many rows; nil where the condition cannot be asked of all of them, as a number leaves its range.
  private(set) var holding: Int?
  /// Whether it holds, a row each; nil where that is not known.
  private(set) var mask: [Bool]?

  init(_ tree: ConditionTree) {
    self.tree = tree
    parts =
      switch tree {
      case .leaf: []
      case .all(let inner), .any(let inner): inner.map { CountedCondition($0) }
      }
  }

  /// Parts keep what holds for them only where that is not too much to keep.
  private static let memoryLimit = 1 << 26

  /// Asks every condition once of all rows of the frame.
  mutating func count(over frame: Frame, _ evaluator: Evaluator) throws {
    let keepsParts = leafCount <= Self.memoryLimit / max(1, frame.count)
    try count(over: frame, evaluator, keepsParts: keepsParts)
  }

  private mutating func count(over frame: Frame, _ evaluator: Evaluator, keepsParts: Bool) throws {
    if case .leaf(let condition, let isNegated) = tree {
      mask = try held(condition, isNegated, frame, evaluator)
    } else {
      let isAll = if case .all = tree { true } else { false }
      var whole: [Bool]? = [Bool](repeating: isAll, count: frame.count)
      for index in parts.indices {
        try parts[index].count(over: frame, evaluator, keepsParts: keepsParts)
        whole = Self.joined(whole, parts[index].mask, isAll: isAll)
        if !keepsParts { parts[index].mask = nil }
      }
      mask = whole
    }
    holding = mask.map { $0.count { $0 } }
  }

  private func held(
    _ condition: BoundCondition, _ isNegated: Bool, _ frame: Frame, _ evaluator: Evaluator
  ) throws -> [Bool]? {
    do {
      let rows = try evaluator.selection(condition, over: frame)
      return (isNegated ? rows.complement(of: frame.count) : rows).mask(of: frame.count)
    } catch ExecutionFailure.failed {
      // Another condition may keep the query from the rows that this one fails on.
      return nil
    }
  }

  static func joined(_ first: [Bool]?, _ second: [Bool]?, isAll: Bool) -> [Bool]? {
    guard var result = first, let second, result.count == second.count else { return nil }
    for row in result.indices {
      result[row] = isAll ? result[row] && second[row] : result[row] || second[row]
    }
    return result
  }

  private var leafCount: Int { parts.isEmpty ? 1 : parts.reduce(0) { $0 + $1.leafCount } }
}

extension Selection {
  /// The positions that are true.
  static func holding(_ mask: [Bool]) -> Selection {
    var rows: [UInt32] = []
    for (row, isKept) in mask.enumerated() where isKept { rows.append(UInt32(truncatingIfNeeded: row)) }
    return rows.count == mask.count ? .all(mask.count) : .some(rows)
  }
}
