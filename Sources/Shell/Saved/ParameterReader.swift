import Binding
import Language
import Plan
import Platform

/// Why a value is none of its type.
struct ValueMistake: Error {
  var message: String
  var notes: [String]
}

/// Reads the values of a saved query's parameters, by their types.
struct ParameterReader {
  let session: Session

  /// Takes a value as given (`Rose Case`, `"Rose Case"`, `2011-10`).
  func read(_ parameter: QueryParameter, _ given: String) throws(ValueMistake) -> Parameter {
    let text = unquoted(given.trimmingBlanks)
    let name = parameter.name
    let type = parameter.type
    // As the language reads it: numbers and dates have types of their own.
    let bare = Parameter.read(name: name, text: text, environment: session.environment)
    switch (type, bare.value) {
    case (.text, _): return Parameter(name: name, value: text.isEmpty ? .blank : .text(text), type: .text)
    case (.integer, .integer), (.number, .integer), (.number, .decimal), (.date, .period):
      return Parameter(
        name: name, value: bare.value, type: bare.type, spelling: text, usesDefaultDay: bare.usesDefaultDay)
    case (.rag, _):
      if text.lowercased() == "blank" {
        return Parameter(name: name, value: .blank, type: .enumeration(.rag))
      }
      if let code = Enumeration.rag.code(of: text) {
        return Parameter(name: name, value: .choice(.rag, code), type: .enumeration(.rag))
      }
    case (.ref, _):
      if let ref = Ref(text) { return Parameter(name: name, value: .ref(ref), type: .ref) }
    case (.objective, .integer(let number)):
      if hasObjective(number) {
        return Parameter(name: name, value: bare.value, type: .integer, spelling: text)
      }
      throw ValueMistake(message: "there is no objective \(number)", notes: [type.form])
    case (.officer, _): return try named(parameter, text, among: names(.officers))
    case (.group, _): return try named(parameter, text, among: names(.groups))
    case (.party, _): return try named(parameter, text, among: names(.officers) + names(.groups))
    default: break
    }
    throw ValueMistake(message: "\"\(text)\" is not \(type.noun)", notes: [type.form])
  }

  /// What the session already has under the name, if it is of the type.
  func adopt(_ parameter: QueryParameter, _ known: Parameter) throws(ValueMistake) -> Parameter {
    if known.value == .blank { return known }
    let read = try read(parameter, text(of: known))
    // A date keeps what it says of the day it came from.
    return known.value == read.value ? known : read
  }

  private func text(of parameter: Parameter) -> String {
    if let spelling = parameter.spelling { return spelling }
    return ConstantText.plain(parameter.value, startMonth: session.financialYearStart)
  }

  private func unquoted(_ text: String) -> String {
    guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    let read = Parameter.read(name: "x", text: text, environment: session.environment)
    if case .text(let inner) = read.value, !read.isUntyped { return inner }
    return text == "\"\"" ? "" : text
  }

  // MARK: - What the plan holds

  private func names(_ entity: Entity) -> [String] {
    let column = session.opened.plan.labels(of: entity)
    switch column {
    case .text(let texts): return (0..<texts.count).map { texts.string(at: $0) }
    case .name(let names): return (0..<names.count).map { names.string(at: $0) }
    default: return []
    }
  }

  private func named(
    _ parameter: QueryParameter, _ text: String, among names: [String]
  ) throws(ValueMistake) -> Parameter {
    let folded = Folding.fold(text)
    if let name = names.first(where: { Folding.fold($0) == folded }) {
      return Parameter(name: parameter.name, value: .text(name), type: .text)
    }
    let nearest = Nearest.name(to: text, among: names)
    throw ValueMistake(
      message:
        "the plan has no \(parameter.type.noun.split(separator: " ").dropFirst().joined(separator: " ")) \"\(text)\"",
      notes: [nearest.map { "did you mean \"\($0)\"?" } ?? parameter.type.form])
  }

  private func hasObjective(_ number: Int64) -> Bool {
    guard case .integer(let numbers) = session.opened.plan[Schema.id(.objectives, "number")] else {
      return false
    }
    return numbers.values.contains(number)
  }
}

/// Constants as text.
enum ConstantText {
  /// As a value is given: `Rose Case`.
  static func plain(_ constant: Constant, startMonth: Int) -> String {
    switch constant {
    case .blank: "blank"
    case .text(let text): text
    case .integer(let number): String(number)
    case .decimal(let number): NumberText.text(number)
    case .condition(let isTrue): isTrue ? "yes" : "no"
    case .choice(let enumeration, let code): enumeration.text(of: code) ?? "blank"
    case .ref(let ref): ref.text
    case .period(let period): period.text(startMonth: startMonth)
    }
  }

  /// As the language writes it: `"Rose Case"`.
  static func written(_ constant: Constant, startMonth: Int) -> String {
    if case .text(let text) = constant { return Printer.quoted(text) }
    return plain(constant, startMonth: startMonth)
  }
}
