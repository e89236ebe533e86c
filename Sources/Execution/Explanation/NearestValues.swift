import Binding
import Language
import Plan

/// Values of the plan that are near to those that a condition asks for in vain.
struct NearestValues {
  private let evaluator: Evaluator

  /// Texts and numbers looked at; a large plan has more, and a note is not worth waiting for.
  static let valueLimit = 100_000
  /// Near values tried until one is met by some row.
  private static let tryLimit = 3

  init(_ evaluator: Evaluator) { self.evaluator = evaluator }

  /// Lines that offer other values for a condition that holds for no row of the frame.
  func suggestions(
    for tree: ConditionTree, over frame: Frame, _ wording: Wording, rows: (Int) -> String
  ) throws -> [String] {
    guard case .leaf(let condition, isNegated: false) = tree else { return [] }
    var lines: [String] = []
    for probe in ValueProbe.all(in: condition, evaluator.plan) {
      if let line = try suggestion(probe, frame, wording, rows) { lines.append(line) }
    }
    return lines
  }

  private func suggestion(
    _ probe: ValueProbe, _ frame: Frame, _ wording: Wording, _ rows: (Int) -> String
  ) throws -> String? {
    switch probe.constant {
    case .text(let typed):
      let isWhole = probe.relation == .equal || probe.relation == .identical
      let candidates =
        isWhole
        ? TextCandidates(probe.column).values(near: typed, limit: Self.tryLimit)
        : TextCandidates(probe.column).patterns(near: typed)
      for candidate in candidates {
        let count = try self.count(probe.replacing(.text(candidate)), frame)
        if count > 0 { return WhyNothing.didYouMean(candidate, rows(count)) }
      }
      return nil
    case .integer, .decimal, .ref:
      if probe.relation == .equal || probe.relation == .identical {
        var near: [(value: String, rows: String)] = []
        for value in NumberCandidates(probe.column).nearest(to: probe.constant) {
          let count = try self.count(probe.replacing(value), frame)
          if count > 0 { near.append((wording.said(value), rows(count))) }
        }
        return near.isEmpty ? nil : WhyNothing.nearest(probe.noun(wording), near)
      }
      return range(probe, wording)
    case .period: return range(probe, wording)
    case .choice(let enumeration, _) where probe.relation == .equal:
      var known: [(value: String, rows: String)] = []
      for code in 1...UInt8(truncatingIfNeeded: max(1, enumeration.values.count)) {
        let count = try self.count(probe.replacing(.choice(enumeration, code)), frame)
        if count > 0 { known.append((wording.said(.choice(enumeration, code)), rows(count))) }
      }
      return known.isEmpty ? nil : WhyNothing.known(probe.noun(wording), known)
    case .blank, .condition, .choice: return nil
    }
  }

  private func range(_ probe: ValueProbe, _ wording: Wording) -> String? {
    guard let (least, greatest) = NumberCandidates(probe.column).ends else { return nil }
    return WhyNothing.range(probe.noun(wording), wording.said(least), wording.said(greatest))
  }

  private func count(_ condition: BoundCondition, _ frame: Frame) throws -> Int {
    do {
      return try evaluator.selection(condition, over: frame).count
    } catch ExecutionFailure.failed {
      return 0
    }
  }

  /// The nearest text that some item of a table holds, with how many do.
  func search(_ typed: String, in table: Table) throws -> (text: String, count: Int)? {
    var columns: [Column] = []
    for (index, field) in Schema[table.entity].fields.enumerated() {
      switch field.type {
      case .text: columns.append(table.columns[index])
      case .item(.parties), .list(.item(.parties)): columns.append(evaluator.plan.labels(of: .parties))
      default: continue
      }
    }
    for candidate in TextCandidates(columns).patterns(near: typed) {
      let rows = try evaluator.rows(of: table, holding: Folding.fold(candidate, trimmed: false))
      if rows.count > 0 { return (candidate, rows.count) }
    }
    return nil
  }
}

/// A constant that a condition compares with values of a column.
struct ValueProbe {
  var column: Column
  var expression: BoundExpression
  var relation: Relation
  var constant: Constant
  /// The whole condition with another constant in its place.
  var replacing: (Constant) -> BoundCondition

  func noun(_ wording: Wording) -> String { wording.noun(expression) }

  private static let depthLimit = 8
  private static let countLimit = 6

  static func all(in condition: BoundCondition, _ plan: Plan) -> [ValueProbe] {
    var probes: [ValueProbe] = []
    collect(condition, plan, member: nil, depth: 0, into: &probes) { $0 }
    return Array(probes.prefix(countLimit))
  }

  private static func collect(
    _ condition: BoundCondition, _ plan: Plan, member: Column?, depth: Int, into probes: inout [ValueProbe],
    _ whole: @escaping (BoundCondition) -> BoundCondition
  ) {
    guard depth < depthLimit, probes.count < countLimit else { return }
    switch condition {
    case .related(let left, let relation, let right, let range):
      guard let constant = right.constant, let column = column(of: left, plan, member) else { return }
      probes.append(
        ValueProbe(column: column, expression: left, relation: relation, constant: constant) { new in
          var other = right
          other.kind = .constant(new)
          return whole(.related(left, relation, other, range: range))
        })
    case .isOneOf(let value, let constants, let relation):
      guard let column = column(of: value, plan, member) else { return }
      for constant in constants {
        probes.append(
          ValueProbe(column: column, expression: value, relation: relation, constant: constant) { new in
            whole(.isOneOf(value, [new], relation))
          })
      }
    case .all(let parts), .any(let parts):
      for (index, part) in parts.enumerated() {
        collect(part, plan, member: member, depth: depth + 1, into: &probes) { new in
          var others = parts
          others[index] = new
          if case .all = condition { return whole(.all(others)) }
          return whole(.any(others))
        }
      }
    case .someMember(let list, let test):
      let members = column(of: list, plan, member)
      collect(test, plan, member: members, depth: depth + 1, into: &probes) { whole(.someMember(list, $0)) }
    case .everyMember(let list, let test):
      let members = column(of: list, plan, member)
      collect(test, plan, member: members, depth: depth + 1, into: &probes) { whole(.everyMember(list, $0)) }
    case .constant, .not, .isBlank, .bothBlank, .allAreIn, .between, .matches, .holds: return
    }
  }

  /// The stored values that an expression gives some of; nil where it works them out.
  private static func column(of expression: BoundExpression, _ plan: Plan, _ member: Column?) -> Column? {
    let plain = expression.plain
    switch plain.kind {
    case .field(let id):
      if case .item(let entity) = Schema.field(id).type.element { return plan.labels(of: entity) }
      if case .list(let list) = plan[id] { return list.elements }
      return plan[id]
    case .through(_, let inner): return column(of: inner, plan, nil)
    case .filtered(let list, _): return column(of: list, plan, member)
    case .convert(.earliest, let list), .convert(.latest, let list): return column(of: list, plan, member)
    case .member: return member
    case .constant, .slot, .arithmetic, .negate, .convert, .call, .aggregate, .condition, .choose: return nil
    }
  }
}
