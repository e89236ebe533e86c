import Binding
import Language

/// Takes the diagnostics of one text and gives them with fixes that are worth a try: a fix after which something is
/// wrong in its own place gives way to the next that may have been meant, or is left out; and where all that is wrong
/// can be mended, one fix does it. It never runs anything.
struct Mending {
  let text: String
  let environment: BindingEnvironment

  /// Longer texts are told as they are.
  static let maximumLength = 4_000
  /// Each mistake costs a try or two.
  static let maximumMistakes = 8
  /// A fix may bring to light what stood behind the mistake.
  static let maximumRounds = 6

  func mended(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard text.utf8.count <= Self.maximumLength, diagnostics.count <= Self.maximumMistakes,
      diagnostics.contains(where: { $0.fix != nil })
    else { return diagnostics }
    let bytes = Array(text.utf8)
    var told = diagnostics
    guard let last = told.lastIndex(where: { $0.fix != nil }), let whole = whole(told, of: bytes) else {
      return told.map { chosen($0, of: bytes, isLast: true) }
    }
    for index in told.indices where index != last { told[index].fix = nil }
    told[last].fix = whole
    return told
  }

  /// With the first of its fixes that leads to nothing wrong in the same place; where there is none, unless it is the
  /// `last` that is made, with the first that leads to what has a fix.
  private func chosen(_ diagnostic: Diagnostic, of bytes: [UInt8], isLast: Bool) -> Diagnostic {
    guard let first = diagnostic.fix else { return diagnostic }
    var chosen = diagnostic
    chosen.otherFixes = []
    chosen.fix = nil
    for fix in [first] + diagnostic.otherFixes {
      let end = fix.range.start + fix.replacement.utf8.count
      let left = mistakes(in: Picture.apply(fix, to: bytes)).filter {
        $0.range.start < end && $0.range.end > fix.range.start
      }
      if left.isEmpty {
        chosen.fix = fix
        return chosen
      }
      if !isLast, chosen.fix == nil, left.allSatisfy({ $0.fix != nil }) { chosen.fix = fix }
      // What would be wrong then helps where nothing else does.
      if isLast, chosen.notes.isEmpty, !left[0].code.hasPrefix("unknown") { chosen.notes = left[0].notes }
    }
    return chosen
  }

  /// One change that mends all, and what comes to light behind it; nil where something has no fix.
  private func whole(_ diagnostics: [Diagnostic], of bytes: [UInt8]) -> Diagnostic.Fix? {
    var mended = bytes
    var found = diagnostics.map { chosen($0, of: bytes, isLast: false) }
    for round in 0..<Self.maximumRounds {
      let fixes = found.compactMap(\.fix)
      guard fixes.count == found.count, mended.count <= Self.maximumLength,
        let next = Self.apply(fixes, to: mended)
      else { return nil }
      mended = next
      let mistakes = mistakes(in: String(decoding: mended, as: UTF8.self))
      if mistakes.isEmpty {
        return round == 0 && fixes.count == 1 ? fixes[0] : Self.change(from: bytes, to: mended)
      }
      if mistakes.count > Self.maximumMistakes { return nil }
      found = mistakes.map { chosen($0, of: mended, isLast: false) }
    }
    return nil
  }

  /// All fixes at once; one within another is part of it. nil where two overlap.
  private static func apply(_ fixes: [Diagnostic.Fix], to bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var done = 0
    let ordered = fixes.enumerated().sorted {
      ($0.element.range.start, -$0.element.range.end, $0.offset)
        < ($1.element.range.start, -$1.element.range.end, $1.offset)
    }
    for (_, fix) in ordered {
      if fix.range.end <= done, fix.range.start < done { continue }
      guard fix.range.start >= done, fix.range.end <= bytes.count else { return nil }
      result += bytes[done..<fix.range.start]
      result += Array(fix.replacement.utf8)
      done = fix.range.end
    }
    return result + bytes[done...]
  }

  /// What differs between two texts, from whole character to whole character.
  private static func change(from old: [UInt8], to new: [UInt8]) -> Diagnostic.Fix {
    let shorter = min(old.count, new.count)
    func isWithinCharacter(_ bytes: [UInt8], _ index: Int) -> Bool {
      index < bytes.count && bytes[index] & 0xC0 == 0x80
    }
    var start = 0
    while start < shorter, old[start] == new[start] { start += 1 }
    while start > 0, isWithinCharacter(old, start) || isWithinCharacter(new, start) { start -= 1 }
    var tail = 0
    while tail < shorter - start, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
    while tail > 0, isWithinCharacter(old, old.count - tail) || isWithinCharacter(new, new.count - tail) {
      tail -= 1
    }
    return .init(
      range: SourceRange(start, old.count - tail),
      replacement: String(decoding: new[start..<(new.count - tail)], as: UTF8.self))
  }

  /// What is wrong with a text before anything runs, up to the first stage and statement that has mistakes.
  private func mistakes(in text: String) -> [Diagnostic] {
    let parsed = Parser.parse(text)
    let errors = parsed.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { return errors }
    var environment = environment
    for statement in parsed.script.statements {
      let binder = Binder(environment: environment)
      do throws(Diagnostics) {
        switch statement.node.kind {
        case .letParameter(let name, let value):
          environment.parameters.append(try binder.bindLet(name, value))
        case .view(let name, let parameters, let query):
          environment.views.append(try binder.bindView(name, parameters: parameters, query))
        case .def(let entity, let field, let value):
          environment.definitions.append(
            try binder.bindDefinition(entity: entity, field: field, value))
        case .query(let query), .expect(_, let query), .explain(_, let query): _ = try binder.bind(query)
        }
      } catch {
        return error.all
      }
    }
    return []
  }
}
