import Plan

/// The tables that planq reads and writes, derived from `Schema`: one an entity, `due` and `party` for lists. Beside
/// each text stands its folded form, beside each period its first and last day, and beside each ref a number that
/// sorts as it does, so that SQL on any engine means what planq means; of these and of what is derived nothing is read
/// back.
struct SQLiteTable {
  enum Content {
    /// Where an item's parent is: the parent's id.
    case parent(Entity)
    /// Of a ref, as planq prints it.
    case text(FieldID)
    case folded(FieldID)
    /// Of a ref, the number that sorts as it does; of an item, its id; of a decimal, itself.
    case integer(FieldID)
    case choice(FieldID)
    case condition(FieldID)
    /// As planq prints it, for people.
    case period(FieldID)
    /// Days since 1970-01-01.
    case firstDay(FieldID)
    case lastDay(FieldID)
  }

  struct Column {
    var name: String
    var declaration: String
    var content: Content
    /// Told apart from columns that only help SQL.
    var isRead: Bool
  }

  var entity: Entity
  var name: String
  var columns: [Column]

  static let all = [
    table(.plan), table(.officers), table(.objectives), table(.indicators), table(.targets), table(.actions),
    table(.risks), table(.findings),
  ]

  /// Tables of what is derived, which only SQL reads. The table `party` holds lists; the parties that they name have
  /// another.
  static let derived = [table(.groups), table(.assignments), table(.parties, name: "named_party")]

  /// The lists of items that stand in the table `link`: all that are neither parties as stored nor children of one
  /// parent.
  static let linkFields: [(list: String, field: FieldID)] = [Entity.objectives, .officers, .groups].flatMap {
    entity in
    Schema[entity].fields.enumerated().compactMap { index, field in
      guard field.type.isList, field.role == .derived || field.role == .children && entity != .objectives
      else {
        return nil
      }
      return ("\(Schema[entity].singular).\(field.name)", FieldID(entity: entity, index: index))
    }
  }

  /// The fields whose parties stand in the table `party`, with their part.
  static let partyFields: [(part: Part, field: FieldID)] = [
    (.lead, Schema.id(.actions, "lead")), (.monitor, Schema.id(.actions, "monitor")),
    (.evaluator, Schema.id(.actions, "evaluator")), (.owner, Schema.id(.indicators, "owner")),
  ]

  static let due = Schema.id(.actions, "due")
  static let listed = Schema.id(.officers, "listed")

  private static func table(_ entity: Entity, name: String? = nil) -> SQLiteTable {
    var columns: [Column] = []
    for (index, field) in Schema[entity].fields.enumerated() {
      let id = FieldID(entity: entity, index: index)
      if field.role == .parent, case .item(let parent) = field.type {
        let name = Schema[parent].singular
        columns.append(
          Column(
            name: name, declaration: "INTEGER REFERENCES \(name)(id)", content: .parent(parent),
            isRead: parent == directParent(of: entity)))
      } else {
        let isRead = field.role == .stored || id == listed
        columns += self.columns(of: field, id).map { column in
          var column = column
          column.isRead = column.isRead && isRead
          return column
        }
      }
    }
    return SQLiteTable(entity: entity, name: name ?? Schema[entity].singular, columns: columns)
  }

  /// The entity whose items hold these in plan files.
  static func directParent(of entity: Entity) -> Entity? {
    switch entity {
    case .indicators, .actions, .risks: .objectives
    case .targets: .indicators
    default: nil
    }
  }

  private static func columns(of field: Field, _ id: FieldID) -> [Column] {
    func column(_ suffix: String, _ declaration: String, _ content: Content, isRead: Bool = true) -> Column {
      Column(name: field.name + suffix, declaration: declaration, content: content, isRead: isRead)
    }
    switch field.type {
    case .text:
      return [column("", "TEXT", .text(id)), column("_folded", "TEXT", .folded(id), isRead: false)]
    case .integer: return [column("", "INTEGER", .integer(id))]
    case .enumeration: return [column("", "TEXT", .choice(id))]
    case .condition: return [column("", "INTEGER NOT NULL DEFAULT 1", .condition(id))]
    case .period:
      return [
        column("", "TEXT", .period(id)),
        column("_first", "INTEGER", .firstDay(id), isRead: false),
        column("_last", "INTEGER", .lastDay(id), isRead: false),
      ]
    case .decimal: return [column("", "REAL", .integer(id))]
    case .ref: return [column("", "TEXT", .text(id)), column("_order", "INTEGER", .integer(id))]
    case .item(let entity):
      let table = entity == .parties ? "named_party" : Schema[entity].singular
      return [column("", "INTEGER REFERENCES \(table)(id)", .integer(id))]
    case .list: return []
    }
  }
}

/// The SQL that makes the tables.
package enum SQLiteSchema {
  /// The statements of `.schema sqlite`, and of `.save x.sqlite` before and after the rows.
  package static func text() -> String { (tables + indexes).map { $0 + ";\n" }.joined(separator: "") }

  static let tables: [String] =
    (SQLiteTable.all + SQLiteTable.derived).map { table in
      let columns = table.columns.map { "\n  \"\($0.name)\" \($0.declaration)" }
      return "CREATE TABLE \"\(table.name)\" (\n  \"id\" INTEGER PRIMARY KEY,"
        + columns.joined(separator: ",") + "\n)"
    } + [
      """
      CREATE TABLE "due" (
        "action" INTEGER NOT NULL REFERENCES action(id),
        "position" INTEGER NOT NULL,
        "period" TEXT,
        "period_first" INTEGER,
        "period_last" INTEGER,
        PRIMARY KEY ("action", "position")
      ) WITHOUT ROWID
      """,
      """
      CREATE TABLE "party" (
        "part" TEXT NOT NULL,
        "item" INTEGER NOT NULL,
        "position" INTEGER NOT NULL,
        "name" TEXT NOT NULL,
        "name_folded" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "agency" TEXT,
        "agency_folded" TEXT,
        "named_party" INTEGER REFERENCES named_party(id),
        PRIMARY KEY ("part", "item", "position")
      ) WITHOUT ROWID
      """,
      """
      CREATE TABLE "link" (
        "list" TEXT NOT NULL,
        "item" INTEGER NOT NULL,
        "position" INTEGER NOT NULL,
        "member" INTEGER NOT NULL,
        PRIMARY KEY ("list", "item", "position")
      ) WITHOUT ROWID
      """,
    ]

  static let indexes: [String] =
    SQLiteTable.all.compactMap { table in
      SQLiteTable.directParent(of: table.entity).map { parent in
        let column = Schema[parent].singular
        return "CREATE INDEX \"\(table.name)_\(column)\" ON \"\(table.name)\" (\"\(column)\")"
      }
    } + ["CREATE INDEX \"party_name\" ON \"party\" (\"name_folded\", \"part\", \"item\")"]

  /// Marks the file as planq's (`PRAGMA application_id`: "plnq"), and the version of its tables.
  static let applicationID: Int32 = 0x706C_6E71
  static let version: Int32 = 1
}
