import Binding
import Language
import Plan

/// A bound query in English: what each step does, and one sentence for the whole.
struct QueryWords {
  let query: BoundQuery
  let names: ComputedNames
  /// The frame before each step, and at the end the one that the last step leaves.
  let frames: [Wording]
  /// What the slots of the last frame stand for, where a column has another name than that; nil for keys.
  private let meanings: [String?]
  /// The first slot of the last frame that its rows did not begin with.
  private let firstAdded: Int

  /// Slots within slots are cut where they get longer.
  private static let slotLimit = 160

  init(_ query: BoundQuery, names: ComputedNames) {
    self.query = query
    self.names = names
    var wording = Self.first(of: query.source, names)
    var meanings: [String?] = wording.slots.map { _ in nil }
    var firstAdded = wording.slots.count
    var frames = [wording]
    for (index, step) in query.steps.enumerated() {
      let known = Self.names(query, from: index, names)
      switch step {
      case .slot(let expression):
        let words = English.short(wording.value(expression), limit: Self.slotLimit)
        let noun = English.short(wording.noun(expression), limit: Self.slotLimit)
        let slot = wording.slots.count
        if known[slot] == nil, wording.standsAlone(expression.plain) { wording.longSlots.insert(slot) }
        if case .condition(let condition) = expression.plain.kind, !expression.usesSlots {
          wording.conditions[slot] = condition
        }
        wording.slots.append(known[slot] ?? noun)
        meanings.append(words)
      case .each(let list):
        let linked = wording.linking(list).wording
        wording.plurals[wording.slots.count] = linked.plural(list)
        wording.slots.append(linked.member(list))
        // From here on there is a row for each member, and no longer one for each item.
        wording.rows = "rows"
        meanings.append(nil)
      case .group(let grouping):
        let keys = grouping.keys.map { wording.key($0) }
        let aggregates = grouping.aggregates.map {
          English.short(wording.aggregate($0), limit: Self.slotLimit)
        }
        var groups = Wording(
          entity: nil, rows: grouping.keys.isEmpty ? "rows" : "groups", names: self.names)
        let given = Self.names(query, from: index + 1, names)
        groups.slots =
          keys
          + aggregates.enumerated().map { given[keys.count + $0.offset] ?? $0.element }
        meanings = keys.map { _ in nil } + aggregates.map { "the \($0)" }
        firstAdded = meanings.count
        wording = groups
      case .distinct(let outputs):
        var rows = Wording(entity: nil, rows: "rows", names: self.names)
        rows.slots = outputs.map { wording.columnName($0) }
        for (slot, output) in outputs.enumerated() where output.expression.plain.isField {
          rows.plurals[slot] = wording.plural(output.expression)
        }
        meanings = outputs.map { _ in nil }
        firstAdded = meanings.count
        wording = rows
      case .filter, .order, .limit, .limitPer: break
      }
      frames.append(wording)
    }
    self.frames = frames
    self.meanings = meanings
    self.firstAdded = firstAdded
  }

  private static func first(of source: BoundSource, _ names: ComputedNames) -> Wording {
    guard let combination = source.combination, !combination.keepsItems else {
      return Wording(entity: source.entity, names: names)
    }
    var wording = Wording(entity: nil, rows: "rows", names: names)
    wording.slots = combination.parts.first.map { QueryWords($0, names: names).columns } ?? []
    return wording
  }

  /// The names that columns give to the slots of the frame after a step, as far as it goes on.
  private static func names(
    _ query: BoundQuery, from index: Int, _ computed: ComputedNames
  ) -> [Int: String] {
    var outputs = query.outputs
    for step in query.steps[index...] {
      if case .group = step { return [:] }
      if case .distinct(let columns) = step {
        outputs = columns
        break
      }
    }
    var names: [Int: String] = [:]
    for output in outputs where output.name.isIdentifier {
      if case .slot(let slot) = output.expression.kind { names[slot] = computed.column(output.name) }
    }
    return names
  }

  var last: Wording { frames[frames.count - 1] }

  // MARK: - Columns

  /// "showing ref, lead and n (the number of actions)"
  var shown: String {
    "showing " + English.list(query.outputs.map(label))
  }

  /// What `add` puts behind the columns that a query without a `select` has; nil for nothing.
  var added: String? {
    let outputs = query.outputs.filter { output in
      guard case .slot(let slot) = output.expression.kind, slot >= firstAdded, meanings.indices.contains(slot)
      else { return false }
      return meanings[slot] != nil
    }
    return outputs.isEmpty ? nil : "adding \(English.list(outputs.map(label)))"
  }

  /// The columns by their names.
  var columns: [String] { query.outputs.map(last.columnName) }

  /// Some column is not what its name says.
  var hasMeanings: Bool {
    query.outputs.contains { label($0) != last.columnName($0) }
  }

  private func label(_ output: BoundOutput) -> String {
    guard case .slot(let slot) = output.expression.plain.kind else { return last.column(output) }
    guard meanings.indices.contains(slot), let meaning = meanings[slot] else { return last.column(output) }
    return output.name.isIdentifier ? "\(names.column(output.name)) (\(meaning))" : meaning
  }
}

extension Wording {
  /// A column by its name, or by what it holds where it has none of its own.
  func column(_ output: BoundOutput) -> String {
    let expression = output.expression.plain
    let name = names.column(output.name)
    switch expression.kind {
    case .field(let id):
      let field = Schema.field(id)
      let isOwn = ([field.name] + field.aliases).contains(output.name.lowercased())
      return isOwn || !output.name.isIdentifier ? noun(expression) : "\(name) (the \(noun(expression)))"
    case .slot:
      let noun = self.noun(expression)
      let isOwn = noun == name || !output.name.isIdentifier || Schema.hasField(named: output.name)
      return isOwn ? noun : "\(name) (\(value(expression)))"
    case .constant: return output.name.isIdentifier ? "\(name) (\(value(expression)))" : value(expression)
    default: return output.name.isIdentifier ? name : value(expression)
    }
  }

  /// A column by its name alone.
  func columnName(_ output: BoundOutput) -> String {
    let expression = output.expression.plain
    switch expression.kind {
    case .field(let id):
      let field = Schema.field(id)
      let isOwn = ([field.name] + field.aliases).contains(output.name.lowercased())
      return isOwn || !output.name.isIdentifier ? noun(expression) : names.column(output.name)
    case .slot: return noun(expression)
    default: return output.name.isIdentifier ? names.column(output.name) : value(expression)
    }
  }

  func key(_ key: BoundGroupKey) -> String {
    key.isEach ? member(key.expression) : noun(key.expression)
  }

  /// "each lead", "whether they are overdue"
  func eachKey(_ key: BoundGroupKey) -> String {
    let words = self.key(key)
    return words.hasPrefix("whether ") ? words : "each \(words)"
  }

  func aggregate(_ aggregate: BoundAggregate) -> String {
    switch aggregate.kind {
    case .rows(nil): "number of \(rows)"
    case .rows(let condition?): "number of \(rows) \(clause(condition))"
    case .pooled(let aggregate, let expression):
      aggregate == .count ? "number of \(plural(expression))" : pooled(aggregate, expression)
    }
  }

  /// "RAG (worst first)"
  func order(_ key: BoundKey) -> String {
    let words = noun(key.expression)
    if !key.isDescending, case .field(let id) = key.expression.plain.kind {
      // Numbers that name things go up unless something is said.
      if case .item = Schema.field(id).type.element { return words }
      if id.index == Schema[id.entity].label { return words }
    }
    let direction: String? =
      switch key.expression.type.element {
      case .integer, .decimal: key.isDescending ? "highest first" : "lowest first"
      case .period: key.isDescending ? "latest first" : "earliest first"
      case .enumeration(.rag): key.isDescending ? "best first" : "worst first"
      case .text: key.isDescending ? "from Z to A" : nil
      case .ref: key.isDescending ? "highest first" : nil
      case .condition: key.isDescending ? "yes first" : "no first"
      case .enumeration, .item, .list: key.isDescending ? "last first" : nil
      }
    return direction.map { "\(words) (\($0))" } ?? words
  }

  func ordered(_ keys: [BoundKey]) -> String {
    let hasBlanks = keys.contains { $0.expression.canBeBlank }
    return "ordered by \(English.list(keys.map(order)))\(hasBlanks ? ", blanks last" : "")"
  }
}

extension BoundExpression {
  /// Refs, numbers, conditions and counts always have a value.
  fileprivate var canBeBlank: Bool {
    if type == .condition || type == .ref { return false }
    switch plain.kind {
    case .aggregate(.count, _): return false
    case .field(let id): return id.index != Schema[id.entity].label && Schema.field(id).name != "number"
    default: return true
    }
  }
}

extension Schema {
  /// Some entity has a field of that name, so that it is no alias.
  fileprivate static func hasField(named name: String) -> Bool {
    let name = name.lowercased()
    return Entity.allCases.contains { entity in
      Schema[entity].fields.contains { $0.name == name || $0.aliases.contains(name) }
    }
  }
}

extension BoundExpression {
  fileprivate var isField: Bool { if case .field = kind { true } else { false } }
}

extension String {
  /// A name of the language, not the spelling of an expression.
  var isIdentifier: Bool { allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }
}
