import Binding
import Language
import Plan
import TestSupport
import Testing

/// The day of every test: a Monday.
let testDay = Day(year: 2011, month: 8, day: 15) ?? Day(0)

/// The last statement of a text, which is a query; `let` statements before it give parameters.
func bound(
  _ text: String, in environment: BindingEnvironment = BindingEnvironment(today: testDay)
) throws -> BoundQuery {
  let result = Parser.parse(text)
  try #require(result.diagnostics.isEmpty, "\(text) does not parse: \(result.diagnostics.map(\.message))")
  var environment = environment
  for statement in result.script.statements {
    switch statement.node.kind {
    case .letParameter(let name, let expression):
      environment.parameters.append(try Binder(environment: environment).bindLet(name, expression))
    case .query(let query): return try Binder(environment: environment).bind(query)
    default: break
    }
  }
  throw NoQuery()
}

struct NoQuery: Error {}

/// The entries of a table: a line that begins at the margin, and the indented lines below it.
func entries(_ table: String) -> [(head: String, lines: [String])] {
  var entries: [(head: String, lines: [String])] = []
  for line in table.split(separator: "\n").map(String.init) {
    if line.hasPrefix("  ") {
      entries[entries.count - 1].lines.append(String(line.drop { $0 == " " }))
    } else {
      entries.append((line, []))
    }
  }
  return entries
}

/// A query and what it means, as `Dump` has it; its lines are joined by a space.
struct Meaning: Sendable, CustomTestStringConvertible {
  let query: String
  let meaning: String

  static func table(_ table: String) -> [Meaning] {
    entries(table).map { Meaning(query: $0.head, meaning: $0.lines.joined(separator: " ")) }
  }

  var testDescription: String { query }

  func check() throws {
    do {
      #expect(Dump.query(try bound(query)) == meaning)
    } catch let diagnostics as Diagnostics {
      Issue.record("\(query): \(diagnostics.all.map { "\($0.code) \($0.range): \($0.message)" })")
    }
  }
}

/// A query whose mistakes are marked, the codes of its diagnostics in the order of the marks, and the query as the
/// fix of the first one makes it; none where that has no fix.
struct Mistake: Sendable, CustomTestStringConvertible {
  let marked: String
  let codes: String
  let fixed: String?

  static func table(_ table: String) -> [Mistake] {
    entries(table).map { entry in
      Mistake(marked: entry.head, codes: entry.lines[0], fixed: entry.lines.count > 1 ? entry.lines[1] : nil)
    }
  }

  var testDescription: String { marked }

  func check() throws {
    let source = MarkedSource(marked)
    let error = #expect(throws: Diagnostics.self) { try bound(source.text) }
    let all = try #require(error).all
    #expect(MarkedSource.mark(source.text, all.map { $0.range.start..<$0.range.end }) == marked)
    #expect(all.map(\.code).joined(separator: " ") == codes)
    #expect(all.first?.fix.map { $0.applied(to: source.text) } == fixed)
    for diagnostic in all {
      #expect(!diagnostic.message.isEmpty && !diagnostic.message.hasSuffix("."))
      #expect(!diagnostic.message.contains("\n"))
    }
  }
}

extension Diagnostic.Fix {
  /// A text after the fix.
  func applied(to text: String) -> String {
    var bytes = Array(text.utf8)
    guard range.start <= range.end, range.end <= bytes.count else { return "a range outside of the text" }
    bytes.replaceSubrange(range.start..<range.end, with: Array(replacement.utf8))
    return String(decoding: bytes, as: UTF8.self)
  }
}
