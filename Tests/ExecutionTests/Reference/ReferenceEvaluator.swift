import Binding
import Plan
import Platform

/// Runs a bound query row by row and value by value: slow, simple, and the measure of what is right. It follows the
/// doc comments of the bound tree and language.md, never the executor.
struct ReferenceEvaluator {
  struct Overflow: Error {}

  struct Row {
    var entity: Entity?
    var row: Int
    var slots: [Value]
    var member: Value?
    /// Of a group: the places of its rows among those it was made of.
    var behind: [Int] = []
  }

  let plan: Plan

  func run(_ query: BoundQuery) throws -> [[Value]] {
    if query.pivot != nil || query.hasTotals { return try totalled(query) }
    return try rows(of: query).map { try outputs(query, $0) }
  }

  func outputs(_ query: BoundQuery, _ row: Row) throws -> [Value] {
    try query.outputs.map { labelled(try value($0.expression, row)) }
  }

  func rows(of query: BoundQuery) throws -> [Row] { try rows(of: query, after: query.steps) }

  func rows(of query: BoundQuery, after steps: some Sequence<BoundStep>) throws -> [Row] {
    let entity = query.source.entity
    var rows = (0..<plan[entity].rowCount).map { Row(entity: entity, row: $0, slots: [], member: nil) }
    if let combination = query.source.combination { rows = try combined(combination) }
    if let text = query.source.search { rows = rows.filter { holds(text, $0) } }
    return try apply(steps, to: rows)
  }

  func apply(_ steps: some Sequence<BoundStep>, to rows: [Row]) throws -> [Row] {
    var rows = rows
    for step in steps {
      switch step {
      case .filter(let condition):
        rows = try rows.filter { try holds(condition, $0) }
      case .slot(let expression):
        for index in rows.indices { rows[index].slots.append(try value(expression, rows[index])) }
      case .order(let keys):
        let sorted = try rows.enumerated().map { row in
          (row, try keys.map { labelled(try value($0.expression, row.element)) })
        }.sorted { a, b in
          for (index, key) in keys.enumerated() {
            let order = ReferenceRelations.order(a.1[index], b.1[index], isDescending: key.isDescending)
            if order != 0 { return order < 0 }
          }
          return a.0.offset < b.0.offset
        }
        rows = sorted.map(\.0.element)
      case .limit(let count, let offset):
        rows = Array(rows.dropFirst(offset).prefix(count))
      case .limitPer(let count, let sets): rows = try limited(rows, to: count, per: sets)
      case .each(let list): rows = try members(list, rows)
      case .group(let grouping): rows = try grouped(grouping, rows)
      case .distinct(let outputs):
        var seen: Set<[Value]> = []
        rows = try rows.compactMap { row in
          let values = try outputs.map { try value($0.expression, row) }
          guard seen.insert(values.map { identity($0) }).inserted else { return nil }
          return Row(entity: nil, row: 0, slots: values, member: nil)
        }
      }
    }
    return rows
  }

  private func holds(_ text: [UInt8], _ row: Row) -> Bool {
    guard let entity = row.entity else { return false }
    func isFound(_ value: Value) -> Bool {
      ReferenceRelations.holds(value, .contains, .text("?"), foldedPattern: text)
    }
    return Schema[entity].fields.indices.contains { index in
      let value = Value(plan[entity].columns[index], row.row)
      return value.members.contains { member in
        guard case .item(.parties, let party) = member else { return isFound(member) }
        return isFound(Value(plan[Schema.id(.parties, "name")], party))
          || isFound(Value(plan[Schema.id(.parties, "agency")], party))
      }
    }
  }

  /// What is equal for `distinct` and `unique` has one identity.
  func identity(_ value: Value) -> Value {
    switch labelled(value) {
    case .text(let text): .text(String(decoding: Folding.fold(text), as: UTF8.self))
    case .decimal(let value): .decimal(value == 0 ? 0 : value)
    case .list(let members): members.isEmpty ? .blank : .list(members.map { identity($0) })
    case let other: other
    }
  }

  func labelled(_ value: Value) -> Value {
    switch value {
    case .item(let entity, let row): Value(plan.labels(of: entity), row)
    case .list(let members): .list(members.map { labelled($0) }.filter { !$0.isBlank })
    default: value
    }
  }

  // MARK: Conditions

  func holds(_ condition: BoundCondition, _ row: Row) throws -> Bool {
    switch condition {
    case .constant(let value): return value
    case .all(let conditions): return try conditions.allSatisfy { try holds($0, row) }
    case .any(let conditions): return try conditions.contains { try holds($0, row) }
    case .not(let condition): return try !holds(condition, row)
    case .related(let left, let relation, let right, range: _):
      let a = labelled(try value(left, row)).members
      let b = labelled(try value(right, row)).members
      let pattern = pattern(right)
      return a.contains { x in
        b.contains { ReferenceRelations.holds(x, relation, $0, foldedPattern: pattern) }
      }
    case .isBlank(let operand): return try value(operand, row).isBlank
    case .bothBlank(let left, let right):
      let (a, b) = (try value(left, row), try value(right, row))
      return a.isBlank && b.isBlank
    case .isOneOf(let operand, let constants, let relation):
      return labelled(try value(operand, row)).members.contains { isRelated($0, constants, relation) }
    case .allAreIn(let operand, let constants, let relation):
      let members = labelled(try value(operand, row)).members
      return !members.isEmpty && members.allSatisfy { isRelated($0, constants, relation) }
    case .between(let operand, low: let low, high: let high):
      let members = labelled(try value(operand, row)).members
      let (low, high) = (labelled(try value(low, row)), labelled(try value(high, row)))
      return members.contains {
        ReferenceRelations.holds($0, .greaterOrEqual, low) && ReferenceRelations.holds($0, .lessOrEqual, high)
      }
    case .matches(let operand, let pattern):
      var matcher = pattern.expression.makeMatcher()
      return labelled(try value(operand, row)).members.contains { matcher.matches(Folding.fold($0.text)) }
    case .holds(let operand): return try value(operand, row).members.contains(.condition(true))
    case .someMember(let list, let condition):
      return try filtered(list, condition, row).count > 0
    case .everyMember(let list, let condition):
      let count = try value(list, row).members.count
      return try filtered(list, condition, row).count == count && count > 0
    }
  }

  private func isRelated(_ member: Value, _ constants: [Constant], _ relation: Relation) -> Bool {
    constants.contains { constant in
      var pattern: [UInt8]?
      if case .text(let text) = constant { pattern = Folding.fold(text, trimmed: false) }
      return ReferenceRelations.holds(member, relation, Value(constant), foldedPattern: pattern)
    }
  }

  /// A constant pattern keeps the white space at its ends.
  private func pattern(_ expression: BoundExpression) -> [UInt8]? {
    guard case .constant(.text(let text)) = expression.kind else { return nil }
    return Folding.fold(text, trimmed: false)
  }

  private func filtered(
    _ list: BoundExpression, _ condition: BoundCondition, _ row: Row
  ) throws -> [Value] {
    try value(list, row).members.filter { try holds(condition, frame(of: $0)) }
  }

  private func frame(of member: Value) -> Row {
    guard case .item(let entity, let row) = member else {
      return Row(entity: nil, row: 0, slots: [], member: member)
    }
    return Row(entity: entity, row: row, slots: [], member: nil)
  }

  // MARK: Expressions

  /// A condition is never blank.
  func value(_ expression: BoundExpression, _ row: Row) throws -> Value {
    let value = try anyValue(expression, row)
    return value.isBlank && expression.type == .condition ? .condition(false) : value
  }

  private func anyValue(_ expression: BoundExpression, _ row: Row) throws -> Value {
    switch expression.kind {
    case .constant(let constant): return Value(constant)
    case .field(let field): return Value(plan[field], row.row)
    case .slot(let slot): return row.slots[slot]
    case .member:
      if let member = row.member { return member }
      return row.entity.map { .item($0, row.row) } ?? .blank
    case .through(let target, let inner):
      let target = try value(target, row)
      guard case .list(let items) = target else {
        if target.isBlank { return .blank }
        return try value(inner, frame(of: target))
      }
      return .list(try items.flatMap { try value(inner, frame(of: $0)).members })
    case .filtered(let list, let condition): return .list(try filtered(list, condition, row))
    case .arithmetic(let operation, let left, let right):
      return try arithmetic(operation, try value(left, row), try value(right, row), expression.type)
    case .negate(let operand):
      let zero: Value = expression.type == .decimal ? .decimal(0) : .integer(0)
      return try arithmetic(.subtract, zero, try value(operand, row), expression.type)
    case .convert(let conversion, let operand): return converted(try value(operand, row), conversion)
    case .call(.coalesce, let arguments):
      for argument in arguments {
        let value = try value(argument, row)
        if !value.isBlank { return value }
      }
      return .blank
    case .call(let function, let arguments):
      return try ReferenceFunctions(evaluator: self).call(
        function, try arguments.map { try value($0, row) }, expression.type)
    case .aggregate(let aggregate, let operand):
      return try self.aggregate(aggregate, try value(operand, row).members, expression.type)
    case .condition(let condition): return .condition(try holds(condition, row))
    case .choose(let condition, let first, let second):
      return try value(try holds(condition, row) ? first : second, row)
    }
  }

  private func arithmetic(
    _ operation: ArithmeticOperator, _ a: Value, _ b: Value, _ type: ValueType
  ) throws -> Value {
    if a.isBlank || b.isBlank { return .blank }
    if type == .decimal, let x = a.number, let y = b.number {
      if y == 0, operation == .divide || operation == .modulo { return .blank }
      let result =
        switch operation {
        case .add: x + y
        case .subtract: x - y
        case .multiply: x * y
        case .divide: x / y
        case .modulo: x.truncatingRemainder(dividingBy: y)
        }
      if !result.isFinite { throw Overflow() }
      return .decimal(result)
    }
    guard let x = a.integer, let y = b.integer else { return .blank }
    if y == 0, operation == .divide || operation == .modulo { return .blank }
    let wide: Int128 =
      switch operation {
      case .add: Int128(x) + Int128(y)
      case .subtract: Int128(x) - Int128(y)
      case .multiply: Int128(x) * Int128(y)
      case .divide: Int128(x) / Int128(y)
      case .modulo: Int128(x) % Int128(y)
      }
    guard let result = Int64(exactly: wide) else { throw Overflow() }
    return .integer(result)
  }

  private func converted(_ value: Value, _ conversion: Conversion) -> Value {
    switch conversion {
    case .label: return labelled(value)
    case .toList: return .list(value.members)
    case .earliest: return value.members.compactMap(\.period).min().map { .period($0) } ?? .blank
    case .latest: return value.members.compactMap(\.period).max().map { .period($0) } ?? .blank
    case .integerToDecimal:
      if case .list(let members) = value { return .list(members.map { converted($0, conversion) }) }
      return value.number.map { .decimal($0) } ?? .blank
    }
  }

  func aggregate(_ aggregate: Aggregate, _ members: [Value], _ type: ValueType) throws -> Value {
    func best(_ isBetter: (Int) -> Bool) -> Value {
      members.dropFirst().reduce(members.first ?? .blank) { best, next in
        isBetter(ReferenceRelations.order(next, best, isDescending: false)) ? next : best
      }
    }
    switch aggregate {
    case .count: return .integer(Int64(members.count))
    case .list: return .list(members)
    case .unique:
      var seen: Set<Value> = []
      return .list(members.filter { seen.insert(identity($0)).inserted })
    case .min, .worst: return best { $0 < 0 }
    case .max, .best: return best { $0 > 0 }
    case .sum, .avg, .median: break
    }
    if members.isEmpty { return .blank }
    if aggregate == .sum, type == .integer {
      let sum = members.compactMap(\.integer).reduce(Int128(0)) { $0 + Int128($1) }
      guard let exact = Int64(exactly: sum) else { throw Overflow() }
      return .integer(exact)
    }
    let numbers = members.compactMap(\.number)
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    let result =
      switch aggregate {
      case .sum: numbers.reduce(0, +)
      case .avg: numbers.reduce(0, +) / Double(numbers.count)
      default: sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
      }
    if !result.isFinite { throw Overflow() }
    return .decimal(result)
  }
}
