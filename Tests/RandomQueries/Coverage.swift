package import Binding
import Language
import Plan

/// How many bound queries had each kind of node in them. Every case of the bound tree has a word here: a new case does
/// not compile until it has one, and then the tests ask that it occurs.
package struct Coverage: Sendable {
  package private(set) var counts: [String: Int] = [:]

  package init() {}

  package mutating func add(_ query: BoundQuery) {
    for word in Self.words(of: query) { counts[word, default: 0] += 1 }
  }

  package mutating func add(_ other: Coverage) {
    for (word, count) in other.counts { counts[word, default: 0] += count }
  }

  /// What a query has in it, each once.
  package static func words(of query: BoundQuery) -> Set<String> {
    var walk = Walk()
    walk.query(query)
    return walk.words
  }

  /// All words that a query could have. A constant condition is none of them: no text gives one.
  package static let all: [String] =
    [
      "search", "bare", "totals", "pivot", "pivot totals", "pivot with a cell", "combination of items",
      "combination of columns", "combination within one", "clauses after a combination",
      "filter", "slot", "order", "order descending", "limit", "offset", "limit per", "each", "group",
      "distinct",
      "filter after group", "group after filter and limit", "group by one key", "group by several keys",
      "group by each", "group by declared values", "group of all rows", "group after group", "rows",
      "rows that satisfy", "pooled lists",
      "all", "any", "not", "is blank", "both blank", "is one of", "all are in",
      "between",
      "matches", "holds", "some member", "every member", "member within a member",
      "constant", "field", "slot value", "member", "through", "through a list", "filtered", "negate",
      "convert integer to decimal", "convert to list", "convert label", "convert earliest", "convert latest",
      "condition as a value", "choose",
      "constant blank", "constant text", "constant integer", "constant decimal", "constant choice",
      "constant ref",
      "constant period", "open period",
    ]
    + SetOperator.allCases.map { "set \($0.rawValue)" } + Relation.allCases.map { "relation \($0.rawValue)" }
    + ArithmeticOperator.allCases.map { "arithmetic \($0.rawValue)" }
    + Function.allCases.map { "function \($0.rawValue)" }
    + Aggregate.allCases.flatMap { ["aggregate \($0.rawValue)", "pooled \($0.rawValue)"] }
    + Entity.allCases.filter { $0 != .parties }.map { "source \($0)" }
}

/// Walks through a bound query.
private struct Walk {
  var words: Set<String> = []
  private var memberDepth = 0

  mutating func query(_ query: BoundQuery) {
    source(query.source)
    if query.source.combination != nil, !query.steps.isEmpty { words.insert("clauses after a combination") }
    if query.isBare { words.insert("bare") }
    var hasGroup = false
    var before: Set<String> = []
    for step in query.steps {
      switch step {
      case .filter(let condition):
        words.insert("filter")
        before.insert("filter")
        if hasGroup { words.insert("filter after group") }
        self.condition(condition)
      case .slot(let expression):
        words.insert("slot")
        self.expression(expression)
      case .order(let keys):
        words.insert("order")
        for key in keys {
          if key.isDescending { words.insert("order descending") }
          expression(key.expression)
        }
      case .limit(_, let offset):
        words.insert("limit")
        before.insert("limit")
        if offset > 0 { words.insert("offset") }
      case .limitPer(_, let sets):
        words.insert("limit per")
        before.insert("limit")
        for set in sets { expression(set) }
      case .each(let list):
        words.insert("each")
        expression(list)
      case .group(let grouping):
        if hasGroup { words.insert("group after group") }
        if before == ["filter", "limit"] { words.insert("group after filter and limit") }
        hasGroup = true
        group(grouping)
      case .distinct(let outputs):
        words.insert("distinct")
        for output in outputs { expression(output.expression) }
      }
    }
    for output in query.outputs { expression(output.expression) }
    if query.hasTotals { words.insert(query.pivot == nil ? "totals" : "pivot totals") }
    guard let pivot = query.pivot else { return }
    words.insert("pivot")
    if case .group(let grouping)? = query.steps.last, grouping.aggregates.count > 1 {
      words.insert("pivot with a cell")
    }
    expression(pivot.cell)
  }

  private mutating func source(_ source: BoundSource) {
    guard let combination = source.combination else {
      words.insert("source \(source.entity)")
      if source.search != nil { words.insert("search") }
      return
    }
    words.insert("set \(combination.operation.rawValue)")
    words.insert(combination.keepsItems ? "combination of items" : "combination of columns")
    for part in combination.parts {
      if part.source.combination != nil { words.insert("combination within one") }
      query(part)
    }
  }

  private mutating func group(_ grouping: BoundGrouping) {
    words.insert("group")
    switch grouping.keys.count {
    case 0: words.insert("group of all rows")
    case 1: words.insert("group by one key")
    default: if !grouping.isComplete { words.insert("group by several keys") }
    }
    for key in grouping.keys {
      if key.isEach { words.insert("group by each") }
      if !key.declared.isEmpty { words.insert("group by declared values") }
      expression(key.expression)
    }
    for aggregate in grouping.aggregates {
      switch aggregate.kind {
      case .rows(nil): words.insert("rows")
      case .rows(let condition?):
        words.insert("rows that satisfy")
        self.condition(condition)
      case .pooled(let function, let operand):
        words.insert("pooled \(function.rawValue)")
        if operand.type.isList { words.insert("pooled lists") }
        expression(operand)
      }
    }
  }

  // MARK: - Conditions

  private mutating func condition(_ condition: BoundCondition) {
    switch condition {
    case .constant: break
    case .all(let parts):
      words.insert("all")
      for part in parts { self.condition(part) }
    case .any(let parts):
      words.insert("any")
      for part in parts { self.condition(part) }
    case .not(let part):
      words.insert("not")
      self.condition(part)
    case .related(let left, let relation, let right, range: _):
      words.insert("relation \(relation.rawValue)")
      expression(left)
      expression(right)
    case .isBlank(let operand):
      words.insert("is blank")
      expression(operand)
    case .bothBlank(let left, let right):
      words.insert("both blank")
      expression(left)
      expression(right)
    case .isOneOf(let operand, let constants, let relation):
      words.formUnion(["is one of", "relation \(relation.rawValue)"])
      expression(operand)
      for constant in constants { self.constant(constant) }
    case .allAreIn(let operand, let constants, let relation):
      words.formUnion(["all are in", "relation \(relation.rawValue)"])
      expression(operand)
      for constant in constants { self.constant(constant) }
    case .between(let operand, let low, let high):
      words.insert("between")
      for part in [operand, low, high] { expression(part) }
    case .matches(let operand, _):
      words.insert("matches")
      expression(operand)
    case .holds(let operand):
      words.insert("holds")
      expression(operand)
    case .someMember(let list, let test):
      words.insert("some member")
      members(list, test)
    case .everyMember(let list, let test):
      words.insert("every member")
      members(list, test)
    }
  }

  private mutating func members(_ list: BoundExpression, _ test: BoundCondition) {
    expression(list)
    if memberDepth > 0 { words.insert("member within a member") }
    memberDepth += 1
    condition(test)
    memberDepth -= 1
  }

  // MARK: - Expressions

  private mutating func expression(_ expression: BoundExpression) {
    switch expression.kind {
    case .constant(let constant):
      words.insert("constant")
      self.constant(constant)
    case .field: words.insert("field")
    case .slot: words.insert("slot value")
    case .member: words.insert("member")
    case .through(let owner, let inner):
      words.insert(owner.type.isList ? "through a list" : "through")
      self.expression(owner)
      self.expression(inner)
    case .filtered(let list, let test):
      words.insert("filtered")
      members(list, test)
    case .arithmetic(let operation, let left, let right):
      words.insert("arithmetic \(operation.rawValue)")
      self.expression(left)
      self.expression(right)
    case .negate(let operand):
      words.insert("negate")
      self.expression(operand)
    case .convert(let conversion, let operand):
      words.insert(word(conversion))
      self.expression(operand)
    case .call(let function, let arguments):
      words.insert("function \(function.rawValue)")
      for argument in arguments { self.expression(argument) }
    case .aggregate(let aggregate, let operand):
      words.insert("aggregate \(aggregate.rawValue)")
      self.expression(operand)
    case .condition(let condition):
      words.insert("condition as a value")
      self.condition(condition)
    case .choose(let condition, let first, let second):
      words.insert("choose")
      self.condition(condition)
      self.expression(first)
      self.expression(second)
    }
  }

  private func word(_ conversion: Conversion) -> String {
    switch conversion {
    case .integerToDecimal: "convert integer to decimal"
    case .toList: "convert to list"
    case .label: "convert label"
    case .earliest: "convert earliest"
    case .latest: "convert latest"
    }
  }

  private mutating func constant(_ constant: Constant) {
    switch constant {
    case .blank: words.insert("constant blank")
    case .text: words.insert("constant text")
    case .integer: words.insert("constant integer")
    case .decimal: words.insert("constant decimal")
    case .condition: break
    case .choice: words.insert("constant choice")
    case .ref: words.insert("constant ref")
    case .period(let period):
      words.insert("constant period")
      if period.first == Period.openFirst || period.last == Period.openLast { words.insert("open period") }
    }
  }
}
