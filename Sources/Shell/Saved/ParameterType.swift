/// What a parameter of a saved query may be.
enum ParameterType: String, CaseIterable, Sendable {
  case text, number, integer, date, rag, ref, officer, group, party, objective

  static let names = allCases.map(\.rawValue).joined(separator: ", ")

  /// `an officer`
  var noun: String {
    switch self {
    case .text: "a text"
    case .number: "a number"
    case .integer: "a whole number"
    case .date: "a date"
    case .rag: "a RAG"
    case .ref: "a ref"
    case .officer: "an officer"
    case .group: "a group"
    case .party: "an officer or group"
    case .objective: "an objective"
    }
  }

  /// How it is written.
  var form: String {
    switch self {
    case .text: "any text"
    case .number: "a number is written 6 or 2.5"
    case .integer: "a whole number is written 6"
    case .date:
      "a date is written 2011-10-31, 2011-10, October 2011, 2011-Q4, 2011/12, today + 30d or last 3 months"
    case .rag: "R, A, G, or blank"
    case .ref: "a ref is written 2.4: objective, dot, number"
    case .officer: "the name of an officer of the plan"
    case .group: "the name of a group or agency of the plan"
    case .party: "the name of an officer, group or agency of the plan"
    case .objective: "the number of an objective of the plan"
    }
  }
}

/// `# param who: officer = "Rose Case"`
struct QueryParameter: Sendable {
  /// Without the dollar sign.
  var name: String
  var type: ParameterType
  /// As written; nil where a value must be given.
  var defaultText: String?
  /// What declares it, as an entry of its script.
  var declaration: Entry
  /// The name and the type, and the default, within the declaration.
  var nameRange: (start: Int, end: Int)
  var defaultRange: (start: Int, end: Int)

  /// `who: officer = "Rose Case"`
  var syntax: String { "\(name): \(type.rawValue)" + (defaultText.map { " = \($0)" } ?? "") }
}
