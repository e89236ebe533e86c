import Binding
import Language
import Plan
import TestSupport
import Testing

/// The language reference: its examples are run, and its tables are those of the code.
@Suite struct ReferenceTests {
  private static let reference = Document("Sources/Language/Language.docc/Language.md")

  @Test func sessions() throws { try Self.reference.runSessions(atLeast: 25) }

  @Test func commands() throws { try Self.reference.runCommands() }

  @Test func readmeNamesIt() {
    #expect(Document("README.md").text.contains("(Sources/Language/Language.docc/Language.md)"))
  }

  private func check(_ name: String, _ head: [String], _ rows: [[String]]) {
    let lines = ([head, head.map { _ in "---" }] + rows).map { row in
      "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    let found = Self.reference.generated(name)
    let difference = Difference.show(
      expected: lines.joined(separator: "\n"), actual: found.joined(separator: "\n"))
    #expect(difference.isEmpty, "the table `\(name)` of the reference\n\(difference)")
  }

  private func words(_ descriptions: [ClauseDescription]) -> [[String]] {
    descriptions.map { ["`\($0.keyword)`", "`\($0.syntax)`", $0.help] }
  }

  @Test func clauses() {
    check("clauses", ["clause", "written", "meaning"], words(Clauses.all))
    check("set-operators", ["operator", "written", "meaning"], words(SetOperators.all))
    check("operators", ["operator", "written", "meaning"], words(Operators.all))
    check("statements", ["statement", "written", "meaning"], words(StatementWords.all))
  }

  @Test func entities() {
    let entities = Schema.sources + [Schema[.parties]]
    check(
      "entities", ["entity", "meaning"],
      entities.map { ["`\($0.entity == .parties ? $0.singular : $0.name)`", $0.help] })
    check(
      "computed-fields", ["field", "formula", "meaning"],
      Schema.computedFields.map { ["`\(Schema[$0.entity].name).\($0.name)`", "`\($0.formula)`", $0.help] })
  }

  @Test func fields() {
    let rows = (Schema.sources + [Schema[.parties]]).flatMap { entity in
      entity.fields.map { field in
        let owner = entity.entity == .parties ? entity.singular : entity.name
        return ["`\(owner).\(field.name)`", type(field), field.help]
      }
    }
    check("fields", ["field", "type", "meaning"], rows)
  }

  /// As `.schema` has it.
  private func type(_ field: Field) -> String {
    let role =
      switch field.role {
      case .stored: ""
      case .parent: ", parent"
      case .derived: ", derived"
      case .children: ", children"
      }
    return name(field.type) + role
  }

  private func name(_ type: ValueType) -> String {
    switch type {
    case .text: "text"
    case .integer: "integer"
    case .decimal: "decimal"
    case .condition: "yes or no"
    case .enumeration(let enumeration): enumeration.values.joined(separator: ", ")
    case .period: "period"
    case .ref: "ref"
    case .item(let entity): Schema[entity].singular
    case .list(.item(let entity)): "list of \(Schema[entity].name)"
    case .list(let element): "list of \(name(element))s"
    }
  }

  /// Each function and aggregate has its row, and no other has.
  @Test func functions() {
    func rows(_ descriptions: [FunctionDescription]) -> [[String]] {
      descriptions.map { [$0.syntax.map { "`\($0)`" }.joined(separator: ", "), $0.takes, $0.gives] }
    }
    check("functions", ["function", "takes", "gives"], rows(Functions.ofRows))
    check("aggregates", ["aggregate", "takes", "gives"], rows(Functions.aggregates))
    #expect(Set(Functions.ofRows.map(\.name)) == Set(["if"] + Function.allCases.map(\.rawValue)))
    #expect(Set(Functions.aggregates.map(\.name)) == Set(["share"] + Aggregate.allCases.map(\.rawValue)))
  }
}
