import Binding
import Language
import Plan
import Testing

/// The day of every test: a Monday.
let testDay = Day(year: 2011, month: 8, day: 15) ?? Day(0)

func testEnvironment(asAt: Day? = nil, parameters: [Parameter] = []) -> BindingEnvironment {
  BindingEnvironment(parameters: parameters, asAt: asAt, today: testDay)
}

/// The first statement of a text, which must parse.
func statement(_ text: String) throws -> StatementKind {
  let result = Parser.parse(text)
  try #require(result.diagnostics.isEmpty, "\(text) does not parse: \(result.diagnostics.map(\.message))")
  return try #require(result.script.statements.first).node.kind
}

/// The query of a text; `let` statements before it give parameters.
func bound(_ text: String, in environment: BindingEnvironment = testEnvironment()) throws -> BoundQuery {
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
  throw Missing()
}

struct Missing: Error {}

/// A query and what it means, as `Dump` has it.
struct Meaning: Sendable, CustomTestStringConvertible {
  var query: String
  var meaning: String

  init(_ query: String, _ meaning: String) {
    self.query = query
    self.meaning = meaning
  }

  var testDescription: String { query }

  func check(in environment: BindingEnvironment = testEnvironment()) throws {
    do {
      #expect(Dump.query(try bound(query, in: environment)) == meaning)
    } catch let diagnostics as Diagnostics {
      Issue.record("\(query): \(diagnostics.all.map { "\($0.code) \($0.range): \($0.message)" })")
    }
  }
}
