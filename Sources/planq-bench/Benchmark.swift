import Binding
import Execution
import Language
import Loading
import Plan
import Platform

enum Benchmark {
  static let header = "actions  what                                                best of 5\n"

  private static let queries = [
    #"actions where rag = A and lead = "Rose Case" select ref"#,
    #"actions where description ~ "audit" select ref"#,
    #"actions where description ~ /audit.*(police|child)/ select ref"#,
    "actions where due in 2011/12Q3 and rag != G select ref",
    "actions where rag = R order by due desc, ref limit 10 select ref",
    "actions order by rag, due, ref select ref",
    "objectives where count(actions) >= 2 select number",
  ]

  /// The lines of the table for one size.
  static func run(actions: Int) throws -> [String] {
    var generator = PlanGenerator()
    let made = try generator.plan(actions: actions)
    var lines: [String] = []
    let json = Output.memory()
    try JSONWriter.write(made) { try json.write($0) }
    let bytes = json.takeBytes()
    var plan = made
    lines.append(
      try line(actions, "load JSON (\(bytes.count / 1_000_000) MB)") {
        let builder = PlanBuilder()
        try JSONReader.read(bytes, into: builder, isCancelled: { false })
        plan = try builder.finish()
      })
    let today = Clock.today()
    let environment = BindingEnvironment(
      today: Day(year: today.year, month: today.month, day: today.day) ?? Day(0))
    for query in queries {
      guard case .query(let tree)? = Parser.parse(query).script.statements.first?.node.kind else { continue }
      let bound = try Binder(environment: environment).bind(tree)
      let executor = Executor(plan: plan, isCancelled: { false })
      lines.append(try line(actions, query) { _ = try executor.run(bound) })
    }
    return lines
  }

  private static func line(_ actions: Int, _ what: String, _ work: () throws -> Void) throws -> String {
    var best = Int64.max
    for _ in 0..<5 {
      let start = Clock.monotonicNanoseconds()
      try work()
      best = min(best, Clock.monotonicNanoseconds() - start)
    }
    let microseconds = String(best / 1000)
    return "\(padded(String(actions), 7))  \(what)" + String(repeating: " ", count: max(1, 50 - what.count))
      + "\(padded(microseconds, 9)) µs\n"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
