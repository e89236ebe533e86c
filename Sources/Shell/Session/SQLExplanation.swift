import Binding
import Execution
import Language
import Platform
import SQLTranslation

/// `explain sql DIALECT QUERY`: the statement that means the same on another engine, as plain text.
extension StatementRunner {
  func explainSQL(_ name: Name?, _ query: Query) throws -> RunStatus {
    // The parser lets none but these through.
    let dialect = name.flatMap { SQLDialect(rawValue: $0.node.lowercased()) } ?? .sqlite
    let bound = try Binder(environment: session.environment).bind(query)
    var heads: [PivotHead] = []
    if bound.pivot != nil {
      let executor = Executor(plan: session.opened.plan, isCancelled: { Signals.wasInterrupted })
      heads = try executor.run(bound).pivotHeads
    }
    let sql = try SQLTranslator(dialect: dialect).translate(bound, pivotHeads: heads)
    try session.show(sql + "\n")
    sayDay(bound)
    return .done
  }
}
