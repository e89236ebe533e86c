import Binding
import Language
import Plan

/// The computed fields of a query by the place where each is used: all that a definition stands for was bound at the
/// place of its name. Long values read better by their name, which is then told once.
struct ComputedNames {
  private let text: [UInt8]
  private let computed: Set<String>
  /// The month in which the financial years of the query begin, by which dates are named.
  private(set) var startMonth: Int

  init(text: String, computed: [String], startMonth: Int = Period.planStartMonth) {
    self.startMonth = startMonth
    self.text = Array(text.utf8)
    self.computed = Set(Schema.computedFields.map(\.name) + computed.map { $0.lowercased() })
  }

  /// Nothing has a name.
  static let none = ComputedNames(text: "", computed: [])

  /// nil for what is no value of a computed field. Conditions that narrow something are told in full.
  func name(of expression: BoundExpression) -> String? {
    switch expression.kind {
    case .choose, .arithmetic, .call, .aggregate, .through: return written(expression.range)
    case .constant, .field, .slot, .member, .filtered, .negate, .convert, .condition: return nil
    }
  }

  /// The name of a condition that is a value: `group by overdue`.
  func conditionName(of expression: BoundExpression) -> String? {
    if case .condition = expression.kind { written(expression.range) } else { nil }
  }

  /// The name of a column: a computed field is put into words, another name is as the table has it.
  func column(_ name: String) -> String {
    computed.contains(name.lowercased()) ? FieldPhrase.words(name) : name
  }

  private func written(_ range: SourceRange) -> String? {
    guard range.start >= 0, range.start < range.end, range.end <= text.count,
      range.end - range.start <= 64
    else { return nil }
    let written = String(decoding: text[range.start..<range.end], as: UTF8.self)
    return computed.contains(written.lowercased()) ? FieldPhrase.words(written.lowercased()) : nil
  }

  /// What each name of the query stands for, once.
  func meanings(in query: BoundQuery) -> [ExplainedConstant] {
    var found: [ExplainedConstant] = []
    let wording = Wording(entity: nil, rows: "rows", names: unnamed)
    func add(_ name: String?, _ meaning: () -> String) {
      guard let name, !found.contains(where: { $0.written == name }) else { return }
      found.append(ExplainedConstant(written: name, meaning: meaning()))
    }
    query.forEachExpression { expression in
      add(name(of: expression)) { wording.value(expression) }
    }
    for value in query.values {
      var expression = value.plain
      while case .through(_, let inner) = expression.kind { expression = inner.plain }
      guard case .condition(let condition) = expression.kind else { continue }
      add(conditionName(of: expression)) { wording.clause(condition) }
    }
    return found
  }

  /// The same, but nothing has a name.
  private var unnamed: ComputedNames {
    var other = ComputedNames.none
    other.startMonth = startMonth
    return other
  }
}

extension BoundQuery {
  /// What rows are grouped and ordered by, and what is added to them.
  fileprivate var values: [BoundExpression] {
    steps.flatMap { step -> [BoundExpression] in
      switch step {
      case .slot(let expression): [expression]
      case .order(let keys): keys.map(\.expression)
      case .group(let grouping): grouping.keys.map(\.expression)
      case .limitPer(_, let sets): sets
      case .filter, .limit, .each, .distinct: []
      }
    }
  }
}
