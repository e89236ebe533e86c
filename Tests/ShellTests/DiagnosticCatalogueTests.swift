import Binding
import Foundation
import Language
import Plan
import TestSupport
import Testing

@testable import Shell

/// Every diagnostic has its picture in `Tests/Fixtures/errors`: a comment with the code stands above each step.
@Suite struct DiagnosticCatalogueTests {
  /// What no query can lead to as yet.
  static let unreachable: Set = [
    // Definitions of the schema are sound; scripts cannot make any yet.
    "definition-too-large", "recursive-definition",
    // A view sees only those before it.
    "recursive-view",
    // The parser's own limit is met before.
    "too-deep",
    // A program that contradicts itself, and lists larger than the fixtures'.
    "internal", "too-many-members", "too-much-text",
    "too-many-columns", "too-many-groups", "too-many-terms",
    // A script ends an entry with its pipe.
    "text-after-pipe",
  ]

  @Test func everyCodeHasAPicture() throws {
    let shown = Set(try Self.steps().map(\.code))
    let codes = try Self.codes()
    #expect(codes.count > 100)
    #expect(codes.subtracting(shown).subtracting(Self.unreachable).sorted() == [])
    #expect(Self.unreachable.subtracting(codes).sorted() == [])
    #expect(shown.subtracting(codes).sorted() == [])
  }

  /// The comment tells the truth.
  @Test func eachPictureIsOfItsCode() throws {
    for step in try Self.steps() {
      guard let text = step.text else { continue }
      #expect(Self.diagnose(text).contains(step.code), "\(step.file): \(text)")
    }
  }

  /// Where a mistake that has no fix stands behind the one that is mended.
  static let mendedInPart: Set = ["actons where foo = 1"]

  /// A query that is offered is one that runs.
  @Test func eachFixIsAQuery() throws {
    var count = 0
    for step in try Self.steps() {
      guard let text = step.text, !Self.mendedInPart.contains(text), let fixed = step.fixed else { continue }
      count += 1
      let codes = Set(Self.diagnose(fixed)).subtracting(["not-yet", "expectation"])
      #expect(codes == [], "\(step.file): \(fixed)")
    }
    #expect(count > 100)
  }

  /// The codes in the sources.
  static func codes() throws -> Set<String> {
    var codes: Set<String> = []
    let pattern = /(?:code: |\.error\(\s*)"([a-z-]+)"/
    for target in ["Language", "Binding", "Execution", "Shell"] {
      let folder = Fixtures.package + "/Sources/" + target
      let files = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
      for file in files where file.hasSuffix(".swift") {
        let source = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        codes.formUnion(source.matches(of: pattern).map { String($0.output.1) })
      }
    }
    return codes
  }

  struct Step {
    var file: String
    var code: String
    /// The query or script; nil where a shell makes it up.
    var text: String?
    /// What the picture offers instead, if it is one line.
    var fixed: String?
  }

  static func steps() throws -> [Step] {
    var steps: [Step] = []
    for file in Fixtures.files(in: "errors", ending: ".transcript") {
      let lines = try Fixtures.text(file).components(separatedBy: "\n")
      for (index, line) in lines.enumerated().dropLast() where lines[index + 1].hasPrefix("$ ") {
        guard line.wholeMatch(of: /# [a-z-]+/) != nil else { continue }
        let picture = lines[(index + 1)...].prefix { !$0.isEmpty }
        let offered = picture.filter { $0.hasPrefix("!   try: ") }
        let isLine = !picture.contains { $0.hasPrefix("!        ") && !$0.contains("^") }
        steps.append(
          Step(
            file: file, code: String(line.dropFirst(2)), text: text(picture),
            fixed: offered.count == 1 && isLine ? offered.first.map { String($0.dropFirst(9)) } : nil))
      }
    }
    return steps
  }

  private static func text(_ lines: ArraySlice<String>) -> String? {
    guard let command = lines.first, !command.contains("$("), !command.contains("-p "),
      !command.contains("--as-at")
    else { return nil }
    if command.hasSuffix("<<'END'") {
      return lines.dropFirst().prefix { $0 != "END" }.joined(separator: "\n")
    }
    guard let start = command.firstIndex(of: "'") else { return nil }
    let quoted = command[start...].dropFirst().replacingOccurrences(of: "'\\''", with: "\u{0}")
    return quoted.prefix { $0 != "'" }.replacingOccurrences(of: "\u{0}", with: "'")
  }

  /// The codes of what is found before a query runs; for what is found later, of running it.
  private static func diagnose(_ text: String) -> [String] {
    var codes: [String] = []
    let environment = BindingEnvironment(today: Day(year: 2011, month: 11, day: 15) ?? Day(0))
    var parameters: [Parameter] = []
    var views: [View] = []
    for (entry, _) in EntryReader(text) {
      let parsed = Parser.parse(entry.text)
      codes += parsed.diagnostics.map(\.code)
      if !parsed.diagnostics.isEmpty { continue }
      if parsed.script.pipe != nil { codes.append("pipe-taken-away") }
      for statement in parsed.script.statements {
        var environment = environment
        environment.parameters = parameters
        environment.views = views
        do {
          switch statement.node.kind {
          case .query(let query): _ = try Binder(environment: environment).bind(query)
          case .letParameter(let name, let value):
            parameters.append(try Binder(environment: environment).bindLet(name, value))
          case .view(let name, let names, let query):
            views.append(try Binder(environment: environment).bindView(name, parameters: names, query))
          // Whether an expectation holds is only known after the run.
          case .expect: codes.append("expectation")
          case .explain(let explanation, let query) where explanation.node == .meaning:
            _ = try Binder(environment: environment).bind(query)
          case .def(let entity, let field, let value):
            _ = try Binder(environment: environment).bindDefinition(entity: entity, field: field, value)
          default: codes.append("not-yet")
          }
        } catch {
          codes += error.all.map(\.code)
        }
      }
    }
    return codes
  }
}
