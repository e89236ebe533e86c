/// The one declaration of what a plan holds. JSON keys, SQLite tables, the binder, completion, `.schema`, the
/// published JSON Schema and DDL, and the language reference derive from it.
package enum Schema {
  package static let entities: [EntityDescription] = [
    plan, objectives, indicators, targets, actions, risks, officers, groups, assignments, findings, parties,
  ]

  package static subscript(entity: Entity) -> EntityDescription { entities[entity.rawValue] }

  /// The sources of queries, in the order of the reference.
  package static let sources: [EntityDescription] = entities.filter { $0.entity != .parties }

  /// By plural or singular name, ignoring case.
  package static func source(named name: String) -> EntityDescription? {
    let lower = name.lowercased()
    return sources.first { $0.name == lower || $0.singular == lower }
  }

  /// A field that the code itself names; an unknown name is a mistake of the program.
  package static func id(_ entity: Entity, _ name: String) -> FieldID {
    guard let index = self[entity].index(of: name) else {
      schemaMistake("the schema has no \(self[entity].name).\(name)")
    }
    return FieldID(entity: entity, index: index)
  }

  package static func field(_ id: FieldID) -> Field { self[id.entity].fields[id.index] }
}
