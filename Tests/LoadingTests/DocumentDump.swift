import Foundation
import Loading
import Plan
import TestSupport

/// Reads a text as a plan document.
func readDocument(_ text: String) throws -> Plan { try readDocument(Array(text.utf8)) }

func readDocument(_ bytes: [UInt8]) throws -> Plan {
  let builder = PlanBuilder()
  try DocumentReader.read(bytes, into: builder, isCancelled: { false })
  return try builder.finish()
}

let seedBytes: [UInt8] = {
  let path = Fixtures.package + "/seeds/unannounced-action-plan-2011-07.txt"
  return Array(FileManager.default.contents(atPath: path) ?? Data())
}()

/// A plan as rows with tabs between their fields, in the order of the document, to be compared with what was worked
/// out by hand. A party is `name`, `name @ agency` or `name [group]`; members of a list stand apart by `; `.
struct DocumentDump {
  let plan: Plan

  var items: [String] {
    var rows: [String] = []
    append(.plan, 0, ["title", "date"], to: &rows)
    for objective in 0..<plan[.objectives].rowCount {
      append(.objectives, objective, ["number", "title"], to: &rows)
      for indicator in children(of: objective, "indicators") {
        append(.indicators, indicator, ["ref", "owner", "measure", "baseline", "rag"], to: &rows)
        for target in members(plan[Schema.id(.indicators, "targets")], indicator) {
          append(.targets, target, ["indicator", "period", "text"], to: &rows)
        }
      }
      for action in children(of: objective, "actions") {
        let fields = [
          "ref", "description", "completion", "starts", "due", "lead", "monitor", "evaluator", "links", "rag",
        ]
        append(.actions, action, fields, to: &rows)
      }
      for risk in children(of: objective, "risks") {
        append(
          .risks, risk, ["ref", "description", "impact", "likelihood", "score", "mitigation"], to: &rows)
      }
    }
    for officer in 0..<plan[.officers].rowCount {
      append(.officers, officer, ["name", "role", "listed"], to: &rows)
    }
    return rows
  }

  /// The findings of reading, not those of the builder's own checks.
  func findings(_ fields: [String]) -> [String] {
    let rules = Set(ReadingRule.allCases.map(\.rawValue))
    return (0..<plan[.findings].rowCount).compactMap { row in
      guard rules.contains(text(.findings, "rule", row)) else { return nil }
      return (["finding"] + fields.map { text(.findings, $0, row) }).joined(separator: "\t")
    }
  }

  func text(_ entity: Entity, _ field: String, _ row: Int) -> String {
    show(plan[Schema.id(entity, field)], row)
  }

  private func append(_ entity: Entity, _ row: Int, _ fields: [String], to rows: inout [String]) {
    rows.append(
      ([Schema[entity].singular] + fields.map { text(entity, $0, row) }).joined(separator: "\t"))
  }

  private func children(of objective: Int, _ field: String) -> [Int] {
    members(plan[Schema.id(.objectives, field)], objective)
  }

  private func members(_ column: Column, _ row: Int) -> [Int] {
    guard case .list(let list) = column, case .item(let items) = list.elements else { return [] }
    return items.rows[list.range(at: row)].map { Int($0) }
  }

  private func show(_ column: Column, _ row: Int) -> String {
    if column.isBlank(at: row) { return "" }
    switch column {
    case .text(let column): return column.string(at: row)
    case .name(let column): return column.string(at: row)
    case .integer(let column): return String(column.values[row])
    case .decimal(let column): return String(column.values[row])
    case .condition(let column): return column.values[row] ? "yes" : "no"
    case .choice(let column): return column.enumeration.text(of: column.codes[row]) ?? ""
    case .ref(let column): return Ref(packed: column.values[row]).text
    case .period(let column): return column.period(at: row)?.text() ?? ""
    case .item(let column) where column.entity == .parties: return party(Int(column.rows[row]))
    case .item(let column): return show(plan.labels(of: column.entity), Int(column.rows[row]))
    case .list(let column):
      return column.range(at: row).map { show(column.elements, $0) }.joined(separator: "; ")
    }
  }

  private func party(_ row: Int) -> String {
    let name = text(.parties, "name", row)
    let agency = text(.parties, "agency", row)
    let kind = text(.parties, "kind", row)
    return name + (agency.isEmpty ? "" : " @ " + agency) + (kind == "officer" ? "" : " [\(kind)]")
  }
}
