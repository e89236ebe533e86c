import Binding
import Language
import Plan
import Platform

/// What a session knows that completion reads.
struct CompletionState {
  var environment: BindingEnvironment
  var plan: Plan
  var queries: [KnownQuery] = []
  /// Files and folders may be looked at.
  var seesFiles = true
}

/// A saved query as completion knows it.
struct KnownQuery {
  var name: String
  /// The line that says what it is for.
  var help: String
  var parameters: [QueryParameter] = []
}

/// Text and cursor → what may stand there: the grammar says which words, the binder which names, of which type, and
/// the plan which values. It keeps nothing and prints nothing.
struct Completer {
  let state: CompletionState
  /// How long values are looked for, in nanoseconds.
  var budget: Int64 = 150_000_000

  /// - Parameter cursor: a UTF-8 offset; only what stands before it counts, and whether a quote follows.
  func complete(_ text: String, cursor: Int) -> CompletionList {
    let bytes = Array(text.utf8)
    let cursor = min(max(cursor, 0), bytes.count)
    let before = String(decoding: bytes[..<cursor], as: UTF8.self)
    let entry = ScriptReader.entries(of: before).last
    switch entry {
    case .command(let range) where !bytes[range.end..<cursor].contains(UInt8(ascii: "\n")):
      let line = String(decoding: bytes[range.start..<cursor], as: UTF8.self)
      return CommandCompleter(completer: self).complete(line, offset: range.start)
    // A dot alone is no command yet.
    case .statement(let range) where bytes[range.start..<cursor] == [UInt8(ascii: ".")]:
      return CommandCompleter(completer: self).complete(".", offset: range.start)
    case .statement(let range):
      let statement = String(decoding: bytes[range.start..<cursor], as: UTF8.self)
      let quoteFollows = cursor < bytes.count && bytes[cursor] == UInt8(ascii: "\"")
      return self.statement(statement, offset: range.start, quoteFollows: quoteFollows)
    default:
      let start = bytes[..<cursor].lastIndex { $0 == UInt8(ascii: "\n") }.map { $0 + 1 } ?? 0
      let line = String(decoding: bytes[start..<cursor], as: UTF8.self)
      return statement(line, offset: start, quoteFollows: false)
    }
  }

  /// Completes at the end of the statements of one entry.
  func statement(_ text: String, offset: Int, quoteFollows: Bool = false) -> CompletionList {
    if let command = ShellWordCompleter.command(in: text) {
      return ShellWordCompleter(seesFiles: state.seesFiles)
        .complete(command.text, offset: offset + command.start)
    }
    let places = Continuations(text, offset: offset)
    var list = CompletionList(range: places.range.start..<places.range.end)
    let scope = places.script.statements.last.map { binder.hole(in: $0.node.kind) } ?? HoleScope()
    switch places.partial {
    case .foreign: return list
    case .parameter(let name): list.candidates = parameters(places, name)
    case .string(let typed):
      let found = values(scope, typed, isQuoted: true, &list.isCut)
      list.candidates = found.map { value in
        quoteFollows
          ? Candidate(
            String(value.text.dropLast()), .value, detail: value.detail, label: value.label, isOpen: true)
          : value
      }
    case .name(let typed): names(places, scope, typed, into: &list)
    case .number(let typed): list.candidates = values(scope, typed, isQuoted: false, &list.isCut)
    case .nothing: names(places, scope, "", into: &list)
    }
    return list
  }

  private var binder: Binder { Binder(environment: state.environment) }

  // MARK: - Names and words

  private func names(
    _ places: Continuations, _ scope: HoleScope, _ typed: String, into list: inout CompletionList
  ) {
    var all: [Candidate] = []
    switch places.missing {
    case .source: all = sources
    case .entity: all = Schema.sources.map { Candidate($0.name, .source, detail: $0.help, isOpen: true) }
    case .operand where scope.isFound:
      list.candidates += values(scope, typed, isQuoted: false, &list.isCut)
      all = fields(scope, typed)
    case .count: return
    case .operand, .name, .word, nil: break
    }
    let words = words(places, scope)
    all += words.filter { $0.kind == .value } + words.filter { $0.kind != .value }
    if case .operand? = places.missing, scope.isFound, scope.beginsValue,
      scope.expected == nil || (!typed.isEmpty && list.candidates.isEmpty)
    {
      all += Functions.names.map { name in
        Candidate(
          name + "(", .function, detail: Functions.all.first { $0.name == name }?.gives ?? "", isOpen: true)
      }
    }
    if typed.isEmpty, case .operand? = places.missing, let expected = scope.expected {
      all += parameters(places, "", beside: expected.element)
    }
    list.candidates += all.filter { $0.text.hasFoldedPrefix(typed) }
  }

  private var sources: [Candidate] {
    let views = state.environment.views.reversed().map { view in
      let hasParameters = !view.parameters.isEmpty
      return Candidate(
        view.name + (hasParameters ? "(" : ""), .view, detail: Printer.print(view.query),
        isOpen: hasParameters)
    }
    return Schema.sources.map { Candidate($0.name, .source, detail: $0.help) } + views.unique
  }

  /// The names of the frame; beside a value those of its type alone, once something is typed.
  private func fields(_ scope: HoleScope, _ typed: String) -> [Candidate] {
    if scope.expected != nil, typed.isEmpty { return [] }
    return scope.names.compactMap { name in
      if let expected = scope.expected, let type = name.type, !type.element.meets(expected.element) {
        return nil
      }
      let kind: Candidate.Kind =
        switch name.kind {
        case .field: .field
        case .computed: .computed
        case .column: .column
        case .member: .member
        }
      return Candidate(name.text, kind, detail: name.help, isOpen: name.type?.hasSteps ?? false)
    }
    .unique
  }

  /// The words of the grammar that may follow. Behind a value those remain with which the binder finds the fewest
  /// mistakes, which leaves out the operators of other types.
  private func words(_ places: Continuations, _ scope: HoleScope) -> [Candidate] {
    let words = places.words.filter { word in
      guard case .operand? = places.missing else { return true }
      guard scope.beginsValue else { return false }
      switch word.kind {
      case .value:
        return word.text == "blank"
          ? scope.expected != nil : scope.expected?.element == .period
      // `any(…)` stands beside any value, `all(…)` and `only(…)` beside lists.
      case .operator where word.text.hasSuffix("("):
        return scope.beside?.type.isList ?? false || (scope.expected != nil && word.text == "any(")
      case .operator: return scope.expected == nil
      default: return true
      }
    }
    var mistakes = words.map { _ in 0 }
    if places.missing == nil || places.missing == .word {
      mistakes = words.map { word in
        word.script.statements.last.map { binder.hole(in: $0.node.kind).mistakes } ?? 0
      }
    }
    let fewest = mistakes.min() ?? 0
    let fitting = zip(words, mistakes).filter { $0.1 == fewest }.map(\.0)
    // `not` behind a value only begins `not in`.
    let begun = places.missing == nil ? fitting.map(\.text) : []
    return fitting.filter { word in !begun.contains { $0.hasPrefix(word.text + " ") && word.text == "not" } }
      .map { word in
        let kind: Candidate.Kind =
          switch word.kind {
          case .statement: .statement
          case .clause, .setOperator: .clause
          case .operator: .operator
          case .value: .value
          case .other: .word
          }
        return Candidate(word.text, kind, detail: word.help, isOpen: word.text.hasSuffix("("))
      }
  }

  private func parameters(
    _ places: Continuations, _ typed: String, beside type: ValueType? = nil
  ) -> [Candidate] {
    let fitting = state.environment.parameters.filter { parameter in
      type.map { parameter.isUntyped || parameter.type.element.meets($0) } ?? true
    }
    let known = fitting.map { ($0.name, $0.shown) }
    let written = places.parameters.filter { name in !known.contains { $0.0 == name } }.map { ($0, "") }
    return (known + written).filter { $0.0.hasFoldedPrefix(typed) }
      .map { Candidate("$" + $0.0, .parameter, detail: $0.1) }
  }

  // MARK: - Values

  /// The values of what stands beside the hole. Those that begin with what was typed, else those of which a word
  /// does.
  private func values(
    _ scope: HoleScope, _ typed: String, isQuoted: Bool, _ isCut: inout Bool
  ) -> [Candidate] {
    guard let expected = scope.expected?.element, expected != .condition else { return [] }
    let isText = expected.isWrittenAsText
    if isQuoted, !isText, expected != .period { return [] }
    let wanted = Folding.fold(typed, trimmed: false)
    let counts = ValueCounts(
      plan: state.plan, deadline: Clock.monotonicNanoseconds() + budget,
      startMonth: state.environment.financialYearStart)
    func found(_ isCut: inout Bool, _ fits: @escaping ([UInt8]) -> Bool) -> [ValueCounts.Value] {
      guard let beside = scope.beside,
        let found = counts.values(of: beside, in: scope.brackets, where: { fits(Folding.fold($0)) })
      else { return [] }
      isCut = found.isCut
      return found.values
    }
    var values = found(&isCut) { $0.starts(with: wanted) }
    if values.isEmpty, !wanted.isEmpty, isText {
      values = found(&isCut) { $0.hasWord(beginning: wanted) }
    }
    if values.isEmpty, case .enumeration(let enumeration) = expected {
      values = enumeration.values.filter { $0.hasFoldedPrefix(typed) }.map { .init(text: $0, count: -1) }
    }
    return values.compactMap { value in
      // A period with two ends is no date.
      if expected == .period, value.text.contains("..") { return nil }
      let detail = value.count < 0 ? "" : String(value.count)
      return Candidate(
        isText || isQuoted ? Printer.quoted(value.text) : value.text, .value, detail: detail,
        label: value.text)
    }
  }
}

extension [Candidate] {
  /// Each text once.
  fileprivate var unique: [Candidate] {
    var seen: Set<String> = []
    return filter { seen.insert($0.text.lowercased()).inserted }
  }
}

extension [UInt8] {
  /// Whether a word behind the first begins so.
  fileprivate func hasWord(beginning wanted: [UInt8]) -> Bool {
    indices.contains { index in
      index > 0 && !self[index - 1].isWordByte && self[index...].starts(with: wanted)
    }
  }
}

extension UInt8 {
  fileprivate var isWordByte: Bool {
    self >= 0x80 || (0x30...0x39).contains(self) || (0x41...0x5A).contains(self)
      || (0x61...0x7A).contains(self)
  }
}

extension String {
  /// Whether it begins with a text, case and accents folded.
  func hasFoldedPrefix(_ typed: String) -> Bool {
    typed.isEmpty || Folding.fold(self).starts(with: Folding.fold(typed, trimmed: false))
  }
}

extension ValueType {
  /// Values are written in quotes: texts, and items that a text names.
  fileprivate var isWrittenAsText: Bool {
    switch self {
    case .text: true
    case .item(let entity): Schema[entity].fields[Schema[entity].label].type == .text
    default: false
    }
  }

  /// A path may go on from here, by a dot or brackets.
  fileprivate var hasSteps: Bool {
    if isList { return true }
    if case .item = self { return true }
    return false
  }

  /// Values of both may stand beside each other.
  fileprivate func meets(_ other: ValueType) -> Bool {
    if self == other { return true }
    switch (self, other) {
    case (.integer, .decimal), (.decimal, .integer): return true
    case (.item(let entity), let value), (let value, .item(let entity)):
      return Schema[entity].fields[Schema[entity].label].type == value
    default: return false
    }
  }
}

extension Parameter {
  fileprivate var shown: String {
    switch value {
    case .text(let text): Printer.quoted(text)
    default: spelling ?? ""
    }
  }
}
