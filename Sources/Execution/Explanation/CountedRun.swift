import Binding
import Language
import Plan

/// Runs a query step by step, asks each condition of all rows of its step, and writes down how many rows there are.
struct CountedRun {
  let evaluator: Evaluator
  var lines: [ExplainedLine] = []
  var blanks: [String] = []

  private let names: ComputedNames

  init(evaluator: Evaluator, names: ComputedNames) {
    self.evaluator = evaluator
    self.names = names
  }

  private var steps: QueryRun { QueryRun(evaluator: evaluator) }

  /// The frame that the last step leaves.
  mutating func rows(of query: BoundQuery, depth: Int) throws -> Frame {
    let words = QueryWords(query, names: names)
    var frame = try source(of: query, words, depth)
    for (index, step) in query.steps.enumerated() {
      let before = frame.count
      if case .filter(let condition) = step {
        frame = try filtered(frame, by: condition, words.frames[index], depth)
        continue
      }
      frame = try steps.apply(step, to: frame)
      guard let text = words.line(index) else { continue }
      lines.append(ExplainedLine(depth: depth, text: text, before: before, after: frame.count))
    }
    return frame
  }

  private mutating func source(of query: BoundQuery, _ words: QueryWords, _ depth: Int) throws -> Frame {
    guard let combination = query.source.combination, combination.parts.count == 2 else {
      let frame = try evaluator.frame(of: query.source)
      let total = evaluator.plan[query.source.entity].rowCount
      lines.append(
        ExplainedLine(
          depth: depth, text: words.source, before: query.source.search == nil ? nil : total,
          after: frame.count))
      return frame
    }
    return try evaluator.run.deeper(nil) {
      let left = try rows(of: combination.parts[0], depth: depth + 1)
      let columns = combination.keepsItems ? nil : English.different(words.frames[0].slots)
      lines.append(
        ExplainedLine(
          depth: depth, text: StepLine.beside(combination.operation, columns: columns), before: nil,
          after: nil,
          isHeading: true))
      let right = try rows(of: combination.parts[1], depth: depth + 1)
      let frame = try steps.combined(combination, left, right)
      lines.append(
        ExplainedLine(
          depth: depth, text: StepLine.outcome(of: combination.operation, columns: columns), before: nil,
          after: frame.count))
      return frame
    }
  }

  // MARK: - Conditions

  private mutating func filtered(
    _ frame: Frame, by condition: BoundCondition, _ wording: Wording, _ depth: Int
  ) throws -> Frame {
    var counted = CountedCondition(ConditionTree(condition))
    try counted.count(over: frame, evaluator)
    let kept: Selection
    if let mask = counted.mask {
      kept = Selection.holding(mask)
    } else {
      kept = try evaluator.selection(condition, over: frame)
    }
    lines.append(
      ExplainedLine(
        depth: depth, text: heading(counted, wording), before: frame.count, after: kept.count))
    for part in counted.parts { add(part, wording, depth + 1) }
    blanks += try BlankEffects(counted, frame: frame, kept: kept.count, wording, evaluator).sentences()
    return frame.narrowed(to: kept)
  }

  private func heading(_ counted: CountedCondition, _ wording: Wording) -> String {
    switch counted.tree {
    case .leaf: StepLine.only(wording.clause(counted.tree))
    case .all: StepLine.all
    case .any: StepLine.any
    }
  }

  private mutating func add(_ counted: CountedCondition, _ wording: Wording, _ depth: Int) {
    let text =
      switch counted.tree {
      case .leaf: wording.clause(counted.tree)
      case .all: StepLine.partAll
      case .any: StepLine.partAny
      }
    lines.append(ExplainedLine(depth: depth, text: text, before: nil, after: counted.holding))
    for part in counted.parts { add(part, wording, depth + 1) }
  }
}

extension QueryWords {
  /// A step as a line of its own; nil for one that does nothing to the rows.
  func line(_ index: Int) -> String? {
    if case .limitPer(let count, let sets) = query.steps[index] {
      let set = English.list(sets.map { frames[index].noun($0) })
      return StepLine.first(count, per: set)
    }
    if case .group(let grouping) = query.steps[index], grouping.isComplete, grouping.keys.count == 2 {
      let keys = grouping.keys.map { frames[index].eachKey($0) }
      return StepLine.cells(keys[0], keys[1])
    }
    if case .order(let keys) = query.steps[index] { return frames[index].ordered(keys) }
    return step(index).words
  }
}
