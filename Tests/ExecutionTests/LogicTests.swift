import Binding
import Execution
import Language
import Loading
import Plan
import Platform
import Rendering
import TestSupport
import Testing

/// Runs the questions and answers of `Tests/Fixtures/logic` in memory.
@Suite struct LogicTests {
  private static let files = Fixtures.files(in: "logic", ending: ".test")

  @Test(arguments: files) func answers(_ file: String) throws {
    let seed = try Self.seed.get()
    try LogicTest(file: file).run { block in
      // The day of the clock must not count, so a file that needs a day names one.
      var environment = BindingEnvironment(today: Day(0))
      environment.asAt = block.asAt.flatMap { Period($0)?.last }
      let parsed = Parser.parse(block.query)
      if !parsed.diagnostics.isEmpty { return Self.failure(parsed.diagnostics) }
      guard case .query(let query)? = parsed.script.statements.first?.node.kind else {
        return .failure(codes: [], text: "no query")
      }
      do {
        let bound = try Binder(environment: environment).bind(query)
        let table = try Executor(plan: seed).run(bound).table
        let output = Output.memory()
        try OutputMode.csv.render(table, options: RenderOptions()) { try output.write($0) }
        return .rows(output.text)
      } catch let diagnostics as Diagnostics {
        return Self.failure(diagnostics.all)
      } catch ExecutionFailure.failed(let diagnostic) {
        return Self.failure([diagnostic])
      }
    }
  }

  private static func failure(_ diagnostics: [Diagnostic]) -> LogicTest.Outcome {
    .failure(codes: diagnostics.map(\.code), text: diagnostics.map(\.message).joined(separator: "; "))
  }

  /// The seed plan, read from the document.
  private static let seed = Result {
    let builder = PlanBuilder()
    let bytes = try FileBytes.read(path: Fixtures.package + "/seeds/unannounced-action-plan-2011-07.txt")
    try DocumentReader.read(bytes, into: builder, isCancelled: { false })
    return try builder.finish()
  }
}
