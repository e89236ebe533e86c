import Binding
import Execution
import Language
import Plan
import Platform
import Rendering

/// planq itself, on a plan in memory.
struct PlanqEngine {
  private let plan: Plan
  private let environment = BindingEnvironment(today: Day(0))

  init(plan: Plan) { self.plan = plan }

  /// A question with its answer.
  struct Asked {
    var bound: BoundQuery
    var result: RunResult
  }

  func ask(_ text: String) throws -> Asked {
    guard case .query(let tree)? = Parser.parse(text).script.statements.first?.node.kind else {
      throw BenchmarkFailure("this is no query: \(text)")
    }
    let bound = try Binder(environment: environment).bind(tree)
    return Asked(bound: bound, result: try run(bound))
  }

  func run(_ query: BoundQuery) throws -> RunResult {
    try Executor(plan: plan, isCancelled: { Signals.wasInterrupted }).run(query)
  }

  /// The mean of the best times, one for each of the constants: so no engine is measured on its favourite.
  func time(_ asked: [Asked]) throws -> Int64 {
    Measure.mean(try asked.map { one in try Measure.best { _ = try run(one.bound) } })
  }

  /// The rows as tab-separated lines, blank as nothing.
  func text(_ result: RunResult) throws -> String {
    var options = RenderOptions()
    options.hasHeader = false
    let output = Output.memory()
    try OutputMode.tsv.render(result.table, options: options) { try output.write($0) }
    return output.text
  }

  func write(_ result: RunResult, _ mode: OutputMode, to path: String) throws {
    let file = try OutputFile(path: path)
    var options = RenderOptions()
    options.workers = Cores()
    try mode.render(result.table, options: options) { try file.output.write($0) }
    try file.output.flush()
  }
}

/// The cores of the machine, as the shell uses them.
private struct Cores: RenderWorkers {
  func inOrder<Piece: Sendable>(
    _ pieces: Int, start: Piece, make: @Sendable (Int, inout Piece) -> Void,
    take: (Int, inout Piece) throws -> Void
  ) throws {
    try Threads.inOrder(pieces, start: start, make: make, take: take)
  }
}
