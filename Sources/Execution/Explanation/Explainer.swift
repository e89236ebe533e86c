package import Binding
import Language
package import Plan

/// Explains bound queries: what they mean, and what each condition does to the rows of one plan. It reads the bound
/// query and never the syntax tree, so that it cannot say other than what runs.
package struct Explainer: Sendable {
  let plan: Plan
  let isCancelled: @Sendable () -> Bool

  /// `isCancelled` is asked as by `Executor`.
  package init(plan: Plan, isCancelled: @escaping @Sendable () -> Bool = { false }) {
    self.plan = plan
    self.isCancelled = isCancelled
  }

  /// Runs the query once, each condition over all rows of its step. `text` is what the query was bound from, for
  /// the spelling of dates and parameters; `computed` are the names of computed fields beside those of the schema.
  /// Throws as a run of the query does.
  package func explain(
    _ query: BoundQuery, text: String, computed: [String] = []
  ) throws(ExecutionFailure) -> QueryExplanation {
    let names = ComputedNames(text: text, computed: computed, startMonth: query.financialYearStart)
    let written = WrittenConstants(text: text)
    var explanation = QueryExplanation(
      sentence: QueryWords(query, names: names).sentence,
      constants: written.constants(of: query) + names.meanings(in: query), lines: [], blanks: [])
    try failing { () throws in
      var run = CountedRun(evaluator: evaluator(for: query), names: names)
      _ = try run.rows(of: query, depth: 0)
      explanation.lines = run.lines
      explanation.blanks = run.blanks
    }
    return explanation
  }

  func evaluator(for query: BoundQuery) -> Evaluator {
    Evaluator(
      plan: plan, run: Run(isCancelled: isCancelled, financialYearStart: query.financialYearStart))
  }

  func failing(_ body: () throws -> Void) throws(ExecutionFailure) {
    do {
      try body()
    } catch let failure as ExecutionFailure {
      throw failure
    } catch {
      throw .failed(.misbound(noRange))
    }
  }
}
