import Binding
import Language
import Platform

/// A script with its name, as errors say it.
struct QueryScript {
  var name: String
  var text: String
}

/// Runs scripts: gives the parameters that they declare their values, then runs their entries.
struct ScriptRunner {
  /// How deep scripts may stand within each other.
  static let depthLimit = 25

  let session: Session
  /// The values that `.run` gives; they count more than what the session knows.
  var given: [(name: String, value: String)] = []

  /// A saved query is a world of its own: what it sets by `let`, `view` and `def` ends with it.
  func runSaved(_ script: QueryScript) throws -> RunStatus {
    let before = (session.parameters, session.definitions, session.views)
    defer { (session.parameters, session.definitions, session.views) = before }
    return try runNested(script)
  }

  /// A script within the session or another script; what it sets stays.
  func runNested(_ script: QueryScript) throws -> RunStatus {
    guard session.scriptDepth < Self.depthLimit else { throw CommandFailure.tooDeep(script.name) }
    session.scriptDepth += 1
    defer { session.scriptDepth -= 1 }
    return try run(script)
  }

  /// A script that the command line names.
  func run(_ script: QueryScript) throws -> RunStatus {
    let header = ScriptHeader(script.text)
    let origin = Origin.script(name: script.name)
    if !header.mistakes.isEmpty {
      for (declaration, diagnostic) in header.mistakes {
        try session.show([diagnostic], of: declaration, from: origin)
      }
      return .failed
    }
    try refuseUnknown(header, script)
    for parameter in header.parameters {
      guard let value = try value(of: parameter, script) else { return .failed }
      session.set(value)
    }
    return try session.run(script.text, from: origin)
  }

  private func refuseUnknown(_ header: ScriptHeader, _ script: QueryScript) throws(CommandFailure) {
    let names = header.parameters.map(\.name)
    for (name, _) in given where !names.contains(where: { $0.lowercased() == name.lowercased() }) {
      throw .notAParameter(
        name, of: script.name, declared: names, nearest: Nearest.name(to: name, among: names))
    }
  }

  /// In this order: what `.run` gives, what the session has, the default, what a person answers. nil after an error
  /// was shown.
  private func value(of parameter: QueryParameter, _ script: QueryScript) throws -> Parameter? {
    let reader = ParameterReader(session: session)
    let name = parameter.name.lowercased()
    var range = parameter.nameRange
    do throws(ValueMistake) {
      if let value = given.last(where: { $0.name.lowercased() == name })?.value {
        return try reader.read(parameter, value)
      }
      if let known = session.parameters.last(where: { $0.name.lowercased() == name }) {
        return try reader.adopt(parameter, known)
      }
      if let text = parameter.defaultText {
        range = parameter.defaultRange
        return try reader.read(parameter, text)
      }
    } catch {
      try show(.parameterValue(SourceRange(range.start, range.end), parameter.name, error), parameter, script)
      if !canAsk(script) { return nil }
    }
    if let answer = try ask(parameter, script, reader) { return answer }
    try show(
      .parameterMissing(SourceRange(parameter.nameRange.start, parameter.nameRange.end), parameter),
      parameter, script)
    return nil
  }

  private func show(_ diagnostic: Diagnostic, _ parameter: QueryParameter, _ script: QueryScript) throws {
    try session.show([diagnostic], of: parameter.declaration, from: .script(name: script.name))
  }

  private func canAsk(_ script: QueryScript) -> Bool {
    Terminal.isTerminal(Terminal.standardInput) && session.console.errorsAreTerminal
      && script.name != ScriptFile.name(of: "-")
  }

  /// Asks until a value is right; nil where nobody can be asked, or wants to answer.
  private func ask(
    _ parameter: QueryParameter, _ script: QueryScript, _ reader: ParameterReader
  ) throws -> Parameter? {
    guard canAsk(script) else { return nil }
    while true {
      try session.console.flush()
      try session.console.errors.write("\(parameter.name), \(parameter.type.noun): ")
      guard let line = try TypedLine.read() else {
        try session.console.errors.write("\n")
        return nil
      }
      if line.allSatisfy(\.isWhitespace), parameter.type != .text { continue }
      do throws(ValueMistake) {
        return try reader.read(parameter, line)
      } catch {
        session.console.say(error.message)
        for note in error.notes { session.console.say("  " + note) }
      }
    }
  }
}
