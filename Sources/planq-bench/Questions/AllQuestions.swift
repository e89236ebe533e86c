extension Question {
  /// The questions of the comparison, each first with the constants that give it its name. Conditions are counted, so
  /// that what is measured is the condition on both sides and not the printing of rows.
  static let all: [Question] = conditions + groups + sorts + paths

  private static let rags = [["R"], ["A"], ["G"]]

  private static let conditions = [
    Question(
      name: #"rag = A and lead = "Rose Case""#,
      text: #"actions where rag = A and lead = "$1" select count()"#,
      constants: [["Rose Case", "rose case"], ["Sue Webb", "sue webb"], ["Pam Hunter", "pam hunter"]],
      forms: [
        .sql(
          """
          SELECT count(*) FROM action WHERE rag = 'A'
          AND id IN (SELECT item FROM party WHERE part = 'lead' AND name_folded = '$2')
          """)
      ]),
    Question(
      name: #"description ~ "audit""#, text: #"actions where description ~ "$1" select count()"#,
      constants: [["audit"], ["police"], ["threshold"]],
      forms: [
        .sql("SELECT count(*) FROM action WHERE description_folded LIKE '%$1%'"),
        .sqlite("SELECT count(*) FROM action WHERE instr(description_folded, '$1') > 0"),
        .duckdb("SELECT count(*) FROM action WHERE contains(description_folded, '$1')"),
      ]),
    Question(
      // Its words are /audit.*(police|child)/, which a Markdown table would take for two cells.
      name: "description ~ a regular expression",
      text: "actions where description ~ /$1.*(police|child)/ select count()",
      constants: [["audit"], ["review"], ["visit"]],
      forms: [
        .sqlite("SELECT count(*) FROM action WHERE description_folded REGEXP '$1.*(police|child)'"),
        .duckdb("SELECT count(*) FROM action WHERE regexp_matches(description_folded, '$1.*(police|child)')"),
      ], limit: 1.5),
    Question(
      name: "due in 2011/12Q3 and rag != G",
      text: "actions where due in $1 and rag != G select count()",
      constants: [
        ["2011/12Q3", "15248", "15339"], ["2012/13Q1", "15431", "15521"], ["2012/13Q4", "15706", "15795"],
      ],
      forms: [
        .sql(
          """
          SELECT count(*) FROM action WHERE (rag <> 'G' OR rag IS NULL)
          AND id IN (SELECT action FROM due WHERE period_first >= $2 AND period_last <= $3)
          """)
      ]),
  ]

  private static let groups = [
    Question(
      name: "group by rag", text: "actions group by rag",
      forms: [.sql("SELECT rag, count(*) FROM action GROUP BY rag")]),
    Question(
      name: "group by each lead, reds, top 10",
      text:
        "actions group by each lead select lead.name as who, count(rag = $1) as n order by n desc, who limit 10",
      constants: rags,
      forms: [
        .sql(
          """
          SELECT p.name AS who, count(*) AS n FROM action a JOIN party p ON p.part = 'lead' AND p.item = a.id
          WHERE a.rag = '$1' GROUP BY p.name ORDER BY n DESC, who LIMIT 10
          """),
        .sql(
          """
          SELECT who.name, n FROM (SELECT p.named_party AS id, count(*) AS n FROM action a
          JOIN party p ON p.part = 'lead' AND p.item = a.id WHERE a.rag = '$1' GROUP BY p.named_party) AS counted
          JOIN named_party AS who ON who.id = counted.id ORDER BY n DESC, who.name LIMIT 10
          """),
      ], isOrdered: true),
    Question(
      name: "pivot lead by rag", text: "actions pivot each lead by rag",
      forms: [
        .sql(
          """
          SELECT p.name, count(*) FILTER (WHERE a.rag = 'R'), count(*) FILTER (WHERE a.rag = 'A'),
          count(*) FILTER (WHERE a.rag = 'G'), count(*) FILTER (WHERE a.rag IS NULL)
          FROM action a JOIN party p ON p.part = 'lead' AND p.item = a.id GROUP BY p.name
          """),
        .sql(
          """
          SELECT who.name, r, a, g, b FROM (SELECT p.named_party AS id,
          count(*) FILTER (WHERE a.rag = 'R') AS r, count(*) FILTER (WHERE a.rag = 'A') AS a,
          count(*) FILTER (WHERE a.rag = 'G') AS g, count(*) FILTER (WHERE a.rag IS NULL) AS b
          FROM action a JOIN party p ON p.part = 'lead' AND p.item = a.id GROUP BY p.named_party) AS counted
          JOIN named_party AS who ON who.id = counted.id
          """),
      ]),
  ]

  private static let rank = "CASE a.rag WHEN 'R' THEN 1 WHEN 'A' THEN 2 WHEN 'G' THEN 3 END"

  private static let sorts = [
    Question(
      name: "reds order by due desc, ref limit 10",
      text: "actions where rag = $1 order by due desc, ref limit 10 select ref", constants: rags,
      forms: [
        .sql(
          """
          SELECT a.ref FROM action a LEFT JOIN due d ON d.action = a.id AND d.position = 1 WHERE a.rag = '$1'
          ORDER BY d.period_first DESC NULLS LAST, d.period_last DESC NULLS LAST, a.ref_order LIMIT 10
          """)
      ], isOrdered: true),
    Question(
      name: "sort on three keys", text: "actions order by $1, ref select ref",
      constants: [
        ["rag, due", "\(rank) NULLS LAST, d.period_first NULLS LAST, d.period_last NULLS LAST"],
        ["due, rag", "d.period_first NULLS LAST, d.period_last NULLS LAST, \(rank) NULLS LAST"],
        ["rag desc, due", "\(rank) DESC NULLS LAST, d.period_first NULLS LAST, d.period_last NULLS LAST"],
      ],
      forms: [
        .sql(
          """
          SELECT a.ref FROM action a LEFT JOIN due d ON d.action = a.id AND d.position = 1
          ORDER BY $2, a.ref_order
          """)
      ], isOrdered: true, growth: 16),
  ]

  private static let paths = [
    Question(
      name: "objectives with two reds or more",
      text: "objectives where count(actions[rag = R]) >= $1 select count()",
      constants: [["2"], ["3"], ["1"]],
      forms: [
        .sql(
          """
          SELECT count(*) FROM
          (SELECT objective FROM action WHERE rag = 'R' GROUP BY objective HAVING count(*) >= $1) AS found
          """)
      ]),
    Question(
      name: "risks whose objective has a red",
      text: "risks where any objective.actions[rag = $1] select count()", constants: rags,
      forms: [
        .sql(
          "SELECT count(*) FROM risk WHERE objective IN (SELECT objective FROM action WHERE rag = '$1')"),
        .sql(
          """
          SELECT count(*) FROM risk r
          WHERE EXISTS (SELECT 1 FROM action a WHERE a.objective = r.objective AND a.rag = '$1')
          """),
      ]),
    Question(
      name: "top 1 per objective by score",
      text: "risks top 1 per objective by $1 desc select ref",
      constants: [["score"], ["impact"], ["likelihood"]],
      forms: [
        .sql(
          """
          SELECT ref FROM (SELECT ref, objective, row_number() OVER
          (PARTITION BY objective ORDER BY $1 DESC, id) AS place FROM risk) AS placed
          WHERE place = 1 ORDER BY objective
          """),
        .sqlite(
          """
          SELECT ref FROM (SELECT ref, objective, max($1 * 1000 - number) FROM risk GROUP BY objective)
          ORDER BY objective
          """),
        .duckdb(
          "SELECT max_by(ref, $1 * 1000 - number) FROM risk GROUP BY objective ORDER BY objective"),
      ], isOrdered: true),
  ]
}
