import Execution
import Language
import Plan
import TestSupport
import Testing

/// The questions of `Tests/Fixtures/logic`, from text to rows.
struct LogicTests {
  @Test(arguments: Fixtures.files(in: "logic", ending: ".test"))
  func answers(file: String) throws {
    try LogicTest(file: file).run { block in
      let plan = try Support.seed.get()
      do {
        let asAt = try block.asAt.map { try #require(Period($0)).last }
        let query = try Support.bound(block.query, asAt: asAt)
        return .rows(try Support.csv(Executor(plan: plan).run(query).table))
      } catch let diagnostics as Diagnostics {
        return .failure(codes: diagnostics.all.map(\.code), text: "\(diagnostics.all.map(\.message))")
      } catch ExecutionFailure.failed(let diagnostic) {
        return .failure(codes: [diagnostic.code], text: diagnostic.message)
      }
    }
  }
}
