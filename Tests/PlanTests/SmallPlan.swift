@testable import Plan

/// Writes small plans in a few words.
struct SmallPlan {
  let builder: PlanBuilder

  init(_ builder: PlanBuilder = PlanBuilder()) { self.builder = builder }

  func objective(_ number: Int64?, title: String = "title", line: Int = 1) {
    builder.begin(.objectives, line: line)
    builder.set(Schema.id(.objectives, "title"), text: title)
    if let number { builder.set(Schema.id(.objectives, "number"), integer: number) }
  }

  func indicator(_ number: Int64?, owner: [PlanBuilder.Party] = [], rag: UInt8 = Rag.green, line: Int = 2) {
    builder.begin(.indicators, line: line)
    if let number { builder.set(Schema.id(.indicators, "number"), integer: number) }
    for party in owner { builder.append(Schema.id(.indicators, "owner"), party: party) }
    builder.set(Schema.id(.indicators, "measure"), text: "measure")
    builder.set(Schema.id(.indicators, "rag"), code: rag)
  }

  func target(_ text: String, _ period: Period? = Period(financialYear: 2011), line: Int = 3) {
    builder.begin(.targets, line: line)
    builder.set(Schema.id(.targets, "text"), text: text)
    if let period { builder.set(Schema.id(.targets, "period"), period: period) }
  }

  func action(
    _ number: Int64?, lead: [PlanBuilder.Party] = [], monitor: [PlanBuilder.Party] = [],
    evaluator: [PlanBuilder.Party] = [], starts: String? = nil, due: [String] = ["2011-10"],
    rag: UInt8 = Rag.green, line: Int = 4
  ) {
    builder.begin(.actions, line: line)
    if let number { builder.set(Schema.id(.actions, "number"), integer: number) }
    for party in lead { builder.append(Schema.id(.actions, "lead"), party: party) }
    for party in monitor { builder.append(Schema.id(.actions, "monitor"), party: party) }
    for party in evaluator { builder.append(Schema.id(.actions, "evaluator"), party: party) }
    if let period = starts.flatMap({ Period($0) }) {
      builder.set(Schema.id(.actions, "starts"), period: period)
    }
    for period in due.compactMap({ Period($0) }) {
      builder.append(Schema.id(.actions, "due"), period: period)
    }
    builder.set(Schema.id(.actions, "description"), text: "description")
    builder.set(Schema.id(.actions, "rag"), code: rag)
  }

  func risk(_ number: Int64?, impact: Int64?, likelihood: Int64?, score: Int64?, line: Int = 5) {
    builder.begin(.risks, line: line)
    builder.set(Schema.id(.risks, "description"), text: "description")
    for (name, value) in [
      ("number", number), ("impact", impact), ("likelihood", likelihood), ("score", score),
    ] {
      if let value { builder.set(Schema.id(.risks, name), integer: value) }
    }
  }

  func officer(_ name: String, role: String = "", line: Int = 6) {
    builder.begin(.officers, line: line)
    builder.set(Schema.id(.officers, "name"), text: name)
    if !role.isEmpty { builder.set(Schema.id(.officers, "role"), text: role) }
  }

  /// A plan in which there is nothing to find.
  func faultless() {
    officer("Rose Case", role: "Team Manager")
    objective(1)
    indicator(1, owner: ["Rose Case"])
    target("50%")
    action(1, lead: ["Rose Case"], starts: "2011-08")
    risk(1, impact: 2, likelihood: 3, score: 6)
  }

  func finish() throws -> Plan { try builder.finish() }
}

extension PlanBuilder.Party: ExpressibleByStringLiteral {
  package init(stringLiteral name: String) { self.init(name: name) }
}

extension Plan {
  /// A field of every row, as text: lists joined by `; `, items by what names them.
  func texts(_ entity: Entity, _ name: String) -> [String] { texts(self[Schema.id(entity, name)]) }

  func texts(_ column: Column) -> [String] { (0..<column.count).map { text(column, $0) } }

  private func text(_ column: Column, _ row: Int) -> String {
    switch column {
    case .decimal(let column): NumberText.text(column.values[row])
    case .condition(let column): column.values[row] ? "yes" : "no"
    case .choice(let column): column.enumeration.text(of: column.codes[row]) ?? ""
    case .period(let column): column.period(at: row)?.text() ?? ""
    case .item(let column):
      column.rows[row] == Column.noRow ? "" : text(labels(of: column.entity), Int(column.rows[row]))
    case .list(let column): column.range(at: row).map { text(column.elements, $0) }.joined(separator: "; ")
    default: column.text(at: row)
    }
  }

  /// The findings as `severity rule entity ref line: message`.
  var found: [String] {
    let columns = ["severity", "rule", "entity", "ref", "line", "message"].map { texts(.findings, $0) }
    return (0..<self[.findings].rowCount).map { row in
      columns[0..<5].map { $0[row] }.joined(separator: " ") + ": " + columns[5][row]
    }
  }

  func found(rule: String) -> [String] { found.filter { $0.split(separator: " ")[1] == rule } }
}
