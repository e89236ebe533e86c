import Binding
import Language
import Plan

/// The sentence: what is asked for, what narrows it, and what is done with it, in the order of the steps.
extension QueryWords {
  var sentence: String { English.sentence(segments(isWhole: true).joined(separator: ", ")) }

  /// As part of another sentence; in brackets where it has clauses of its own.
  private func part(of operation: SetOperator) -> String {
    let segments = segments(isWhole: false)
    // A union of a union is one union of three.
    let isFlat = query.source.combination.map { $0.operation == .union && operation == .union } ?? true
    let isPlain = segments.count == 1 && isFlat
    let words = segments.joined(separator: ", ")
    return isPlain ? words : "(\(words))"
  }

  private func segments(isWhole: Bool) -> [String] {
    var (segments, index) = start(isWhole)
    var isOrdered = false
    while index < query.steps.count {
      let (words, length) = step(index)
      if case .order = query.steps[index] { isOrdered = true }
      if let words { segments.append(words) }
      index += length
    }
    if query.isBare, let added { segments.append(added) }
    if query.pivot == nil, !query.isBare, isWhole || last.entity == nil, !saysColumns {
      segments.append(shown)
    }
    if isWhole, query.hasTotals {
      segments.append(query.pivot == nil ? "with a total at the end" : "with totals")
    }
    if isWhole, !isOrdered, last.entity != nil, last.entity != .plan { segments.append("in document order") }
    return segments
  }

  /// The columns are those that the queries put together were compared by.
  private var saysColumns: Bool {
    guard let combination = query.source.combination, !combination.keepsItems else { return false }
    return shown == "showing " + English.list(frames[0].slots)
  }

  /// The source with the conditions that come first, and where the other steps begin.
  private func start(_ isWhole: Bool) -> (segments: [String], index: Int) {
    var index = 0
    var conditions: [String] = []
    while index < query.steps.count {
      switch query.steps[index] {
      case .filter(let condition): conditions += frames[index].conjuncts(ConditionTree(condition))
      case .slot: break
      default: return (joined(conditions, isWhole), index)
      }
      index += 1
    }
    return (joined(conditions, isWhole), index)
  }

  private func joined(_ conditions: [String], _ isWhole: Bool) -> [String] {
    let source = self.source
    guard let first = conditions.first else {
      let isAll = isWhole && query.source.search == nil && query.source.combination == nil
      return [isAll && query.source.entity != .plan ? "all \(source)" : source]
    }
    if query.source.combination != nil {
      return [source, "keeping only those \(English.list(conditions))"]
    }
    if query.source.search != nil { return [source] + conditions }
    return ["\(source) \(first)"] + conditions.dropFirst()
  }

  // MARK: - Source

  /// "actions mentioning …", "actions rated A together with actions rated R"
  var source: String {
    if let combination = query.source.combination {
      if !combination.keepsItems { return rows(of: combination) }
      let parts = combination.parts.map { QueryWords($0, names: names).part(of: combination.operation) }
      let begin = parts.first?.hasPrefix("(") == true ? "the rows of " : ""
      return begin + parts.joined(separator: " \(combination.operation.words) ")
    }
    let name = query.source.entity == .plan ? "the plan" : Schema[query.source.entity].name
    guard let search = query.source.search else { return name }
    return "\(name) mentioning \"\(String(decoding: search, as: UTF8.self))\""
  }

  /// "each different name that officers have and groups do not": of shaped rows the columns are compared.
  private func rows(of combination: BoundCombination) -> String {
    var parts = combination.parts
    // A union of a union is one union of three.
    while combination.operation == .union, let inner = parts.first?.source.combination,
      inner.operation == .union, !inner.keepsItems, parts[0].steps.isEmpty, parts.count < 100
    {
      parts.replaceSubrange(0...0, with: inner.parts)
    }
    let words = parts.map { QueryWords($0, names: names).compared }
    return "\(English.different(frames[0].slots)) that \(combination.operation.having(words))"
  }

  /// One of the queries whose rows are compared; in brackets where it has clauses of its own.
  private var compared: String {
    var segments = segments(isWhole: false)
    if last.entity != nil, hasMeanings { segments.append(shown) }
    if last.entity == nil, !query.isBare, !hasMeanings, segments.last == shown { segments.removeLast() }
    let words = segments.joined(separator: ", ")
    return segments.count == 1 ? words : "(\(words))"
  }

  // MARK: - Steps

  /// What a step does, and how many steps the words stand for; nil for what is said elsewhere.
  func step(_ index: Int) -> (words: String?, length: Int) {
    let wording = frames[index]
    switch query.steps[index] {
    case .slot: return (nil, 1)
    case .filter(let condition):
      let rows = wording.rows == "groups" ? "groups" : "those"
      return ("keeping only \(rows) \(wording.clause(condition))", 1)
    case .order(let keys):
      if index + 1 < query.steps.count, case .limitPer(let count, let sets) = query.steps[index + 1],
        keys.count > sets.count
      {
        return (top(count, sets, Array(keys.dropFirst(sets.count)), wording), 2)
      }
      return (wording.ordered(keys), 1)
    case .limit(let count, let offset):
      return (limit(count, offset), 1)
    case .limitPer(let count, let sets):
      return (top(count, sets, [], wording), 1)
    case .each(let list): return ("one row for \(wording.each(list))", 1)
    case .group(let grouping): return (group(grouping, index), 1)
    case .distinct(let outputs):
      let names = outputs.map(wording.columnName)
      return ("one row for \(English.different(names))", 1)
    }
  }

  private func limit(_ count: Int, _ offset: Int) -> String {
    if count == 0 { return "none of them" }
    if offset == 0 { return "only the first \(count == 1 ? "one" : String(count))" }
    let skipped = offset == 1 ? "the first" : "the first \(offset)"
    return "only the \(count == 1 ? "one" : String(count)) after \(skipped)"
  }

  private func top(_ count: Int, _ sets: [BoundExpression], _ keys: [BoundKey], _ wording: Wording) -> String
  {
    let set = English.list(sets.map { wording.noun($0) })
    let number = count == 1 ? "the first" : "the first \(count)"
    let order = keys.isEmpty ? "" : " \(wording.ordered(keys).dropFirst("ordered ".count))"
    return "for each \(set) only \(number)\(order)"
  }

  private func group(_ grouping: BoundGrouping, _ index: Int) -> String {
    let wording = frames[index]
    let keys = grouping.keys
    if let pivot = query.pivot, keys.count == 2, index == lastGroup {
      return "as a table with a row for \(wording.eachKey(keys[0])) and a column for "
        + "\(wording.eachKey(keys[1])), \(cell(pivot, grouping, wording))"
    }
    if keys.isEmpty { return "taken together as one row" }
    let names = keys.map { ($0.isEach ? "each " : "") + wording.key($0) }
    let counts =
      query.isBare && index == lastGroup ? ", with the number of \(wording.rows) in each group" : ""
    return "grouped by \(English.list(names))\(counts)"
  }

  private func cell(_ pivot: BoundPivot, _ grouping: BoundGrouping, _ wording: Wording) -> String {
    if case .slot(let slot) = pivot.cell.kind, slot >= 2, slot - 2 < grouping.aggregates.count,
      case .rows(nil) = grouping.aggregates[slot - 2].kind
    {
      return "counting the \(wording.rows) in each cell"
    }
    return "showing the \(last.noun(pivot.cell)) in each cell"
  }

  private var lastGroup: Int? {
    query.steps.lastIndex { if case .group = $0 { true } else { false } }
  }
}

extension SetOperator {
  var words: String {
    switch self {
    case .union: "together with"
    case .intersect: "that are also among"
    case .except: "except"
    }
  }

  /// What queries have whose rows are compared.
  fileprivate func having(_ parts: [String]) -> String {
    switch self {
    case .union: "\(English.list(parts, "or")) have"
    case .intersect: "both \(English.list(parts)) have"
    case .except: "\(parts.joined(separator: " have and ")) do not"
    }
  }
}
