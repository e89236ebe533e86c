import Binding
import Language
import Plan
import SQLTranslation
import Testing

/// What a person reads: whole statements, and what has no translation.
@Suite struct TranslatorTests {
  private func translated(_ text: String, _ dialect: SQLDialect = .sqlite) throws(Diagnostics) -> String {
    let parsed = Parser.parse(text)
    guard parsed.diagnostics.isEmpty, case .query(let query)? = parsed.script.statements.first?.node.kind
    else {
      throw Diagnostics(parsed.diagnostics)
    }
    let today = Day(year: 2011, month: 11, day: 15) ?? Day(0)
    let bound = try Binder(environment: BindingEnvironment(today: today)).bind(query)
    return try SQLTranslator(dialect: dialect).translate(bound)
  }

  static let statements: [(query: String, sql: String)] = [
    (
      "actions where owner = \"Rose Case\" and rag = A select ref, objective.title as title",
      """
      SELECT actions.ref AS ref,
        objectives.title AS title
      FROM action AS actions
      LEFT JOIN objective AS objectives ON objectives.id = actions.objective
      WHERE EXISTS (SELECT 1 FROM party AS lead WHERE lead.item = actions.id AND lead.part = 'lead' \
      AND lead.name_folded = 'rose case')
        AND actions.rag = 'A'
      ORDER BY actions.id
      """
    ),
    (
      "risks where score != 6 order by score desc limit 3 offset 1 select ref, score",
      """
      SELECT risks.ref AS ref,
        risks.score AS score
      FROM risk AS risks
      WHERE risks.score IS NOT 6
      ORDER BY risks.score DESC NULLS LAST, risks.id
      LIMIT 3 OFFSET 1
      """
    ),
    (
      "actions where due.last < 2011-09 select count(lead) as n distinct",
      """
      WITH kept AS (
        SELECT actions.id AS place,
          coalesce(lead_count.value, 0) AS n,
          row_number() OVER (PARTITION BY coalesce(lead_count.value, 0) ORDER BY actions.id) AS turn
        FROM action AS actions
        LEFT JOIN (
          SELECT due.action AS owner,
            due.period AS value,
            due.period_first AS value_first,
            due.period_last AS value_last,
            row_number() OVER (PARTITION BY due.action \
      ORDER BY due.period_first DESC, due.period_last DESC, due.position) AS turn
          FROM due AS due
        ) AS due_max ON due_max.owner = actions.id AND due_max.turn = 1
        LEFT JOIN (
          SELECT lead.item AS owner,
            count(*) AS value
          FROM party AS lead
          WHERE lead.part = 'lead'
          GROUP BY lead.item
        ) AS lead_count ON lead_count.owner = actions.id
        WHERE due_max.value_last < 15218 /* 2011-09-01 */
      )
      SELECT kept.n AS n
      FROM kept
      WHERE kept.turn = 1
      ORDER BY kept.place
      """
    ),
  ]

  @Test(arguments: statements)
  func readsInTheOrderOfItsClauses(_ query: String, _ sql: String) throws {
    #expect(try translated(query) == sql)
  }

  @Test(arguments: SQLDialect.allCases)
  func textCannotBecomeSQL(_ dialect: SQLDialect) throws {
    let sql = try translated(
      "groups where name ~ \"O'Brien\\\\'; --\" and kind = group select name as select", dialect)
    let (text, name) =
      dialect == .spark
      ? (#"'o\'brien\\\'; --'"#, "AS `select`") : (#"'o''brien\''; --'"#, #"AS "select""#)
    #expect(sql.contains(text), "\(sql)")
    #expect(sql.contains(name), "\(sql)")
  }

  @Test(arguments: [
    (SQLDialect.sqlite, "actions where rag = A and description ~ /re(f|v)/", "description", "/re(f|v)/"),
    (.postgres, "actions where description ~ /a{256}/", "description", "/a{256}/"),
    (.duckdb, "actions select lower(description) as d", "lower(description)", "`lower`"),
    (.postgres, "targets where value % 2.5 = 0", "value % 2.5", "`%` of decimals"),
    (.spark, "actions order by concat(completion, links)", "concat(completion, links)", "`concat`"),
    (.sqlite, "indicators order by targets.value", "targets.value", "ordering by a list of decimals"),
    (.duckdb, #"actions where links = "a\u{0}""#, #""a\u{0}""#, "a text with a NUL in it"),
  ])
  func namesThePartWithoutTranslation(
    _ dialect: SQLDialect, _ query: String, _ part: String, _ word: String
  ) throws {
    let error = #expect(throws: Diagnostics.self) { try translated(query, dialect) }
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
