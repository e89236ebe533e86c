package import Binding
import Language
import Plan

extension Explainer {
  /// Why a query gives no row, in a few short lines: how many rows each condition keeps, which one leaves none, and
  /// the nearest value that there is. Empty where there is nothing to say. Its work is that of the query, each
  /// condition asked of all rows, and a look at a bounded number of values.
  package func whyNothing(
    _ query: BoundQuery, text: String, computed: [String] = []
  ) throws(ExecutionFailure) -> [String] {
    var lines: [String] = []
    try failing { () throws in
      let names = ComputedNames(text: text, computed: computed, startMonth: query.financialYearStart)
      lines = try Emptiness(query, names: names, evaluator: evaluator(for: query)).lines()
    }
    return lines
  }
}

/// Finds the step that leaves no row, and says why.
private struct Emptiness {
  let query: BoundQuery
  let evaluator: Evaluator
  private let words: QueryWords

  /// More conditions than these are not told.
  private static let lineLimit = 6

  init(_ query: BoundQuery, names: ComputedNames, evaluator: Evaluator) {
    self.query = query
    self.evaluator = evaluator
    words = QueryWords(query, names: names)
  }

  func lines() throws -> [String] {
    let steps = QueryRun(evaluator: evaluator)
    var frame: Frame
    if let combination = query.source.combination {
      guard combination.parts.count == 2 else { return [] }
      let left = try steps.rows(of: combination.parts[0])
      let right = try steps.rows(of: combination.parts[1])
      frame = try steps.combined(combination, left, right)
      if frame.count == 0 { return [WhyNothing.combination(left.count, right.count)] }
    } else {
      frame = try evaluator.frame(of: query.source)
      if frame.count == 0 { return try emptySource() }
    }
    for (index, step) in query.steps.enumerated() {
      let next = try steps.apply(step, to: frame)
      if next.count > 0 {
        frame = next
        continue
      }
      switch step {
      case .filter(let condition): return try emptied(frame, by: condition, words.frames[index])
      case .each(let list):
        return [
          WhyNothing.noMembers(words.frames[index].member(list), of: rows(frame.count, words.frames[index]))
        ]
      case .limit(let count, let offset) where count > 0: return [WhyNothing.offset(offset, of: frame.count)]
      default: return []
      }
    }
    return []
  }

  private func emptySource() throws -> [String] {
    let entity = query.source.entity
    guard let search = query.source.search, evaluator.plan[entity].rowCount > 0 else {
      return [WhyNothing.noItems(Schema[entity].name)]
    }
    let typed = String(decoding: search, as: UTF8.self)
    let lines = [WhyNothing.noMention(typed, Schema[entity].name)]
    let table = evaluator.plan[entity]
    let nearest = try NearestValues(evaluator).search(typed, in: table)
    return lines + (nearest.map { [WhyNothing.didYouMean($0.text, counted($0.count, entity))] } ?? [])
  }

  // MARK: - Conditions

  private func emptied(_ frame: Frame, by condition: BoundCondition, _ wording: Wording) throws -> [String] {
    let conjuncts: [ConditionTree]
    if case .all(let parts) = ConditionTree(condition) {
      conjuncts = parts
    } else {
      conjuncts = [ConditionTree(condition)]
    }
    var lines = [WhyNothing.heading(self.rows(frame.count, wording), isOne: conjuncts.count == 1)]
    var suggestions: [String] = []
    var left: [Bool]? = [Bool](repeating: true, count: frame.count)
    var isEmptied = false
    for (index, conjunct) in conjuncts.enumerated() {
      var counted = CountedCondition(conjunct)
      try counted.count(over: frame, evaluator)
      left = CountedCondition.joined(left, counted.mask, isAll: true)
      let rest = left.map { $0.count { $0 } }
      if index < Self.lineLimit || rest == 0 && !isEmptied {
        let phrase = wording.clause(conjunct, isInner: true)
        lines.append(
          WhyNothing.condition(
            phrase, alone: counted.holding, left: conjuncts.count > 1 && !isEmptied ? rest : nil))
      }
      if rest == 0 { isEmptied = true }
      if counted.holding == 0, suggestions.count < 2 {
        let new = try NearestValues(evaluator).suggestions(for: conjunct, over: frame, wording) {
          count in
          self.rows(count, wording)
        }
        suggestions += new.filter { !suggestions.contains($0) }
      }
    }
    return lines + suggestions.prefix(2)
  }

  private func rows(_ count: Int, _ wording: Wording) -> String {
    English.count(count, wording.row, wording.rows)
  }

  private func counted(_ count: Int, _ entity: Entity) -> String {
    English.count(count, Schema[entity].singular, Schema[entity].name)
  }
}
