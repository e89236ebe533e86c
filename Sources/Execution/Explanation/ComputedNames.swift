import Binding
import Language
import Plan

/// The computed fields of a query by the place where each is used: all that a definition stands for was bound at the
/// place of its name. Long values read better by their name, which is then told once.
struct ComputedNames {
  private let text: [UInt8]
  private let computed: Set<String>

  init(text: String, computed: [String]) {
    self.text = Array(text.utf8)
    self.computed = Set(Schema.computedFields.map(\.name) + computed.map { $0.lowercased() })
  }

  /// Nothing has a name.
  static let none = ComputedNames(text: "", computed: [])

  /// nil for what is no value of a computed field. Conditions are told in full.
  func name(of expression: BoundExpression) -> String? {
    switch expression.kind {
    case .choose, .arithmetic, .call, .aggregate, .through: break
    case .constant, .field, .slot, .member, .filtered, .negate, .convert, .condition: return nil
    }
    let range = expression.range
    guard range.start >= 0, range.start < range.end, range.end <= text.count,
      range.end - range.start <= 64
    else { return nil }
    let written = String(decoding: text[range.start..<range.end], as: UTF8.self)
    return computed.contains(written.lowercased()) ? FieldPhrase.words(written.lowercased()) : nil
  }

  /// What each name of the query stands for, once.
  func meanings(in query: BoundQuery) -> [ExplainedConstant] {
    var found: [(start: Int, constant: ExplainedConstant)] = []
    let wording = Wording(entity: nil, rows: "rows", names: .none)
    query.forEachExpression { expression in
      guard let name = self.name(of: expression), !found.contains(where: { $0.constant.written == name })
      else { return }
      found.append(
        (expression.range.start, ExplainedConstant(written: name, meaning: wording.value(expression))))
    }
    return found.map(\.constant)
  }
}
