package import Binding
package import Language
package import Plan

/// A script of planq: `let`, `def` and `view`, then one query.
package enum QueryCase {
  /// The day of the clock, in all tests of random queries.
  package static let today = Day(year: 2011, month: 11, day: 15) ?? Day(0)

  /// The last statement of a script, bound with what stands before it. Throws what is wrong with it.
  package static func bound(_ script: String) throws(Diagnostics) -> BoundQuery {
    let parsed = Parser.parse(script)
    guard parsed.diagnostics.isEmpty else { throw Diagnostics(parsed.diagnostics) }
    var environment = BindingEnvironment(today: today)
    var bound: BoundQuery?
    for statement in parsed.script.statements {
      let binder = Binder(environment: environment)
      switch statement.node.kind {
      case .letParameter(let name, let expression):
        environment.parameters.append(try binder.bindLet(name, expression))
      case .def(let entity, let field, let expression):
        environment.definitions.append(try binder.bindDefinition(entity: entity, field: field, expression))
      case .view(let name, let parameters, let query):
        environment.views.append(try binder.bindView(name, parameters: parameters, query))
      case .query(let query), .explain(_, let query), .expect(_, let query): bound = try binder.bind(query)
      }
    }
    guard let bound else { throw Diagnostics([]) }
    return bound
  }
}
