/// The closed sets of values that a field can have. A value is stored as its code: 0 is blank, then 1, 2, 3 … in
/// the declared order, which is also the order of sorting (language.md, RAG: R is worst, then A, then G).
package enum Enumeration: String, CaseIterable, Sendable {
  case rag
  case part
  case kind
  case severity

  package var values: [String] {
    switch self {
    case .rag: ["R", "A", "G"]
    case .part: ["lead", "monitor", "evaluator", "owner"]
    case .kind: ["officer", "group", "agency"]
    case .severity: ["error", "warning", "note"]
    }
  }

  /// The code of a value, ignoring case; nil where it is none.
  package func code(of text: String) -> UInt8? {
    let lower = text.lowercased()
    return values.firstIndex { $0.lowercased() == lower }.flatMap { UInt8(exactly: $0 + 1) }
  }

  /// nil for blank.
  package func text(of code: UInt8) -> String? {
    code >= 1 && Int(code) <= values.count ? values[Int(code) - 1] : nil
  }
}

package enum Rag {
  package static let red: UInt8 = 1
  package static let amber: UInt8 = 2
  package static let green: UInt8 = 3
}

package enum Part: UInt8, CaseIterable, Sendable { case lead = 1, monitor, evaluator, owner }

package enum PartyKind: UInt8, CaseIterable, Sendable { case officer = 1, group, agency }

package enum Severity: UInt8, CaseIterable, Sendable { case error = 1, warning, note }
