import Binding
import Language
import Plan

/// A bound query as a compact text, so that tests can say in a line what a query means. Steps are set apart by
/// ` | `; the columns stand last, behind `=>`, unless no `select` named them.
enum Dump {
  static func query(_ query: BoundQuery) -> String {
    var source = Schema[query.source.entity].name
    if let combination = query.source.combination {
      source =
        combination.operation.rawValue + (combination.keepsItems ? " items" : "") + " {"
        + combination.parts.map(self.query).joined(separator: "} {") + "}"
    }
    if let search = query.source.search { source += " search(\(String(decoding: search, as: UTF8.self)))" }
    var parts = [source] + query.steps.map(step)
    if let pivot = query.pivot { parts.append("pivot " + expression(pivot.cell)) }
    if query.hasTotals { parts.append("totals") }
    if !query.isBare { parts.append("=> " + query.outputs.map(output).joined(separator: ", ")) }
    return parts.joined(separator: " | ")
  }

  private static func step(_ step: BoundStep) -> String {
    switch step {
    case .filter(let condition): "filter " + self.condition(condition)
    case .slot(let expression): "slot " + self.expression(expression)
    case .order(let keys):
      "order "
        + keys.map { expression($0.expression) + ($0.isDescending ? " desc" : "") }.joined(separator: ", ")
    case .limit(let count, let offset): "limit \(count) \(offset)"
    case .limitPer(let count, let sets):
      "limit \(count) per " + sets.map(expression).joined(separator: ", ")
    case .each(let list): "each " + expression(list)
    case .group(let grouping):
      (["group" + (grouping.isComplete ? " all" : "")]
        + grouping.keys.map(key) + grouping.aggregates.map(aggregate)).joined(separator: " ")
    case .distinct(let outputs): "distinct " + outputs.map(output).joined(separator: ", ")
    }
  }

  private static func key(_ key: BoundGroupKey) -> String {
    (key.isEach ? "each-" : "") + expression(key.expression)
      + (key.declared.isEmpty ? "" : "(\(key.declared.count) declared)")
  }

  private static func aggregate(_ aggregate: BoundAggregate) -> String {
    switch aggregate.kind {
    case .rows(nil): "#rows"
    case .rows(let condition?): "#rows(\(self.condition(condition)))"
    case .pooled(let function, let operand): "#\(function.rawValue)(\(expression(operand)))"
    }
  }

  static func output(_ output: BoundOutput) -> String { "\(output.name): \(expression(output.expression))" }

  static func condition(_ condition: BoundCondition) -> String {
    switch condition {
    case .constant(let value): "\(value)"
    case .all(let parts): "all(\(parts.map(self.condition).joined(separator: ", ")))"
    case .any(let parts): "any(\(parts.map(self.condition).joined(separator: ", ")))"
    case .not(let part): "not(\(self.condition(part)))"
    case .related(let left, let relation, let right, _):
      "\(relation.rawValue)(\(expression(left)), \(expression(right)))"
    case .isBlank(let value): "blank(\(expression(value)))"
    case .bothBlank(let left, let right): "bothBlank(\(expression(left)), \(expression(right)))"
    case .isOneOf(let value, let constants, let relation):
      "some-\(relation.rawValue)(\(expression(value)), [\(constants.map(constant).joined(separator: ", "))])"
    case .allAreIn(let value, let constants, let relation):
      "every-\(relation.rawValue)(\(expression(value)), [\(constants.map(constant).joined(separator: ", "))])"
    case .between(let value, let low, let high):
      "between(\(expression(value)), \(expression(low)), \(expression(high)))"
    case .matches(let value, let pattern): "matches(\(expression(value)), /\(pattern.source)/)"
    case .holds(let value): expression(value)
    case .someMember(let list, let test): "some(\(expression(list)), \(self.condition(test)))"
    case .everyMember(let list, let test): "every(\(expression(list)), \(self.condition(test)))"
    }
  }

  static func expression(_ expression: BoundExpression) -> String {
    switch expression.kind {
    case .constant(let value): constant(value)
    case .field(let id): Schema.field(id).name
    case .slot(let index): "#\(index)"
    case .member: "member"
    case .through(let owner, let value): "\(self.expression(owner)).\(self.expression(value))"
    case .filtered(let list, let test): "\(self.expression(list))[\(condition(test))]"
    case .arithmetic(let operation, let left, let right):
      "(\(self.expression(left)) \(operation.rawValue) \(self.expression(right)))"
    case .negate(let value): "-\(self.expression(value))"
    case .convert(let conversion, let value): "\(conversion)(\(self.expression(value)))"
    case .call(let function, let arguments): call(function.rawValue, arguments)
    case .aggregate(let aggregate, let list): call(aggregate.rawValue, [list])
    case .condition(let condition): "{\(self.condition(condition))}"
    case .choose(let test, let yes, let no):
      "if(\(condition(test)), \(self.expression(yes)), \(self.expression(no)))"
    }
  }

  private static func call(_ name: String, _ arguments: [BoundExpression]) -> String {
    "\(name)(\(arguments.map(expression).joined(separator: ", ")))"
  }

  static func constant(_ constant: Constant) -> String {
    switch constant {
    case .blank: "blank"
    case .text(let text): "\"\(text)\""
    case .integer(let number): "\(number)"
    case .decimal(let number): "\(number)"
    case .condition(let value): "\(value)"
    case .choice(let enumeration, let code): enumeration.text(of: code) ?? "?"
    case .ref(let ref): "ref \(ref.text)"
    case .period(let period): period.text()
    }
  }
}
