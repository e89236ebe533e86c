// Execution: bound query + `Plan` → `ResultTable`, column by column over selections of rows. It changes no plan,
// reads no file and no clock, and knows neither text of a query nor how an answer is printed.

package import Binding
package import Language
package import Plan

/// Runs bound queries against one plan.
package struct Executor: Sendable {
  private let plan: Plan
  private let isCancelled: @Sendable () -> Bool
  private let division: Division

  /// `isCancelled` is asked at least every batch of rows, from any thread that works for the query.
  package init(
    plan: Plan, division: Division = Division(), isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.plan = plan
    self.division = division
    self.isCancelled = isCancelled
  }

  private func makeRun(_ query: BoundQuery) -> Run {
    Run(isCancelled: isCancelled, division: division, financialYearStart: query.financialYearStart)
  }

  /// The answer, ready to be printed. Throws a diagnostic where a number leaves its range or the query asks for more
  /// than fits in memory (language.md, numbers), and `cancelled` when asked to stop.
  package func run(_ query: BoundQuery) throws(ExecutionFailure) -> RunResult {
    let run = makeRun(query)
    do {
      return try QueryRun(evaluator: Evaluator(plan: plan, run: run)).answer(query)
    } catch let failure as ExecutionFailure {
      throw failure
    } catch {
      // No kernel throws anything else.
      throw .failed(.misbound(noRange))
    }
  }
}

/// How many rows an answer has, without the answer.
package struct RowCount: Hashable, Sendable {
  package var rows: Int
  /// How many items there are to choose from, where the rows are such items.
  package var total: Int?
}

extension Executor {
  /// As `run`, for the number of rows alone.
  package func count(_ query: BoundQuery) throws(ExecutionFailure) -> RowCount {
    if query.pivot != nil { return RowCount(rows: try run(query).table.rowCount) }
    let run = makeRun(query)
    do {
      let frame = try QueryRun(evaluator: Evaluator(plan: plan, run: run)).rows(of: query)
      let repeats = query.steps.contains { if case .each = $0 { true } else { false } }
      let areItems = frame.entity == query.source.entity && frame.groups == nil && !repeats
      return RowCount(rows: frame.count, total: areItems ? plan[query.source.entity].rowCount : nil)
    } catch let failure as ExecutionFailure {
      throw failure
    } catch {
      throw .failed(.misbound(noRange))
    }
  }
}

package struct RunResult: Sendable {
  package var table: ResultTable
  /// What the reader should know about the answer, a line each: `division by zero gave blank in 3 rows`.
  package var notes: [String]
  /// The columns of a `pivot` behind its first, without the total; empty for other queries.
  package var pivotHeads: [PivotHead] = []
}

package enum ExecutionFailure: Error, Hashable, Sendable {
  case failed(Diagnostic)
  case cancelled
}
