import Binding
import Execution
import Language
import Plan
import Rendering
import SQLTranslation

/// One question in planq's words, with other constants each time it is asked, and in the words of the peers where a
/// person says it better than the translation does.
struct Question {
  var name: String
  /// `$` stands for the constant.
  var text: String
  var constants = [""]
  /// SQL of SQLite and DuckDB alike.
  var sql: String?
  /// The rows have an order that the answer must keep.
  var isOrdered = false

  func asked(_ number: Int) -> String { filled(text, number) }

  private func filled(_ text: String, _ number: Int) -> String {
    text.split(separator: "$", omittingEmptySubsequences: false)
      .joined(separator: constants[number % constants.count])
  }

  /// What a peer is to be asked: what a person wrote, or else the translation.
  func statements(_ number: Int, _ dialect: SQLDialect, _ bound: BoundQuery, _ heads: [PivotHead]) -> [String]
  {
    // Over a translated list of parties SQLite can take hours.
    if let sql { return [filled(sql, number)] }
    return [try? SQLTranslator(dialect: dialect).translate(bound, pivotHeads: heads)].compactMap { $0 }
  }

  private static let quarters = ["2011/12Q3", "2012/13Q1", "2012/13Q4"]

  static let all: [Question] = [
    Question(
      name: "count of a RAG and a lead", text: #"actions where rag = A and lead = "$" select count()"#,
      constants: ["Rose Case", "Sue Webb", "Pam Hunter"],
      sql: """
        SELECT count(*) FROM action a WHERE rag = 'A' AND EXISTS (SELECT 1 FROM party p
        WHERE p.part = 'lead' AND p.item = a.id AND p.name_folded = lower('$'))
        """),
    Question(
      name: "group by rag", text: "actions where number != $ group by rag", constants: ["7", "8", "9"]),
    Question(
      name: "group by each lead, top 10",
      text: "actions where number != $ group by each lead select lead.name as who, count(rag = R) as reds "
        + "order by reds desc, who limit 10",
      constants: ["7", "8", "9"],
      sql: """
        SELECT p.name AS who, sum(CASE WHEN a.rag = 'R' THEN 1 ELSE 0 END) AS reds FROM action a
        JOIN party p ON p.part = 'lead' AND p.item = a.id WHERE a.number <> $
        GROUP BY p.name ORDER BY reds DESC, who LIMIT 10
        """, isOrdered: true),
    Question(
      name: "description ~ word", text: #"actions where description ~ "$" select count()"#,
      constants: ["audit", "police", "threshold"],
      sql: "SELECT count(*) FROM action WHERE description_folded LIKE '%$%'"),
    Question(
      name: "description ~ /pattern/", text: "actions where description ~ /$.*(police|child)/ select count()",
      constants: ["audit", "review", "visit"]),
    Question(
      name: "due in a quarter, not G", text: "actions where due in $ and rag != G select count()",
      constants: quarters),
    Question(
      name: "top 10 by due among reds",
      text: "actions where rag = R and number != $ order by due desc, ref limit 10 select ref",
      constants: ["7", "8", "9"], isOrdered: true),
    Question(
      name: "sort on three keys", text: "actions where number != $ order by rag, due, ref select ref",
      constants: ["7", "8", "9"], isOrdered: true),
    Question(
      name: "pivot lead by rag", text: "actions where number != $ pivot each lead by rag",
      constants: ["7", "8", "9"],
      sql: """
        SELECT p.name, sum(CASE WHEN a.rag = 'R' THEN 1 ELSE 0 END), sum(CASE WHEN a.rag = 'A' THEN 1 ELSE 0 END),
        sum(CASE WHEN a.rag = 'G' THEN 1 ELSE 0 END), sum(CASE WHEN a.rag IS NULL THEN 1 ELSE 0 END)
        FROM action a JOIN party p ON p.part = 'lead' AND p.item = a.id WHERE a.number <> $ GROUP BY p.name
        """),
    Question(
      name: "objectives with reds", text: "objectives where count(actions[rag = R]) >= $ select count()",
      constants: ["2", "3", "1"]),
    Question(
      name: "risks of objectives with a red",
      text: "risks where objective.actions[number != $].rag = R select count()",
      constants: ["7", "8", "9"]),
    Question(
      name: "top 1 per objective by score",
      text: "risks where number != $ top 1 per objective by score desc select ref",
      constants: ["7", "8", "9"], isOrdered: true),
  ]
}

/// planq itself, on a plan in memory.
struct PlanqEngine {
  let plan: Plan
  private let environment: BindingEnvironment

  init(plan: Plan) {
    self.plan = plan
    environment = BindingEnvironment(today: Day(0))
  }

  func bound(_ text: String) throws -> BoundQuery {
    guard case .query(let tree)? = Parser.parse(text).script.statements.first?.node.kind else {
      throw BenchmarkFailure("this is no query: \(text)")
    }
    return try Binder(environment: environment).bind(tree)
  }

  func run(_ query: BoundQuery) throws -> RunResult {
    try Executor(plan: plan, isCancelled: { false }).run(query)
  }

  /// The rows as tab-separated lines, blank as nothing.
  func lines(_ result: RunResult) throws -> [String] {
    var options = RenderOptions()
    options.hasHeader = false
    var bytes: [UInt8] = []
    try OutputMode.tsv.render(result.table, options: options) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map(String.init)
  }
}

struct BenchmarkFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
