import Binding
import Plan

/// The rows that a filter keeps, or leaves out, only because some value is blank.
struct BlankEffects {
  private let counted: CountedCondition
  private let frame: Frame
  private let kept: Int
  private let wording: Wording
  private let evaluator: Evaluator

  /// No more values than these are looked at.
  private static let operandLimit = 12

  init(
    _ counted: CountedCondition, frame: Frame, kept: Int, _ wording: Wording, _ evaluator: Evaluator
  ) {
    self.counted = counted
    self.frame = frame
    self.kept = kept
    self.wording = wording
    self.evaluator = evaluator
  }

  /// A value that conditions ask for.
  private struct Operand {
    var expression: BoundExpression
    var words: String
    /// Some condition on it compares, so that who reads the result may miss the rows without one.
    var isCompared: Bool
  }

  func sentences() throws -> [String] {
    var result: [String] = []
    for operand in operands() {
      guard let blank = try blankRows(operand.expression) else { continue }
      // What the filter says of these rows if all that is asked of the value were so, or were not.
      guard let whole = counted.mask, let most = try outcome(counted, operand.words, true),
        let least = try outcome(counted, operand.words, false)
      else { continue }
      var (here, out) = (0, 0)
      for row in blank.indices where blank[row] {
        if whole[row] && !least[row] { here += 1 }
        if !whole[row] && most[row] { out += 1 }
      }
      if here > 0 { result.append(keeps(here, operand)) }
      if out > 0, operand.isCompared { result.append(drops(out, operand)) }
    }
    return result
  }

  private func blankRows(_ expression: BoundExpression) throws -> [Bool]? {
    do {
      let values = try evaluator.vector(expression, over: frame)
      return try present(values, evaluator.run).complement(of: frame.count).mask(of: frame.count)
    } catch ExecutionFailure.failed {
      return nil
    }
  }

  /// The filter with another answer for each condition that asks for the value.
  private func outcome(_ node: CountedCondition, _ operand: String, _ answer: Bool) throws -> [Bool]? {
    if case .leaf(let condition, _) = node.tree {
      guard asked(of: condition).contains(where: { $0.words == operand }) else { return node.mask }
      return [Bool](repeating: answer, count: frame.count)
    }
    try evaluator.run.checkCancellation()
    let isAll = if case .all = node.tree { true } else { false }
    var whole: [Bool]? = [Bool](repeating: isAll, count: frame.count)
    for part in node.parts {
      whole = CountedCondition.joined(whole, try outcome(part, operand, answer), isAll: isAll)
    }
    return whole
  }

  // MARK: - Operands

  /// Each once, in the order of the conditions.
  private func operands() -> [Operand] {
    var result: [Operand] = []
    for leaf in counted.leaves where result.count < Self.operandLimit {
      for operand in asked(of: leaf) {
        if let place = result.firstIndex(where: { $0.words == operand.words }) {
          result[place].isCompared = result[place].isCompared || operand.isCompared
        } else {
          result.append(operand)
        }
      }
    }
    return result
  }

  /// The values that a condition asks for; that something is blank is no such question.
  private func asked(of condition: BoundCondition) -> [Operand] {
    switch condition {
    case .related(let left, let relation, let right, range: _):
      return [left, right].compactMap { operand($0, isCompared: relation.isOrder) }
    case .isOneOf(let value, _, let relation), .allAreIn(let value, _, let relation):
      return [operand(value, isCompared: relation.isOrder)].compactMap { $0 }
    case .between(let value, low: let low, high: let high):
      return [value, low, high].compactMap { operand($0, isCompared: true) }
    case .matches(let value, _): return [operand(value, isCompared: false)].compactMap { $0 }
    case .someMember(let list, _): return [operand(list, isCompared: false)].compactMap { $0 }
    case .everyMember(let list, _): return [operand(list, isCompared: true)].compactMap { $0 }
    case .all, .any:
      if let only = condition.onlyMembers {
        return [operand(only.subject, isCompared: false)].compactMap { $0 }
      }
      return []
    case .constant, .not, .isBlank, .bothBlank, .holds: return []
    }
  }

  private func operand(_ expression: BoundExpression, isCompared: Bool) -> Operand? {
    let plain = expression.plain
    if plain.type == .condition { return nil }
    switch plain.kind {
    case .constant, .aggregate(.count, _): return nil
    default:
      var wording = wording
      wording.quantifier = "any"
      return Operand(expression: plain, words: wording.noun(plain), isCompared: isCompared)
    }
  }

  // MARK: - Sentences

  private func keeps(_ count: Int, _ operand: Operand) -> String {
    BlankLine.keeps(
      count, of: English.count(kept, wording.row, wording.rows), lacks(operand, count == 1))
  }

  private func drops(_ count: Int, _ operand: Operand) -> String {
    BlankLine.drops(
      English.count(count, wording.row, wording.rows), isOne: count == 1, lacks(operand, count == 1))
  }

  private func lacks(_ operand: Operand, _ isOne: Bool) -> String {
    let expression = operand.expression
    switch expression.kind {
    case .field, .convert, .filtered:
      return lacks(expression, isOne) ?? BlankLine.hasNo(operand.words, isOne: isOne)
    case .through(let target, let inner) where target.type.isList:
      // Those that have members may have none with a value.
      let noun = wording.entering(target.type).noun(inner)
      return lacks(target, with: inner.isLabel ? nil : noun, isOne)
        ?? BlankLine.hasNo(operand.words, isOne: isOne)
    case .slot where !wording.standsAlone(expression):
      return BlankLine.isBlank("\(isOne ? "its" : "their") \(operand.words)")
    case .slot, .through, .choose, .arithmetic, .negate, .aggregate, .call, .constant, .member, .condition:
      let isLong = if case .choose = expression.kind { wording.standsAlone(expression) } else { false }
      return BlankLine.isBlank(wording.value(expression) + (isLong ? "," : ""))
    }
  }

  /// "they lead no action", "it has no due date"; nil for what is no field.
  private func lacks(_ list: BoundExpression, with noun: String? = nil, _ isOne: Bool) -> String? {
    var root = list.plain
    while true {
      switch root.kind {
      case .filtered(let inner, _), .convert(_, let inner): root = inner.plain
      case .field(let id):
        let has = FieldPhrase.of(id).has
        let name = list.type.isList ? wording.linking(list).wording.member(list) : wording.noun(list)
        let tail = noun.map { " with \(English.article($0))" } ?? ""
        return BlankLine.lacks(name + tail, has: isOne ? has.one : has.many, isOne: isOne)
      default: return nil
      }
    }
  }
}

extension BoundExpression {
  /// What names an item is never blank.
  fileprivate var isLabel: Bool {
    guard case .field(let id) = plain.kind else { return false }
    return id.index == Schema[id.entity].label
  }
}

extension CountedCondition {
  fileprivate var leaves: [BoundCondition] {
    if case .leaf(let condition, _) = tree { return [condition] }
    return parts.flatMap(\.leaves)
  }
}

extension Relation {
  /// A blank is in no order to anything.
  fileprivate var isOrder: Bool {
    switch self {
    case .equal, .identical, .contains, .startsWith, .endsWith: false
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .worse, .better, .before, .endsBy, .after,
      .startsFrom, .within, .overlaps:
      true
    }
  }
}
