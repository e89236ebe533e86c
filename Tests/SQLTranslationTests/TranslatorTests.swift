import Binding
import Language
import Plan
import SQLTranslation
import Testing

/// What a person reads: whole statements, and what has no translation.
@Suite struct TranslatorTests {
  private func translated(_ text: String) throws(Diagnostics) -> String {
    let parsed = Parser.parse(text)
    guard parsed.diagnostics.isEmpty, case .query(let query)? = parsed.script.statements.first?.node.kind
    else {
      throw Diagnostics(parsed.diagnostics)
    }
    let today = Day(year: 2011, month: 11, day: 15) ?? Day(0)
    let bound = try Binder(environment: BindingEnvironment(today: today)).bind(query)
    return try SQLTranslator(dialect: .sqlite).translate(bound)
  }

  static let statements: [(query: String, sql: String)] = [
    (
      "actions where owner = \"Rose Case\" and rag = A select ref, objective.title as title",
      """
      SELECT action.ref AS ref,
        (SELECT objective.title FROM objective WHERE objective.id = action.objective) AS title
      FROM action
      WHERE (EXISTS (SELECT 1 FROM party AS lead WHERE lead.part = 'lead' AND lead.item = action.id \
      AND lead.name_folded = 'rose case') AND (action.rag = 'A') IS TRUE)
      ORDER BY action.id
      """
    ),
    (
      "risks where score != 6 order by score desc limit 3 offset 1 select ref, score",
      """
      SELECT risk.ref AS ref,
        risk.score AS score
      FROM risk
      WHERE NOT ((risk.score = 6) IS TRUE)
      ORDER BY risk.score DESC NULLS LAST, risk.id
      LIMIT 3 OFFSET 1
      """
    ),
    (
      "actions where due.last < 2011-09 select count(lead) as n distinct",
      """
      SELECT (SELECT count(*) FROM party AS lead_2 WHERE lead_2.part = 'lead' AND lead_2.item = action.id) AS n
      FROM (
        SELECT action.id AS id, row_number() OVER (ORDER BY action.id) AS place, row_number() OVER (PARTITION BY \
      (SELECT count(*) FROM party AS lead WHERE lead.part = 'lead' AND lead.item = action.id) \
      ORDER BY action.id) AS turn
        FROM action
        WHERE ((SELECT due.period_last FROM due WHERE due.action = action.id \
      ORDER BY due.period_first DESC, due.period_last DESC, due.position LIMIT 1) < 15218) IS TRUE
      ) AS kept
      JOIN action ON action.id = kept.id
      WHERE kept.turn = 1
      ORDER BY kept.place
      """
    ),
  ]

  @Test(arguments: statements)
  func readsInTheOrderOfItsClauses(_ query: String, _ sql: String) throws {
    #expect(try translated(query) == sql)
  }

  @Test func textCannotBecomeSQL() throws {
    let sql = try translated("groups where name ~ \"O'Brien'; --\" and kind = group select name as select")
    #expect(sql.contains("instr(\"group\".name_folded, 'o''brien''; --') > 0"), "\(sql)")
    #expect(sql.contains("AS \"select\""), "\(sql)")
  }

  @Test(arguments: [
    ("actions where rag = A and description ~ /re(f|v)/", "description", "/re(f|v)/"),
    ("actions select lower(description) as d", "lower(description)", "`lower`"),
    ("targets where value % 2.5 = 0", "value % 2.5", "`%` of decimals"),
    ("actions order by concat(completion, links)", "concat(completion, links)", "`concat`"),
  ])
  func namesThePartWithoutTranslation(_ query: String, _ part: String, _ word: String) throws {
    let error = #expect(throws: Diagnostics.self) { try translated(query) }
    let diagnostic = try #require(error?.all.first)
    #expect(diagnostic.code == "no-translation")
    #expect(diagnostic.message.contains(word), "\(diagnostic.message)")
    let bytes = Array(query.utf8)[diagnostic.range.start..<diagnostic.range.end]
    #expect(String(decoding: bytes, as: UTF8.self) == part)
  }

  @Test func growthIsBounded() throws {
    var query = "actions add x0 = number + 1"
    for index in 1...40 { query += " add x\(index) = x\(index - 1) + x\(index - 1)" }
    let error = #expect(throws: Diagnostics.self) { try translated(query) }
    #expect(error?.all.first?.code == "sql-too-large")
  }
}
