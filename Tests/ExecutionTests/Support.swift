import Binding
import Execution
import Foundation
import Language
import Loading
import RandomQueries
import Rendering
import TestSupport
import Testing

@testable import Plan

/// What the tests share: plans, queries from text, answers as text.
enum Support {
  /// The plan document of `seeds/`.
  static let seed: Result<Plan, any Error> = Result {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Fixtures.package + "/seeds/" + seedName))
    let builder = PlanBuilder()
    try DocumentReader.read(Array(bytes), into: builder, isCancelled: { false })
    return try builder.finish()
  }
  private static let seedName = "unannounced-action-plan-2011-07.txt"

  /// The last query of a text, bound with its parameters.
  static func bound(_ text: String, asAt: Day? = nil) throws -> BoundQuery {
    let result = Parser.parse(text)
    guard result.diagnostics.isEmpty else { throw Diagnostics(result.diagnostics) }
    var environment = BindingEnvironment(asAt: asAt, today: Day(year: 2011, month: 11, day: 15) ?? Day(0))
    for statement in result.script.statements {
      switch statement.node.kind {
      case .letParameter(let name, let expression):
        environment.parameters.append(try Binder(environment: environment).bindLet(name, expression))
      case .query(let query): return try Binder(environment: environment).bind(query)
      case .view(let name, let parameters, let query):
        environment.views.append(
          try Binder(environment: environment).bindView(name, parameters: parameters, query))
      case .def(let entity, let field, let expression):
        environment.definitions.append(
          try Binder(environment: environment).bindDefinition(entity: entity, field: field, expression))
      case .expect, .explain: break
      }
    }
    throw NoQuery()
  }

  struct NoQuery: Error {}

  static func csv(_ table: ResultTable) throws -> String {
    var bytes: [UInt8] = []
    try OutputMode.csv.render(table, options: RenderOptions()) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A plan that holds the given tables, and nothing else.
  static func plan(_ filled: [Table]) -> Plan {
    var chance = Chance(seed: 0)
    return RandomColumns.make(&chance, upTo: 0).replacing(filled)
  }

  static func expression(_ kind: BoundExpressionKind, _ type: ValueType) -> BoundExpression {
    BoundExpression(kind, type: type, range: SourceRange(3, 7))
  }

  static func field(_ entity: Entity, _ name: String) -> BoundExpression {
    let id = Schema.id(entity, name)
    return expression(.field(id), Schema.field(id).type)
  }

  static func query(
    _ entity: Entity, _ steps: [BoundStep] = [], _ outputs: [BoundExpression], search: String? = nil
  ) -> BoundQuery {
    BoundQuery(
      source: BoundSource(entity: entity, search: search.map { Folding.fold($0) }), steps: steps,
      outputs: outputs.map { BoundOutput(name: "c", expression: $0) }, isBare: false, asAt: Day(15_000),
      usesDefaultDay: false)
  }
}

extension Plan {
  func replacing(_ filled: [Table]) -> Plan {
    Plan(tables: Entity.allCases.map { entity in filled.last { $0.entity == entity } ?? self[entity] })
  }
}

extension ResultTable {
  /// The rows as values; a list without members is blank, however a stage writes it.
  var values: [[Value]] {
    (0..<rowCount).map { row in
      columns.map { column in
        let value = Value(column.values, column.source(of: row))
        return value.isBlank ? .blank : value
      }
    }
  }
}
