import Plan

/// The tables, derived from `Schema`: one an entity, and `due`, `party` and `link` for lists. Beside each text stands
/// its folded form, beside each period its first and last day, and beside each ref a number that sorts as it does, so
/// that SQL on any engine means what planq means; of these and of what is derived nothing is read back.
extension PlanTable {
  /// Those that planq reads, too, with the entity of each.
  static let stored: [(entity: Entity, table: PlanTable)] = storedEntities.map { ($0, table($0)) }

  /// Parents before their children.
  static let storedEntities: [Entity] = [
    .plan, .officers, .objectives, .indicators, .targets, .actions, .risks, .findings,
  ]

  /// Tables of what is derived, which only SQL reads. The table `party` holds lists; the parties that they name have
  /// another.
  private static let derived = [
    table(.groups), table(.assignments), table(.parties, name: namedParties),
  ]

  static let dueName = "due"
  static let partyName = "party"
  private static let namedParties = "named_party"

  /// In the order in which they are made and filled.
  static let all: [PlanTable] = stored.map(\.table) + derived + [dues, parties, links]

  /// The lists of items that stand in the table `link`: all that are neither parties as stored nor children of one
  /// parent.
  private static let linkFields: [(list: String, field: FieldID)] = [Entity.objectives, .officers, .groups]
    .flatMap { entity in
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

  private static func table(_ entity: Entity, name: String? = nil) -> PlanTable {
    let name = name ?? Schema[entity].singular
    let id = Column(name: "id", type: .integer, content: .id)
    let parent = directParent(of: entity).map { Schema[$0].singular }
    return PlanTable(
      name: name, rows: .items(entity), columns: [id] + columns(of: entity, onlyRead: false), key: ["id"],
      indexes: parent.map { [Index(name: "\(name)_\($0)", columns: [$0])] } ?? [])
  }

  /// The columns of an entity's table that planq reads, made without the others: to make all columns of all tables takes
  /// longer than to read a small plan.
  static func readColumns(of entity: Entity) -> [Column] { columns(of: entity, onlyRead: true) }

  private static func columns(of entity: Entity, onlyRead: Bool) -> [Column] {
    var columns: [Column] = []
    for (index, field) in Schema[entity].fields.enumerated() {
      let id = FieldID(entity: entity, index: index)
      if field.role == .parent, case .item(let parent) = field.type {
        let name = Schema[parent].singular
        let isRead = parent == directParent(of: entity)
        if isRead || !onlyRead {
          columns.append(
            Column(
              name: name, type: .integer, content: .parent(parent), isRead: isRead, references: name))
        }
        continue
      }
      let isRead = field.role == .stored || id == listed
      if isRead || !onlyRead { columns += self.columns(of: field, id, isRead: isRead, onlyRead: onlyRead) }
    }
    return columns
  }

  /// The entity whose items hold these in plan files.
  static func directParent(of entity: Entity) -> Entity? {
    switch entity {
    case .indicators, .actions, .risks: .objectives
    case .targets: .indicators
    default: nil
    }
  }

  private static func columns(of field: Field, _ id: FieldID, isRead: Bool, onlyRead: Bool) -> [Column] {
    let name = field.name
    func column(_ type: ValueType, _ content: Content) -> Column {
      Column(name: name, type: type, content: content, isRead: isRead)
    }
    switch field.type {
    case .text where onlyRead: return [column(.text, .text(id))]
    case .period where onlyRead: return [column(.text, .period(id))]
    case .text:
      return [column(.text, .text(id)), folded(name, .folded(id))]
    case .integer: return [column(.integer, .integer(id))]
    case .enumeration: return [column(.text, .choice(id))]
    case .condition:
      return [Column(name: name, type: .boolean, content: .condition(id), isRead: isRead, isRequired: true)]
    case .period:
      return [
        column(.text, .period(id)),
        Column(name: name + "_first", type: .integer, content: .firstDay(id)),
        Column(name: name + "_last", type: .integer, content: .lastDay(id)),
      ]
    case .decimal: return [column(.decimal, .integer(id))]
    case .ref:
      return [
        column(.text, .text(id)),
        Column(name: name + "_order", type: .integer, content: .integer(id), isRead: isRead),
      ]
    case .item(let entity):
      var item = column(.integer, .integer(id))
      item.references = entity == .parties ? namedParties : Schema[entity].singular
      return [item]
    case .list: return []
    }
  }

  private static func folded(_ name: String, _ content: Content, isRequired: Bool = false) -> Column {
    Column(
      name: name + "_folded", type: .text, content: content, isRequired: isRequired, foldedFrom: name)
  }
}

extension PlanTable {
  private static let position = Column(
    name: "position", type: .integer, content: .position, isRequired: true)

  static let dues = PlanTable(
    name: dueName,
    rows: .members([("", due)]),
    columns: [
      Column(name: "action", type: .integer, content: .item, isRequired: true, references: "action"),
      position,
      Column(name: "period", type: .text, content: .period(due)),
      Column(name: "period_first", type: .integer, content: .firstDay(due)),
      Column(name: "period_last", type: .integer, content: .lastDay(due)),
    ],
    key: ["action", "position"])

  static let parties = PlanTable(
    name: partyName,
    rows: .members(partyFields.map { (Enumeration.part.text(of: $0.part.rawValue) ?? "", $0.field) }),
    columns: [
      Column(name: "part", type: .text, content: .list, isRequired: true),
      Column(name: "item", type: .integer, content: .item, isRequired: true), position,
      Column(
        name: "name", type: .text, content: .text(Schema.id(.parties, "name")), isRequired: true),
      folded("name", .folded(Schema.id(.parties, "name")), isRequired: true),
      Column(
        name: "kind", type: .text, content: .choice(Schema.id(.parties, "kind")), isRequired: true),
      Column(name: "agency", type: .text, content: .text(Schema.id(.parties, "agency"))),
      folded("agency", .folded(Schema.id(.parties, "agency"))),
      Column(name: "named_party", type: .integer, content: .member, references: namedParties),
    ],
    key: ["part", "item", "position"],
    indexes: [Index(name: "party_name", columns: ["name_folded", "part", "item"])])

  private static let links = PlanTable(
    name: "link", rows: .members(linkFields),
    columns: [
      Column(name: "list", type: .text, content: .list, isRequired: true),
      Column(name: "item", type: .integer, content: .item, isRequired: true), position,
      Column(name: "member", type: .integer, content: .member, isRequired: true),
    ],
    key: ["list", "item", "position"])
}
