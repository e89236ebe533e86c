/// How a person fills DuckDB from what planq reads.
enum DuckDBLoads {
  /// As SQL reads it.
  static func literal(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// The plan's file into a table for each kind of item. What its objects hold DuckDB finds out, or is told, which is quicker.
  static func json(_ path: String, bytes: Int, areTypesGiven: Bool) -> [String] {
    let types = areTypesGiven ? ", columns = {\(documentTypes)}" : ""
    return [
      """
      CREATE TEMP TABLE document AS SELECT officers, objectives
      FROM read_json(\(literal(path)), maximum_object_size = \(bytes + 1)\(types))
      """,
      "CREATE TEMP TABLE item AS SELECT unnest(objectives) AS o FROM document",
      "CREATE TABLE officer AS SELECT unnest(officers, recursive := true) FROM document",
      "CREATE TABLE objective AS SELECT o.number AS number, o.title AS title FROM item",
      """
      CREATE TABLE indicator AS SELECT objective, i.number AS number, i.measure AS measure, i.rag AS rag,
      i.owner AS owner FROM (SELECT o.number AS objective, unnest(o.indicators) AS i FROM item) AS opened
      """,
      """
      CREATE TABLE risk AS SELECT objective, r.number AS number, r.description AS description,
      r.impact AS impact, r.likelihood AS likelihood, r.score AS score
      FROM (SELECT o.number AS objective, unnest(o.risks) AS r FROM item) AS opened
      """,
      // Who leads is one name or a list of names.
      """
      CREATE TABLE action AS SELECT objective, a.number AS number, a.description AS description,
      a.completion AS completion, a.due AS due, a.monitor AS monitor, a.rag AS rag,
      CASE json_type(a.lead) WHEN 'ARRAY' THEN CAST(a.lead AS VARCHAR[]) ELSE [a.lead ->> '$'] END AS lead
      FROM (SELECT o.number AS objective, unnest(o.actions) AS a FROM item) AS opened
      """,
      """
      CREATE TABLE party AS SELECT objective, number, 'lead' AS part, unnest(lead) AS name FROM action
      UNION ALL SELECT objective, number, 'monitor', monitor FROM action
      UNION ALL SELECT objective, number, 'owner', owner FROM indicator
      """,
    ]
  }

  private static let documentTypes = """
    officers: 'STRUCT("name" VARCHAR, "role" VARCHAR)[]',
    objectives: 'STRUCT(number BIGINT, title VARCHAR,
    indicators STRUCT(number BIGINT, "owner" VARCHAR, measure VARCHAR, rag VARCHAR)[],
    actions STRUCT(number BIGINT, description VARCHAR, completion VARCHAR, due VARCHAR, lead JSON, monitor VARCHAR,
    rag VARCHAR)[],
    risks STRUCT(number BIGINT, description VARCHAR, impact BIGINT, likelihood BIGINT, score BIGINT)[])[]'
    """

  /// The rows that planq wrote, a file and a table for each entity.
  static func rows(in folder: String) -> [String] {
    let names = [
      "officers": "officer", "objectives": "objective", "indicators": "indicator", "risks": "risk",
    ]
    return PlanFiles.rows.compactMap { entity in
      names[entity].map {
        "CREATE TABLE \($0) AS SELECT * FROM read_json(\(literal("\(folder)/\(entity).ndjson")), format = 'newline_delimited')"
      }
    } + [actions(in: folder)]
  }

  /// The rows of the actions alone.
  static func actions(in folder: String) -> String {
    """
    CREATE TABLE action AS SELECT * FROM read_json(\(literal("\(folder)/actions.ndjson")), format = 'newline_delimited', columns = {
    objective: 'BIGINT', number: 'BIGINT', ref: 'VARCHAR', description: 'VARCHAR', completion: 'VARCHAR',
    starts: 'VARCHAR', due: 'VARCHAR[]', lead: 'VARCHAR[]', monitor: 'VARCHAR[]', evaluator: 'VARCHAR[]',
    links: 'VARCHAR', rag: 'VARCHAR'})
    """
  }

  /// What planq prints in CSV: lists as one text.
  static let listing = """
    CREATE TABLE listing AS SELECT objective, number, ref, description, completion, starts,
    array_to_string(due, '; ') AS due, array_to_string(lead, '; ') AS lead,
    array_to_string(monitor, '; ') AS monitor, array_to_string(evaluator, '; ') AS evaluator, links, rag FROM action
    """

  /// The row that tells whether all actions were read: how many, how many reds, letters, leads.
  static let check =
    "SELECT count(*), count(*) FILTER (WHERE rag = 'R'), sum(length(description)), sum(len(lead)) FROM action"
}
