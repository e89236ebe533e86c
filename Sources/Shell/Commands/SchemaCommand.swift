import Language
import Loading
import Plan

extension Command {
  static let schema = Command(
    name: "schema", habits: ["d", "tables"], arguments: "[ENTITY | json | sql [DIALECT]]",
    help: "show what a plan holds",
    details: """
      Every entity with its fields, or one of them; json shows the JSON Schema of plan files, sql the tables that \
      .save writes, in the words of \(dialects), sqlite unless another is named.
      """
  ) { session, words in
    let word = words.first?.lowercased()
    try words.refuse(beyond: word == "sql" ? 2 : 1, of: ".schema")
    switch word {
    case nil: try session.show(SchemaText.all)
    case "json": try session.show(JSONSchema.text())
    case "sqlite": try session.show(TableDialect.sqlite.schema())
    case "sql": try session.show(try dialect(words.dropFirst().first).schema())
    case let word?:
      guard let entity = Schema.source(named: word) else {
        let names = Schema.sources.map(\.name) + ["json", "sql", "sqlite"]
        throw CommandFailure(
          message: "there is no entity \"\(word)\"",
          notes: [
            Nearest.name(to: word, among: names).map { "did you mean \($0)?" }
              ?? names.joined(separator: ", ")
          ])
      }
      try session.show(SchemaText.entity(entity))
    }
    return .done
  }

  private static let dialects = TableDialect.allCases.map(\.rawValue).joined(separator: ", ")

  /// As `explain sql` without a dialect means SQLite, so does this.
  private static func dialect(_ word: String?) throws(CommandFailure) -> TableDialect {
    guard let word else { return .sqlite }
    if let dialect = TableDialect(rawValue: word.lowercased()) { return dialect }
    let nearest = Nearest.name(to: word.lowercased(), among: TableDialect.allCases.map(\.rawValue))
    throw CommandFailure(
      message: "there is no SQL dialect \"\(word)\"",
      notes: (nearest.map { ["did you mean \($0)?"] } ?? []) + ["one of \(dialects)"])
  }
}

/// The schema as a person reads it.
enum SchemaText {
  static var all: String {
    Schema.sources.map(entity).joined(separator: "\n")
  }

  static func entity(_ entity: EntityDescription) -> String {
    let fields = entity.fields.map { field in
      (
        field.name, typeName(field.type) + (field.role == .stored ? "" : ", \(roleName(field.role))"),
        field.help
      )
    }
    let computed = Schema.computedFields.filter { $0.entity == entity.entity }
      .map { ($0.name, "= \($0.formula)", $0.help) }
    let rows = fields + computed
    let name = rows.map(\.0.count).max() ?? 0
    let type = fields.map(\.1.count).max() ?? 0
    var text = "\(entity.name): \(entity.help)\n"
    for row in fields { text += "  \(padded(row.0, name))  \(padded(row.1, type))  \(row.2)\n" }
    for row in computed { text += "  \(padded(row.0, name))  \(row.1)\n  \(padded("", name))  \(row.2)\n" }
    return text
  }

  /// What a field's name means, in every entity that has it; nil where none does.
  static func field(_ name: String) -> String? {
    var text = ""
    for entity in Schema.sources {
      if let index = entity.index(of: name) {
        let field = entity.fields[index]
        text += "\(entity.name).\(field.name)  \(typeName(field.type))\n  \(field.help)\n"
      }
    }
    for field in Schema.computedFields where field.name == name {
      text += "\(Schema[field.entity].name).\(field.name) = \(field.formula)\n  \(field.help)\n"
    }
    return text.isEmpty ? nil : text
  }

  static func typeName(_ type: ValueType) -> String {
    switch type {
    case .text: "text"
    case .integer: "integer"
    case .decimal: "decimal"
    case .condition: "yes or no"
    case .enumeration(let enumeration): enumeration.values.joined(separator: ", ")
    case .period: "period"
    case .ref: "ref"
    case .item(let entity): Schema[entity].singular
    case .list(let element):
      if case .item(let entity) = element {
        "list of \(Schema[entity].name)"
      } else {
        "list of \(typeName(element))s"
      }
    }
  }

  private static func roleName(_ role: Field.Role) -> String {
    switch role {
    case .stored: "stored"
    case .parent: "parent"
    case .derived: "derived"
    case .children: "children"
    }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
